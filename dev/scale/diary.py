"""What people asked for, what they were answered, and what they were promised by that."""

import threading
import time
from collections import defaultdict
from typing import NamedTuple

# Nobody can be answered before it stands again; all others are to notice nothing.
CRASH = "PostgreSQL crashed"


class Asked(NamedTuple):
    """One request of somebody, on the monotonic clock."""

    kind: str
    begin: float
    end: float
    fault: str | None = None


class Disturbance(NamedTuple):
    """Something was ended by force, and stood again."""

    name: str
    begin: float
    # When nothing of it was left: who began before was under way.
    gone: float
    # When it answered again.
    back: float


class Diary:
    def __init__(self):
        self.lock = threading.Lock()
        self.asked = []
        self.disturbances = []
        # What was acknowledged, and what nobody knows because the answer did not come.
        self.moved, self.unknown_moves = defaultdict(list), defaultdict(set)
        self.refused, self.questions, self.pressed = set(), set(), {}
        # Pages that did not show what had been acknowledged a moment ago.
        self.vanished = []

    def note(self, *asked):
        with self.lock:
            self.asked.append(Asked(*asked))

    def disturb(self, name, begin, gone, back):
        self.disturbances.append(Disturbance(name, begin, gone, back))

    def get_faults(self):
        return [each for each in self.asked if each.fault]

    def is_under_way(self, asked, disturbance):
        """Whether the request was there when something was ended."""
        return asked.begin <= disturbance.gone and asked.end >= disturbance.begin

    def is_meanwhile(self, asked, disturbance):
        """Whether it came when something had been ended and did not stand again."""
        return disturbance.gone < asked.begin <= disturbance.back

    def judge(self):
        """:return: dict of disturbance → (under way, meanwhile), and the list of all other
        faults"""
        disturbances = sorted(self.disturbances, key=lambda each: each.begin)
        found, others = {each: ([], []) for each in disturbances}, []
        for asked in self.get_faults():
            for number, concerns in enumerate((self.is_under_way, self.is_meanwhile)):
                hit = next((each for each in disturbances if concerns(asked, each)), None)
                if hit:
                    found[hit][number].append(asked)
                    break
            else:
                others.append(asked)
        return found, others

    def tell_faults(self):
        """:return: one line for each, in the order in which they were seen"""
        start = min((each.begin for each in self.asked), default=0)
        moments = [(each.begin, f"-- {each.name}") for each in self.disturbances]
        moments += [
            (each.end, f"{each.kind}, asked at {each.begin - start:.2f} s: {each.fault}")
            for each in self.get_faults()
        ]
        return [f"{moment - start:8.2f} s  {text}" for moment, text in sorted(moments)]

    def count_since(self, begin, end=None):
        """:return: number of requests that were answered well in that time"""
        end = end or time.monotonic()
        with self.lock:
            return sum(begin <= each.end <= end and not each.fault for each in self.asked)
