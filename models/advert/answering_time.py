"""Whether those who apply can be answered in time by the people who are there."""

from itertools import accumulate
from typing import NamedTuple

# Working days in a week.
WEEK = 5
# Nobody waits longer than that in a calculation.
LONGEST = 1000


class Outcome(NamedTuple):
    # Share of those who apply (0–1) that would wait longer than promised.
    late: float
    # Working days, of who waits longest.
    longest: int


def spread(expected, days):
    """When applications arrive: most at first, half as many with each week.

    :param int expected: applications
    :param int days: working days on which the ad can be seen
    :return: list of float, applications by working day; its sum is ``expected``
    """
    weights = [0.5 ** (day / WEEK) for day in range(days)]
    return [expected * weight / sum(weights) for weight in weights]


def foresee(expected, days, minutes_each, minutes_a_day, promised):
    """First come, first served, day by day.

    :param int expected: applications
    :param int days: working days on which the ad can be seen
    :param float minutes_each: work that an application makes until it is answered
    :param float minutes_a_day: work that gets done
    :param int promised: working days within which candidates hear
    :return: ``Outcome``
    """
    if expected <= 0 or days <= 0 or minutes_each <= 0:
        return Outcome(0.0, 0)
    done_a_day = minutes_a_day / minutes_each
    if done_a_day * LONGEST < expected:
        return Outcome(1.0, LONGEST)
    arrived = list(accumulate(spread(expected, days)))
    late = longest = answered = day = 0
    first = 0  # Day on which the next to be answered arrived.
    while answered < expected - 1e-6:
        here = arrived[min(day, days - 1)]
        until = min(here, answered + done_a_day)
        while answered < until - 1e-9:
            # Of one day's arrivals at a time: they have waited equally long.
            step = min(until, arrived[first]) - answered
            if step > 1e-9:
                longest = max(longest, day - first)
                late += step if day - first > promised else 0
                answered += step
            if answered >= arrived[first] - 1e-9 and first < days - 1:
                first += 1
            elif step <= 1e-9:
                break
        day += 1
    return Outcome(late / expected, longest)


def find_minutes(expected, days, minutes_each, promised):
    """:return: int, the fewest minutes a day with which nobody waits longer than promised"""
    low, high = 0, max(1, round(expected * minutes_each))
    while high - low > 1:
        middle = (low + high) // 2
        if foresee(expected, days, minutes_each, middle, promised).late > 0:
            low = middle
        else:
            high = middle
    return high
