from odoo import api, models


class MailMail(models.Model):
    _inherit = "mail.mail"

    @api.model
    def process_email_queue(self, *args, **kwargs):
        """No date in the past leaves; then the ledger looks at what the queue did."""
        ledger = self.env["hr.applicant.communication"].sudo()
        ledger._withdraw_stale(("email", "survey"))
        res = super().process_email_queue(*args, **kwargs)
        if ledger.search_count(
            [("state", "=", "queued"), ("action", "in", ("email", "survey"))], limit=1
        ):
            ledger._wake_cron()
        return res
