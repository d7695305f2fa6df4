from odoo import api, fields, models
from odoo.tools import SQL, parse_contact_from_email

from ..batch import KEY as BATCH
from ..batch import get_now
from ..gateway.person_names import split_name
from ..inside import get_inside


class HrApplicantContact(models.Model):
    """When the candidate last heard from us, when we last heard from the candidate,
    and whose turn it is."""

    _inherit = "hr.applicant"

    last_contact_date = fields.Datetime(
        "Last Message From Us",
        readonly=True,
        copy=False,
        help="The last message that was sent to the candidate.",
    )
    first_answer_date = fields.Datetime(
        "First Personal Message",
        readonly=True,
        copy=False,
        help="The first message that a person wrote to the candidate.",
    )
    replied_date = fields.Datetime(
        "We Last Replied",
        readonly=True,
        copy=False,
        help="The last time that a person wrote to the candidate, or that a reply was noted.",
    )
    last_reply_date = fields.Datetime(
        "Candidate's Last Email",
        readonly=True,
        copy=False,
        help="The last email from the candidate. Automatic replies do not count.",
    )
    other_reply_date = fields.Datetime(
        "Email From Somebody Else",
        readonly=True,
        copy=False,
        help="Since when somebody else's email waits for our answer.",
    )
    other_reply_from = fields.Char(
        "Written By",
        readonly=True,
        copy=False,
        help="Who wrote about the application and is not the candidate: a parent or an "
        "agency, for instance.",
    )
    awaiting_reply = fields.Boolean(
        "Awaiting Our Reply",
        readonly=True,
        copy=False,
        help="The candidate, or somebody for the candidate, has written and nobody has "
        "replied yet.",
    )
    days_since_contact = fields.Integer(compute="_compute_days_since_contact")
    # A list of very many is sorted by it at once.
    _contacted_on = models.Index("(last_contact_date)")
    days_awaiting_reply = fields.Integer(compute="_compute_days_since_contact")

    @api.depends("last_contact_date", "last_reply_date", "awaiting_reply", "other_reply_date")
    @api.depends_context(BATCH)
    def _compute_days_since_contact(self):
        now = get_now(self.env)
        for applicant in self:
            told = applicant.last_contact_date or applicant.create_date or now
            asked = applicant._get_waiting_since() or now
            applicant.days_since_contact = (now - told).days
            applicant.days_awaiting_reply = (now - asked).days

    def _get_waiting_since(self):
        """:return: naive UTC, when the first mail came that awaits our reply"""
        waits = self.awaiting_reply
        return waits and (self.other_reply_date or self.last_reply_date)

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
        written = [
            "last_contact_date",
            "awaiting_reply",
            "first_answer_date",
            "replied_date",
            "other_reply_date",
            "other_reply_from",
        ]
        self.flush_recordset(written)
        self.env.execute_query(
            SQL(
                """
                UPDATE hr_applicant
                   SET last_contact_date = GREATEST(last_contact_date, %s),
                       awaiting_reply = awaiting_reply AND NOT %s,
                       other_reply_date = CASE WHEN NOT %s THEN other_reply_date END,
                       other_reply_from = CASE WHEN NOT %s THEN other_reply_from END,
                       first_answer_date = CASE WHEN %s
                           THEN COALESCE(first_answer_date, %s)
                           ELSE first_answer_date END,
                       replied_date = CASE WHEN %s
                           THEN GREATEST(replied_date, %s)
                           ELSE replied_date END
                 WHERE id = ANY(%s)
                """,
                moment,
                answers,
                answers,
                answers,
                answers,
                moment,
                answers,
                moment,
                self.ids,
            )
        )
        self.invalidate_recordset([*written, "days_since_contact"], flush=False)
        listening = self.filtered(lambda a: a._is_open())
        listening._plan(("silence",), {}, moment)

    def action_mark_answered(self):
        """The reply was given elsewhere, by telephone for instance.

        :return: action: the note that offers to undo it, or the dialog that asks first"""
        self._check_may_tell()
        return self.env["hr.applicant.bulk"]._start("replied", self)

    def message_update(self, msg_dict, update_vals=None):
        """A mail came in on the application."""
        res = super().message_update(msg_dict, update_vals=update_vals)
        # The gateway says what it is; a client that calls this is no mail.
        mail = get_inside(self.env, "incoming_mail")
        if mail and self._waits_for_us(mail, msg_dict):
            self._note_reply(msg_dict)
        elif mail and mail.calendar_reply:
            # A note, of which Odoo mails nobody a copy.
            msg_dict["is_internal"] = True
            msg_dict.pop("parent_id", None)
        return res

    def _waits_for_us(self, mail, msg_dict):
        """:param IncomingMail mail: what it is
        :return: whether somebody has to answer it"""
        if mail.calendar_reply:
            return mail.calendar_reply.waits_for_us
        return not mail.is_automatic

    def _note_reply(self, msg_dict):
        """From the candidate: awaits our reply. A colleague who replies by mail
        is seen when the message is posted. Somebody else's mail waits too, under the
        other's name, and says nothing about the candidate."""
        author = self.env["res.partner"].browse(msg_dict.get("author_id") or [])
        now = get_now(self.env)
        if self._is_by_candidate(author, msg_dict.get("email_from")):
            self.sudo().write({"last_reply_date": now, "awaiting_reply": True})
        elif not author._is_colleague():
            others = {"awaiting_reply": True, "other_reply_from": msg_dict.get("email_from")}
            if not self.awaiting_reply:
                others["other_reply_date"] = now
            self.sudo().write(others)

    def _is_by_candidate(self, author, sender):
        """:param author: ``res.partner``, may be empty
        :param str sender: as in "Anna Ek <anna@example.org>", may be empty
        :return: whether it is the candidate, who may write from another address"""
        if author and author == self.partner_id:
            return True
        name, address = parse_contact_from_email(sender or "")
        if address and address in self._get_own_addresses():
            return True
        words = set(split_name(name))
        return len(words) > 1 and words == set(split_name(self.partner_name))

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
