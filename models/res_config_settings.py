from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    candidate_hr_user_id = fields.Many2one(
        related="company_id.candidate_hr_user_id", readonly=False
    )
