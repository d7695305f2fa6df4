from odoo import fields, models

from .stay_choices import PRODUCTIVE

INTERVIEWER = "hr_recruitment.group_hr_recruitment_interviewer"


class HrApplicantStay(models.Model):
    """What the hiring manager says of the first months."""

    _inherit = "hr.applicant"

    productive_after = fields.Selection(
        PRODUCTIVE,
        string="Worked Independently",
        copy=False,
        write_groups=INTERVIEWER,
        help="How long it took from the first day until the new colleague did most of the "
        "work without help, as the manager sees it. Leave empty if you do not know. Reports "
        "count it in groups only.",
    )
