from datetime import datetime, time, timedelta

import pytz

from odoo import api, models

from ..batch import get_now
from .triggers import names

# The greeting before days off leaves when people begin to think of going home.
GREETING_HOUR = time(13)
TRIGGER = "before_days_off"


class HrApplicantDaysOff(models.Model):
    """What a day sets off: a greeting before days off, to those who met us that week."""

    _inherit = "hr.applicant"

    @api.model
    def _cron_days_off(self):
        """What a day sets off, looked for more than once, as it begins at another time
        for each candidate: ``_find_for_<trigger>`` says who is asked about it, by
        default everybody who has such a step."""
        steps = (
            self.env["hr.recruitment.communication.step"]
            .sudo()
            .search([("trigger", "in", names(lambda t: t.daily)), ("plan_id.active", "=", True)])
        )
        applicants = self.env["hr.applicant"].sudo()
        for trigger, same in steps.grouped("trigger").items():
            find = getattr(applicants, f"_find_for_{trigger}", applicants._find_for_day)
            found = find(same.plan_id).filtered(
                lambda a, plans=same.plan_id: a._is_open() and a.communication_plan_id in plans
            )
            found._do_nightly("_plan_day", trigger)
        self.env["res.company"]._watch_public_holidays()

    def _find_days_to_notice(self):
        """The days that are left of a week in which we met."""
        days = super()._find_days_to_notice()
        if TRIGGER in self.communication_plan_id.step_ids.mapped("trigger"):
            for met in self.sudo().interview_ids.mapped("start"):
                left = range(-1, 6 - met.weekday())
                days += [(met + timedelta(days=number)).date() for number in left]
        return days

    def _rehearse_night(self):
        res = super()._rehearse_night()
        if self.sudo()._find_for_before_days_off(self.communication_plan_id) & self:
            self._plan_day(TRIGGER)
        return res

    def _plan_day(self, trigger):
        self._plan((trigger,), {}, get_now(self.env))

    def _find_for_day(self, plans):
        return self.search([("communication_plan_id", "in", plans.ids)])

    def _find_for_before_days_off(self, plans):
        """Those who met us this week."""
        now = get_now(self.env)
        week = now - timedelta(days=now.weekday() + 1)
        met = self.env["calendar.event"].search(
            [
                ("applicant_id", "!=", False),
                ("start", ">=", week),
                ("start", "<=", now + timedelta(hours=12)),
            ]
        )
        interviews = met._read_interviews().values()
        candidates = self.union(*(one.candidates for one in interviews))
        return candidates.filtered(
            lambda a: a.communication_plan_id in plans and a.interview_ids & met
        )

    def _occurrences_before_days_off(self, step, visits, now):
        days_off = {}
        for applicant in self:
            tz = applicant._get_candidate_tz()
            calendar = step.plan_id._get_calendar(applicant.company_id)
            today = pytz.utc.localize(now).astimezone(tz).date()
            key = calendar, calendar.env.company, tz
            if key not in days_off:
                days_off[key] = calendar._is_working_day(
                    today, tz
                ) and not calendar._is_working_day(today + timedelta(days=1), tz)
            if days_off[key]:
                moment = tz.localize(datetime.combine(today, GREETING_HOUR))
                noon = moment.astimezone(pytz.utc).replace(tzinfo=None)
                yield applicant, f"days_off:{today}", max(noon, now)


class HrApplicantCommunicationDaysOff(models.Model):
    _inherit = "hr.applicant.communication"

    def _obstacle_before_days_off(self, known):
        return None if self._is_of_today() else ("expired", "too_late")

    def _is_of_today(self):
        """:return: whether it is still the day, where the candidate is, on which this
        was planned"""
        planned = self.applicant_id._get_candidate_day(self.create_date)
        return planned == self.applicant_id._get_candidate_today()
