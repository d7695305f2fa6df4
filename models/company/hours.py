"""Hours of a day and days of a week, naive, as the clocks of one place show them."""

from datetime import datetime, time, timedelta
from functools import lru_cache

import pytz
from babel.core import Locale, UnknownLocaleError

# Where a schedule says nothing of the day: the hours most offices share.
DEFAULT_HOURS = (8, 17)
# Whoever sleeps with the telephone beside the bed is not woken: most people are up, and
# most laws on calls to people's homes end, within these hours.
WAKING_HOURS = (7, 21)
# What begins within a day is near: who hears of it in the morning only may have left.
NEAR = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6


def find_waking_time(moment, tz):
    """:param datetime moment: naive UTC
    :param tzinfo tz: pytz time zone of who sleeps
    :return: naive UTC, the first moment in waking hours that is not before ``moment``"""
    local = to_local(moment, tz)
    wakes, sleeps = (combine(local.date(), hour) for hour in WAKING_HOURS)
    if wakes <= local < sleeps:
        return moment
    day = local.date() + timedelta(days=local >= sleeps)
    return to_utc(combine(day, WAKING_HOURS[0]), tz)


def find_tz(name):
    """:param str name: of a time zone, which may not exist any more, or empty
    :return: pytz time zone, UTC where there is none of that name"""
    try:
        return pytz.timezone(name or "UTC")
    except pytz.UnknownTimeZoneError:
        return pytz.utc


@lru_cache(maxsize=256)
def find_weekend(country_code):
    """:return: set of the days of the week, Monday is 0, on which people of the country
    do not work; an empty code is any other country"""
    try:
        locale = Locale.parse(f"und_{(country_code or '001').upper()}")
    except (UnknownLocaleError, ValueError):
        return frozenset((SATURDAY, SUNDAY))
    first, last = locale.weekend_start, locale.weekend_end
    days = frozenset((first + number) % 7 for number in range((last - first) % 7 + 1))
    # Where the law knows Sunday only, offices keep Saturday, too.
    return days | {SATURDAY} if days == {SUNDAY} else days


def combine(day, hour):
    """:param float hour: of the day; 24 is the next midnight"""
    return datetime.combine(day, time.min) + timedelta(hours=hour)


def take_out(closed, opens, closes):
    """Yield what is left of the time between two naive datetimes.

    :param list closed: of (begin, end), sorted"""
    for begin, end in closed:
        if end > opens and begin < closes:
            if begin > opens:
                yield opens, begin
            opens = end
    if opens < closes:
        yield opens, closes


def to_local(moment, tz):
    """:param datetime moment: naive UTC
    :return: naive datetime, as clocks of the time zone show it"""
    return pytz.utc.localize(moment).astimezone(tz).replace(tzinfo=None)


def localize(moment, tz):
    """:param datetime moment: naive, as clocks of the time zone show it; an hour that
    they leave out in spring is the one after it, of one that comes twice in autumn the
    second is meant
    :return: aware datetime"""
    return tz.normalize(tz.localize(moment))


def to_utc(moment, tz):
    """:return: naive UTC; the parameters are those of ``localize``"""
    return localize(moment, tz).astimezone(pytz.utc).replace(tzinfo=None)
