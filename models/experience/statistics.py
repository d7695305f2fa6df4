"""The arithmetic of honest numbers: a score with its uncertainty, and whether a change
is one. Scores are cNPS, −100 … 100; shares and correlations are plain numbers.
"""

import math

# Two-sided 95 % of the normal distribution.
Z = 1.959964
# A correlation of fewer pairs says nothing: at 20 its 95 % interval is ± 0.4.
FEWEST_PAIRS = 20
# What chance alone explains more often than this may be chance.
CHANCE = 0.05


def score(promoters, passives, detractors, least):
    """A cNPS with its 95 % interval.

    The interval is the adjusted Wald of Sauro (measuringu.com, "NPS confidence
    intervals"): three answers are added, ¾ promoter and ¾ detractor, which covers best
    when few have answered. The score itself is the plain one.

    :param int least: how many answers it takes to show a score
    :return: dict of value, n, promoters, passives, detractors, low, high, margin and
        reason; everything but ``n`` is None where ``reason`` says why
    """
    n = promoters + passives + detractors
    if n < max(least, 1):
        return hidden(n, "few" if n else "none")
    centre, variance = _adjust(promoters, detractors, n)
    margin = 100 * Z * math.sqrt(variance)
    return {
        "value": 100.0 * (promoters - detractors) / n,
        "n": n,
        "promoters": promoters,
        "passives": passives,
        "detractors": detractors,
        "low": max(-100.0, centre - margin),
        "high": min(100.0, centre + margin),
        "margin": margin,
        "reason": None,
    }


def hidden(n, reason):
    """A score that is not shown, in the shape of one that is.

    :param str reason: ``none`` (no answers), ``few``, ``complement`` (it, or the few
        answers that are missing from it, could be worked out), or ``access`` (not for
        this reader)
    """
    names = ("value", "promoters", "passives", "detractors", "low", "high", "margin")
    return {**dict.fromkeys(names), "n": n, "reason": reason}


def compare(now, before):
    """The change from one score to another, of different people.

    :return: dict of value (points), margin (95 %, points), significant, and the reason
        why there is nothing to compare
    """
    reason = now["reason"] or before["reason"]
    if reason:
        return {"value": None, "margin": None, "significant": False, "reason": reason}
    centre, variance = _adjust(now["promoters"], now["detractors"], now["n"])
    other, other_variance = _adjust(before["promoters"], before["detractors"], before["n"])
    margin = 100 * Z * math.sqrt(variance + other_variance)
    return {
        "value": now["value"] - before["value"],
        "margin": margin,
        "significant": abs(centre - other) > margin,
        "reason": None,
    }


def compare_means(now, before, least):
    """By how many percent a mean is above another one, of different people. Both are above 0:
    the logarithm of the ratio is close to normal, and its variance is the sum of both
    squared relative errors (delta method).

    :param now, before: (n, sum, sum of squares)
    :return: dict of value, low and high (percent; 95 %), n and n_before, and reason
    """
    found = {"value": None, "low": None, "high": None, "n": now[0], "n_before": before[0]}
    if min(now[0], before[0]) < max(least, 2):
        return {**found, "reason": "few"}
    if not now[1] or not before[1]:
        return {**found, "reason": "no_ratio"}
    ratio, variance = 1.0, 0.0
    for (n, total, squares), power in ((now, 1), (before, -1)):
        mean = total / n
        ratio *= mean**power
        variance += max(0.0, squares - n * mean**2) / (n - 1) / n / mean**2
    margin = Z * math.sqrt(variance)
    return {
        **found,
        "value": 100 * (ratio - 1),
        "low": 100 * (ratio * math.exp(-margin) - 1),
        "high": 100 * (ratio * math.exp(margin) - 1),
        "reason": None,
    }


# How much each answer counts: promoters, passives, detractors.
OF_SCORE, OF_DETRACTORS = (1, 0, -1), (0, 0, 1)


def compare_changes(changed, others, least, counted=OF_SCORE):
    """Difference in differences: how much more one group changed than another did over the
    same time. Four groups of different people, so their variances add up: those of means,
    each with the three answers of the adjusted Wald interval (see ``score``).

    What it takes to be an effect: without the change both would have gone on alike, the
    others did not get anything of it, and the same kind of people answered (Angrist and
    Pischke, "Mostly Harmless Econometrics", 2009, chapter 5).

    :param changed, others: each (before, after), numbers of promoters, passives and
        detractors
    :param int least: how many answers each of the four takes
    :param counted: what each of the three counts as; by default the cNPS
    :return: dict of value, margin, low and high (points, 95 %), n (the four) and
        significant; all but n are None or False where ``reason`` says why
    """
    cells = [*changed, *others]
    found = {"n": [sum(cell) for cell in cells], "significant": False, "reason": None}
    if min(found["n"]) < max(least, 1):
        nothing = dict.fromkeys(("value", "margin", "low", "high"))
        return {**found, **nothing, "reason": "few"}
    value = centre = variance = 0.0
    # After the change less before it, and less that of the others.
    for cell, sign in zip(cells, (-1, 1, 1, -1), strict=True):
        value += sign * _find_mean(cell, counted)[0]
        mean, spread = _find_mean(map(sum, zip(cell, (0.75, 1.5, 0.75), strict=True)), counted)
        centre, variance = centre + sign * mean, variance + spread
    margin = 100 * Z * math.sqrt(variance)
    return {
        **found,
        "value": 100 * value,
        "margin": margin,
        "low": 100 * centre - margin,
        "high": 100 * centre + margin,
        "significant": abs(100 * centre) > margin,
    }


