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
        late = (self - closed).filtered(lambda s: s.state in WAITING and s._is_missed(now))
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
        self._say_more_days()

    def action_undo(self):
        """Take back questions whose message has not left.

        :raise UserError: where it has left"""
        self._check_officer()._take_back()

    @api.model
    def _find_drafts_over(self):
        """:return: domain of answers that nobody will hand in any more"""
        since = get_now(self.env) - timedelta(days=DRAFTS_KEPT)
        return [
            ("screening_id.state", "=", "withdrawn"),
            ("screening_id.ended_date", "<", since),
            ("kind", "!=", False),
        ]
