from odoo import api, models
from odoo.fields import Domain

from ..batch import get_now
from ..communication.guards import Known
from ..communication.triggers import names
from .interview_leads import LEADS

# What the candidate must know of in time.
URGENT = names(lambda trigger: trigger.tells in ("new_time", "gone"))
TAKING_BACK = names(lambda trigger: trigger.tells == "gone")


class HrApplicantCommunicationPaused(models.Model):
    """While communication is paused no message says that an interview was booked, moved
    or cancelled. When the interview is near, somebody else has to tell."""

    _inherit = "hr.applicant.communication"

    @api.model
    def _have_told_in_time(self, applicants=None):
        """One to-do for each message that waits though its interview is near; none any
        more for what has become of the others.

        :param applicants: ``hr.applicant``, by default all
        """
        mine = Domain("step_id.trigger", "in", URGENT) & Domain("step_id.action", "!=", "activity")
        if applicants is not None:
            mine &= Domain("applicant_id", "in", applicants.ids)
        # Whoever was asked already has it as the row's activity.
        rows = self.sudo().search(
            mine
            & Domain("state", "=", "scheduled")
            & Domain("reason", "=", "paused")
            & Domain("meeting_start", "!=", False)
            & Domain("activity_id", "=", False),
            order="id",
        )
        known = Known(rows)
        asked = {
            row: todo
            for row in rows.filtered(lambda row: row._is_near() and not row._guard_trigger(known))
            if (todo := row._prepare_telling())
        }
        todos = self.env["mail.activity"]._raise_todos(asked.values(), same=())
        for row, todo in zip(asked, todos, strict=True):
            row.activity_id = todo
        ended = mine & Domain("state", "!=", "scheduled") & Domain("action", "!=", "activity")
        self.sudo().search(ended & Domain("activity_id.active", "=", True))._close_telling()

    def _is_near(self):
        now = get_now(self.env)
        return now < self._find_start() <= now + max(LEADS)

    def _find_start(self):
        """:return: naive UTC, when the interview begins, or would have begun"""
        cancelled = self.step_id.trigger in TAKING_BACK or not self.meeting_id
        return self.meeting_start if cancelled else self.meeting_id._confirmed("start")

    def _prepare_telling(self):
        user = self.step_id._find_users("recruiter", self.applicant_id)[:1]
        return self._prepare_alert(user, lambda row: (row._say_to_tell(), row._say_why_paused()))

    def _say_why_paused(self):
        applicant = self.applicant_id
        when = applicant._say_moment(applicant._to_candidate_time(self._find_start()))
        return self.env._(
            "Communication is paused, so the message waits, and the interview is on %s. "
            "Resume the communication, or tell the candidate yourself.",
            when,
        )

    def _close_telling(self):
        """The messages go on, or are of no use: nobody has to tell any more."""
        mine = self.filtered(
            lambda row: (
                row.step_id.trigger in URGENT
                and (row.state == "scheduled" or row.action != "activity")
            )
        )
        mine.activity_id.filtered("active").unlink()
