from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    offer_days = fields.Integer(related="company_id.offer_days", readonly=False)


class HrCandidateSettings(models.TransientModel):
    _inherit = "hr.candidate.settings"

    offer_days = fields.Integer("Working Days to Answer an Offer")
