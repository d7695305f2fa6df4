from odoo import models

from ..batch import get_now
from .notice_sections import PUBLIC_PATH


class HrApplicantCommunicationNotice(models.Model):
    """The first email that leads to a version of the privacy notice is remembered: one
    search and one INSERT for all rows of a group, none where nothing is published."""

    _inherit = "hr.applicant.communication"

    def _send_email(self, batch):
        res = super()._send_email(batch)
        self._note_notices()
        return res

    def _note_notices(self):
        shown = {row: row.applicant_id._find_privacy_notice() for row in self}
        shown = {row: notice for row, notice in shown.items() if notice}
        if not shown:
            return
        rows = self.browse(row.id for row in shown)
        mails = self.env["mail.mail"].browse(rows.mapped("mail_mail_id_int"))
        leading = {
            mail.id for mail in mails if mail.id and f"{PUBLIC_PATH}/" in (mail.body_html or "")
        }
        records = self.env["hr.applicant.privacy.shown"].sudo()
        known = {
            (record.applicant_id, record.notice_id)
            for record in records.search(
                [("applicant_id", "in", rows.applicant_id.ids), ("channel", "=", "email")]
            )
        }
        now = get_now(self.env)
        records.create(
            [
                {
                    "applicant_id": row.applicant_id.id,
                    "notice_id": notice.id,
                    "channel": "email",
                    "date": now,
                    "communication_id": row.id,
                }
                for row, notice in shown.items()
                if row.mail_mail_id_int in leading and (row.applicant_id, notice) not in known
            ]
        )
