from odoo import fields, models

from ..company.capabilities import CAPABILITIES
from .review_choices import USES


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    group_reputation = fields.Boolean("Employer Reviews", implied_group=CAPABILITIES[USES])


class HrCandidateSettings(models.TransientModel):
    _inherit = "hr.candidate.settings"

    uses_reputation = fields.Boolean("Employer Reviews")
    review_days = fields.Integer("Working Days to Answer a Review")
    review_user_id = fields.Many2one(
        "res.users",
        "Answers Reviews",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    review_keep_months = fields.Integer("Months to Keep Reviews")
    review_alias_name = fields.Char("Address for Alert Emails")
    review_mail_server = fields.Char("Name of Our Mail Server")
