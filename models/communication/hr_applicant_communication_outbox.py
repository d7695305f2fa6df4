import re

from odoo import api, models
from odoo.tools import html2plaintext

from ..batch import Batch, get_now
from ..limits import DETAIL_LENGTH
from ..mail_outcomes import SMTP_LETTERS, STUCK_SMS
from .guards import EFFECTS

# And any answer, as Odoo hands it on: in brackets, or in two lines.
SMTP_ANSWER = re.compile(r"""(?:\(|^)(\d{3})[,\s]\s*b?(['"])(.*?)\2""", re.DOTALL)
# What Odoo leaves on a mail when the connection broke while it was being sent.
SMTP_SILENCE = "Error without exception"
PERMANENT_SMS_FAILURES = (
    "sms_number_missing",
    "sms_number_format",
    "sms_country_not_supported",
    "sms_blacklist",
    "sms_optout",
)
# Of the service or our account, whoever is written to.
SMS_OUTAGES = ("sms_credit", "sms_server", "sms_acc")


class HrApplicantCommunicationOutbox(models.Model):
    """From outbox to delivered: SMS, notifications, and what people read of it."""

    _inherit = "hr.applicant.communication"

    @api.model
    def _collect_outbox(self):
        res = super()._collect_outbox()
        self._collect_sms()
        return res

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

    def _make_anew(self, mail_states, sms_states):
        """Rendered again when they leave: what was rendered before never left.

        :param mail_states: only those whose mail is in one of these states
        :param sms_states: the same of an SMS
        :return: the rows that are planned again
        """
        mails = self.env["mail.mail"].sudo().browse(self.mapped("mail_mail_id_int")).exists()
        mails = mails.filtered(lambda mail: mail.state in mail_states)
        texts = self.env["sms.sms"].sudo().browse(self.mapped("sms_id_int")).exists()
        texts = texts.filtered(lambda sms: sms.state in sms_states)
        rows = self.filtered(
            lambda row: row.mail_mail_id_int in mails.ids or row.sms_id_int in texts.ids
        )
        if not rows:
            return rows
        messages = rows.message_id
        rows.write(
            {
                "state": "scheduled",
                "mail_mail_id_int": 0,
                "sms_id_int": 0,
                "message_id": False,
            }
        )
        texts.unlink()
        messages.unlink()
        rows._set_next_attempt()
        return rows

    def _resend(self):
        rows = Batch(get_now(self.env)).put_around(self)
        due = super(HrApplicantCommunicationOutbox, rows)._resend()
        due.reason = "outbox"
        self._reset_notifications(due)
        messages = self.env["sms.sms"].sudo().browse(due.mapped("sms_id_int"))
        messages = messages.exists().filtered(lambda sms: sms.state in STUCK_SMS)
        messages.action_set_outgoing()
        # Odoo's queue looks by itself only once a day.
        if messages:
            self.env.ref("sms.ir_cron_sms_scheduler_action")._trigger()
        return due

    def _reset_notifications(self, rows):
        self.env["mail.notification"].sudo().search(
            [
                ("mail_message_id", "in", rows.message_id.ids),
                ("notification_status", "=", "exception"),
            ]
        ).write({"notification_status": "ready", "failure_type": False})

    def _note_delivered(self, _reasons):
        self._mark_sent("delivered")

    def _note_sms_sent(self, _reasons):
        self._mark_sent("sms_sent")

    def _note_dropped(self, reasons):
        self._close("cancelled", "outbox_cancelled")
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
        why = sms.failure_type, ""
        if sms.failure_type in SMS_OUTAGES:
            return "unreachable", why
        permanent = sms.failure_type in PERMANENT_SMS_FAILURES
        return "undeliverable" if permanent else "waiting", why

    def _mark_sent(self, reason):
        if not self:
            return
        now = get_now(self.env)
        self._close("sent", reason)
        self.sent_date = now
        for effect in EFFECTS:
            getattr(self, f"_note_sent_{effect}")(now)

    def _note_sent_trigger(self, moment):
        self._call_by_trigger("sent")
