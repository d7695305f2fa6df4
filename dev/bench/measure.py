"""Measuring two ways of doing the same, fairly, in one process.

Each way ("arm") has a savepoint, its flush and precommit hooks inside the timing (core
hides its stage mail there) and a rollback; the first run of each is discarded, unless a
run is long, and the order alternates. A ratio is the median of those of neighbouring runs,
which the machine treats alike; in brackets, the lowest and the highest. "Core" is Odoo with every
override of the addon taken out of its classes, so that it pays nothing for the addon.
"""

import gc
import statistics
import time
from contextlib import closing, contextmanager, nullcontext
from typing import NamedTuple
from unittest.mock import patch

from odoo import sql_db
from odoo.orm import models

from ..place import ADDON
from . import machine

RUNS = 5
# How many pairs of runs tell enough, the first among them, where one takes at least so many
# seconds: the machine's moods even out in it, and there is little to warm up.
FEW = {30: 2, 10: 3}


class Run(NamedTuple):
    seconds: float
    queries: int = 0
    outcome: object = None


def find_processor_time():
    """:return: seconds of processor time that this process and its PostgreSQL backends, on
    this machine, have had so far; what other programs do meanwhile is in none of them"""
    seconds = time.process_time()
    for connection in sql_db._Pool._connections:
        if not connection.closed:
            seconds += time.clock_gettime(_get_clock(connection.info.backend_pid))
    return seconds


def _get_clock(pid):
    """:return: int, the clock of what another process has had, as clock_getcpuclockid(3) of
    Linux has it: what stands in /proc is counted in hundredths of a second"""
    return (~pid << 3) | 2


def run(env, work, outcome=None, around=nullcontext, clock=time.perf_counter):
    """Do `work()` within `around()`, look at its outcome, and undo it."""
    cr = env.cr
    env.invalidate_all()
    cr.cache.clear()  # as in a new transaction
    gc.collect()
    machine.feel_pulse()
    with closing(cr.savepoint()):
        with around():
            queries, start = cr.sql_log_count, clock()
            work()
            env.flush_all()
            cr.precommit.run()
            seconds = clock() - start
            queries = cr.sql_log_count - queries
        result = outcome and outcome()
    cr.postcommit.clear()
    return Run(seconds, queries, result)


def compare(first, second, times=1):
    """:param int times: more where a run is short, and the machine's moods are not
    :return: the runs of both arms, functions that return one"""
    runs = [], []
    number, pairs, discarded = 0, times * RUNS + 1, 1
    while number < pairs:
        begun = time.perf_counter()
        arms = [(first, runs[0]), (second, runs[1])]
        for arm, done in arms if number % 2 else reversed(arms):
            done.append(arm())
        taken = time.perf_counter() - begun
        if not number and taken >= min(FEW):
            pairs, discarded = next(few for least, few in FEW.items() if taken >= least), 0
        number += 1
    return runs[0][discarded:], runs[1][discarded:]


def expect(condition, label):
    if not condition:
        raise SystemExit(f"bench: not comparable, expected {label}")


def without_addon(registry):
    """:return: context manager in which Odoo is as if the addon were not installed"""
    overrides = list(_overrides(registry))

    @contextmanager
    def core():
        for owner, name, _function in overrides:
            delattr(owner, name)
        try:
            yield
        finally:
            for owner, name, function in overrides:
                setattr(owner, name, function)

    return core


def _overrides(registry):
    """Yield (class, name, function) of what the addon overrides in other addons."""
    found = set()
    for model in registry.models.values():
        if model._original_module == ADDON:
            continue
        ours = [cls for cls in model.__mro__ if ADDON in cls.__module__.split(".")]
        others = [cls for cls in model.__mro__[1:] if cls not in ours]
        for owner in ours:
            for name, function in list(vars(owner).items()):
                if (owner, name) in found or not callable(function):
                    continue
                if any(name in vars(other) for other in others) and name[:2] != "__":
                    found.add((owner, name))
                    yield owner, name, function


def whole_statements():
    """Writes in one statement each, however many rows; Odoo cuts them into 100.
    What still grows with the records then is a query in a loop."""
    return patch.multiple(models, INSERT_BATCH_SIZE=10**6, UPDATE_BATCH_SIZE=10**6)


class Report:
    """Prints a line for each ratio, and counts the budgets that are missed.

    :param bool judging: whether times and memory count; queries always do
    """

    def __init__(self, judging=True):
        self.judging = judging
        self.missed = 0

    def ratio(self, what, size, upper, lower, budget=None, at_least=False, each=1):
        """:param upper: runs above the line of the fraction; ``lower``: below
        :param budget: None where it is meant for another size
        :param each: number of things that the printed milliseconds are for"""
        ratios = [over.seconds / under.seconds for over, under in zip(upper, lower, strict=True)]
        ratio = statistics.median(ratios)
        budget = self.judging and budget
        met = not budget or (ratio >= budget if at_least else ratio <= budget)
        limit = f"{'≥' if at_least else '≤'} {budget:.2f}" if budget else ""
        times = (
            statistics.median(one.seconds for one in runs) / each * 1000 for runs in (upper, lower)
        )
        spread = f"{ratio:5.2f} ({min(ratios):.2f}–{max(ratios):.2f})"
        detail = "{:,.1f} / {:,.1f} ms".format(*times)
        self._line(what, f"{size:,}", spread, limit, met, detail)

    def same(self, what, sizes, counts, detail=""):
        """The same number of queries for all sizes."""
        numbers = " / ".join(map(str, counts))
        size = "/".join(map(str, sizes))
        self._line(what, size, numbers, "same", len(set(counts)) == 1, detail)

    def seconds(self, what, size, found, detail="", most=None):
        """How long people wait.

        :param most: seconds, the budget, if there is one"""
        limit = f"≤ {most} s" if self.judging and most else ""
        met = not limit or found <= most
        self._line(what, f"{size:,}", f"{found:.1f} s", limit, met, detail)

    def flat(self, what, found, slack, detail=""):
        """The same amount for all sizes, within ``slack``.

        :param dict found: size → amount
        """
        amounts = list(found.values())
        numbers = " / ".join(f"{amount:.1f}" for amount in amounts)
        size = "/".join(f"{size:,}" for size in found)
        met = not self.judging or max(amounts) - amounts[0] <= slack
        self._line(what, size, numbers, "flat", met, detail)

    def _line(self, what, size, found, limit, met, detail):
        self.missed += not met
        word = "" if not limit else "OK" if met else "MISSED"
        print(f"{what:<44}{size:>11}  {found:<19}{limit:<7}{word:<8}{detail}", flush=True)
