from datetime import datetime, time, timedelta

from odoo import api, models
from odoo.exceptions import UserError

from ..batch import get_now
from ..communication.states import GRACE
from ..communication.undo import offer_undo
from ..company.hours import combine, to_local, to_utc
from .states import TIME_TO_UNDO, TOLD, USES, WAITING

REMINDER_HOUR = 9


class HrApplicantOfferLife(models.Model):
    """From prepared to told, and to the end: by call or email, extended, withdrawn,
    expired."""

    _inherit = "hr.applicant.offer"

    # Leaving ---------------------------------------------------------------------------

    def _send(self, step, told_by, moment):
        """Plan its message, and the call that comes first.

        :param step: ``hr.recruitment.communication.step`` of the action ``offer``
        :param str told_by: ``email`` or ``call``
        :param datetime moment: naive UTC; None: at once, as soon as it cannot be undone"""
        leaves = moment or get_now(self.env) + GRACE
        for offer in self.sudo():
            if offer.state != "draft":
                raise UserError(self.env._("This offer has already been sent."))
            offer.write({"state": "planned", "told_by": told_by})
            offer._set_deadline_by_day()
            row = offer._start(step, leaves, "email")
            if told_by == "call":
                row.waits_for_id = offer._start(step, leaves, "call")
                row._set_next_attempt()

    def _start(self, step, leaves, why):
        """:param str why: ``email`` or ``call``
        :return: the ledger row, as superuser"""
        applicant = self.applicant_id
        key = f"{self._asked_as}:{self.id}:{why}:{get_now(self.env)}"
        row = applicant._start_step(step, leaves, {applicant.id: key}).sudo()
        if not row:
            raise UserError(self.env._("The application is closed: nothing can be sent."))
        row.write({"offer_id": self.id, "offer_news": "new", "started": "hand"})
        row.exact_time = True
        if why == "call":
            row.write({"action": "activity", "exact_time": True})
        return row

    def _set_deadline_by_day(self):
        """The end of the day that it is valid until, on the candidate's clock, whatever the
        clocks do in that night."""
        for offer in self:
            tz = offer.applicant_id._get_candidate_tz()
            noon = to_utc(datetime.combine(offer.valid_until, time(12)), tz)
            offer.deadline = offer.applicant_id._find_end_of_day(noon)

    def _set_deadline(self, days):
        res = super()._set_deadline(days)
        for offer in self:
            offer.valid_until = offer._get_day()
        return res

    def _resume(self):
        resumed = super()._resume()
        for offer in resumed:
            offer.valid_until = offer._get_day()
        return resumed

    def _find_first_message(self):
        """The email, whatever came before and beside it."""
        rows = self.sudo().communication_ids.filtered(
            lambda row: row.action == self._asked_by and row.offer_news == "new"
        )
        return rows.sorted("id", reverse=True)[:1]

    def _prepare_message(self, row, moment, why):
        news = why.split(":")[0]
        known = {"again": "extended", "reminder": "reminder", "withdrawn": "withdrawn"}
        return {**super()._prepare_message(row, moment, why), "offer_news": known.get(news, "new")}

    def _find_reminder(self, days):
        """In the morning of the working day before the last one."""
        if not days or not self.deadline:
            return None
        applicant = self.applicant_id
        tz = applicant._get_candidate_tz()
        calendar = applicant.sudo().communication_plan_id._get_calendar(self.sudo().company_id)
        day = self._get_day() - timedelta(days=1)
        for _look in range(14):
            if calendar._is_working_day(day, tz):
                break
            day -= timedelta(days=1)
        moment = to_utc(combine(day, REMINDER_HOUR), tz)
        known = to_local(get_now(self.env), tz).date()
        return moment if day > known else None

    # Told ------------------------------------------------------------------------------

    def _note_told(self, moment):
        """The candidate knows of it: now the page shows it, and earlier versions are over.

        :param datetime moment: naive UTC"""
        for offer in self.filtered(lambda offer: offer.state in ("draft", "planned")):
            earlier = offer.applicant_id.offer_ids.filtered(
                lambda other, offer=offer: (
                    other.version < offer.version and other.state in (*TOLD, "planned")
                )
            )
            if "accepted" in earlier.mapped("state"):
                # What both have agreed stands until somebody has agreed to something else.
                earlier = earlier.filtered(lambda other: other.state != "accepted")
            earlier.write({"state": "replaced", "withdrawing": False})
            earlier._cancel_messages()
            offer.write({"state": "open", "told_date": moment})
            offer._log(lambda offer: offer.env._("The candidate has the offer."))

    def _note_called(self):
        """The candidate was told on the telephone: the email leaves, and the page shows it."""
        rows = self.communication_ids.filtered(
            lambda row: row.state == "scheduled" and row.action == self._asked_by
        )
        now = get_now(self.env)
        for row in rows:
            row.scheduled_date = max(row.scheduled_date, now)
        rows._set_next_attempt()
        self._note_told(now)

    def action_have_called(self):
        """The call was made, also before it was somebody's to-do."""
        self._check_may_offer()
        for offer in self.sudo():
            calls = offer._find_open_calls()
            if not calls:
                raise UserError(self.env._("No call is to be made: %s", offer.display_name))
            early = calls.filtered(lambda row: not row._has_open_to_do())
            early._close("sent", "assigned", detail=self.env.user.name)
            early.write({"sent_date": get_now(self.env), "call_made": True})
            (calls - early).activity_id.with_user(self.env.user).action_feedback()
            offer._note_called()

    def _find_open_calls(self):
        return self.communication_ids.filtered(
            lambda row: (
                row.action == "activity" and (row.state == "scheduled" or row._is_call_open())
            )
        )

    def _note_stopped(self):
        """Its message has ended without leaving: the recruiter may send it anew."""
        stopped = self.filtered(lambda offer: offer.state == "planned")
        stopped._stop()

    # By hand ---------------------------------------------------------------------------

    def action_new_version(self):
        """:return: action: the form of another version, with the same terms"""
        self.ensure_one()
        self._check_may_offer()
        offer = self.sudo()
        drafts = offer.applicant_id.offer_ids.filtered(lambda other: other.state == "draft")
        made = drafts[:1] or self.create(
            {
                "applicant_id": offer.applicant_id.id,
                **offer._copy_terms(),
                "valid_until": offer._find_default_day(offer.applicant_id, offer.company_id),
            }
        )
        return made._open()

    def action_extend(self):
        """More days, which the candidate is told by a message of the same step."""
        self._check_may_offer()
        offers = self.sudo().filtered(lambda offer: offer.state in ("open", "expired"))
        newest = all(offer._is_newest() for offer in offers)
        if not offers or not newest or not all(o.applicant_id._is_open() for o in offers):
            raise UserError(
                self.env._(
                    "Only the newest version that has not been answered, of an open application, "
                    "goes on."
                )
            )
        for offer in offers:
            offer.state = "open"
            offer._set_deadline(offer.company_id.offer_days or 5)
            offer._say_more_days()

    def _is_newest(self):
        later = self.applicant_id.offer_ids.filtered(lambda o: o.version > self.version)
        return not later.filtered(lambda o: o.state in TOLD)

    def action_withdraw(self):
        """What has not left does not leave. What the candidate knows stands until the message
        that withdraws it has arrived."""
        self._check_may_offer()
        offers = self.sudo().filtered(lambda offer: offer.state in WAITING)
        if not offers:
            raise UserError(self.env._("Only an offer that waits for an answer is withdrawn."))
        coming = offers.filtered(lambda offer: offer.state == "planned")
        coming._stop()
        told = offers - coming
        for offer in told.filtered(lambda offer: not offer.withdrawing):
            row = offer._find_first_message()
            offer._cancel_messages()
            offer.withdrawing = True
            moment = get_now(self.env) + GRACE
            row._schedule([offer._prepare_message(row, moment, f"withdrawn:{moment}")])
        message = self.env._("The candidate is told that the offer is withdrawn.")
        return offer_undo(told.sudo(False), message) if told else None

    def _stop(self):
        self._cancel_messages()
        self.write({"state": "draft"})

    def _cancel_messages(self):
        calls = self._find_open_calls()
        res = super()._cancel_messages()
        calls.activity_id.filtered("active").unlink()
        return res

    def action_undo(self):
        """Take back what has not left: a sending, or a withdrawal."""
        self._check_may_offer()
        offers = self.sudo()
        rows = offers.communication_ids.filtered(lambda row: row.state == "scheduled")
        left = offers.communication_ids.filtered(
            lambda row: row.state in ("queued", "sent") and row.action != "activity"
        )
        withdrawing = offers.filtered("withdrawing")
        coming = offers.filtered(lambda o: o.state == "planned" and o not in left.offer_id)
        if not rows or not (withdrawing | coming):
            raise UserError(self.env._("This has already been sent, or has been changed since."))
        coming._stop()
        for offer in withdrawing:
            offer._cancel_messages()
            offer.withdrawing = False
            offer._find_first_message()._plan_reminders_of_asked()

    def _note_withdrawn(self):
        """The message that withdraws it has arrived."""
        offers = self.filtered(lambda offer: offer.withdrawing and offer.state == "open")
        offers.write({"state": "withdrawn", "withdrawing": False})
        offers._log(lambda offer: offer.env._("The offer is withdrawn; the candidate knows."))
        offers._cancel_messages()

    # The end ---------------------------------------------------------------------------

    @api.model
    def _cron_offers(self):
        """End what is over: days that have passed, applications that are closed as far as the
        candidate knows."""
        if not self.env["hr.candidate.settings"]._is_used(USES):
            return
        waiting = self.sudo().search([("state", "in", WAITING), ("paused_date", "=", False)])
        waiting = waiting.try_lock_for_update()
        waiting.applicant_id._do_nightly("_watch_offers")

    def _end_those_over(self):
        now = get_now(self.env)
        closed = self.filtered(lambda o: not o.applicant_id._may_have_offer())
        left = closed.filtered(lambda o: o.applicant_id.outcome == "withdrawn")
        left.write({"state": "declined", "answered_date": now})
        (closed - left).write({"state": "withdrawn", "withdrawing": False})
        closed._cancel_messages()
        over = (self - closed).filtered(
            lambda o: o.state == "open" and o.deadline and o.deadline < now
        )
        over.write({"state": "expired"})
        over._cancel_messages()
        over._log(lambda offer: offer.env._("The offer has expired."))
        over._raise_outcome()
        over._remind_of_number_two()

    # What colleagues are told ----------------------------------------------------------

    def _log(self, say):
        """In the chatter, without pay and terms: not all who read that may read these.

        :param say: function of the offer in the recruiter's words"""
        for offer in self:
            mine = offer._in_words_of_recruiter()
            offer.applicant_id._message_log(body=say(mine))

    def _in_words_of_recruiter(self):
        user = self.applicant_id._get_speaker()
        return self.with_context(lang=user.lang or self.env.lang)

    def _open(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "name": self.env._("Offer"),
        }

    def action_open(self):
        self.ensure_one()
        return self._open()

    def action_send(self):
        """:return: action of the dialog that sends it"""
        self.ensure_one()
        self._check_may_offer()
        self._check_draft()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Send the Offer"),
            "res_model": "hr.applicant.offer.send",
            "view_mode": "form",
            "target": "new",
            "context": {"default_offer_id": self.id},
        }

    def _get_time_to_undo(self):
        """:return: naive UTC, until when a no can be taken back; None where it cannot"""
        if self.state != "declined" or not self.answered_date or not self.decline_reason:
            return None
        until = self.answered_date + TIME_TO_UNDO
        return until if until > get_now(self.env) and self._is_newest() else None
