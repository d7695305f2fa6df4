"""When a number has turned: a sequential test with a stated rate of false alarms. Plain
arithmetic, no database.

What is watched is a stream of blocks, each of several events (answers, promises, visits to a
stage) with a value from 0 to 1. The test is an e-detector of the Shiryaev–Roberts kind (Shin,
Ramdas and Rinaldo, "E-detectors: a nonparametric framework for sequential change detection",
2023) on bets against the mean (Waudby-Smith and Ramdas, "Estimating means of bounded random
variables by betting", 2024). With ``m`` for the mean that is to be expected and ``x`` for that
of the block, a bet is worth ``1 + λ(m − x)``: one on average, or less, as long as nothing has
become lower. With ``M ← (M + 1)(1 + λ(m − x))``, ``M`` minus the number of blocks falls on
average, so that ``M`` takes ``a`` blocks on average to reach ``a``, at least (Doob's optional
stopping). An alarm at ``a`` comes once in ``a`` blocks, then, or less often.

Why this and no CUSUM of standardised residuals (Page 1954): its rate of false alarms holds for
residuals that are normal and whose spread is known. Here few answer, and those of a day are
alike. A bet takes only that no value is outside of 0 … 1; how alike the events of a block are
decides how soon an alarm comes, not how often a false one does. What is expected is estimated,
which no theorem covers: it is taken lower by ``CAUTION`` standard errors, and
``dev/proofs/alarms.py`` counts what comes of it.
"""

import math
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

# Days before a block that are no part of what it is compared with: a change is not its own past.
LAG = 60
# What is older says nothing of today.
MEMORY = 3 * 365
# A series with less to compare with is not watched.
FEWEST_EVENTS, FEWEST_BLOCKS = 40, 8
# Standard errors by which what is expected is taken lower (or higher).
CAUTION = 0.5
# Sizes of a change that is bet on, in standard deviations of one event.
BETS = (0.25, 0.5, 1.0)
# No bet loses more than this.
STAKE = 0.95
# The same season of another year: so many days around the same day.
YEAR, SEASON = 365, 21
# A part of the mix of which little is known is taken as the whole.
PRIOR = 10.0
DIRECTIONS = ("down", "up")


@dataclass
class Block:
    """Events of consecutive days, in parts that are expected to differ.

    ``day``: the last one (ordinal); ``cells``: part → [events, sum, sum of squares]"""

    first: int
    day: int
    cells: dict

    @property
    def n(self):
        return sum(cell[0] for cell in self.cells.values())

    @property
    def mean(self):
        return sum(cell[1] for cell in self.cells.values()) / self.n


