from collections import defaultdict
from datetime import datetime, timedelta

import pytz

from odoo import models

from ..batch import get_batch
from ..limits import LONGEST_DELAY
from .hours import (
    DEFAULT_HOURS,
    WAKING_HOURS,
    combine,
    find_weekend,
    localize,
    take_out,
    to_local,
    to_utc,
)

# As long as a delay may be, holidays included.
SEARCH_WEEKS = 120
# A schedule has two kinds of weeks, as Odoo names them.
WEEKS = ("0", "1")


class ResourceCalendar(models.Model):
    """When colleagues are there, and candidates hear from them.

    Not Odoo's own working time: that has nights and weekends where a schedule is
    flexible, worked in shifts or missing, no holidays where it is missing, and those of
    other companies.
    """

    _inherit = "resource.calendar"

    def _next_office_time(self, moment, tz):
        """The first moment within office hours, not before ``moment``.

        :param datetime moment: naive UTC
        :param tzinfo tz: pytz time zone in which the hours are read: a schedule
            from 8 to 17 means 8 to 17 where the candidate is
        :return: naive UTC datetime; ``moment`` itself when it is within the hours
            or when the schedule never opens
        """
        start = pytz.utc.localize(moment).astimezone(tz)
        for opens, closes in self._office_hours(start, tz):
            if closes > start:
                return max(opens, start).astimezone(pytz.utc).replace(tzinfo=None)
        return moment

    def _add_working_days(self, moment, days, tz):
        """``days`` working days after ``moment``, at the same time of day.

        :param datetime moment: naive UTC
        :param int days: a working day is one with office hours; the day of
            ``moment`` itself does not count
        :param tzinfo tz: pytz time zone that says where days begin
        :return: naive UTC datetime
        """
        if days <= 0:
            return moment
        days = min(days, LONGEST_DELAY["working_days"])
        start = to_local(moment, tz)
        midnight = localize(combine(start.date() + timedelta(days=1), 0), tz)
        found = []
        for opens, _closes in self._office_hours(midnight, tz):
            if opens.date() not in found[-1:]:
                found.append(opens.date())
            if len(found) == days:
                return to_utc(datetime.combine(found[-1], start.time()), tz)
        return moment + timedelta(days=days)

    def _is_working_day(self, day, tz):
        """:param date day: in the time zone ``tz``"""
        for opens, _closes in self._office_hours(localize(combine(day, 0), tz), tz):
            return opens.date() == day
        return False

    def _find_working_days(self, first, last):
        """:return: sorted list of the dates, from the first to the last, on which somebody is
        here, on the clock of the schedule"""
        hours, closed = self._get_week_hours(), self._read_closed(first, last)
        attendances = self.env["resource.calendar.attendance"]
        days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        return [
            day
            for day in days
            if any(
                list(take_out(closed, combine(day, since), combine(day, until)))
                for since, until in hours.get(
                    (str(attendances.get_week_type(day)), day.weekday()), ()
                )
            )
        ]

    def _office_hours(self, start, tz):
        """Yield ``(opens, closes)``, aware datetimes, from ``start`` on. A batch reads
        each schedule once."""
        batch = get_batch(self.env)
        known = batch.hours if batch else {}
        monday = start.date() - timedelta(days=start.weekday())
        for weeks in range(0, SEARCH_WEEKS, 2):
            day = monday + timedelta(weeks=weeks)
            key = self, self.env.company, tz, day
            if key not in known:
                known[key] = list(self._read_office_hours(day, tz))
            for opens, closes in known[key]:
                if closes > start:
                    yield max(opens, start), closes

    def _read_office_hours(self, monday, tz):
        """Yield those of two weeks. Hours and days off are those on the clock of the
        schedule; ``tz`` is where they are read."""
        days = [monday + timedelta(days=number) for number in range(14)]
        hours = self._get_week_hours()
        closed = self._read_closed(days[0], days[-1])
        attendances = self.env["resource.calendar.attendance"]
        for day in days:
            week = str(attendances.get_week_type(day))
            for since, until in hours.get((week, day.weekday()), ()):
                span = combine(day, since), combine(day, until)
                for opens, closes in take_out(closed, *span):
                    yield localize(opens, tz), localize(closes, tz)

    # What a schedule says --------------------------------------------------------------

    def _get_week_hours(self):
        """:return: dict (kind of week, day of the week) → list of (from, to), hours of
        the day. One that says nothing of the day, being flexible, of nights only, empty
        or no record at all, is one of default hours; and where every day is worked, the
        country's weekend is free all the same."""
        hours = self._read_attendances()
        weekend = find_weekend(self._get_hours_company().country_id.code)
        if not hours:
            days = set(range(7)) - weekend
            return {(week, day): [DEFAULT_HOURS] for week in WEEKS for day in days}
        for week in WEEKS:
            if all((week, day) in hours for day in range(7)):
                for day in weekend:
                    del hours[week, day]
        return hours

    def _read_attendances(self):
        """:return: as above, of the lines of the schedule"""
        schedule, hours = self.sudo(), defaultdict(list)
        # The lines of a flexible one are left of a time when it was none.
        lines = schedule.attendance_ids if not schedule.flexible_hours else ()
        for line in lines:
            since, until = (
                max(line.hour_from, WAKING_HOURS[0]),
                min(line.hour_to, WAKING_HOURS[1]),
            )
            if line.display_type or line.day_period == "lunch" or since >= until:
                continue
            weeks = [line.week_type or WEEKS[0]] if schedule.two_weeks_calendar else WEEKS
            for week in weeks:
                hours[week, int(line.dayofweek)].append((since, until))
        return {day: sorted(spans) for day, spans in hours.items()}

    # Days off --------------------------------------------------------------------------

    def _get_hours_company(self):
        """:return: ``res.company`` whose people keep these hours"""
        schedule = self.sudo()
        return schedule.company_id or schedule.env.company

    def _read_closed(self, first, last):
        """:return: sorted list of (begin, end), naive, of the days off from the first
        to the last date"""
        return sorted(
            (to_local(leave.date_from, tz), to_local(leave.date_to, tz))
            for leave, tz in self._find_days_off(first, last)
        )

    def _find_days_off(self, first, last):
        """:return: list of (``resource.calendar.leaves``, pytz time zone whose clocks it
        goes by) of what is everybody's: of the company or of this schedule"""
        hours_company = self._get_hours_company()
        companies = self.sudo().env.company | hours_company
        leaves = companies._find_days_off(first, last)
        return [
            (leave, (leave.company_id or hours_company)._get_holiday_tz(leave.calendar_id))
            for leave in leaves
            if not leave.calendar_id or leave.calendar_id in self
        ]
