"""A series of events, cut into blocks. Plain, without a database."""

from collections import defaultdict

from .alarm_detector import MEMORY, YEAR, Baseline, Block

# A recruitment is quiet for weeks: fewer events in a year than this make no series.
FEWEST_A_YEAR = 30


def new_tail():
    """:return: the block that is not finished, as JSON"""
    return {"first": 0, "people": 0, "cells": {}}


def cut(tail, days, least):
    """Finish blocks: each ends with the day on which it has enough people.

    :param dict tail: see ``new_tail``; it is brought up to date
    :param dict days: ordinal day → dict part → [events, sum, sum of squares, people]
    :return: list of ``Block``, the same whatever days are read at once"""
    blocks = []
    for day in sorted(days):
        tail["first"] = tail["first"] or day
        for part, (*numbers, people) in days[day].items():
            cell = tail["cells"].setdefault(str(part), [0, 0.0, 0.0])
            for place, number in enumerate(numbers):
                cell[place] += number
            tail["people"] += people
        if tail["people"] >= least:
            blocks.append(Block(tail["first"], day, tail["cells"]))
            tail.update(new_tail())
    return blocks


def dump(blocks):
    """:return: the blocks that are remembered, as JSON"""
    newest = blocks[-1].day if blocks else 0
    return [
        [block.first, block.day, block.cells] for block in blocks if block.day >= newest - MEMORY
    ]


def load(rows):
    return [Block(first, day, cells) for first, day, cells in rows or ()]


def count_a_year(blocks, today):
    """:return: (blocks, events) in a year, of what has been there for as long as it has"""
    recent = [block for block in blocks if block.day > today - YEAR]
    if not recent:
        return 0.0, 0.0
    # A series that has just begun is not told from one with a few events by a single week.
    length = max(today - max(recent[0].first, today - YEAR), YEAR // 4) / YEAR
    return len(recent) / length, sum(block.n for block in recent) / length


def compare(blocks, since, begin=0, until=None):
    """Before and after. Before is what it was for the same mix, so that a change of the mix alone
    is no difference.

    :param int since: the first day (ordinal) of the change
    :param int begin: the first day that may be compared with
    :return: (value before, events, value after, events), values from 0 to 1; None where there is
        nothing before or after"""
    before = [block for block in blocks if begin <= block.first and block.day < since]
    after = [
        block for block in blocks if block.first >= since and (not until or block.day <= until)
    ]
    if not before or not after:
        return None
    baseline = Baseline()
    for block in before:
        baseline.add(block)
    whole = merge(after)
    return baseline.expect(whole), baseline.n, whole.mean, whole.n


def merge(blocks):
    """:return: all of them as one ``Block``"""
    cells = defaultdict(lambda: [0, 0.0, 0.0])
    for block in blocks:
        for part, numbers in block.cells.items():
            for place, number in enumerate(numbers):
                cells[part][place] += number
    return Block(blocks[0].first, blocks[-1].day, dict(cells))
