from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    merits_offered = fields.Boolean(related="company_id.merits_offered", readonly=False)
    merits_days = fields.Integer(related="company_id.merits_days", readonly=False)


class HrCandidateSettings(models.TransientModel):
    _inherit = "hr.candidate.settings"

    merits_offered = fields.Boolean("Candidates May Ask for Merits")
    merits_days = fields.Integer("Days to Reply About Merits")
