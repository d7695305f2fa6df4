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
    candidate_email = fields.Char(
        "Email for Candidates",
        groups="hr.group_hr_user,hr_recruitment.group_hr_recruitment_user",
        help="Shown on the page of the candidates you answer. Empty: not shown.",
    )
    candidate_phone = fields.Char(
        "Phone for Candidates",
        groups="hr.group_hr_user,hr_recruitment.group_hr_recruitment_user",
        help="Shown on the page of the candidates you answer. Empty: not shown.",
    )
