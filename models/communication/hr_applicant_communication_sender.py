from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import email_normalize

from .states import BY_MAIL

# Some ways to mend it are seen when it is tried again only.
LOOK_AGAIN = timedelta(hours=1)


class HrApplicantCommunicationSender(models.Model):
    """Emails that would come from nobody wait until somebody has given us an address."""

    _inherit = "hr.applicant.communication"

    reason = fields.Selection(
        selection_add=[("no_sender", "Waits: there is no email address to send it from")]
    )

    def _wait_for_sender(self, batch):
        """:return: those that were put off"""
        rows = self.filtered(lambda row: row._lacks_sender())
        if rows:
            fresh = rows.filtered(lambda row: row.reason != "no_sender")
            companies = {row.company_id or self.env.company for row in fresh}
            self.env["res.company"].union(*companies)._note_no_sender()
            again = batch.now + LOOK_AGAIN
            rows.write({"next_attempt": again, "reason": "no_sender"})
            self._wake_cron({again})
        return rows

    def _lacks_sender(self):
        if self.action not in BY_MAIL:
            return False
        if self.applicant_id._get_sender():
            return False
        # A template may name an address of its own.
        written = email_normalize(self._get_mail_template().email_from or "")
        return not written or self._is_nobodys(written, self.applicant_id)

    @api.model
    def _release_for_sender(self):
        """There may be an address now: what waits for one is looked at again."""
        rows = self.sudo().search([("state", "=", "scheduled"), ("reason", "=", "no_sender")])
        rows._set_next_attempt()
        # What lacks one still says so at its next look.
        companies = {row.company_id or self.env.company for row in rows}
        self.env["res.company"].union(*companies)._drop_sender_todos()
