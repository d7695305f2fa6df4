"""When people can meet: plain functions over intervals of naive UTC datetimes.

Of a person only the intervals are known here: what is in them is nobody's business.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from operator import itemgetter

import pytz

from odoo.tools.intervals import Intervals

from ..company.hours import to_local
from .rules import Rules

EPOCH = datetime(1970, 1, 1)
NOTHING = frozenset()
# A candidate needs no time between two meetings.
ALONE = Rules(0, 0)


@dataclass(frozen=True)
class Wish:
    """A meeting that is looked for."""

    company_id: int
    # Ids of ``res.users``: all of these, and of each tuple in ``seats`` one.
    panel: tuple
    seats: tuple
    minutes: int
    rules: Rules
    since: datetime
    until: datetime
    # Contact of the candidate, who is in one interview at a time.
    partner_id: int = 0
    # Ids of meetings that are in nobody's way: the one that is to be moved.
    ignored: tuple = ()
    # Whether the break at noon is part of it: the agenda has a lunch.
    with_lunch: bool = False

    @property
    def everybody(self):
        """:return: sorted ids of the users who may take part"""
        return sorted({*self.panel, *(user for seat in self.seats for user in seat)})


@dataclass
class Person:
    """When somebody can be met."""

    # Sorted, without overlaps; None: at any time.
    work: list | None = None
    busy: list = field(default_factory=list)
    tz: object = pytz.utc
    # Days on the person's clock on which there are as many interviews as there may be.
    full: frozenset = NOTHING
    # Interviews of the last weeks and the next ones.
    load: int = 0

    def __post_init__(self):
        self.busy_ends = [end for _begin, end in self.busy]
        self.work_begins = self.work and [begin for begin, _end in self.work]

    def can_meet(self, start, stop, rules):
        return (
            self._works(start, stop)
            and not self._is_busy(
                start - timedelta(minutes=rules.buffer_before),
                stop + timedelta(minutes=rules.buffer_after),
            )
            and not (self.full and to_local(start, self.tz).date() in self.full)
        )

    def _works(self, start, stop):
        if self.work is None:
            return True
        number = bisect_right(self.work_begins or (), start) - 1
        return number >= 0 and self.work[number][1] >= stop

    def _is_busy(self, start, stop):
        number = bisect_right(self.busy_ends, start)
        return number < len(self.busy) and self.busy[number][0] < stop


def merge(spans):
    """:param spans: iterable of (begin, end)
    :return: sorted list without overlaps"""
    merged = []
    for begin, end in sorted(spans):
        if merged and begin <= merged[-1][1]:
            if end > merged[-1][1]:
                merged[-1] = merged[-1][0], end
        elif begin < end:
            merged.append((begin, end))
    return merged


def to_intervals(spans):
    return Intervals((begin, end, NOTHING) for begin, end in spans)


def to_spans(intervals):
    return [(begin, end) for begin, end, _nothing in intervals]


def close_gaps(spans, longest):
    """:param spans: of one day, sorted
    :return: list of the same, without the gaps that are not longer than ``longest``"""
    closed = []
    for begin, end in spans:
        if closed and begin - closed[-1][1] <= longest:
            closed[-1] = closed[-1][0], max(end, closed[-1][1])
        else:
            closed.append((begin, end))
    return closed


def find_times(wish, people, tz):
    """:param Wish wish:
    :param dict people: id of a user → ``Person``; who is not in it cannot take part. The
        candidate is None.
    :param tzinfo tz: pytz time zone in which times are round
    :return: list of (start, tuple of ids of those who take part), naive UTC, sorted"""
    if not set(wish.panel) <= people.keys():
        return []
    length = timedelta(minutes=wish.minutes)
    found = []
    for start in _get_grid(wish, people, tz):
        who = find_who(wish, people, start, start + length)
        if who is not None:
            found.append((start, who))
    return found


def keep_free(times, wish, candidate):
    """:param times: see ``find_times``, of the same people a moment ago
    :param Person candidate:
    :return: list of those of them that are in time and at which the candidate, who keeps no
        hours, can come"""
    length = timedelta(minutes=wish.minutes)
    first = bisect_left(times, wish.since, key=itemgetter(0))
    in_time = times[first : bisect_right(times, wish.until, key=itemgetter(0))]
    if not candidate.busy:
        return in_time
    return [time for time in in_time if candidate.can_meet(time[0], time[0] + length, ALONE)]


def find_who(wish, people, start, stop):
    """:return: tuple of ids of those who take part, the panel first; None where one is
    missing"""
    candidate = people.get(None)
    if candidate and not candidate.can_meet(start, stop, ALONE):
        return None
    if not all(people[user].can_meet(start, stop, wish.rules) for user in wish.panel):
        return None
    chosen = _fill_seats(wish, people, start, stop, list(wish.panel))
    return chosen and tuple(chosen)


def _fill_seats(wish, people, start, stop, taken):
    """:return: list of ids, with one of each seat, the least booked where it can be; None
    where that is not possible"""
    number = len(taken) - len(wish.panel)
    if number == len(wish.seats):
        return taken or None
    seat = {user for user in wish.seats[number] if user in people} - set(taken)
    for user in sorted(seat, key=lambda user: (people[user].load, user)):
        if people[user].can_meet(start, stop, wish.rules) and (
            filled := _fill_seats(wish, people, start, stop, [*taken, user])
        ):
            return filled
    return None


def _get_grid(wish, people, tz):
    """Yield the round times at which it could begin: of those who have to be there, all
    work then."""
    spans = _get_common_work(wish, people)
    step = timedelta(minutes=wish.rules.slot_minutes)
    length = timedelta(minutes=wish.minutes)
    for begin, end in spans:
        start = _round_up(max(begin, wish.since), step, tz)
        while start + length <= end and start <= wish.until:
            yield start
            start += step


def _get_common_work(wish, people):
    common = None
    for user in wish.panel:
        mine = to_intervals(people[user].work or ())
        common = mine if common is None else common & mine
    if common is None:
        seats = {user for seat in wish.seats for user in seat} & people.keys()
        return merge(span for user in seats for span in people[user].work or ())
    return to_spans(common)


def _round_up(moment, step, tz):
    """:return: naive UTC, the next time that is round on the clock of the time zone"""
    offset = to_local(moment, tz) - moment
    return moment + (EPOCH - (moment + offset)) % step


def find_meal(start, lines, tz, meals):
    """:param start: naive UTC
    :param list lines: (kind, minutes) of the agenda
    :param dict meals: see ``MEALS``
    :return: kind of the first line that is had at its usual hour, or None"""
    clock = to_local(start, tz)
    for kind, minutes in lines:
        hour = clock.hour + clock.minute / 60
        if any(since <= hour < until for since, until in meals.get(kind, ())):
            return kind
        clock += timedelta(minutes=minutes)
    return None
