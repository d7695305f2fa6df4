import re

from odoo import api, fields, models
from odoo.tools import SQL

# How SMTP libraries print that the server will never take it: (550, b'no such user'),
# or that it cannot, since the address has letters it does not know.
SMTP_REFUSAL = re.compile(r"\(5\d\d,|SMTPNotSupportedError")
# What Odoo leaves on a mail when the connection broke while it was being sent.
SMTP_SILENCE = "Error without exception"
PERMANENT_FAILURES = (
    "mail_email_invalid",
    "mail_email_missing",
    "mail_from_invalid",
    "mail_from_missing",
)
PERMANENT_SMS_FAILURES = (
    "sms_number_missing",
    "sms_number_format",
    "sms_country_not_supported",
    "sms_blacklist",
    "sms_optout",
)


class HrApplicantCommunicationOutbox(models.Model):
    """From outbox to delivered.

    What became of a mail is read from Odoo's own notifications afterwards, in batch,
    and never written while SMTP is spoken: a conflict there would make Odoo forget
    that it has just sent.
    """

    _inherit = "hr.applicant.communication"

    @api.model
    def _collect_outbox(self):
        """Read what the mail and SMS queues have done, and start retries that are
        due."""
        self._resend_due()
        self._collect_mails()
        self._collect_sms()

    def _filter_in_outbox(self):
        mails = self.env["mail.mail"].browse(self.mapped("mail_mail_id_int")).exists()
        messages = self.env["sms.sms"].browse(self.mapped("sms_id_int")).exists()
        # A mail that came back is kept as sent: that one has left.
        mails = mails.filtered(lambda mail: mail.state != "sent")
        return self.filtered(
            lambda row: (
                row.mail_mail_id_int in mails.ids or row.sms_id_int in messages.ids
            )
        )

    def _resend_due(self):
        due = self.sudo().search(
            [("state", "=", "queued"), ("next_attempt", "<=", fields.Datetime.now())]
        )
        due = due._stop_untrue()
        due.write({"next_attempt": False, "reason": "outbox"})
        mails = self.env["mail.mail"].sudo().browse(due.mapped("mail_mail_id_int"))
        # An administrator may have sent it in the meantime.
        mails = mails.exists().filtered(lambda m: m.state in ("exception", "cancel"))
        messages = self.env["sms.sms"].sudo().browse(due.mapped("sms_id_int"))
        messages = messages.exists().filtered(
            lambda sms: sms.state in ("error", "canceled")
        )
        mails.mark_outgoing()
        self._reset_notifications(due)
        messages.action_set_outgoing()
        # Odoo's queues look by themselves only once an hour or once a day.
        if mails:
            self.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()
        if messages:
            self.env.ref("sms.ir_cron_sms_scheduler_action")._trigger()

    def _reset_notifications(self, rows):
        self.env["mail.notification"].sudo().search(
            [
                ("mail_message_id", "in", rows.message_id.ids),
                ("notification_status", "=", "exception"),
            ]
        ).write({"notification_status": "ready", "failure_type": False})

    def _collect_mails(self):
        self.env.flush_all()
        outcomes = self.env.execute_query_dict(
            SQL(
                """
                SELECT ledger.id, mail.id AS mail_id, mail.state AS mail_state,
                       notification.notification_status AS status,
                       COALESCE(notification.failure_type, mail.failure_type)
                           AS failure_type,
                       COALESCE(mail.failure_reason, notification.failure_reason)
                           AS failure_reason
                  FROM hr_applicant_communication ledger
                  LEFT JOIN mail_mail mail ON mail.id = ledger.mail_mail_id_int
                  LEFT JOIN LATERAL (
                        SELECT notification_status, failure_type, failure_reason
                          FROM mail_notification
                         WHERE mail_message_id = ledger.message_id
                      ORDER BY notification_status = 'sent' DESC
                         LIMIT 1) AS notification ON TRUE
                 WHERE ledger.state = 'queued' AND ledger.action IN ('email', 'survey')
                   AND ledger.next_attempt IS NULL
                   AND mail.state IS DISTINCT FROM 'outgoing'
                """
            )
        )
        sent = self.browse()
        for outcome in outcomes:
            row = self.sudo().browse(outcome["id"])
            if outcome["mail_state"] in ("sent", "received") or (
                not outcome["mail_id"] and outcome["status"] == "sent"
            ):
                sent |= row
            elif outcome["mail_state"] == "exception" or (
                # Odoo deletes a mail without a valid address like one it has sent.
                not outcome["mail_id"] and outcome["status"] == "exception"
            ):
                row._note_mail_failure(outcome)
            else:
                row._close("cancelled", "outbox_cancelled")
        sent._mark_sent("delivered")

    def _note_mail_failure(self, outcome):
        detail = outcome["failure_reason"] or ""
        if detail.startswith(SMTP_SILENCE):
            detail = self.env._("The connection to the mail server was lost.")
        # A server that lets nobody in says nothing about this address.
        if outcome["failure_type"] in PERMANENT_FAILURES or (
            outcome["failure_type"] != "mail_smtp" and SMTP_REFUSAL.search(detail)
        ):
            self._fail("undeliverable", detail)
        else:
            self._try_again(detail)

    def _collect_sms(self):
        waiting = self.sudo().search(
            [
                ("state", "=", "queued"),
                ("action", "=", "sms"),
                ("next_attempt", "=", False),
            ]
        )
        by_id = {
            sms.id: sms
            for sms in self.env["sms.sms"]
            .sudo()
            .browse(waiting.mapped("sms_id_int"))
            .exists()
        }
        sent = self.browse()
        for row in waiting:
            sms = by_id.get(row.sms_id_int)
            # A sent SMS is deleted by Odoo's garbage collector, an unsent one is not.
            if not sms or sms.state in ("process", "pending", "sent"):
                sent |= row
            elif sms.state == "canceled":
                row._close("cancelled", "outbox_cancelled", sms.failure_type)
            elif sms.state == "error":
                labels = dict(
                    sms._fields["failure_type"]._description_selection(self.env)
                )
                detail = labels.get(sms.failure_type)
                if sms.failure_type in PERMANENT_SMS_FAILURES:
                    row._fail("undeliverable", detail)
                else:
                    row._try_again(detail)
        sent._mark_sent("sms_sent")

    def _mark_sent(self, reason):
        if not self:
            return
        now = fields.Datetime.now()
        self._close("sent", reason)
        self.sent_date = now
        # To be asked something is no news.
        news = self.filtered(lambda row: row.action != "survey")
        news.applicant_id._note_contact(now)

    def _note_bounce(self, message, detail):
        """An email came back: say so where it was promised, and tell the recruiter.

        :param message: the bounced ``mail.message``
        :param str detail: what the other mail server said
        """
        self.sudo().search([("message_id", "=", message.id)])._fail("bounced", detail)
