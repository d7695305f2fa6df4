from odoo import api, models


class SmsSms(models.Model):
    _inherit = "sms.sms"

    @api.model
    def _process_queue(self):
        """No date in the past leaves; then the ledger looks at what the queue did."""
        ledger = self.env["hr.applicant.communication"].sudo()
        ledger._withdraw_stale(("sms",))
        res = super()._process_queue()
        if ledger.search_count([("state", "=", "queued"), ("action", "=", "sms")], limit=1):
            ledger._wake_cron()
        return res

    def unlink(self):
        """A person deletes an unsent SMS: the row is not sent. (What Odoo has
        sent it deletes itself, without coming here.)"""
        unsent = self.filtered(lambda sms: sms.state in ("outgoing", "error"))
        self.env["hr.applicant.communication"].sudo().search(
            [("state", "=", "queued"), ("sms_id_int", "in", unsent.ids)]
        )._close("cancelled", "outbox_cancelled")
        return super().unlink()
