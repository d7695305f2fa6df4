"""Dates and times as the reader's language has them: one way for mails, SMS, pages,
calendars and surveys.

The order of the words comes from the locale's own patterns (CLDR, by Babel), never from
a pattern of ours. Babel has no pattern of a weekday with the full name of the month for
most languages: it is composed as CLDR says, of that of the day and month and the place
of the weekday (UTS 35, part 4, "Missing Skeleton Fields").
"""

import re
from datetime import date, datetime, time
from functools import lru_cache

import pytz
from babel.core import get_global
from babel.dates import format_date, format_time, get_timezone_location
from babel.lists import format_list
from babel.units import format_unit

from odoo.tools.misc import babel_locale_parse

from ..batch import get_today

SOURCE_LANGUAGE = "en"
# Letters of a pattern, outside of what it quotes.
QUOTED = re.compile(r"('[^']*')")
WEEKDAY = re.compile(r"(E+|c{3,})")
MONTH = re.compile("(?<!M)MMM(?!M)|(?<!L)LLL(?!L)")
# What typesetting needs, and what would halve the length of an SMS.
SPACES = re.compile("[\u00a0\u202f\u2009]")
# Time zones that are nowhere in particular.
NOWHERE = re.compile(
    r"Etc/.*|UTC|UCT|GMT.*|Zulu|Universal|Greenwich|[CEMW]ET|[EHM]ST|[A-Z]{3}\d[A-Z]{3}"
)


def find_locale(code):
    """:param str code: of a language of Odoo, may be empty
    :return: Babel's locale"""
    # Babel reads the one modifier that means a script as nothing.
    return babel_locale_parse((code or "en_US").replace("@latin", "_Latn"))


def get_locale(env):
    """:return: Babel's locale of the language of the environment"""
    return find_locale(env.lang)


def say_day(day, locale, today=None):
    """:param date day: or a datetime, of which the date counts
    :param date today: the year is said where it is another one than that of today
    :return: "Thursday, March 12", "Friday, January 1, 2027\""""
    return _say(day, locale, today, "full", _find_weekday_pattern)


def say_short_day(day, locale, today=None):
    """:return: "March 12", "January 1, 2027"; arguments as for ``say_day``"""
    return _say(day, locale, today, "long", _find_day_pattern)


def say_brief_day(day, locale, today=None):
    """:return: "Mar 12", "Jan 1, 2027"; arguments as for ``say_day``"""
    return _say(day, locale, today, "medium", _find_brief_pattern)


def _say(day, locale, today, with_year, find_pattern):
    day = _as_date(day)
    is_near = day.year == (today or date.today()).year
    pattern = find_pattern(locale) if is_near else with_year
    return _write_day(day, pattern, locale)


# Pages and reports say the same days and hours many times.
@lru_cache(maxsize=1024)
def _write_day(day, pattern, locale):
    return _tidy(format_date(day, pattern, locale=locale))


def say_date(day, locale):
    """:return: "March 12, 2026\""""
    return _write_day(_as_date(day), "long", locale)


def say_month(day, locale, short=False):
    """:return: "March 2026", or "Mar 2026\""""
    pattern = _get_skeleton(locale, *(("yMMM",) if short else ("yMMMM", "yMMM")))
    return _tidy(format_date(_as_date(day), pattern or "MMMM y", locale=locale))


def say_time(moment, locale):
    """:param datetime moment: aware, or naive as the reader's clock shows it
    :return: "10:00 AM", "10:00" or "10.00\""""
    return _write_time(moment.hour, moment.minute, locale)


@lru_cache(maxsize=1024)
def _write_time(hour, minute, locale):
    return _tidy(format_time(time(hour, minute), "short", locale=locale))


def say_times(begin, end, locale):
    """:return: "10:00–11:00", "10:00 AM – 11:00 AM\""""
    first, last = say_time(begin, locale), say_time(end, locale)
    dash = " – " if " " in first + last else "–"
    return f"{first}{dash}{last}"


def say_moment(env, moment):
    """:param datetime moment: in the reader's time zone
    :return: "Thursday, March 12 at 10:00 AM", in the language of the environment"""
    locale = get_locale(env)
    day, clock = say_day(moment, locale, get_today(env)), say_time(moment, locale)
    words = env._("%(day)s at %(time)s", day=day, time=clock)
    if locale.language != SOURCE_LANGUAGE and words == f"{day} at {clock}":
        # Nobody has translated it: Babel has, for every language.
        return str(locale.datetime_formats["medium"]).replace("{1}", day).replace("{0}", clock)
    return words


def say_date_time(moment, locale):
    """:return: "March 12, 2026, 10:00 AM", for tables and lists"""
    pattern = str(locale.datetime_formats["medium"])
    return pattern.replace("{1}", say_date(moment, locale)).replace("{0}", say_time(moment, locale))


def say_length(minutes, locale):
    """:return: "1 hour 30 minutes\""""
    parts = zip(("hour", "minute"), divmod(minutes, 60), strict=True)
    return " ".join(_tidy(format_unit(n, unit, "long", locale=locale)) for unit, n in parts if n)


