import re
from collections import defaultdict

from odoo import api, models
from odoo.tools import SQL, html2plaintext

from ..batch import Batch, get_now
from ..in_halves import do_in_halves
from ..limits import DETAIL_LENGTH

# An address has letters that the server does not know.
SMTP_LETTERS = "SMTPNotSupportedError"
# How SMTP libraries print that the server will never take it: (550, b'no such user').
SMTP_REFUSAL = re.compile(rf"\(5\d\d,|{SMTP_LETTERS}")
# And any answer, as Odoo hands it on: in brackets, or in two lines.
SMTP_ANSWER = re.compile(r"""(?:\(|^)(\d{3})[,\s]\s*b?(['"])(.*?)\2""", re.DOTALL)
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
        self._in_halves("_resend", self._find_resend_due())
        self._collect_mails()
        self._collect_sms()

    def _in_halves(self, method, rows, *arguments):
        """Call the method for the rows; one that breaks it stops no other."""
        do_in_halves(
            rows,
            lambda part: getattr(part, method)(*arguments),
            lambda row, error: row._record_error(error),
        )

    def _filter_in_outbox(self):
        mails = self.env["mail.mail"].browse(self.mapped("mail_mail_id_int")).exists()
        messages = self.env["sms.sms"].browse(self.mapped("sms_id_int")).exists()
        # A mail that came back is kept as sent: that one has left.
        mails = mails.filtered(lambda mail: mail.state != "sent")
        return self.filtered(
            lambda row: row.mail_mail_id_int in mails.ids or row.sms_id_int in messages.ids
        )

    def _stop_in_outbox(self):
        """Keep in the outbox what has not left.

        :return: the rows that were stopped
        """
        rows = self.filtered(lambda row: row.state == "queued")
        mails = self.env["mail.mail"].sudo().browse(rows.mapped("mail_mail_id_int"))
        mails = mails.exists().filtered(lambda m: m.state in ("outgoing", "exception"))
        mails.cancel()
        messages = self.env["sms.sms"].sudo().browse(rows.mapped("sms_id_int"))
        messages = messages.exists().filtered(lambda m: m.state in ("outgoing", "error"))
        messages.action_set_canceled()
        return rows.filtered(
            lambda row: row.mail_mail_id_int in mails.ids or row.sms_id_int in messages.ids
        )

    @api.model
    def _find_resend_due(self):
        return self.sudo().search(
            [("state", "=", "queued"), ("next_attempt", "<=", get_now(self.env))]
        )

    def _resend(self):
        due = Batch(get_now(self.env)).put_around(self)._stop_untrue()
        due.write({"next_attempt": False, "reason": "outbox"})
        mails = self.env["mail.mail"].sudo().browse(due.mapped("mail_mail_id_int"))
        # An administrator may have sent it in the meantime.
        mails = mails.exists().filtered(lambda m: m.state in ("exception", "cancel"))
        messages = self.env["sms.sms"].sudo().browse(due.mapped("sms_id_int"))
        messages = messages.exists().filtered(lambda sms: sms.state in ("error", "canceled"))
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
        self._note_outcomes({outcome["id"]: self._judge_mail(outcome) for outcome in outcomes})

    def _judge_mail(self, outcome):
        """:return: (what became of the row, why): see ``_note_<what>``"""
        if outcome["mail_state"] in ("sent", "received") or (
            not outcome["mail_id"] and outcome["status"] == "sent"
        ):
            return "delivered", None
        if outcome["mail_state"] != "exception" and (
            # Odoo deletes a mail without a valid address like one it has sent.
            outcome["mail_id"] or outcome["status"] != "exception"
        ):
            return "dropped", None
        said = outcome["failure_reason"] or ""
        # A server that lets nobody in says nothing about this address.
        if outcome["failure_type"] in PERMANENT_FAILURES or (
            outcome["failure_type"] != "mail_smtp" and SMTP_REFUSAL.search(said)
        ):
            return "undeliverable", (outcome["failure_type"], said)
        return "waiting", (outcome["failure_type"], said)

    def _note_outcomes(self, outcomes):
        """:param dict outcomes: row id → (what became of it, why)"""
        verdicts = defaultdict(list)
        for row_id, (verdict, _why) in outcomes.items():
            verdicts[verdict].append(row_id)
        for verdict, ids in verdicts.items():
            rows = self.sudo().browse(ids)
            reasons = {row_id: outcomes[row_id][1] for row_id in ids}
            self._in_halves(f"_note_{verdict}", rows, reasons)

    def _note_delivered(self, _reasons):
        self._mark_sent("delivered")

    def _note_sms_sent(self, _reasons):
        self._mark_sent("sms_sent")

    def _note_dropped(self, reasons):
        self._close("cancelled", "outbox_cancelled")
        self._explain(reasons)

    def _note_undeliverable(self, reasons):
        self._fail("undeliverable")
        self._explain(reasons)

    def _note_waiting(self, reasons):
        self._try_again()
        self._explain(reasons)

    def _explain(self, reasons):
        """:param dict reasons: row id → (type of failure, what the service said)"""
        said = {}
        for row in self:
            reason = reasons[row.id]
            key = reason, row.user_id.lang
            if reason and key not in said:
                said[key] = row._with_reader()._describe_failure(*reason)
            row.reason_detail = said.get(key, False)

    def _describe_failure(self, kind, said):
        """:param str kind: ``failure_type`` of the mail or SMS
        :param str said: what the mail server or the library said
        :return: the same in words for a person"""
        if self.action == "sms":
            labels = self.env["sms.sms"]._fields["failure_type"]
            return dict(labels._description_selection(self.env)).get(kind, False)
        answer = SMTP_ANSWER.search(said)
        if answer:
            text = html2plaintext(answer[3].replace("\\r", " ").replace("\\n", " "))
            return self.env._(
                "The mail server answered: %(code)s %(text)s",
                code=answer[1],
                text=" ".join(text.split())[:DETAIL_LENGTH],
            )
        return self._describe_silence(kind, said)

    def _describe_silence(self, kind, said):
        if SMTP_LETTERS in said:
            return self.env._(
                "The mail server does not take letters such as å in an address (SMTPUTF8)."
            )
        if said.startswith(SMTP_SILENCE):
            return self.env._("The connection to the mail server was lost.")
        if "refused" in said:
            return self.env._("The mail server refused the connection.")
        if "timed out" in said or "Timeout" in said:
            return self.env._("The mail server did not answer in time.")
        kinds = self.env["mail.mail"]._fields["failure_type"]
        if kind and kind != "unknown":
            return dict(kinds._description_selection(self.env)).get(kind, False)
        return self.env._("The mail server could not be reached.")

    def _collect_sms(self):
        waiting = self.sudo().search(
            [
                ("state", "=", "queued"),
                ("action", "=", "sms"),
                ("next_attempt", "=", False),
            ]
        )
        messages = self.env["sms.sms"].sudo().browse(waiting.mapped("sms_id_int"))
        by_id = {sms.id: sms for sms in messages.exists()}
        judged = {row: self._judge_sms(by_id.get(row.sms_id_int)) for row in waiting}
        self._note_outcomes({row.id: verdict for row, verdict in judged.items() if verdict})

    def _judge_sms(self, sms):
        """:return: as ``_judge_mail``; None while it waits in the queue"""
        # A sent SMS is deleted by Odoo's garbage collector, an unsent one is not.
        if not sms or sms.state in ("process", "pending", "sent"):
            return "sms_sent", None
        if sms.state == "canceled":
            return "dropped", (sms.failure_type, "")
        if sms.state != "error":
            return None
        permanent = sms.failure_type in PERMANENT_SMS_FAILURES
        return "undeliverable" if permanent else "waiting", (sms.failure_type, "")

    def _mark_sent(self, reason):
        if not self:
            return
        now = get_now(self.env)
        self._close("sent", reason)
        self.sent_date = now
        # To be asked something is no news.
        self.filtered(lambda row: row.action != "survey")._note_contact(now)

    def _note_contact(self, moment):
        self.applicant_id._note_contact(moment)

    def _note_bounce(self, message, detail):
        """An email came back: say so where it was promised, and tell the recruiter.

        :param message: the bounced ``mail.message``
        :param str detail: what the other mail server said
        """
        words = html2plaintext(detail or "").strip()[:DETAIL_LENGTH]
        self.sudo().search([("message_id", "=", message.id)])._fail("bounced", words)
