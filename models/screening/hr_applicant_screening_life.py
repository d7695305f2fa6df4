from datetime import timedelta

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..batch import get_now
from .states import DRAFTS_KEPT, OPEN, USES, WAITING

CRON = "hr_recruitment_candidate_experience.ir_cron_screenings"


class HrApplicantScreeningLife(models.Model):
    """From asked to handed in, or to the end: what the candidate does, what time does, and
    what colleagues are told."""

    _inherit = "hr.applicant.screening"

    # Handing in ------------------------------------------------------------------------

    def _lock(self):
        """Who saves and who hands in do it one after the other: what waited for the other
        begins anew, and sees what was done."""
        self.env.execute_query(
            SQL("SELECT id FROM hr_applicant_screening WHERE id = ANY(%s) FOR UPDATE", self.ids)
        )

    def _note_started(self):
        fresh = self.filtered(lambda s: not s.started_date)
        fresh.started_date = get_now(self.env)
        fresh.filtered(lambda s: s.state == "sent").state = "started"

    def _hand_in(self):
        """Once: what is handed in stays as it is.

        :return: bool, whether there was something to hand in, or is handed in already"""
        self.ensure_one()
        if self.state == "done":
            return True
        self._lock()
        if not self._is_open() or not any(self.answer_ids.mapped("kind")):
            return False
        now = get_now(self.env)
        for answer in self.answer_ids:
            answer.name = answer._say_question()
        self.write(
            {
                "state": "done",
                "done_date": now,
                "keep_until": self.applicant_id._find_end_of_day(
                    now + timedelta(days=self.keep_days)
                ),
            }
        )
        self._cancel_messages()
        user = self._get_colleague()
        words = self.with_context(lang=user.lang or self.env.lang)
        # Not all who read the chatter may read the answers.
        self.applicant_id._message_log(
            body=words.env._("Screening questions answered: %s", words.set_id.name)
        )
        self._raise_outcome()
        return True

    def _get_colleague(self):
        return self.applicant_id._get_speaker()

    # What colleagues are told ----------------------------------------------------------

    def _raise_outcome(self):
        """One to-do for the recruiter, whose day it is; nothing where the application is
        closed."""
        activities = self.env["mail.activity"]
        kind = activities._get_todo_type()
        todos = [
            activities._prepare_todo(
                screening,
                screening._get_colleague(),
                kind,
                lambda screening: (screening._say_todo(), False),
                on=screening.applicant_id,
            )
            for screening in self
            if kind and screening.applicant_id._is_open()
        ]
        activities._raise_todos(
            todos, same=("res_model_id", "res_id", "activity_type_id", "summary")
        )

    def _say_todo(self):
        if self.state == "done":
            return self.env._("Answers to read: %s", self.set_id.name)
        return self.env._("Screening questions not answered in time: %s", self.set_id.name)

    def _finish_todos(self):
        """Who has read the answers has done what the to-do asks for, in whosever words."""
        for screening in self:
            user = screening._get_colleague()
            words = screening.with_context(lang=user.lang or self.env.lang)._say_todo()
            todos = screening.applicant_id.activity_ids.filtered(
                lambda activity, words=words: activity.automated and activity.summary == words
            )
            todos.action_done()

    # What time does --------------------------------------------------------------------

    @api.model
    def _cron_screenings(self):
        """Days that have passed, applications that are closed, drafts of those, and
        recordings whose time is over."""
        if self.env["hr.candidate.settings"]._is_used(USES):
            waiting = self.sudo().search([("state", "in", OPEN), ("paused_date", "=", False)])
            waiting.applicant_id._do_nightly("_watch_screenings")
        # Candidates were told so, whether or not the questions are still in use here.
        if self.env["hr.applicant.screening.answer"].sudo()._drop_those_over():
            cron = self.env.ref(CRON, raise_if_not_found=False)
            if cron:
                cron.sudo()._trigger()

    def _end_those_over(self):
        now = get_now(self.env)
        closed = self.filtered(lambda s: s.applicant_id._get_page_state() != "ongoing")
        closed._end(by_closing=True)
        late = (self - closed).filtered(
            lambda s: s.state in WAITING and s.deadline and s.deadline < now and s._is_told()
        )
        late.write({"state": "late"})
        late._raise_outcome()

    def _end(self, by_closing=False):
        self.write(
            {
                "state": "withdrawn",
                "ended_date": get_now(self.env),
                "is_ended_by_closing": by_closing,
            }
        )

    def _come_back(self):
        """Of an application that goes on, the questions go on, too."""
        for screening in self.filtered(lambda s: s.state == "withdrawn" and s.is_ended_by_closing):
            screening.write(
                {
                    "state": "started" if screening.started_date else "sent",
                    "ended_date": False,
                    "is_ended_by_closing": False,
                }
            )

    def _pause(self):
        """While communication is paused nobody can ask us, so no time passes."""
        for screening in self.filtered(lambda s: s.state in WAITING and not s.paused_date):
            screening.paused_date = get_now(self.env)

    def _resume(self):
        for screening in self.filtered("paused_date"):
            waited = get_now(self.env) - screening.paused_date
            if waited and screening.deadline:
                moment = screening.deadline + waited
                screening.deadline = screening.applicant_id._find_end_of_day(moment)
            screening.paused_date = False

    # By hand ---------------------------------------------------------------------------

    def action_withdraw(self):
        """Nothing can be answered any more."""
        screenings = self._check_officer().filtered(lambda s: s.state in OPEN)
        if not screenings:
            raise UserError(self.env._("Only what has not been handed in yet can be closed."))
        screenings._end()
        screenings._cancel_messages()

    def action_extend(self):
        """More days, which the candidate is told by a message of the same step."""
        screenings = self._check_officer().filtered(lambda s: s.state in OPEN)
        if not screenings or not all(s.applicant_id._is_open() for s in screenings):
            raise UserError(
                self.env._("Only questions that are not answered, of an open application, go on.")
            )
        for screening in screenings:
            screening._extend()

    def _extend(self):
        row = self._find_first_message()
        self._set_deadline(row.step_id._get_screening_days())
        self.state = "started" if self.started_date else "sent"
        if not row:
            return
        now = get_now(self.env)
        row._schedule([row._prepare_screening_row(self, now, f"again:{now}")])
        row._plan_screening_reminders()

    def action_undo(self):
        """Take back questions whose message has not left.

        :raise UserError: where it has left"""
        screenings = self._check_officer().filtered(
            lambda s: (
                s.state == "sent"
                and all(row.state in ("scheduled", "cancelled") for row in s.communication_ids)
            )
        )
        if not screenings:
            raise UserError(self.env._("This has left already, or has been changed since."))
        screenings._cancel_messages()
        screenings.unlink()

    def _find_first_message(self):
        """:return: the ledger row that the questions were sent by"""
        rows = self.sudo().communication_ids.filtered(lambda row: not row.is_reminder)
        return rows.sorted("id")[:1]

    def _cancel_messages(self):
        rows = self.communication_ids.filtered(lambda row: row.state == "scheduled")
        rows.write({"state": "cancelled", "reason": "screening_over", "next_attempt": False})

    @api.model
    def _find_drafts_over(self):
        """:return: domain of answers that nobody will hand in any more"""
        since = get_now(self.env) - timedelta(days=DRAFTS_KEPT)
        return [
            ("screening_id.state", "=", "withdrawn"),
            ("screening_id.ended_date", "<", since),
            ("kind", "!=", False),
        ]
