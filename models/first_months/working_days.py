"""Working days around a day, of a list of those that are worked."""

import re
from bisect import bisect_left, bisect_right
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from .kinds import LONGEST, WORKING_DAYS

# So far around a first day a plan may reach, holidays included.
REACH = timedelta(days=450)
HOUR = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")


def read_hour(text):
    """:param str text: as people type it, "9:30" or "09.30"
    :return: float, hour of the day; None for what is none"""
    found = HOUR.fullmatch(text.strip())
    return int(found[1]) + int(found[2]) / 60 if found else None


def find_day(base, count, unit, before, days):
    """:param date base: the first day
    :param int count: how many of the units from it; none is the day itself
    :param str unit: of Odoo's plans, or working days
    :param bool before: whether it is before the first day
    :param days: sorted list of the dates that are worked; needed for working days only
    :return: date"""
    count = max(0, min(count, LONGEST[unit]))
    if unit != WORKING_DAYS:
        delta = relativedelta(**{unit: count})
        return base - delta if before else base + delta
    if not count:
        return base
    place = bisect_left(days, base) - count if before else bisect_right(days, base) + count - 1
    if 0 <= place < len(days):
        return days[place]
    # A schedule that never opens, or ends.
    return base - timedelta(days=count) if before else base + timedelta(days=count)