@dataclass
class Baseline:
    """What is expected of a block, from those that ended ``LAG`` days before it."""

    blocks: list = field(default_factory=list)
    cells: dict = field(default_factory=dict)
    spread: list = field(default_factory=lambda: [0, 0.0])
    days: list = field(default_factory=list)
    weights: list = field(default_factory=lambda: [0.0])
    rests: list = field(default_factory=lambda: [0.0])
    n: int = 0
    total: float = 0.0
    squares: float = 0.0

    def add(self, block):
        if self.n >= FEWEST_EVENTS // 2:
            rest = block.mean - self.expect(block)
            self.spread[0] += 1
            self.spread[1] += block.n * rest * rest
        else:
            rest = 0.0
        self.days.append(block.day)
        self.weights.append(self.weights[-1] + block.n)
        self.rests.append(self.rests[-1] + block.n * rest)
        self.blocks.append(block)
        for part, (n, total, squares) in block.cells.items():
            known = self.cells.setdefault(part, [0, 0.0])
            known[0] += n
            known[1] += total
            self.n += n
            self.total += total
            self.squares += squares

    @property
    def is_enough(self):
        return self.n >= FEWEST_EVENTS and len(self.blocks) >= FEWEST_BLOCKS

    @property
    def mean(self):
        return self.total / self.n

    @property
    def variance(self):
        """Of one event. One event of each kind is added, so that it is never nothing."""
        n, total, squares = self.n + 2, self.total + 1, self.squares + 1
        return max(squares / n - (total / n) ** 2, 1e-4)

    @property
    def likeness(self):
        """How much more blocks differ than if their events had nothing to do with each other."""
        count, total = self.spread
        if count < FEWEST_BLOCKS:
            return 1.5
        return min(max(total / count / self.variance, 1.0), 25.0)

    @property
    def error(self):
        """Standard error of what is expected."""
        return math.sqrt(self.likeness * self.variance / self.n)

    def expect(self, block):
        """:return: the mean of a block with these parts, as it was before"""
        whole = self.mean
        found = 0.0
        for part, (n, _total, _squares) in block.cells.items():
            known, total = self.cells.get(part, (0, 0.0))
            found += n * (total + PRIOR * whole) / (known + PRIOR)
        return found / block.n

    def find_season(self, day):
        """:return: how the same season of earlier years differed; 0.0 where nothing is known
        of it, or where it may be chance (the positive part of James and Stein's estimate)"""
        weight = rest = 0.0
        for years in range(1, MEMORY // YEAR + 1):
            middle = day - years * YEAR
            low = bisect_left(self.days, middle - SEASON)
            high = bisect_right(self.days, middle + SEASON)
            weight += self.weights[high] - self.weights[low]
            rest += self.rests[high] - self.rests[low]
        if weight < FEWEST_EVENTS // 2 or not rest:
            return 0.0
        offset = rest / weight
        chance = self.likeness * self.variance / weight
        return offset * max(0.0, 1 - 2 * chance / offset**2)


def new_state():
    """:return: what the test remembers from one run to the next, as JSON: for each direction
    the worth of each bet, and since when the bets have paid off"""
    return {
        "seen": 0,
        **{name: {"worth": [0.0] * len(BETS), "run": 0.0, "since": 0} for name in DIRECTIONS},
    }


def play(baseline, block, state):
    """One block more.

    :return: dict direction → what the bets are worth"""
    expected, season = baseline.expect(block), baseline.find_season(block.day)
    caution = CAUTION * baseline.error
    low = expected + min(0.0, season) - caution
    high = expected + max(0.0, season) + caution
    spread = baseline.likeness * baseline.variance / block.n
    sides = {"down": (low, block.mean), "up": (1 - high, 1 - block.mean)}
    worths = {}
    for name, (mean, value) in sides.items():
        side = state[name]
        factors = _bet(mean, value, spread, math.sqrt(baseline.variance))
        side["worth"] = [
            (worth + 1) * factor for worth, factor in zip(side["worth"], factors, strict=True)
        ]
        _note_run(side, block, sum(factors) / len(factors))
        worths[name] = sum(side["worth"]) / len(BETS)
    return worths


def _bet(mean, value, spread, deviation):
    """:return: list of what each bet on less than ``mean`` pays for one unit"""
    if mean <= 0.01:
        return [1.0] * len(BETS)
    most = STAKE / max(1 - mean, 0.05)
    factors = []
    for size in BETS:
        step = size * deviation
        stake = min(most, step / (spread + step * step))
        factors.append(max(1 + stake * (mean - value), 1e-9))
    return factors


def _note_run(side, block, factor):
    """Since when: the last time that betting from the start paid as well (Page's CUSUM)."""
    side["run"] += math.log(factor)
    if side["run"] <= 0:
        side["run"], side["since"] = 0.0, 0
    elif not side["since"]:
        side["since"] = block.first


def find_turn(blocks, state, limit, begin=0):
    """Look at the blocks that are new.

    :param list blocks: all that are remembered, in order
    :param dict state: see ``new_state``; it is brought up to date
    :param float limit: how many blocks it takes on average to a false alarm, in each direction
    :param int begin: the first day (ordinal) that may be compared with
    :return: (direction, first day of the change) of the first alarm, or None; what is after
        it stays unseen"""
    baseline, place = Baseline(), 0
    for block in blocks:
        if block.day <= state["seen"] or block.first < begin:
            continue
        while place < len(blocks) and blocks[place].day < block.day - LAG:
            if blocks[place].first >= begin:
                baseline.add(blocks[place])
            place += 1
        state["seen"] = block.day
        if not baseline.is_enough:
            continue
        worths = play(baseline, block, state)
        name = max(worths, key=worths.get)
        if worths[name] >= limit:
            return name, state[name]["since"] or block.first
    return None
