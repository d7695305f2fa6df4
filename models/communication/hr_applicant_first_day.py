from odoo import fields, models

from ..write_groups import OFFICER


class HrApplicantFirstDay(models.Model):
    """The day on which a new colleague begins."""

    _inherit = "hr.applicant"

    first_day = fields.Date(
        copy=False,
        tracking=True,
        index="btree_not_null",
        write_groups=OFFICER,
        help="The day on which the new colleague begins, as it was agreed.",
    )