def _find_mean(cell, counted):
    """:return: mean of what is counted, and its variance"""
    cell = list(cell)
    n = sum(cell)
    mean = sum(weight * part for weight, part in zip(counted, cell, strict=True)) / n
    square = sum(weight**2 * part for weight, part in zip(counted, cell, strict=True)) / n
    return mean, (square - mean**2) / n


def _adjust(promoters, detractors, n):
    """:return: centre (−100 … 100) and variance (of a score from −1 to 1), adjusted"""
    high, low = (promoters + 0.75) / (n + 3), (detractors + 0.75) / (n + 3)
    return 100 * (high - low), (high + low - (high - low) ** 2) / (n + 3)


def find_percentiles(counts, shares):
    """As PERCENTILE_CONT of SQL, of numbers that come many times.

    :param dict counts: number → how many times
    :param shares: 0 … 1, in ascending order
    :return: list of numbers, between two of those given where a share is; None if there
        are none
    """
    last = sum(counts.values()) - 1
    if last < 0:
        return [None] * len(shares)
    places = sorted(
        {math.floor(share * last) for share in shares} | {math.ceil(s * last) for s in shares}
    )
    at, seen = {}, 0
    for number, count in sorted(counts.items()):
        seen += count
        while places and places[0] < seen:
            at[places.pop(0)] = number
    found = []
    for share in shares:
        low = math.floor(share * last)
        high = math.ceil(share * last)
        found.append(at[low] + (share * last - low) * (at[high] - at[low]))
    return found


def correlation(n, x, xx, y, yy, xy):
    """Pearson's correlation, from sums.

    :param n: number of pairs; ``x`` and ``y``: sums of both; ``xx``, ``yy``: of their
        squares; ``xy``: of their products
    :return: −1 … 1, None where one of the two is always the same
    """
    spread_x, spread_y = n * xx - x * x, n * yy - y * y
    # What is left of two equal numbers is not always nothing.
    if spread_x <= 1e-9 * n * xx or spread_y <= 1e-9 * n * yy:
        return None
    return max(-1.0, min(1.0, (n * xy - x * y) / math.sqrt(spread_x * spread_y)))


def correlation_interval(value, n):
    """The 95 % interval of Pearson's correlation, by Fisher's transformation.

    :return: (low, high), or (None, None) for too few pairs
    """
    if value is None or n < FEWEST_PAIRS:
        return None, None
    centre = math.atanh(max(-0.999999, min(0.999999, value)))
    width = Z / math.sqrt(n - 3)
    return math.tanh(centre - width), math.tanh(centre + width)


def correlation_chance(value, n):
    """How often chance alone makes a correlation at least as strong, by Fisher's
    transformation, as its interval.

    :return: 0 … 1
    """
    width = math.atanh(min(0.999999, abs(value))) * math.sqrt(n - 3)
    return math.erfc(width / math.sqrt(2))


def adjust_chances(chances):
    """Of many numbers that are looked at together, one is striking by chance. Holm's
    step-down ("A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian
    Journal of Statistics 6, 1979): whoever calls those striking whose adjusted chance is
    5 % at most is wrong about any of them in 5 % of cases, however they hang together.

    :param list chances: 0 … 1
    :return: list of the adjusted ones, in the same order
    """
    adjusted, highest = [0.0] * len(chances), 0.0
    for rank, at in enumerate(sorted(range(len(chances)), key=chances.__getitem__)):
        highest = max(highest, min(1.0, (len(chances) - rank) * chances[at]))
        adjusted[at] = highest
    return adjusted


def find_hidden(counts, least):
    """Which groups of a whole are not shown: those of too few answers, and, so that
    their number cannot be worked out from the rest, the next smallest.

    :param dict counts: group → number of answers
    :return: dict group → reason; the same whatever order the groups are in: of two that
        could be worked out from each other, always the same one is hidden
    """
    reasons = {key: "few" if n else "none" for key, n in counts.items() if n < max(least, 1)}
    missing = sum(counts[key] for key in reasons)
    others = sorted((key for key in counts if key not in reasons), key=_order(counts))
    for key in others:
        if not 0 < missing < least:
            break
        reasons[key] = "complement"
        missing += counts[key]
    return reasons


