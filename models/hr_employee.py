from odoo import fields, models


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    candidate_introduction = fields.Text(
        "Introduction to Candidates",
        translate=True,
        groups="hr.group_hr_user,hr_recruitment.group_hr_recruitment_user",
        help="Two or three sentences about you that candidates read in your emails: "
        "what you do, how long you have been here, what you like about it.",
    )