def say_span(unit, number, days, locale):
    """:param str unit: ``weeks`` or ``months``
    :return: "24 months", "4 weeks and 10 days\""""
    parts = (unit.removesuffix("s"), number), ("day", days)
    said = [format_unit(n, f"duration-{name}", "long", locale=locale) for name, n in parts if n]
    return format_list([_tidy(words) for words in said], locale=locale)


def say_zone(env, moment):
    """:param datetime moment: aware, with a time zone of pytz
    :return: "Sweden time, UTC+2", "New York time, UTC-4"; "UTC" """
    offset = moment.strftime("%z")
    hours, minutes = int(offset[:3]), offset[3:5]
    name = f"UTC{offset[0]}{abs(hours)}" + (f":{minutes}" if minutes != "00" else "")
    if name in ("UTC+0", "UTC-0"):
        name = "UTC"
    place = _find_place(moment, get_locale(env))
    if not place:
        return name
    words = env._("%(place)s time", place=place)
    if get_locale(env).language != SOURCE_LANGUAGE and words == f"{place} time":
        words = place
    return f"{words}, {name}"


def is_same_clock(moment, tz):
    """:param datetime moment: aware
    :return: whether clocks in the other time zone show the same at that moment"""
    return moment.utcoffset() == moment.astimezone(tz).utcoffset()


def _as_date(day):
    if isinstance(day, datetime):
        day = day.date()
    # A date that marks itself would do so inside its own words.
    return date.fromordinal(day.toordinal())


def _tidy(words):
    return " ".join(SPACES.sub(" ", words).split())


def is_ambiguous(moment):
    """:param datetime moment: aware, with a time zone of pytz
    :return: whether clocks there show the same twice that night"""
    tz, local = pytz.timezone(moment.tzinfo.zone), moment.replace(tzinfo=None)
    offsets = {tz.localize(local, is_dst=dst).utcoffset() for dst in (True, False)}
    return len(offsets) > 1


def is_clock_of_country(moment, code):
    """:param datetime moment: aware
    :param str code: of the country
    :return: whether all clocks there show the same at that moment; not, where the
        country is not known"""
    zones = pytz.country_timezones.get(code or "", ())
    return bool(zones) and all(is_same_clock(moment, pytz.timezone(name)) for name in zones)


def is_clock_within(tz, code, year):
    """:param tzinfo tz: pytz time zone
    :param str code: of the country
    :return: whether somewhere in the country clocks show the same as those of ``tz``, in
        winter and in summer; also where the country or its time is not known"""
    clocks = _read_clocks(code or "", year)
    return not clocks or _read_clock(tz, year) in clocks


@lru_cache(maxsize=512)
def _read_clocks(code, year):
    """:return: set of the different clocks of the country"""
    zones = pytz.country_timezones.get(code, ())
    return frozenset(_read_clock(pytz.timezone(name), year) for name in zones)


def _read_clock(tz, year):
    """:return: how far it is from UTC, in winter and in summer"""
    return tuple(tz.utcoffset(half) for half in (datetime(year, 1, 1), datetime(year, 7, 1)))


def _find_place(moment, locale):
    """:return: the country, or the city where the country has several clocks; "" for a
    zone that is nowhere. Two names of one zone are one place."""
    zone = getattr(moment.tzinfo, "zone", None) or ""
    if not zone or NOWHERE.fullmatch(zone):
        return ""
    zone = get_global("zone_aliases").get(zone, zone)
    code = get_global("zone_territories").get(zone)
    if code in locale.territories and len(_read_clocks(code, moment.year)) == 1:
        return locale.territories[code]
    city = get_timezone_location(zone, locale=locale, return_city=True)
    return city.rpartition("/")[2]


# Patterns --------------------------------------------------------------------------


def _get_skeleton(locale, *names):
    skeletons = locale.datetime_skeletons
    return next((skeletons[name].pattern for name in names if name in skeletons), None)


@lru_cache(maxsize=64)
def _find_day_pattern(locale):
    pattern = _get_skeleton(locale, "MMMMd", "MMMd")
    return _widen_month(pattern) if pattern else "d MMMM"


@lru_cache(maxsize=64)
def _find_brief_pattern(locale):
    return _get_skeleton(locale, "MMMd") or "d MMM"


@lru_cache(maxsize=64)
def _find_weekday_pattern(locale):
    """:return: str, of Babel, with the full names of weekday and month and no year"""
    if exact := _get_skeleton(locale, "MMMMEEEEd"):
        return exact
    short, short_day = _get_skeleton(locale, "MMMMEd"), None
    if not short:
        short = _get_skeleton(locale, "MMMEEEEd", "MMMEd")
        short_day = _get_skeleton(locale, "MMMd")
    if not short:
        return f"{_find_day_pattern(locale)}, EEEE"
    if short_day and short_day in short:
        short = short.replace(short_day, _find_day_pattern(locale), 1)
    return _widen_weekday(_widen_month(short))


def _widen_weekday(pattern):
    return _outside_quotes(pattern, lambda text: WEEKDAY.sub(lambda m: m[1][0] * 4, text))


def _widen_month(pattern):
    return _outside_quotes(pattern, lambda text: MONTH.sub(lambda m: m[0][0] * 4, text))


def _outside_quotes(pattern, change):
    parts = QUOTED.split(pattern)
    parts[::2] = [change(part) for part in parts[::2]]
    return "".join(parts)
