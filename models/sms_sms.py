from odoo import api, models


class SmsSms(models.Model):
    _inherit = "sms.sms"

    @api.model
    def _process_queue(self):
        """Have the ledger look at what the queue has just done."""
        res = super()._process_queue()
        ledger = self.env["hr.applicant.communication"].sudo()
        if ledger.search_count(
            [("state", "=", "queued"), ("action", "=", "sms")], limit=1
        ):
            ledger._wake_cron()
        return res

    def unlink(self):
        """A person deletes an unsent SMS: the promise is not kept. (What Odoo has
        sent it deletes itself, without coming here.)"""
        unsent = self.filtered(lambda sms: sms.state in ("outgoing", "error"))
        self.env["hr.applicant.communication"].sudo().search(
            [("state", "=", "queued"), ("sms_id_int", "in", unsent.ids)]
        )._close("cancelled", "outbox_cancelled")
        return super().unlink()
