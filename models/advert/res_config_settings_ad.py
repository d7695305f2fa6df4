from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ad_score_limit = fields.Integer(related="company_id.ad_score_limit", readonly=False)


class HrCandidateSettings(models.TransientModel):
    _inherit = "hr.candidate.settings"

    ad_score_limit = fields.Integer("Minimum Ad Score")
