from datetime import timedelta

from odoo import api, models

from ..batch import get_now
from ..company.hours import find_waking_time
from ..limits import LONGEST

# How often is looked again whether somebody knows of the hire.
AGAIN = timedelta(hours=1)


class HrApplicantCommunicationFirstDay(models.Model):
    """What is said around the first day: of the day that was agreed, and to nobody who
    does not know of the hire."""

    _inherit = "hr.applicant.communication"

    def _obstacle_first_day_before(self, known):
        if obstacle := self._find_what_is_untrue("before"):
            return obstacle
        return ("expired", "too_late") if self.step_id._comes_after(self.applicant_id) else None

    def _obstacle_first_day_after(self, known):
        if obstacle := self._find_what_is_untrue("after"):
            return obstacle
        employee = self.applicant_id.sudo().employee_id
        left = employee and (not employee.active or employee.departure_date)
        return ("cancelled", "has_left") if left and self.action != "survey" else None

    def _find_what_is_untrue(self, side):
        """:param str side: ``before`` or ``after``"""
        applicant = self.applicant_id
        if not applicant.stage_id.hired_stage:
            return "cancelled", "not_hired"
        # A reminder is about a survey that has left.
        if not self.is_reminder and self.occurrence_key != f"{side}:{applicant.first_day}":
            return "cancelled", "first_day_moved"
        # What has waited for something else is as late as it is, whatever its time now.
        days = min(self.step_id.expire_after, LONGEST.days)
        if days and not self.exact_time and not self.is_reminder:
            due = self.step_id._scheduled_date(applicant._get_first_morning(), *self._find_hours())
            if get_now(self.env) - due > timedelta(days=days):
                return "expired", "too_late"
        return None

    def _earliest_first_day_before(self, moment, reason, batch, known):
        """Not before the hire has been told, nor because of office hours after the day
        has come: rather in the evening before."""
        if self.applicant_id in known.get("untold_hires"):
            return batch.now + AGAIN, "hire_untold"
        if moment > batch.now and self.step_id._comes_after(self.applicant_id, moment):
            awake = find_waking_time(batch.now, self.applicant_id._get_candidate_tz())
            return awake, "waking_hours"
        return moment, reason

    def _look_up_untold_hires(self):
        return self._find_untold_hires(self.applicant_id)

    @api.model
    def _find_untold_hires(self, applicants):
        """:return: those of the applications for whom the message that tells of the hire has
        not arrived. Where the plan has none, people tell it."""
        rows = self.search(
            [
                ("applicant_id", "in", applicants.ids),
                ("step_id.action", "in", ("email", "sms")),
                "|",
                ("step_id.trigger", "=", "hired"),
                "&",
                ("step_id.trigger", "=", "stage_entered"),
                ("stage_id.hired_stage", "=", True),
            ]
        )
        waiting = rows.filtered(lambda row: row._is_hire_untold())
        told = (rows - waiting).filtered(lambda row: row.state == "sent").applicant_id
        return waiting.applicant_id - told

    def _is_hire_untold(self):
        applicant = self.applicant_id
        if self.state == "failed":
            heard, closed = applicant.last_contact_date, applicant.date_closed
            return not (heard and closed and heard >= closed)
        return self.state in ("scheduled", "queued") or self._is_call_open()
