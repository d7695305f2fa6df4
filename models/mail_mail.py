from odoo import api, models


class MailMail(models.Model):
    _inherit = "mail.mail"

    @api.model
    def process_email_queue(self, *args, **kwargs):
        """Have the ledger look at what the queue has just done."""
        res = super().process_email_queue(*args, **kwargs)
        ledger = self.env["hr.applicant.communication"].sudo()
        if ledger.search_count(
            [("state", "=", "queued"), ("action", "in", ("email", "survey"))], limit=1
        ):
            ledger._wake_cron()
        return res
