"""Invented years of recruiting, to count false alarms in. Plain, without a database: for the tests
and for ``dev/proofs/alarms.py``."""

import math
import random
from dataclasses import dataclass

from ...models.experience.alarm_detector import DIRECTIONS, find_turn, new_state
from ...models.experience.alarm_series import FEWEST_A_YEAR, count_a_year, cut, new_tail

YEAR = 365
# What happened before anybody looked, and what is looked at.
LEARNED, LIVED = 540, 4 * YEAR
LEAST = 5
# Days are not alike: nobody decides anything, or everybody.
BUSY = (0, 0.4, 0.6, 1, 1, 3)


@dataclass(frozen=True)
class Stream:
    """Events of a series.

    ``a_year``: how many; ``mean``: from 0 to 1; ``season``: by how much the mean swings through
    the year; ``summer``: by how much it differs in July and at Christmas; ``weeks``: how much
    weeks differ by chance (standard deviation); ``alike``: the share of days on which all events
    are the same; ``apart``: by how much the parts of the mix differ; ``score``: with passives;
    ``monthly``: what is known of a day is its month"""

    a_year: float
    mean: float
    season: float = 0.03
    summer: float = 0.0
    weeks: float = 0.04
    alike: float = 0.05
    apart: float = 0.0
    score: bool = False
    monthly: bool = False


# A company with some 1,000 applications a year: the whole, moments, jobs, stages, recruiters.
COMPANY = (
    Stream(1100, 0.56, season=0.03, apart=0.3, score=True),
    Stream(450, 0.66, score=True),
    Stream(420, 0.42, score=True, summer=-0.05),
    Stream(180, 0.58, score=True, monthly=True),
    Stream(60, 0.8, score=True),
    *(Stream(size, 0.56, apart=0.3, score=True) for size in (250, 220, 160, 120, 60, 35)),
    *(Stream(400, mean, season=0.02, apart=0.1) for mean in (0.7, 0.75, 0.62, 0.8)),
    Stream(1500, 0.35, season=0.04, summer=-0.08),
    Stream(300, 0.35, season=0.04, summer=-0.08),
    *(Stream(size, 0.1, apart=0.08) for size in (1000, 500, 250, 120, 60)),
    *(Stream(size, 0.25, season=0.05, weeks=0.1, alike=0.1) for size in (900, 500, 250, 120, 60)),
    Stream(1800, 0.88, summer=-0.08, weeks=0.05, alike=0.08, apart=0.1),
    *(
        Stream(size, mean, summer=-0.08, weeks=0.06, alike=0.1)
        for size, mean in ((400, 0.95), (350, 0.9), (200, 0.8), (200, 0.6), (90, 0.9), (40, 0.9))
    ),
    # A job with three answers a year.
    Stream(3, 0.5, score=True),
)


# Both directions of all of them.
ALL_TESTS = len(DIRECTIONS) * len(COMPANY)


class Years:
    """:param rng: ``random.Random``
    :param change: None, or (day, by how much the mean is another from then on)"""

    def __init__(self, stream, rng, days=LEARNED + LIVED, change=None):
        self.stream, self.rng, self.days, self.change = stream, rng, days, change

    def make(self):
        """:return: list of ``Block``"""
        found, level, share, month = {}, 0.0, 0.5, {}
        for day in range(1, self.days + 1):
            if day % 7 == 1:
                level = self.rng.gauss(0, self.stream.weeks)
            if day % 30 == 1:
                share = self.rng.random()
            if day % 7 in (6, 0):
                continue
            cells = self._make_day(day, level, share)
            if not self.stream.monthly:
                if cells:
                    found[day] = cells
                continue
            for part, numbers in cells.items():
                known = month.setdefault(part, [0, 0.0, 0.0, 0])
                for place, number in enumerate(numbers):
                    known[place] += number
            if day % 30 < 3 and month:
                found[day], month = month, {}
        return cut(new_tail(), found, LEAST)

    def _make_day(self, day, level, share):
        stream, of_year = self.stream, day % YEAR
        rate, mean = stream.a_year / 261, stream.mean + level
        mean += stream.season * math.cos(2 * math.pi * of_year / YEAR)
        if of_year > 355 or of_year < 6:
            rate, mean = rate * 0.1, mean + stream.summer
        elif 181 < of_year < 213:
            rate, mean = rate * 0.35, mean + stream.summer
        if self.change and day >= self.change[0]:
            mean += self.change[1]
        count = self._draw_count(rate * self.rng.choice(BUSY))
        if not count:
            return {}
        same = self.rng.random() < stream.alike and self.rng.random()
        draw = self.rng.random
        first = sum(draw() < share for _number in range(count)) if stream.apart else count
        cells = {}
        for part, n, apart in (("a", first, 0.5), ("b", count - first, -0.5)):
            if n:
                lots = [same] * n if same else [draw() for _number in range(n)]
                cells[part] = self._add_up(mean + stream.apart * apart, lots)
        return cells

    def _add_up(self, mean, lots):
        """:return: events, sum, sum of squares, people"""
        n = len(lots)
        if not self.stream.score:
            ones = sum(lot < mean for lot in lots)
            return [n, float(ones), float(ones), n]
        # Three of ten are passive.
        promoters = sum(lot < mean - 0.15 for lot in lots)
        passives = sum(lot < mean + 0.15 for lot in lots) - promoters
        return [n, promoters + passives / 2, promoters + passives / 4, n]

    def _draw_count(self, rate):
        """:return: int, Poisson (Knuth's way: the rates are small)"""
        limit, count, product = math.exp(-rate), 0, self.rng.random()
        while product > limit:
            count += 1
            product *= self.rng.random()
        return count


def is_watched(blocks):
    """As of the day on which looking begins."""
    known = [block for block in blocks if block.day <= LEARNED]
    return count_a_year(known, LEARNED)[1] >= FEWEST_A_YEAR


def look(blocks, tests, rate=1.0):
    """:param int tests: how many series and directions are watched together
    :return: list of days on which there was an alarm"""
    state, begin, found = {**new_state(), "seen": LEARNED}, 0, []
    known = [block for block in blocks if block.day <= LEARNED]
    limit = tests * max(count_a_year(known, LEARNED)[0], 1) / rate
    while turn := find_turn(blocks, state, limit, begin):
        found.append(state["seen"])
        begin = turn[1]
        state = {**new_state(), "seen": state["seen"]}
    return found


def live(rng, streams=COMPANY, days=LEARNED + LIVED):
    """A company whose numbers do not turn.

    :return: list of days of alarms, after ``LEARNED``"""
    series = [Years(stream, rng, days).make() for stream in streams]
    watched = [blocks for blocks in series if is_watched(blocks)]
    tests = len(watched) * len(DIRECTIONS)
    return [day for blocks in watched for day in look(blocks, tests)]


def find_delay(stream, by, rng, tests=ALL_TESTS):
    """:return: days from a change to its alarm, None within two years"""
    begin = LEARNED + rng.randrange(60, 240)
    blocks = Years(stream, rng, begin + 2 * YEAR, (begin, by)).make()
    return next((day - begin for day in look(blocks, tests) if day >= begin), None)


def make_rng(seed):
    return random.Random(seed)
