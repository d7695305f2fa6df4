from odoo import api, models

from .mail_headers import Subject
from .states import BY_MAIL


class MailMail(models.Model):
    _inherit = "mail.mail"

    @api.model
    def process_email_queue(self, *args, **kwargs):
        """No date in the past leaves; then the ledger looks at what the queue did."""
        ledger = self.env["hr.applicant.communication"].sudo()
        ledger._withdraw_stale(BY_MAIL)
        res = super().process_email_queue(*args, **kwargs)
        if ledger.search_count([("state", "=", "queued"), ("action", "in", BY_MAIL)], limit=1):
            ledger._wake_cron()
        return res

    def _prepare_outgoing_list(self, *args, **kwargs):
        """The candidate reads the whole subject. In the chatter, which has the same
        one, what interviewers may not read is masked."""
        emails = super()._prepare_outgoing_list(*args, **kwargs)
        if self.model == "hr.applicant":
            whole = self._find_whole_subject()
            for email in emails:
                email["subject"] = Subject(whole or email["subject"] or "")
                # A name of two lines would begin another header.
                email["email_to"] = [" ".join(to.splitlines()) for to in email["email_to"]]
        return emails

    def _find_whole_subject(self):
        """:return: str, or False where the chatter shows all of it"""
        ledger = self.env["hr.applicant.communication"].sudo()
        row = ledger.search(
            [
                ("message_id", "=", self.mail_message_id.id),
                ("sent_subject", "!=", False),
            ],
            limit=1,
        )
        return row.sent_subject
