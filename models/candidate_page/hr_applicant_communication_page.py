from odoo import models


class HrApplicantCommunicationPage(models.Model):
    """Every message can show the way to the candidate's page: all keys at once."""

    _inherit = "hr.applicant.communication"

    def _send_email(self, batch):
        self.applicant_id._ensure_page_tokens()
        return super()._send_email(batch)

    def _send_sms(self, batch):
        res = super()._send_sms(batch)
        rows = self.filtered("sms_id_int")
        messages = self.env["sms.sms"].browse(rows.mapped("sms_id_int"))
        closed = {row.applicant_id.id: sms.body for row, sms in zip(rows, messages, strict=True)}
        opened = rows.applicant_id._open_texts(closed)
        for row, sms in zip(rows, messages, strict=True):
            if opened[row.applicant_id.id] != sms.body:
                sms.body = opened[row.applicant_id.id]
        return res
