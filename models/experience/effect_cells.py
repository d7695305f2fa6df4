"""Which answers are compared to tell what an improvement did, from numbers of answers by
job position, moment and days."""

from bisect import bisect_left
from typing import NamedTuple

from .groups import NOTHING
from .statistics import OF_DETRACTORS, compare_changes


class Spans:
    """Days at which a period begins or ends: between two of them answers are added up.

    :param periods: of (first day, last day)
    """

    def __init__(self, periods, day):
        self.day = day
        self.days = sorted({end for first, last in periods for end in (first, last + day)})

    def list_of(self, period):
        """:return: the numbers of the spans that a period is made of, as WIDTH_BUCKET of SQL
        counts them"""
        first, last = period
        return range(bisect_left(self.days, first) + 1, bisect_left(self.days, last + self.day) + 1)


class Cells(NamedTuple):
    """Of one period: numbers of promoters, passives and detractors of the job position that
    was changed and of those that were not, and how many answers are in neither, of the same
    moment and of all moments."""

    changed: tuple
    others: tuple
    rest: int
    rest_of_all: int

    def gives_away(self, least):
        """With the whole known, could the few answers be worked out that are left?"""
        return any(0 < rest < least for rest in (self.rest, self.rest_of_all))


def add_cells(rows, spans, job, moment, excluded):
    """:param rows: (job, moment, span, promoters, passives, detractors) of a company
    :param spans: numbers of spans
    :param moment: only its answers are compared; empty: all
    :param excluded: job positions that were changed themselves"""
    changed = others = NOTHING
    rest = rest_of_all = 0
    for its_job, its_moment, span, *split in rows:
        if span not in spans:
            continue
        same = not moment or moment == its_moment
        if same and its_job == job:
            changed = _add(changed, split)
        elif same and its_job and its_job not in excluded:
            others = _add(others, split)
        else:
            rest += same and sum(split)
            rest_of_all += sum(split)
    return Cells(changed, others, rest, rest_of_all)


def _add(one, other):
    return tuple(map(sum, zip(one, other, strict=True)))


def tell_effect(earlier, before, after, least):
    """:param earlier, before, after: ``Cells``
    :return: dict as of ``compare_changes``, with ``check``: the same of the time before the
        change, when there should be nothing; ``parallel``: whether there was nothing, None
        where that cannot be told; ``detractors``: the same of their share"""
    check = _compare(earlier, before, least)
    return {
        **_compare(before, after, least),
        "check": check,
        "parallel": None if check["reason"] else not check["significant"],
        "detractors": _compare(before, after, least, OF_DETRACTORS),
    }


def _compare(one, other, least, *counted):
    found = compare_changes(
        (one.changed, other.changed), (one.others, other.others), least, *counted
    )
    reason = found["reason"]
    if not min(sum(one.others), sum(other.others)):
        reason = "no_control"
    elif not reason and (one.gives_away(least) or other.gives_away(least)):
        reason = "complement"
    return hide_effect(reason, found["n"]) if reason else found


def hide_effect(reason, n=(0, 0, 0, 0)):
    nothing = dict.fromkeys(("value", "margin", "low", "high"))
    return {"n": list(n), **nothing, "significant": False, "reason": reason}
