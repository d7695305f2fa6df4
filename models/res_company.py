from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    candidate_hr_user_id = fields.Many2one(
        "res.users",
        string="HR Responsible for Candidates",
        domain="[('share', '=', False), ('company_ids', 'in', id)]",
        help="Gets the activities of candidate communication that go to HR, and "
        "those that have nobody else.",
    )
