from datetime import datetime, time, timedelta

import pytz

from odoo import models

from ..batch import get_batch
from ..limits import LONGEST_DELAY

# Where no working schedule is set up at all: the hours most offices share.
DEFAULT_HOURS = (time(8), time(17))
# As long as a delay may be, holidays included.
SEARCH_WEEKS = 120


class ResourceCalendar(models.Model):
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
                return _to_naive_utc(max(opens, start))
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
        start = pytz.utc.localize(moment).astimezone(tz)
        midnight = tz.localize(datetime.combine(start.date() + timedelta(days=1), time.min))
        found = []
        for opens, _closes in self._office_hours(midnight, tz):
            if opens.date() not in found[-1:]:
                found.append(opens.date())
            if len(found) == days:
                return _local_to_utc(found[-1], start.time(), tz)
        return moment + timedelta(days=days)

    def _is_working_day(self, day, tz):
        """:param date day: in the time zone ``tz``"""
        midnight = tz.localize(datetime.combine(day, time.min))
        for opens, _closes in self._office_hours(midnight, tz):
            return opens.date() == day
        return False

    def _office_hours(self, start, tz):
        """Yield ``(opens, closes)``, aware datetimes, from ``start`` on. A batch reads
        each schedule once."""
        batch = get_batch(self.env)
        known = batch.hours if batch else {}
        monday = start.date() - timedelta(days=start.weekday())
        for weeks in range(0, SEARCH_WEEKS, 2):
            day = monday + timedelta(weeks=weeks)
            key = self, tz, day
            if key not in known:
                known[key] = list(self._read_office_hours(day, tz))
            for opens, closes in known[key]:
                if closes > start:
                    yield max(opens, start), closes

    def _read_office_hours(self, day, tz):
        """Yield those of two weeks."""
        since, until = (
            tz.localize(datetime.combine(midnight, time.min))
            for midnight in (day, day + timedelta(weeks=2))
        )
        if not self.attendance_ids:
            yield from _default_office_hours(since, until, tz)
            return
        for opens, closes, _meta in self._work_intervals_batch(since, until, tz=tz)[False]:
            yield opens, closes


def _default_office_hours(since, until, tz):
    day = since.date()
    while day <= until.date():
        opens, closes = (tz.localize(datetime.combine(day, hour)) for hour in DEFAULT_HOURS)
        if day.weekday() < 5 and closes > since and opens < until:
            yield max(opens, since), min(closes, until)
        day += timedelta(days=1)


def _local_to_utc(day, hour, tz):
    """A wall-clock time as naive UTC; an hour that daylight saving leaves out is
    read as the hour after it."""
    local = tz.localize(datetime.combine(day, hour.replace(tzinfo=None)))
    return _to_naive_utc(tz.normalize(local))


def _to_naive_utc(moment):
    return moment.astimezone(pytz.utc).replace(tzinfo=None)
