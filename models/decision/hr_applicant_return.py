from datetime import timedelta

from odoo import models
from odoo.tools import format_date

from ..batch import get_now
from ..communication.triggers import BY_NAME, WATCHES
from ..inside import YES, get_inside, is_migration

# Actions by which candidates hear of something.
NEWS = ("email", "sms", "assessment", "screening", "booking", "offer")

# What is cancelled by a decision is so a moment before the decision is noted.
A_MOMENT = timedelta(minutes=1)


class HrApplicantReturn(models.Model):
    """An application that was closed is open again, in whichever way: what lies ahead
    and what watches is planned again, and what has passed is not said any more."""

    _inherit = "hr.applicant"

    # Ways back -------------------------------------------------------------------------

    def _plan_changes(self, before):
        res = super()._plan_changes(before)
        if not self._comes_back_later():
            self.filtered(lambda a: a._is_open() and not before[a].is_open)._come_back()
        return res

    def action_unarchive(self):
        return self._bring_back("action_unarchive")

    def reset_applicant(self):
        return self._bring_back("reset_applicant")

    def _bring_back(self, way):
        """Odoo brings applications back into the first stage, one by one: no news for
        anybody, though Odoo forgets to say so to itself.

        :param str way: the method that does it
        """
        closed = self.filtered(lambda a: not a._is_open())
        quiet = self._without_news().with_context(coming_back=YES)
        res = getattr(super(HrApplicantReturn, quiet), way)()
        if not self._comes_back_later():
            back = self._without_news().filtered(lambda a: a._is_open())
            (back & closed)._come_back()
            (back - closed).sudo()._plan_watches()
        return res

    def _undo_decision(self, values, words):
        """The candidate has not noticed anything: the application goes on where it was.

        :param dict values: of the application, as it is again
        :param str words: for the chatter
        """
        since = {applicant: applicant.decision_date for applicant in self}
        self.with_context(coming_back=YES).write(values)
        self.filtered(lambda a: a._is_open())._come_back(words, since)

    def _stand_by_decision(self, number, moment):
        """An earlier decision holds, and is told as it was to be.

        :param int number: of the earlier decision
        :param datetime moment: when it was taken, naive UTC
        """
        rows = self.communication_ids.sudo().filtered(
            lambda row: (
                row.trigger == "refused"
                and row.decision_number == number
                and row.state == "cancelled"
                and not row.message_id
            )
        )
        if not number or not rows:
            self._plan_decisions(get_now(self.env))
            return
        self._number_decisions(moment)
        rows.write(
            {
                "state": "scheduled",
                "attempts": 0,
                "decision_number": self.decision_number,
                "waits_for_id": False,
            }
        )
        rows._set_next_attempt()
        self._let_messages_wait()
        self.sudo().answer_state = "pending"

    def _comes_back_later(self):
        """Several writes bring them back: they are planned for once, after the last."""
        return get_inside(self.env, "coming_back")

    # What comes back -------------------------------------------------------------------

    def _come_back(self, words=None, since=None):
        """Plan again what closing has ended, and say so in the chatter.

        :param str words: what happened; by default that the application is open again
        :param dict since: applicant → when it was closed (naive UTC), where the
            candidate has not noticed: what has come due meanwhile leaves, too
        """
        if not self or is_migration(self.env):
            return
        applicants = self.sudo()
        applicants._revive(since or {})
        applicants._plan_watches()
        applicants.with_context(
            communication_quiet=False, import_file=False
        )._plan_interviews_again(applicants._filter_knowing())
        applicants._say_what_is_planned(words or self.env._("The application is open again."))

    def _revive(self, since):
        rows = self.env["hr.applicant.communication"].search(
            [
                ("applicant_id", "in", self.ids),
                ("state", "=", "cancelled"),
                ("reason", "=", "closed"),
                ("message_id", "=", False),
                ("step_id.active", "=", True),
                ("plan_id.active", "=", True),
                # Interviews that are still to come are looked at anew.
                "|",
                ("meeting_id", "=", False),
                ("step_id.trigger", "=", "interview_after"),
            ]
        )
        silent = self._is_silent()
        again = rows.filtered(
            lambda row: (
                row.applicant_id._has_place_for(row)
                and row._is_ahead(since.get(row.applicant_id), silent)
            )
        )
        again.write({"state": "scheduled", "attempts": 0, "reason_detail": False})
        again._set_next_attempt()

    def _has_place_for(self, row):
        """:return: whether this is still about the stage and the plan of today, and meant
        for somebody who came as this candidate did"""
        return (
            self._filter_meant_by(row.step_id)
            and row.stage_id in (self.stage_id, row.stage_id.browse())
            and (row.plan_id == self.communication_plan_id or row.trigger == "manual")
        )

    def _plan_watches(self):
        """To-dos about no movement, silence and dates that were promised."""
        now = get_now(self.env)
        visits = self.env["hr.applicant.stage.history"]._get_visits(self)
        self._plan(WATCHES, visits, now)
        self.filtered(
            lambda a: (
                a.reply_promise_state == "open"
                and a.reply_due_date
                and a.reply_due_date >= now.date()
            )
        )._plan(("reply_due",), {}, now)

    def _watch_again(self):
        """The job position is open again."""
        skipped = self.env["hr.applicant.communication"].search(
            [
                ("applicant_id", "in", self.ids),
                ("step_id.trigger", "in", WATCHES),
                ("state", "=", "skipped"),
                ("reason", "=", "job_closed"),
            ]
        )
        skipped._close("cancelled", "job_closed")
        skipped.applicant_id.filtered(lambda a: a._is_open())._plan_watches()

    def _filter_knowing(self):
        """:return: those who have read that it was over, and with it the interviews"""
        rows = self.env["hr.applicant.communication"].search(
            [
                ("applicant_id", "in", self.ids),
                ("step_id.trigger", "=", "refused"),
                ("action", "!=", "activity"),
                ("state", "=", "sent"),
            ]
        )
        knowing = rows.filtered(lambda row: row.decision_number == row.applicant_id.decision_number)
        return self & knowing.applicant_id

    def _say_what_is_planned(self, words):
        rows = self.env["hr.applicant.communication"].search(
            [("applicant_id", "in", self.ids), ("state", "=", "scheduled")],
            order="scheduled_date, id",
        )
        planned = rows.grouped("applicant_id")
        texts = {}
        for applicant in self:
            steps = [row._say_step_and_day() for row in planned.get(applicant, ())]
            again = (
                self.env._("Planned again: %s.", ", ".join(steps))
                if steps
                else self.env._("Nothing is planned.")
            )
            texts[applicant.id] = f"{words} {again}"
        self._message_log_batch(texts)


class HrApplicantCommunicationReturn(models.Model):
    """What may be said when an application is open again."""

    _inherit = "hr.applicant.communication"

    def _is_ahead(self, closed, silent):
        """:param datetime closed: when the application was closed, if its candidate has
            not noticed, else None
        :param bool silent: whether what happened is no news
        :return: whether this is still to be said"""
        if closed and self.write_date >= closed - A_MOMENT:
            return True
        says = BY_NAME[self.step_id.trigger].on_return == "news"
        news = says and self.action in NEWS
        return self.scheduled_date > get_now(self.env) and not (silent and news)

    def _say_step_and_day(self):
        day = format_date(self.env, self.scheduled_date)
        return f"{self.step_id.name} ({day})"
