from odoo import models


class HrApplicantCommunication(models.Model):
    _inherit = "hr.applicant.communication"

    _to_mend = models.Index("(scheduled_date, id) WHERE needs_attention IS TRUE")
