from odoo import fields, models


class HrEmployee(models.Model):
    """What candidates may know of a colleague.

    Odoo reads employees for people without HR rights from their public profile. A
    field that such a person may read and that the profile lacks is prefetched all the
    same, and breaks every such read: the calendar, an employee's card. So these have
    the groups of the model itself, and whoever shows them to candidates uses sudo.
    """

    _inherit = "hr.employee"

    candidate_introduction = fields.Text(
        "Introduction to Candidates",
        translate=True,
        groups="hr.group_hr_user",
        help="Two or three sentences about you that candidates read in your emails: "
        "what you do, how long you have been here, what you like about it.",
    )
    candidate_email = fields.Char(
        "Email for Candidates",
        groups="hr.group_hr_user",
        help="Shown on the page of the candidates you answer. Empty: not shown.",
    )
    candidate_phone = fields.Char(
        "Phone for Candidates",
        groups="hr.group_hr_user",
        help="Shown on the page of the candidates you answer. Empty: not shown.",
    )
    candidate_public = fields.Boolean(
        "On Job Pages",
        groups="hr.group_hr_user",
        help="Everybody can read on the pages of your job positions what candidates may "
        "know of you, and see your picture.",
    )
