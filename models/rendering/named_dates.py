"""Which dates a text names: noted where a template writes them, not read from prose.

While a text is rendered, the dates of the reply promise put marks around their words.
The marks are letters that no text has, so they come through QWeb, ``{{ }}``, blocks and
formats alike, and are taken out before anybody reads the text. In a text that a person
may edit they become elements around the words.
"""

import re
import secrets
from collections import defaultdict
from datetime import date, timedelta

from babel.dates import format_date
from lxml import html
from markupsafe import Markup

from odoo import fields

from ..batch import get_batch
from .dates_in_words import find_locale, say_date, say_day, say_short_day

# Letters for private use that no icon font uses: ten digits, a beginning and an end. A
# text lives shorter than this process, and a candidate's own cannot name a date, since
# nobody outside knows which letters they are.
FIRST = 0x100000 + secrets.randbelow(0xFFF0)
DIGITS = [chr(FIRST + digit) for digit in range(10)]
BEGIN, END = chr(FIRST + 10), chr(FIRST + 11)
MARKED = re.compile(f"{BEGIN}([{DIGITS[0]}-{DIGITS[9]}]{{8}})([^{BEGIN}{END}]*){END}")
BEGUN = re.compile(f"{BEGIN}([{DIGITS[0]}-{DIGITS[9]}]{{8}})")
MARKS = re.compile(f"[{DIGITS[0]}-{END}]")
TAG = re.compile(r"(<[^>]*>)")
TO_MARKS = {ord(str(digit)): mark for digit, mark in enumerate(DIGITS)}
FROM_MARKS = {ord(mark): str(digit) for digit, mark in enumerate(DIGITS)}

# The element around a date in a text that can be edited: its day, and its words.
DAY, WORDS = "data-promised-day", "data-promised-words"
# How people write a date, in the words of Babel, beside how we do.
PATTERNS = (
    "EEEE d MMMM",
    "EEEE d MMMM y",
    "EEEE, d MMMM",
    "EEEE, MMMM d",
    "EEEE, MMMM d, y",
    "EEE d MMM",
    "d MMMM",
    "d MMMM y",
    "MMMM d",
    "MMMM d, y",
    "d MMM",
    "d MMM y",
    "yyyy-MM-dd",
    "d/M",
    "d/M/y",
    "d.M.",
    "d.M.y",
    "full",
    "long",
    "medium",
    "short",
)
# How far ahead a date without a year is looked for.
DAYS_AHEAD = 366


def _mark(day, words):
    digits = f"{day.toordinal():08d}".translate(TO_MARKS)
    return f"{BEGIN}{digits}{words}{END}"


def _read_mark(digits):
    return date.fromordinal(int(digits.translate(FROM_MARKS)))


class MarkedDay(int):
    """The day of the month; alone, too, it names the date."""

    def __str__(self):
        return _mark(self.of, int.__str__(self))

    def __format__(self, spec):
        return _mark(self.of, int.__format__(self, spec))


class MarkedDate(date):
    """A date that marks its words. A date computed from it marks its own."""

    @property
    def day(self):
        day = MarkedDay(super().day)
        day.of = self
        return day

    def __str__(self):
        return _mark(self, self.isoformat())

    def __format__(self, pattern):
        return self.strftime(pattern) if pattern else str(self)

    def strftime(self, pattern):
        return _mark(self, super().strftime(pattern))


class NamedDate(fields.Date):
    """A date that texts promise: it marks itself while a text is rendered."""

    def convert_to_record(self, value, record):
        value = super().convert_to_record(value, record)
        if value and get_named_dates(record.env):
            return MarkedDate.fromordinal(value.toordinal())
        return value


class NamedDates:
    """The dates that the texts of one batch name. As its ``dates`` it lets dates mark
    themselves."""

    def __init__(self, editable=False):
        """:param bool editable: leave elements around the dates of HTML texts"""
        self.editable = editable
        self._dates = defaultdict(set)

    def get(self, res_id, fields_read):
        """:return: set of the dates that these fields of the record's message name"""
        return set().union(*(self._dates[res_id, name] for name in fields_read))

    def take(self, res_id, field, text):
        """:param str field: of the template, that the text is rendered from
        :return: the text without marks; its dates are noted"""
        if not text or not MARKS.search(text):
            return text
        self._dates[res_id, field].update(map(_read_mark, BEGUN.findall(text)))
        if not isinstance(text, Markup):
            return MARKS.sub("", text)
        if not self.editable:
            return Markup(MARKS.sub("", text))
        # In an attribute there is no place for an element.
        parts = TAG.split(text)
        parts[::2] = [MARKED.sub(self._make_element, part) for part in parts[::2]]
        return Markup(MARKS.sub("", "".join(parts)))

    def format_date(self, original):
        """:return: Odoo's ``format_date`` of mail templates, which keeps the marks"""

        def formatted(value, *args, **kwargs):
            if isinstance(value, str) and MARKS.search(value):
                value = MarkedDate.fromisoformat(MARKS.sub("", value))
            words = original(value, *args, **kwargs)
            return _mark(value, words) if isinstance(value, MarkedDate) else words

        return formatted

    @staticmethod
    def _make_element(match):
        day, words = _read_mark(match[1]), match[2]
        return f'<span {DAY}="{day}" {WORDS}="{words}">{words}</span>'


def get_named_dates(env):
    """:return: the ``NamedDates`` of the texts that are being made, or None"""
    batch = get_batch(env)
    return batch and batch.dates


def has_elements(text):
    """:return: whether the edited text names a date"""
    return DAY in (text or "")


def remove_elements(text):
    """:return: an edited text as it leaves, without the elements around its dates"""
    if not has_elements(text):
        return text
    root = html.fragment_fromstring(text, create_parent="div")
    for element in root.xpath(f"//*[@{DAY}]"):
        element.drop_tag()
    return Markup(html.tostring(root, encoding="unicode")[5:-6])


def read_elements(text, locale, today):
    """:param str text: HTML that a person may have edited
    :param str locale: code of its language
    :param date today: dates without a year are looked for from here on
    :return: set of the dates that it names. Words that were changed are read as a date
        if they are one; what was taken out of its element, or made unreadable, is none.
    """
    if not has_elements(text):
        return set()
    dates = set()
    root = html.fragment_fromstring(text, create_parent="div")
    for element in root.xpath(f"//*[@{DAY}]"):
        words = _normalize(element.text_content())
        if words == _normalize(element.get(WORDS) or ""):
            dates.add(date.fromisoformat(element.get(DAY)))
        elif words:
            dates.add(_read_words(words, find_locale(locale), today))
    return dates - {None}


def is_named(day, text, locale):
    """:return: whether the plain text has the date in one of its usual forms"""
    text, locale = _normalize(text or ""), find_locale(locale)
    return any(
        re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) for words in _write_day(day, locale)
    )


def _read_words(words, locale, today):
    days = (today + timedelta(days=number) for number in range(DAYS_AHEAD))
    return next((day for day in days if words in _write_day(day, locale)), None)


def _write_day(day, locale):
    ours = {
        say_day(day, locale, today=day),
        say_day(day, locale, today=date.min),
        say_short_day(day, locale, today=day),
        say_date(day, locale),
    }
    theirs = {format_date(day, form, locale=locale) for form in PATTERNS}
    return {_normalize(words) for words in ours | theirs}


def _normalize(words):
    return " ".join(words.casefold().split())
