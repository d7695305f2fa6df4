from odoo import models


class HrApplicantCommunicationPage(models.Model):
    """Every mail carries the way to the candidate's page: all keys at once."""

    _inherit = "hr.applicant.communication"

    def _send_email(self):
        self.applicant_id._ensure_page_tokens()
        return super()._send_email()
