from collections import defaultdict
from datetime import timedelta

from odoo import api, models
from odoo.tools import SQL

from .batch import get_now
from .mail_outcomes import STUCK_MAILS, judge_mail

# As often as this, a mail server that is down makes it wait longer; it never fails for it.
SERVER_ATTEMPTS = 3


class HrCandidateOutbox(models.AbstractModel):
    """What became of what was handed to Odoo's queue."""

    _inherit = "hr.candidate.delivery.mixin"

    @api.model
    def _collect_outbox(self):
        """Read what Odoo's queue has done, and start retries that are due.

        What became of a mail is read afterwards, in batch, and never written while SMTP
        is spoken: a conflict there would make Odoo forget that it has just sent.
        """
        self._find_resend_due()._in_halves("_resend")
        self._collect_mails()

    @api.model
    def _find_resend_due(self):
        return self.sudo().search(
            [("state", "=", self._handed), ("next_attempt", "<=", get_now(self.env))]
        )

    def _resend(self):
        """:return: the rows that go on"""
        due = self._stop_untrue()
        due.next_attempt = False
        mails = self.env["mail.mail"].sudo().browse(due.mapped("mail_mail_id_int"))
        # An administrator may have sent it in the meantime.
        mails = mails.exists().filtered(lambda m: m.state in STUCK_MAILS)
        mails.mark_outgoing()
        # Odoo's queue looks by itself only once an hour.
        if mails:
            self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()
        return due

    def _collect_mails(self):
        self.env.flush_all()
        # Where the rows keep no message, nothing but the mail itself says anything.
        message = "message_id" in self._fields and SQL("row.message_id") or SQL("NULL")
        outcomes = self.env.execute_query_dict(
            SQL(
                """
                SELECT row.id, mail.id AS mail_id, mail.state AS mail_state,
                       notification.notification_status AS status,
                       COALESCE(notification.failure_type, mail.failure_type)
                           AS failure_type,
                       COALESCE(mail.failure_reason, notification.failure_reason)
                           AS failure_reason
                  FROM %(table)s AS row
                  LEFT JOIN mail_mail AS mail ON mail.id = row.mail_mail_id_int
                  LEFT JOIN LATERAL (
                        SELECT notification_status, failure_type, failure_reason
                          FROM mail_notification
                         WHERE mail_message_id = %(message)s
                      ORDER BY notification_status = 'sent' DESC
                         LIMIT 1) AS notification ON TRUE
                 WHERE row.state = %(handed)s AND row.mail_mail_id_int > 0
                   AND row.next_attempt IS NULL
                   AND mail.state IS DISTINCT FROM 'outgoing'
                """,
                table=SQL.identifier(self._table),
                message=message,
                handed=self._handed,
            )
        )
        self._note_outcomes({outcome["id"]: self._judge_mail(outcome) for outcome in outcomes})

    def _judge_mail(self, outcome):
        """:return: (what became of the row, why): see ``_note_<what>``"""
        return judge_mail(outcome)

    def _note_outcomes(self, outcomes):
        """:param dict outcomes: row id → (what became of it, why)"""
        verdicts = defaultdict(list)
        for row_id, (verdict, _why) in outcomes.items():
            verdicts[verdict].append(row_id)
        for verdict, ids in verdicts.items():
            reasons = {row_id: outcomes[row_id][1] for row_id in ids}
            self.sudo().browse(ids)._in_halves(f"_note_{verdict}", reasons)

    def _note_undeliverable(self, reasons):
        self._fail("undeliverable")
        self._explain(reasons)

    def _note_waiting(self, reasons):
        self._try_again()
        self._explain(reasons)

    def _note_unreachable(self, reasons):
        """The mail server lets nobody in: it waits until it does, however long."""
        now = get_now(self.env)
        for attempts, rows in self.grouped("attempts").items():
            minutes = 5 * 4 ** min(attempts, SERVER_ATTEMPTS - 1)
            rows.write(
                {
                    "attempts": max(attempts, min(attempts + 1, SERVER_ATTEMPTS)),
                    "next_attempt": now + timedelta(minutes=minutes),
                    **self._explain_unreachable(),
                }
            )
        self._wake_cron(set(self.mapped("next_attempt")))
        self._explain(reasons)

    def _explain_unreachable(self):
        """:return: dict of what a row says while there is no mail server"""
        return self._explain_retry(False)

    def _explain(self, reasons):
        """Keep for people what the mail server said.

        :param dict reasons: row id → (type of failure, what the service said)
        """
