"""What bad experience costs, in ranges: from everything at its lowest to everything at its
highest. Not an interval of chance: most of it are assumptions.
"""

from typing import NamedTuple


class Range(NamedTuple):
    low: float
    high: float

    def times(self, *others):
        found = self
        for other in others:
            ends = [one * two for one in found for two in other]
            found = Range(min(ends), max(ends))
        return found

    def plus(self, other):
        return Range(self.low + other.low, self.high + other.high)

    def per(self, other):
        """:param other: above 0"""
        return self.times(Range(1 / other.high, 1 / other.low))


def exactly(value):
    return Range(value, value)


def cost_of_hire(known):
    """What one hire costs: what is paid for it, and the hours of those who take part."""
    return known["hire_cost"].plus(known["hours"].times(known["hour_cost"]))


def worth_as_customer(known):
    """What a year brings that one candidate in the ranks of the detractors takes away: the
    chance of being a customer, that such a customer leaves, and what a customer buys."""
    return known["customer"].times(known["leaving"], known["revenue"])


def worth_as_voice(known):
    """What it costs to find others instead of those whom one detractor keeps from applying:
    as many as a hire takes are as good as a hire."""
    return known["kept_away"].per(known["needed"]).times(cost_of_hire(known))


def worth_of_recommendations(known):
    """What more recommendations are worth: those who apply on the advice of candidates, how
    many more would, and what it costs to find as many otherwise."""
    return (
        known["referred"].times(known["referring"]).per(known["needed"]).times(cost_of_hire(known))
    )


# What comes out → how, what is needed for it, and whether it is of each detractor.
RESULTS = {
    "customers": (worth_as_customer, ("customer", "leaving", "revenue"), True),
    "voices": (
        worth_as_voice,
        ("kept_away", "needed", "hire_cost", "hours", "hour_cost"),
        True,
    ),
    "recommendations": (
        worth_of_recommendations,
        ("referred", "referring", "needed", "hire_cost", "hours", "hour_cost"),
        False,
    ),
}
# What costs nothing where nobody has said what.
OPTIONAL = {"hire_cost", "hours", "hour_cost"}


def find_missing(result, known):
    """:return: list of the assumptions that a result lacks"""
    needed = RESULTS[result][1]
    missing = [name for name in needed if name not in known and name not in OPTIONAL]
    if "hire_cost" in needed and not (
        "hire_cost" in known or {"hours", "hour_cost"} <= known.keys()
    ):
        missing.append("hire_cost")
    return missing


def find_worth(result, known):
    """:param dict known: name of an assumption → Range; shares 0 … 1
    :return: Range, for each detractor or for the year; None where something is missing"""
    if find_missing(result, known):
        return None
    nothing = dict.fromkeys(OPTIONAL, exactly(0))
    return RESULTS[result][0]({**nothing, **known})


def find_worth_of_detractor(known):
    """:return: Range of all that is of each detractor, None if nothing is known"""
    worths = [find_worth(name, known) for name, (_how, _needed, each) in RESULTS.items() if each]
    worths = [worth for worth in worths if worth is not None]
    total = worths[0] if worths else None
    for worth in worths[1:]:
        total = total.plus(worth)
    return total
