"""Reviews in an alert mail of a site, or in one that follows our form. Needs no database.

One way of reading for all sites: labels, stars and who has written mark where a review
begins and which part of it a line belongs to. What is not sure is left to a person.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from .alert_words import AUTHOR, FOOTER, KINDS, get_labels, get_months
from .mail_lines import LINK

NUMBER = r"\d{1,3}(?:[.,]\d{1,2})?"
OUT_OF = re.compile(
    rf"(?<![\d.,/-])({NUMBER})\s*(?:/|out\s+of|of|av|von)\s*(5|6|10|100)(?:[.,]0{{1,2}})?"
    r"(?![\d.,/-]*\d)\s*(.*)",
    re.IGNORECASE,
)
PERCENT = re.compile(r"^(\d{1,3})\s*%$")
STARS = re.compile(r"(?:^|\s)([★⭐]{1,10})️?([☆✩]{0,10})(?=\s|$)")
NAMED = re.compile(
    rf"^(?:\D{{0,20}}\s)?({NUMBER})[-\s]*(?:stars?|stjärn(?:a|or)|sterne?)\b", re.IGNORECASE
)
RATING_WORDS = re.compile(
    r"\b(?:overall|rating|stars?|score|helhetsbetyg|betyg|stjärn(?:a|or)|gesamt|gesamtbewertung|"
    r"bewertung|sterne?|von|av|of|out)\b",
    re.IGNORECASE,
)
# "1 of 5 new reviews" counts reviews.
COUNTED = re.compile(r"^(?:new\s+|nya\s+|neuen?\s+)?(?:review|recension|omdöme|bewertung)", re.I)
LABEL = re.compile(r"^([^\W\d_][\w\s()/'’-]{0,45}?)\s*[:：]\s*(.*)$")
QUOTED = re.compile(r"^[\"“”„«»](.{2,200})[\"“”«»]$")
APART = re.compile(r"\s+[-–—|·•,]\s+|,\s+|\s+(?:in|i)\s+(?=[A-ZÅÄÖÜ])")
ISO = re.compile(r"\b(\d{4})[-/](\d{1,2})[-/](\d{1,2})\b")
GERMAN = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b")
DAY_FIRST = re.compile(r"\b(\d{1,2})\.?\s+([^\W\d_]{3,12})\.?,?\s+(\d{4})\b")
MONTH_FIRST = re.compile(r"\b([^\W\d_]{3,12})\.?\s+(\d{1,2}),?\s+(\d{4})\b")
# How sites number what is on them, in an address.
IDENTIFIER = re.compile(
    r"(?:rvw|review|reviews|recension|bewertung)[-_/]?([0-9a-z]*\d[0-9a-z]{2,})", re.I
)
ID_KEYS = ("reviewid", "review_id", "rid", "id", "review")
MOST_REVIEWS = 50
LONGEST_FIELD = {
    "title": 200,
    "text": 20_000,
    "valued": 20_000,
    "disliked": 20_000,
    "better": 20_000,
}
WORDS = ("text", "valued", "disliked", "better")


@dataclass
class Reading:
    """One review, as it was read. What is not there is empty."""

    rating: float = 0.0
    scale: float = 0.0  # what the mail says it is out of; 0: it does not say
    title: str = ""
    text: str = ""
    valued: str = ""
    disliked: str = ""
    better: str = ""
    kind: str = ""
    job: str = ""
    department: str = ""
    location: str = ""
    day: date | None = None
    url: str = ""
    external_id: str = ""
    author: str = ""
    source: str = ""  # as the form names it
    lines: list = field(default_factory=list)  # all that was read

    @property
    def has_words(self):
        return any(getattr(self, name) for name in WORDS)

    @property
    def is_readable(self):
        """:return: whether it is a review for sure: a rating, or parts that only reviews have"""
        return bool(self.rating or self.valued or self.disliked or self.better) or bool(
            self.source and self.has_words
        )

    def add(self, part, line):
        known = getattr(self, part)
        setattr(self, part, f"{known}\n{line}" if known else line)

    def take_title(self):
        """:return: the last line, if it is the title of the next review; it goes here"""
        for part in WORDS:
            rest, _end, last = getattr(self, part).rpartition("\n")
            if self.lines[-1:] == [last] and (match := QUOTED.match(last)):
                setattr(self, part, rest)
                return match[1].strip()
        return ""


def read_reviews(lines, subject, hosts):
    """:param list lines: of ``read_lines``
    :param str subject: of the mail
    :param hosts: domains on which the site's reviews are
    :return: list of ``Reading``, those that can be read"""
    reader = _Reader(tuple(hosts))
    for line in lines:
        reader.take(line)
    found = []
    for one in reader.reviews:
        if one.is_readable:
            found.append(one)
        elif found:
            # It only looked like the beginning of another one.
            found[-1].add("text", "\n".join(one.lines))
    for one in found:
        one.kind = one.kind or find_kind(subject)
        for name, length in LONGEST_FIELD.items():
            setattr(one, name, getattr(one, name).strip()[:length])
    return found[:MOST_REVIEWS]


class _Reader:
    """Goes through the lines and knows which part of which review they belong to."""

    def __init__(self, hosts):
        self.hosts = hosts
        self.reviews = [Reading()]
        self.part = None
        self.seen = False  # whether something of the review has been read
        self.linked = False  # whether its link comes next

    @property
    def review(self):
        return self.reviews[-1]

    def begin(self):
        title = self.review.take_title()
        self.reviews.append(Reading(title=title))
        self.part = None

    def take(self, line):
        if line[0] == LINK:
            self.note_link(line[1:])
            return
        if FOOTER.match(line):
            self.part, self.seen = None, False
            return
        looks = (self.find_label, self.find_rating, self.find_title, self.find_writer)
        if not any(look(line) for look in looks):
            self.find_words(line)
        self.review.lines.append(line)

    def find_words(self, line):
        if self.part:
            self.review.add(self.part, line)
        elif self.seen and len(line.split()) > 2 and not find_date(line):
            self.review.add("text", line)
        elif self.seen and not self.review.day:
            self.review.day = find_date(line)

    # What a line can be ------------------------------------------------------------------

    def find_label(self, line):
        match = LABEL.match(line)
        label, rest = match.groups() if match else (line, "")
        name, alone = get_labels().get(" ".join(label.lower().split()), (None, False))
        if not name or not (match or alone):
            return False
        # The same part again is that of the next review.
        if getattr(self.review, name):
            self.begin()
        self.seen, self.part = True, name if name in WORDS else None
        if self.part and rest:
            self.review.add(name, rest)
        elif not self.part:
            self.set_field(name, rest.strip())
        return True

    def set_field(self, name, value):
        review = self.review
        if name == "rating":
            review.rating, review.scale = find_rating(value) or _read_plain(value)
        elif name == "day":
            review.day = find_date(value)
        elif name == "kind":
            review.kind = find_kind(value)
        elif name == "url":
            self.linked = True
        else:
            setattr(review, name, value[:200])

    def find_rating(self, line):
        found = find_rating(line)
        if not found or (self.review.has_words and not _is_only_rating(line)):
            return False
        if self.review.has_words and self.review.rating:
            self.begin()
        # Beneath the rating of all there may be some of parts.
        if not self.review.rating:
            self.review.rating, self.review.scale = found
        self.seen = True
        return True

    def find_title(self, line):
        match = QUOTED.match(line)
        if not match or self.part or self.review.has_words or self.review.title:
            return False
        self.review.title, self.seen = match[1].strip(), True
        return True

    def find_writer(self, line):
        """Who has written: never more than what the site shows of them."""
        name = AUTHOR.match(line)
        kind = "" if name or len(line) > 120 else find_kind(line)
        if not name and not kind:
            return False
        if self.review.has_words:
            if self.part and not _is_only_writer(line):
                return False
            known = self.review.author if name else self.review.kind
            if known or self.part:
                self.begin()
        self.seen = True
        if name:
            self.review.author = name["name"].strip()
        else:
            self.review.kind = kind
            self.note_place(KINDS[kind].sub("", line, count=1))
        return True

    def note_place(self, line):
        parts = [part.strip(" -–—|·•,()") for part in APART.split(line)]
        parts = [part for part in parts if part and not find_date(part)]
        if parts and not self.review.job:
            self.review.job = parts[0][:100]
        if parts[1:] and not self.review.location:
            self.review.location = parts[1][:100]
        self.review.day = self.review.day or find_date(line)

    def note_link(self, address):
        """What stands behind the address of a page may say who has clicked: it is cut off."""
        try:
            parts = urlsplit(address)
            host = (parts.hostname or "").lower()
        except ValueError:
            return
        known = any(host == own or host.endswith(f".{own}") for own in self.hosts)
        number = find_identifier(parts) if known else ""
        if number and not self.review.external_id:
            self.review.external_id = number
        if not self.review.url and (self.linked or number):
            place = parts.netloc.rpartition("@")[2]
            self.review.url = urlunsplit(("https", place, parts.path, "", ""))[:500]
        self.linked = False


def _is_only_rating(line):
    rest = RATING_WORDS.sub(" ", OUT_OF.sub(" ", STARS.sub(" ", line)))
    return not re.search(r"[^\W\d_]", rest)


def _is_only_writer(line):
    """:return: whether a line within a text says only who has written it"""
    return len(line.split()) <= 12 and line[-1] not in ".!?"


def _read_plain(value):
    """:return: (rating, 0) of a number alone; 0 where there is none"""
    match = re.match(rf"^({NUMBER})(?:\s|$)", value)
    return (_to_number(match[1]), 0.0) if match else (0.0, 0.0)


def _to_number(text):
    return float(text.replace(",", "."))


def find_rating(line):
    """:return: (rating, what it is out of or 0), or None"""
    stars = STARS.search(line)
    if stars and len(line) <= 80:
        full = len(stars[1])
        return (float(full), float(full + len(stars[2])) if stars[2] else 5.0)
    match = OUT_OF.search(line)
    if match and len(line) <= 80 and not COUNTED.match(match[3]):
        value, scale = _to_number(match[1]), float(match[2])
        return (value, scale) if value <= scale else None
    percent = PERCENT.match(line)
    if percent and int(percent[1]) <= 100:
        return float(percent[1]), 100.0
    named = NAMED.match(line)
    if named and len(line) <= 40:
        return _to_number(named[1]), 0.0
    return None


def find_kind(text):
    """:return: key of who has written, or "" """
    text = (text or "")[:500].strip()
    return next((kind for kind, pattern in KINDS.items() if pattern.search(text)), "")


def find_identifier(parts):
    """:param parts: of ``urlsplit``
    :return: the number that the site has given a review, or "" """
    for key, value in parse_qsl(parts.query[:2000]):
        if key.lower() in ID_KEYS and re.fullmatch(r"[\w-]{3,60}", value):
            return value
    match = IDENTIFIER.search(parts.path)
    return match[1][:60] if match else ""


def find_date(line):
    """A day is read only where it is clear which it is: 3/5/2026 is not.

    :return: date, or None"""
    line = line[:200]
    for match in ISO.finditer(line):
        return _make_date(*match.groups())
    for match in GERMAN.finditer(line):
        return _make_date(*reversed(match.groups()))
    months = get_months()
    for match in DAY_FIRST.finditer(line):
        if month := months.get(match[2].lower()):
            return _make_date(match[3], month, match[1])
    for match in MONTH_FIRST.finditer(line):
        if month := months.get(match[1].lower()):
            return _make_date(match[3], month, match[2])
    return None


def _make_date(year, month, day):
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if 1995 <= found.year <= 2199 else None
