from datetime import datetime, time, timedelta

import pytz

from odoo import api, models

from ..batch import get_now

# The greeting before days off leaves when people begin to think of going home.
GREETING_HOUR = time(13)


class HrApplicantDaysOff(models.Model):
    """A greeting before days off, to those who met us that week."""

    _inherit = "hr.applicant"

    @api.model
    def _cron_days_off(self):
        """Once a day: where tomorrow is a day off, those who met us this week are
        wished a good one."""
        now = get_now(self.env)
        steps = (
            self.env["hr.recruitment.communication.step"]
            .sudo()
            .search([("trigger", "=", "before_days_off"), ("plan_id.active", "=", True)])
        )
        if not steps:
            return
        week = now - timedelta(days=now.weekday() + 1)
        meetings = self.env["calendar.event"].sudo()
        met = meetings.search(
            [
                ("applicant_id", "!=", False),
                ("start", ">=", week),
                ("start", "<=", now + timedelta(hours=12)),
            ]
        )
        interviews = met._read_interviews().values()
        candidates = self.env["hr.applicant"].sudo()
        candidates = candidates.union(*(one.candidates for one in interviews))
        candidates.filtered(
            lambda a: (
                a._is_open() and a.communication_plan_id in steps.plan_id and a.interview_ids & met
            )
        )._do_nightly("_plan_days_off")

    def _plan_days_off(self):
        self._plan(("before_days_off",), {}, get_now(self.env))

    def _occurrences_before_days_off(self, step, visits, now):
        days_off = {}
        for applicant in self:
            tz = applicant._get_candidate_tz()
            calendar = step.plan_id._get_calendar(applicant.company_id)
            today = pytz.utc.localize(now).astimezone(tz).date()
            if (calendar, tz) not in days_off:
                days_off[calendar, tz] = calendar._is_working_day(
                    today, tz
                ) and not calendar._is_working_day(today + timedelta(days=1), tz)
            if days_off[calendar, tz]:
                moment = tz.localize(datetime.combine(today, GREETING_HOUR))
                noon = moment.astimezone(pytz.utc).replace(tzinfo=None)
                yield applicant, f"days_off:{today}", max(noon, now)
