from odoo import models


class HrApplicantDates(models.Model):
    """What the report finds the applications of a period by."""

    _inherit = "hr.applicant"

    _applied_on = models.Index("(create_date)")
    _refused_on = models.Index("(refuse_date) WHERE refuse_date IS NOT NULL")
    _closed_on = models.Index("(date_closed) WHERE date_closed IS NOT NULL")
