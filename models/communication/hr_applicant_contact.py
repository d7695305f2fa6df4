from odoo import api, fields, models
from odoo.tools import SQL

from ..batch import KEY as BATCH
from ..batch import get_now
from ..inside import get_inside


class HrApplicantContact(models.Model):
    """When the candidate last heard from us, when we last heard from the candidate,
    and whose turn it is."""

    _inherit = "hr.applicant"

    last_contact_date = fields.Datetime(
        "Last Message From Us",
        readonly=True,
        copy=False,
        help="The last message that left for the candidate.",
    )
    first_answer_date = fields.Datetime(
        "First Personal Message",
        readonly=True,
        copy=False,
        help="The first message that a person wrote to the candidate.",
    )
    last_reply_date = fields.Datetime(
        "Last Reply",
        readonly=True,
        copy=False,
        help="The last email from the candidate. Automatic replies do not count.",
    )
    awaiting_reply = fields.Boolean(
        "Awaiting Our Reply",
        readonly=True,
        copy=False,
        help="The candidate has written and nobody has replied yet.",
    )
    days_since_contact = fields.Integer(compute="_compute_days_since_contact")
    days_awaiting_reply = fields.Integer(compute="_compute_days_since_contact")

    @api.depends("last_contact_date", "last_reply_date", "awaiting_reply")
    @api.depends_context(BATCH)
    def _compute_days_since_contact(self):
        now = get_now(self.env)
        for applicant in self:
            told = applicant.last_contact_date or applicant.create_date or now
            asked = applicant.awaiting_reply and applicant.last_reply_date or now
            applicant.days_since_contact = (now - told).days
            applicant.days_awaiting_reply = (now - asked).days

    def _note_contact(self, moment, answers=False, keeps_promise=True):
        """The candidate has heard from us.

        Written past the ORM: a colleague who edits the application at the same time
        must not be refused, nor the application look changed.

        :param datetime moment: naive UTC
        :param bool answers: a person wrote, so a question of theirs is answered
        :param bool keeps_promise: it was more than that the promise still stands
        """
        if not self:
            return
        written = ["last_contact_date", "awaiting_reply", "first_answer_date"]
        self.flush_recordset(written)
        self.env.execute_query(
            SQL(
                """
                UPDATE hr_applicant
                   SET last_contact_date = GREATEST(last_contact_date, %s),
                       awaiting_reply = awaiting_reply AND NOT %s,
                       first_answer_date = CASE WHEN %s
                           THEN COALESCE(first_answer_date, %s)
                           ELSE first_answer_date END
                 WHERE id = ANY(%s)
                """,
                moment,
                answers,
                answers,
                moment,
                self.ids,
            )
        )
        self.invalidate_recordset([*written, "days_since_contact"], flush=False)
        listening = self.filtered(lambda a: a._is_open())
        listening._plan(("silence",), {}, moment)

    def action_mark_answered(self):
        """The reply was given elsewhere, by telephone for instance."""
        self._check_may_tell()
        self.sudo()._note_contact(get_now(self.env), answers=True)

    def message_update(self, msg_dict, update_vals=None):
        """A mail came in on the application."""
        res = super().message_update(msg_dict, update_vals=update_vals)
        # The gateway says which it is; a client that calls this is no mail.
        if get_inside(self.env, "incoming_is_automatic") is False:
            self._note_reply(msg_dict)
        return res

    def _note_reply(self, msg_dict):
        """From the candidate: awaits our reply. A colleague who replies by mail
        is seen when the message is posted."""
        author = self.env["res.partner"].browse(msg_dict.get("author_id") or [])
        if author == self.partner_id or not author._is_colleague():
            self.sudo().write({"last_reply_date": get_now(self.env), "awaiting_reply": True})

    def _notify_thread(self, message, msg_vals=False, **kwargs):
        recipients = super()._notify_thread(message, msg_vals=msg_vals, **kwargs)
        if self._reaches_candidate(message, recipients):
            answers = (
                message.message_type in ("comment", "email", "sms")
                and message.author_id._is_colleague()
            )
            self.sudo()._note_contact(get_now(self.env), answers=answers)
        return recipients

    def _reaches_candidate(self, message, recipients):
        """:param list recipients: those whom Odoo notifies, as it found them out;
        reading the followers again would cost every message a query"""
        candidate = self.partner_id
        return (
            candidate
            and candidate != message.author_id
            and any(recipient["id"] == candidate.id for recipient in recipients)
        )

    def _message_mail_after_hook(self, mails):
        """A colleague wrote to several candidates at once."""
        res = super()._message_mail_after_hook(mails)
        if mails.author_id._is_colleague():
            self.sudo()._note_contact(get_now(self.env), answers=True)
        return res

    @api.model
    def _fill_last_contact_from_messages(self):
        """At installation: what the chatter knows of the last message that went out.

        Nobody is marked as waiting for an answer: that would be guessing.
        """
        self.flush_model()
        self.env.execute_query(
            SQL(
                """
                UPDATE hr_applicant applicant
                   SET last_contact_date = sent.date
                  FROM (SELECT message.res_id, MAX(message.date) AS date
                          FROM mail_message message
                          JOIN mail_notification notification
                            ON notification.mail_message_id = message.id
                           AND notification.notification_type = 'email'
                          JOIN hr_applicant candidate
                            ON candidate.id = message.res_id
                           AND candidate.partner_id = notification.res_partner_id
                         WHERE message.model = 'hr.applicant'
                      GROUP BY message.res_id) AS sent
                 WHERE sent.res_id = applicant.id
                   AND applicant.last_contact_date IS NULL
                """
            )
        )
        self.invalidate_model(["last_contact_date"], flush=False)
