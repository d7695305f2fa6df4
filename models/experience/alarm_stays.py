"""How long candidates stay in a stage, in working days. Plain, without a database."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from datetime import timedelta

# Nobody waits for longer to be told that somebody waits long.
LONGEST = 40
# So many days have as many working days, whatever the holidays.
WINDOW = timedelta(days=100)
# At least so many visits say what is long, and for at most so many of them it is.
FEWEST = 40
LONG_SHARE = 0.25


class Stays:
    """:param list days: sorted dates of working days, from ``WINDOW`` before ``since`` on
    :param date since: the first day on which something is judged; ``until``: the day after"""

    def __init__(self, days, since, until):
        self.days, self.since, self.until = days, since, until

    def find_day(self, entered, limit):
        """:return: date of the working day on which a visit becomes long, or None"""
        place = bisect_right(self.days, entered) + limit
        return self.days[place] if place < len(self.days) else None

    def count(self, entered, ended):
        """:return: working days after the one on which somebody came, to the one of the end"""
        return max(0, bisect_right(self.days, ended) - bisect_right(self.days, entered))

    def learn(self, cells):
        """:return: dict id of a stage → working days from which on a visit is long, of those
        stages of which enough is known"""
        lengths = defaultdict(Counter)
        before = self.days[max(0, bisect_left(self.days, self.until) - LONGEST - 1)]
        for cell in cells:
            if cell["entered"] < before:
                end = cell["ended"] or self.until
                length = min(self.count(cell["entered"], end), LONGEST + 1)
                lengths[cell["stage_id"]][length] += cell["n"]
        found = {}
        for stage, counts in lengths.items():
            if counts.total() >= FEWEST and (limit := self._find_limit(counts)):
                found[stage] = limit
        return found

    @staticmethod
    def _find_limit(counts):
        longer = counts.total()
        for limit in range(LONGEST + 1):
            longer -= counts[limit]
            if longer <= LONG_SHARE * counts.total():
                return max(limit, 1)
        return None

    def judge(self, cells, limits):
        """:return: list of dicts, as the queries of other kinds return them: of visits that have
        become long within the days, or would have"""
        rows = []
        for cell in cells:
            limit = limits.get(cell["stage_id"])
            day = limit and self.find_day(cell["entered"], limit)
            if not day or not self.since <= day < self.until:
                continue
            longer = not cell["ended"] or self.count(cell["entered"], cell["ended"]) > limit
            total = cell["n"] * longer
            rows.append({**cell, "day": day, "total": total, "squares": total})
        return rows
