from datetime import timedelta

from markupsafe import Markup

from odoo import fields, models
from odoo.tools import html2plaintext, plaintext2html
from odoo.tools.misc import hash_sign, verify_hash_signed

from ..batch import get_now, get_today
from ..gateway.phone_numbers import format_phone
from ..rendering.dates_in_words import say_moment, say_zone
from .candidate_links import CONSENT, OTHER_POSITIONS
from .page_requests import DEVICE_CODE

TIME_TO_UNDO = timedelta(days=1)
PRESSES_A_DAY = 20
# What a candidate has a right to: counted each for itself, so that nothing else that
# was pressed is in the way.
RIGHTS = (
    CONSENT,
    OTHER_POSITIONS,
    "withdraw",
    "undo",
    "stop",
    "resume",
    "copy",
    "erase",
    "keep",
    "language",
    "copycode",
    "fetch",
    DEVICE_CODE,
    "device",
    "merits",
    "accept",
    "decline",
    "undecline",
)
# Two presses of the same button are one.
DOUBLE_PRESS = timedelta(minutes=10)
SAID = "hr_recruitment_candidate_experience.said"
HOURS_TO_READ_IT = 0.25


class HrApplicantPageAnswers(models.Model):
    """What candidates do on their page. Nothing that we know and they do not shows in
    how the page takes it.

    What they write is in the chatter for recruiters, not for interviewers: the subtype
    ``message_subtype_page`` is kept from them by a rule, and nobody follows it. The one
    colleague whom it concerns gets an email.
    """

    _inherit = "hr.applicant"

    # Odoo lets everybody search in messages that they may not read.
    message_ids = fields.One2many(bypass_search_access=False)
    page_presses = fields.Integer(
        technical=True, copy=False, readonly=True, groups="base.group_system"
    )
    page_pressed_day = fields.Date(
        technical=True, copy=False, readonly=True, groups="base.group_system"
    )
    withdrawal_date = fields.Datetime(
        "Withdrew On",
        copy=False,
        readonly=True,
        help="By the button on the candidate's own page.",
    )
    page_right_presses = fields.Json(copy=False, readonly=True, groups="base.group_system")
    # Not the refuse reason, which interviewers read too.
    withdrawal_reason_id = fields.Many2one(
        "hr.applicant.refuse.reason",
        "Withdrew Because",
        copy=False,
        readonly=True,
        ondelete="set null",
        groups="hr_recruitment.group_hr_recruitment_user",
        help="What the candidate chose on their own page.",
    )
    withdrawal_undo = fields.Json(copy=False, readonly=True, groups="base.group_system")

    def _may_press(self, part):
        """:param str part: what was pressed
        :return: whether this is not one press too many today; counts it"""
        self.ensure_one()
        today = get_today(self.env)
        fresh = self.page_pressed_day == today
        presses = self.page_presses if fresh else 0
        rights = dict(self.page_right_presses or {}) if fresh else {}
        if part in RIGHTS:
            rights[part] = rights.get(part, 0) + 1
        else:
            presses += 1
        if max(presses, rights.get(part, 0)) > PRESSES_A_DAY:
            return False
        self.write(
            {
                "page_presses": presses,
                "page_right_presses": rights,
                "page_pressed_day": today,
            }
        )
        return True

    def _sign_said(self, part):
        """:return: proof that this was done here a moment ago"""
        said = [self.id, part]
        return hash_sign(self.env, SAID, said, expiration_hours=HOURS_TO_READ_IT)

    def _was_said(self, part, proof):
        try:
            return verify_hash_signed(self.env, SAID, proof or "") == [self.id, part]
        except (ValueError, IndexError):
            return False

    # Words ---------------------------------------------------------------------------

    def _ask_on_page(self, text):
        """:param str text: plain, as it was typed"""
        if self._post_from_page(plaintext2html(text)):
            self._remember("question", text=text)
        self._note_page_reply()

    def _post_from_page(self, body, **values):
        """In the chatter, by the candidate, for recruiters; the one of the application
        gets it by email.

        :param Markup body: what a candidate has typed in it is escaped
        :param values: of ``message_post``, files for instance
        :return: ``mail.message``, None for the second press of the same; two files may
            have one name
        """
        if "attachments" not in values and self._is_posted_already(body):
            return None
        candidate = self.partner_id
        user = self._get_page_colleague("recruiter")
        return self.with_context(mail_post_autofollow_author_skip=True).message_post(
            body=body,
            **values,
            message_type="email",
            subtype_xmlid="hr_recruitment_candidate_experience.message_subtype_page",
            author_id=candidate.id or False,
            email_from=candidate.email_formatted or self.partner_name,
            partner_ids=(user.partner_id - candidate).ids,
        )

    def _is_posted_already(self, body):
        recent = self.env["mail.message"].search(
            [
                ("model", "=", self._name),
                ("res_id", "=", self.id),
                ("message_type", "=", "email"),
                ("date", ">", get_now(self.env) - DOUBLE_PRESS),
            ],
            order="id desc",
            limit=1,
        )
        same = html2plaintext(recent.body) == html2plaintext(self._hide_links(body))
        return recent and same

    def _note_page_reply(self):
        self._note_reply({"author_id": self.partner_id.id})

    def _get_page_colleague(self, responsible):
        """:return: who takes care of it, see ``_find_users`` of a step"""
        steps = self.env["hr.recruitment.communication.step"]
        return steps._find_users(responsible, self)[:1]

    def _in_words_of(self, user):
        """:return: the application in the language of a colleague"""
        return self.with_context(lang=user.lang or self.env.lang)

    def _raise_page_task(self, user, summary, days=0):
        """One task for a colleague, who is told by Odoo's list of today."""
        activities = self.env["mail.activity"]
        todo = activities._prepare_todo(
            self,
            user,
            activities._get_todo_type("activity_type_wish") or activities._get_todo_type(),
            lambda _applicant: (summary, False),
            date_deadline=fields.Date.add(get_today(self.env), days=days),
        )
        activities._raise_todos(
            [todo], same=("res_model_id", "res_id", "activity_type_id", "summary")
        )

    def _propose_time_on_page(self, meeting, start, moments, text):
        """:param meeting: one of ``_get_told_meetings``
        :param datetime start: naive UTC, as the candidate knows it
        :param list moments: aware datetimes in the candidate's time zone
        :param str text: plain, may be empty"""
        user = self._get_page_colleague("recruiter")
        mine = self._in_words_of(user)
        begin = mine._to_candidate_time(start)
        when = mine._name_zone(mine._say_moment(begin), begin, meeting._find_country_to_come_to())
        asked = mine.env._("I would like another time for the interview on %s.", when)
        body = Markup("<p>%s</p>") % asked
        if moments:
            items = Markup("").join(
                Markup("<li>%s (%s)</li>") % (mine._say_moment(moment), say_zone(mine.env, moment))
                for moment in moments
            )
            times = mine.env._("These would suit me:")
            body += Markup("<p>%s</p><ul>%s</ul>") % (times, items)
        if text:
            body += plaintext2html(text)
        if self._post_from_page(body):
            self._remember(
                "time",
                text=text,
                meeting_id=meeting.id,
                meeting_start=start,
                times=[moment.isoformat() for moment in moments],
            )
        self._note_page_reply()
        self._raise_page_task(
            user,
            mine.env._("Another time for the interview %s?", when),
        )

    def _say_moment(self, moment):
        return say_moment(self.env, moment)

    def _note_on_page(self, field, label, value):
        """A detail that the recruiter sees beside the contact data.

        :param str label: what it is, in the recruiter's language
        """
        if (self[field] or "") == value:
            return
        self[field] = value
        self._post_from_page(
            Markup("<p><b>%s</b></p>") % label
            + (plaintext2html(value) if value else Markup("<p>–</p>"))
        )

    def _tell_travels_from(self, value):
        mine = self._in_words_of(self._get_page_colleague("recruiter"))
        self._note_on_page("travels_from", mine.env._("I travel from"), value)

    def _tell_questions(self, value):
        mine = self._in_words_of(self._get_page_colleague("recruiter"))
        label = mine.env._("My questions for the interview")
        self._note_on_page("candidate_questions", label, value)

    def _find_fault_of_number(self, channel, text):
        """:param str channel: key of ``preferred_channel``
        :param str text: the number as it was typed, None where it was not asked for
        :return: ``number``, ``number_country`` or ``number_mobile``, what is wrong with
            it; None if it is good enough for the channel"""
        if text is None or (channel == "email" and text in ("", self.partner_phone or "")):
            return None
        phone = self._read_phone(text)
        if channel == "sms" and phone.number and not phone.mobile:
            return "number_mobile"
        if phone.number:
            return None
        return "number_country" if phone.is_unclear else "number"

    def _choose_channel(self, channel, text=None):
        """:param str channel: key of ``preferred_channel``
        :param str text: see ``_find_fault_of_number``, which has found none"""
        values = {}
        if self.preferred_channel != channel:
            values["preferred_channel"] = channel
        if text is not None and text != (self.partner_phone or ""):
            values["partner_phone"] = bool(text) and format_phone(self._read_phone(text).number)
        if not values:
            return
        self.write(values)
        if "partner_phone" in values:
            self._remember("number", done_date=get_now(self.env))
        self._post_from_page(self._say_chosen(values))

    def _say_chosen(self, values):
        """:param dict values: what has changed, ``preferred_channel``, ``partner_phone``
        :return: Markup of it, in the language of the recruiter"""
        mine = self._in_words_of(self._get_page_colleague("recruiter"))
        lines = []
        if channel := values.get("preferred_channel"):
            names = dict(mine._fields["preferred_channel"]._description_selection(mine.env))
            lines.append(mine.env._("I prefer to hear from you by: %s", names[channel]))
        if number := values.get("partner_phone"):
            lines.append(mine.env._("My phone number: %s", number))
        elif "partner_phone" in values:
            lines.append(mine.env._("Please remove my phone number."))
        return Markup("").join(Markup("<p>%s</p>") % line for line in lines)

    def _choose_language_on_page(self, code):
        """:param str code: one of ``_get_page_langs``"""
        if self._get_candidate_lang() == code == self.candidate_lang:
            return
        self._choose_lang(code)
        mine = self._in_words_of(self._get_page_colleague("recruiter"))
        name = mine.env["res.lang"]._get_data(code=code).name
        self._message_log(
            body=mine.env._("The candidate chose a language on their own page: %s", name)
        )

    def _choose_easy_on_page(self, wanted):
        """Nobody is told: who wants easy language may have a reason that is private.

        :param bool wanted: easy language"""
        if self._may_choose_easy_to_read():
            self._choose_easy_to_read(wanted)

    # Withdrawing ---------------------------------------------------------------------

    def _may_withdraw(self):
        return self._get_page_state() == "ongoing"

    def _get_withdrawal_reasons(self):
        """:return: the reasons that have words for candidates"""
        return self.env["hr.applicant.refuse.reason"].search(
            [("ended_by", "=", "candidate"), ("withdrawal_words", "!=", False)]
        )

    def _get_withdrawal_reason(self):
        """:return: the reason of who gives none"""
        reason = self.env.ref(
            "hr_recruitment_candidate_experience.refuse_reason_withdrawn",
            raise_if_not_found=False,
        )
        return reason or reason.search([("ended_by", "=", "candidate")], limit=1)

    def _withdraw_on_page(self, reason, text):
        """The candidate ends it, and that counts, also if we had decided already and
        not said so.

        :param reason: ``hr.applicant.refuse.reason``
        :param str text: plain, may be empty
        """
        now = get_now(self.env)
        self.write(
            {
                "withdrawal_date": now,
                "withdrawal_undo": {
                    "refuse_reason_id": self.refuse_reason_id.id,
                    "refuse_date": fields.Datetime.to_string(self.refuse_date),
                    "active": self.active,
                    "answer_state": self.answer_state,
                    "decision_number": self.decision_number,
                    "decision_date": fields.Datetime.to_string(self.decision_date),
                },
                "withdrawal_reason_id": reason.id,
                "refuse_reason_id": self._get_withdrawal_reason().id,
                "refuse_date": now,
                "active": False,
            }
        )
        user = self._get_page_colleague("recruiter")
        mine = self._in_words_of(user)
        words = mine.env._("I withdraw my application.")
        why = reason.with_env(mine.env).withdrawal_words
        self._post_from_page(
            Markup("<p>%s</p>") % words
            + (Markup("<p>%s</p>") % why if why else Markup())
            + (plaintext2html(text) if text else Markup())
        )
        if text:
            self._note_page_reply()
        if any(meeting.start > now for meeting in self.meeting_ids):
            self._raise_page_task(user, mine.env._("Withdrew: cancel the booked interviews"))

    def _may_undo_withdrawal(self):
        return bool(
            self.outcome == "withdrawn"
            and self.withdrawal_undo
            and self._withdrew_on_page()
            and get_now(self.env) < self.withdrawal_date + TIME_TO_UNDO
        )

    def _undo_withdrawal(self):
        """Everything is as it was before, an answer on its way included."""
        before = self.withdrawal_undo
        user = self._get_page_colleague("recruiter")
        mine = self._in_words_of(user)
        mine._undo_decision(
            {
                "refuse_reason_id": before["refuse_reason_id"],
                "refuse_date": before["refuse_date"],
                "active": before["active"],
                "withdrawal_date": False,
                "withdrawal_reason_id": False,
                "withdrawal_undo": False,
            },
            mine.env._("The candidate goes on."),
        )
        if before["refuse_reason_id"]:
            self._stand_by_decision(
                before.get("decision_number"),
                fields.Datetime.to_datetime(before.get("decision_date")),
            )
        else:
            self.answer_state = before["answer_state"]
        self._post_from_page(
            Markup("<p>%s</p>") % mine.env._("I have changed my mind: my application goes on.")
        )

    # Own data ------------------------------------------------------------------------

    def _ask_for_data(self, kind):
        """A colleague does it; nothing is deleted by a button.

        :param str kind: of ``hr.applicant.data.request``
        """
        user = self._get_page_colleague("hr")
        self.env["hr.applicant.data.request"]._ask(self, kind, user)

    def _take_back_erasure(self):
        """The candidate wants to be kept after all."""
        self._get_open_requests("erase").action_drop()

    def _get_open_requests(self, kind):
        return self.data_request_ids.filtered(
            lambda request: request.kind == kind and request.state == "open"
        )

    def _stop_messages(self):
        words = self._in_words_of(self._get_page_colleague("recruiter")).env._(
            "Stopped by the candidate, on the page of the application."
        )
        self.messages_stopped = True
        self._message_log(body=words)

    def _resume_messages(self):
        words = self._in_words_of(self._get_page_colleague("recruiter")).env._(
            "The candidate wants to hear from us again."
        )
        self.messages_stopped = False
        self._message_log(body=words)