def hide_nested(inner, outer, cells, least):
    """Where groups are made up of others, job positions of a department for example,
    one way of grouping must not give away what the other hides.

    :param tuple inner, outer: (dict group → number of answers, dict group → reason,
        which is added to)
    :param dict cells: (inner group, outer group) → number of answers
    :return: whether something was hidden
    """
    (counts, reasons), (whole, whole_reasons) = inner, outer
    members = {}
    for (group, around), n in sorted(cells.items(), key=str):
        if n and n == counts[group]:
            members.setdefault(around, []).append(group)
    changed = False
    for around, groups in members.items():
        if sum(counts[group] for group in groups) != whole[around]:
            continue
        shown = [group for group in groups if group not in reasons]
        missing = whole[around] - sum(counts[group] for group in shown)
        if around not in whole_reasons and 0 < missing < least:
            whole_reasons[around] = "complement"
            changed = True
        elif around in whole_reasons and not missing:
            reasons[min(shown, key=_order(counts))] = "complement"
            changed = True
    return changed


def _order(counts):
    """:return: sort key of groups: the smallest first, and none like another"""
    return lambda group: (counts[group], str(group))


def share(part, n, least):
    """A share with its 95 % interval: Wilson's (1927), which stays within 0 and 100 and covers
    well where few were counted. See Brown, Cai and DasGupta, "Interval Estimation for a
    Binomial Proportion" (2001).

    :param int part: how many of ``n``
    :param int least: how many it takes to show a share
    :return: dict of value, low and high (0 … 100), n and reason; everything but ``n`` is None
        where ``reason`` says why
    """
    if n < max(least, 1):
        return hidden_share(n, "few_counted" if n else "none_counted")
    centre = (part + Z * Z / 2) / (n + Z * Z)
    margin = Z / (n + Z * Z) * math.sqrt(part * (n - part) / n + Z * Z / 4)
    return {
        "value": 100.0 * part / n,
        "low": 100 * max(0.0, centre - margin),
        "high": 100 * min(1.0, centre + margin),
        "n": n,
        "reason": None,
    }


def hidden_share(n, reason):
    """A share that is not shown, in the shape of one that is."""
    return {"value": None, "low": None, "high": None, "n": n, "reason": reason}


def average(n, total, squares, least):
    """The average of ratings, each from 0 to 1, with its 95 % interval.

    Two ratings are added for the interval, one at each end of the scale, as Agresti and
    Coull add answers to a share ("Approximate Is Better than Exact", 1998). Where all of
    a few are five stars, the spread alone would claim that nothing is uncertain: of six
    shapes of ratings on five steps and 5 to 50 of them, this covered the true average in
    93 to 100 of 100 cases, Student's interval in 55 to 98. The average itself is the plain
    one.

    :param total: sum of the ratings; ``squares``: of their squares
    :param int least: how many it takes to show an average
    :return: dict as of ``share``
    """
    if n < max(least, 1):
        return hidden_share(n, "few_counted" if n else "none_counted")
    centre = (total + 1) / (n + 2)
    spread = max(0.0, squares + 1 - (total + 1) ** 2 / (n + 2)) / (n + 1)
    margin = Z * math.sqrt(spread / (n + 2))
    return {
        "value": 100.0 * total / n,
        "low": 100 * max(0.0, centre - margin),
        "high": 100 * min(1.0, centre + margin),
        "n": n,
        "reason": None,
    }


def are_apart(shares):
    """:param shares: as of ``share``
    :return: whether the intervals of two of those that are shown have nothing in common;
        None where there are not two"""
    shown = [one for one in shares if not one["reason"]]
    if len(shown) < 2:
        return None
    return max(one["low"] for one in shown) > min(one["high"] for one in shown)


def compare_shares(now, before):
    """The change from one share to another, of different people, with its 95 % interval:
    Newcombe's from the intervals of both ("Interval estimation for the difference between
    independent proportions", Statistics in Medicine, 1998, method 10).

    :param now, before: as of ``share``
    :return: dict of value, low and high (percentage points), significant, and the reason why
        there is nothing to compare
    """
    reason = now["reason"] or before["reason"]
    if reason:
        names = ("value", "low", "high")
        return {**dict.fromkeys(names), "significant": False, "reason": reason}
    value = now["value"] - before["value"]
    low = value - math.hypot(now["value"] - now["low"], before["high"] - before["value"])
    high = value + math.hypot(now["high"] - now["value"], before["value"] - before["low"])
    return {
        "value": value,
        "low": low,
        "high": high,
        "significant": low > 0 or high < 0,
        "reason": None,
    }
