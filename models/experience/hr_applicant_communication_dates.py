from odoo import models


class HrApplicantCommunicationDates(models.Model):
    """What the report finds the invitations of a period by."""

    _inherit = "hr.applicant.communication"

    _invited_on = models.Index("(sent_date) WHERE action = 'survey' AND state = 'sent'")
