from odoo import models

from .hr_applicant_page import PAGE_PREVIEW


class HrApplicantCommunicationPage(models.Model):
    """Every message can show the way to the candidate's page: all keys at once."""

    _inherit = "hr.applicant.communication"

    def _send_email(self):
        self.applicant_id._ensure_page_tokens()
        return super()._send_email()

    def _send_sms(self):
        res = super()._send_sms()
        rows = {row.sms_id_int: row for row in self if row.sms_id_int}
        messages = self.env["sms.sms"].browse(rows)
        named = messages.filtered(lambda sms: PAGE_PREVIEW in (sms.body or ""))
        if named:
            self.applicant_id._ensure_page_tokens()
        for sms in named:
            sms.body = rows[sms.id].applicant_id._open_page_link(sms.body)
        return res
