from datetime import datetime, time, timedelta

from odoo import fields, models
from odoo.exceptions import UserError

from ..batch import get_now
from ..company.hours import to_local, to_utc

# On the reminder's day, unless it is outside of office hours.
REMINDER_HOUR = 9


class HrCandidateRequest(models.AbstractModel):
    """What a candidate is asked to do by a day: take a test, choose a time, answer
    questions. A message of the plan asks for it, one more reminds of it, and another says
    when there are more days.

    A model of this kind has ``communication_ids``, the messages about it, and says with
    the names below how they know it.
    """

    _name = "hr.candidate.request.mixin"
    _description = "Asked of a Candidate, by a Day"
    _inherit = "hr.candidate.guard.mixin"

    # Field of the ledger that names it, and the action of its steps.
    _asked_in = None
    _asked_by = None
    # What the keys of its further messages begin with.
    _asked_as = None
    # States in which the candidate has not done it, and why its messages do not leave then.
    _asked_while = ()
    _asked_no_more = None

    deadline = fields.Datetime(
        readonly=True,
        help="The day that the candidate was told, until midnight in their time zone.",
    )
    paused_date = fields.Datetime(readonly=True, technical=True, copy=False)

    def _is_told(self):
        """:return: whether the message about it has arrived"""
        return any(row.state == "sent" for row in self.sudo().communication_ids)

    # Deadline --------------------------------------------------------------------------

    def _is_missed(self, now):
        """Nobody is late for what they have not heard of: whoever has to mend the message has
        a to-do about that.

        :param datetime now: naive UTC
        :return: whether the day has passed for a candidate who knew of it"""
        return bool(self.deadline) and self.deadline < now and self._is_told()

    def _set_deadline(self, days):
        """The end of a working day, on the candidate's clock.

        :param int days: working days from now"""
        for asked in self:
            asked.deadline = asked.applicant_id._find_end_of_working_day(days)

    def _get_day(self):
        """:return: date, the last day on the candidate's clock; False before it is told"""
        tz = self.applicant_id._get_candidate_tz()
        return self.deadline and to_local(self.deadline, tz).date()

    def _pause(self):
        """While communication is paused nobody can ask us, so no time passes.

        :return: those that were not paused before"""
        running = self.filtered(lambda a: a.state in self._asked_while and not a.paused_date)
        running.paused_date = get_now(self.env)
        return running

    def _resume(self):
        """:return: those that were paused"""
        paused = self.filtered("paused_date")
        for asked in paused:
            waited = get_now(self.env) - asked.paused_date
            if waited and asked.deadline:
                asked.deadline = asked.applicant_id._find_end_of_day(asked.deadline + waited)
        paused.paused_date = False
        return paused

    # Messages --------------------------------------------------------------------------

    def _find_first_message(self):
        """:return: the ledger row that the candidate was asked by"""
        rows = self.sudo().communication_ids.filtered(lambda row: not row.is_reminder)
        return rows.sorted("id")[:1]

    def _prepare_message(self, row, moment, why):
        """:param row: the one that the candidate was asked by
        :param str why: makes the occurrence one of its own
        :return: dict, a further message about it"""
        return row._prepare_further(
            moment,
            occurrence_key=f"{self._asked_as}:{self.id}:{why}",
            action=self._asked_by,
            next_attempt=None if row.applicant_id.communication_paused else moment,
            **{self._asked_in: self.id},
        )

    def _say_more_days(self):
        """The candidate hears by a message of the same step that there is more time."""
        if row := self._find_first_message():
            now = get_now(self.env)
            row._schedule([self._prepare_message(row, now, f"again:{now}")])
            row._plan_reminders_of_asked()

    def _find_reminder(self, days):
        """:param int days: before the last one
        :return: naive UTC, None where that has passed already"""
        if not days or not self.deadline:
            return None
        day = self._get_day() - timedelta(days=days)
        tz = self.applicant_id._get_candidate_tz()
        moment = to_utc(datetime.combine(day, time(REMINDER_HOUR)), tz)
        return moment if moment > get_now(self.env) + timedelta(days=1) else None

    def _cancel_messages(self):
        rows = self.communication_ids.filtered(lambda row: row.state == "scheduled")
        rows.write({"state": "cancelled", "reason": self._asked_no_more, "next_attempt": False})

    def _take_back(self):
        """Those whose message has not left, as superuser.

        :raise UserError: where it has left, or something was done already"""
        untouched = self._fields["state"].default(self)
        asked = self.filtered(
            lambda a: (
                a.state == untouched
                and all(row.state in ("scheduled", "cancelled") for row in a.communication_ids)
            )
        )
        if not asked:
            raise UserError(self.env._("This has already been sent, or has been changed since."))
        asked._cancel_messages()
        asked.unlink()

    # What colleagues are told ----------------------------------------------------------

    def _raise_outcome(self):
        """One to-do for the recruiter, as ``_say_todo`` says it, whose day it is; nothing where
        the application is closed."""
        if not self:
            return
        activities = self.env["mail.activity"]
        kind = activities._get_todo_type()
        todos = [
            kind
            and activities._prepare_todo(
                asked,
                asked.applicant_id._get_speaker(),
                kind,
                lambda asked: (asked._say_todo(), False),
                on=asked.applicant_id,
            )
            for asked in self
            if asked.applicant_id._is_open() and asked.applicant_id.outcome != "hired"
        ]
        activities._raise_todos(
            todos, same=("res_model_id", "res_id", "activity_type_id", "summary")
        )

    def action_open_application(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": "hr.applicant",
            "res_id": self.applicant_id.id,
            "views": [(False, "form")],
        }
