from datetime import datetime, timedelta

from odoo import models

from ..batch import get_now
from ..company.hours import to_local, to_utc

# Further back than this many days without work in a row no working day is looked for.
LONGEST_HOLIDAY = 60


class HrRecruitmentCommunicationStepFirstDay(models.Model):
    """Steps around the first day, which count from the morning of that day."""

    _inherit = "hr.recruitment.communication.step"

    def _find_date_first_day_before(self, base, calendar, tz):
        """Counted back; what its hours would hold back until then leaves before them."""
        due = self._count_back(base, calendar, tz)
        opens = self._find_opening(due, calendar, tz)
        begins, day = to_local(base, tz).date(), to_local(opens, tz).date()
        in_time = day <= begins if self._may_leave_on_the_day() else day < begins
        return opens if in_time else due

    def _may_leave_on_the_day(self):
        """:return: whether it is meant for the morning of the first day itself"""
        return not self.delay or self.delay_unit in ("minutes", "hours")

    def _comes_after(self, applicant, moment=None):
        """:param datetime moment: naive UTC, by default now
        :return: whether the first day has come then; what is for that morning may leave
            on it"""
        day = applicant._get_candidate_day(moment or get_now(self.env))
        on_the_day = self._may_leave_on_the_day()
        return day > applicant.first_day if on_the_day else day >= applicant.first_day

    def _count_back(self, base, calendar, tz):
        """:return: naive UTC, the delay before ``base``"""
        if self.delay_unit == "working_days":
            return self._subtract_working_days(base, calendar, tz)
        if self.delay_unit == "days":
            return _on_the_clock(base, tz, timedelta(days=-self._get_delay()))
        return base - timedelta(**{self.delay_unit: self._get_delay()})

    def _subtract_working_days(self, base, calendar, tz):
        """:return: naive UTC, at the same time of day as ``base``"""
        local = to_local(base, tz)
        day, left, idle = local.date(), self._get_delay(), 0
        while left and idle < LONGEST_HOLIDAY:
            day -= timedelta(days=1)
            works = calendar._is_working_day(day, tz)
            left -= works
            idle = 0 if works else idle + 1
        return to_utc(datetime.combine(day, local.time()), tz)

    def _describe_first_day_before(self):
        if not self.delay:
            return self.env._("On the morning of the first day")
        return self.env._("%(delay)s before the first day", delay=self._describe_delay())


def _on_the_clock(moment, tz, span):
    """The same hour of another day, also across daylight saving."""
    return to_utc(to_local(moment, tz) + span, tz)
