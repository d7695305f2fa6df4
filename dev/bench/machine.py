"""What machine the benchmark ran on, and how quiet it was.

Before it starts, what others do on the machine is looked at for a moment. While it runs, a
piece of work that is always the same is timed before each run: on a quiet machine it takes
as long each time, and nobody else runs beside it. Where that is not so, nobody is told that
a budget was met or missed.
"""

import os
import platform
import statistics
import time
from pathlib import Path

# Of all cores, what others may use before the start; how much longer than the usual one the
# piece of work may take, of ten times in nine; and how many programs may run beside it.
MOST_BUSY, MOST_SPREAD, MOST_BESIDE = 0.1, 1.25, 0.5
LOOK = 2  # seconds
PIECE = 150_000
_pulses, _running = [], []


def describe(version):
    """:param str version: of PostgreSQL
    :return: one line"""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{len(os.sched_getaffinity(0))} cores, {model}, {memory:.0f} GiB,"
        f" Python {platform.python_version()}, PostgreSQL {version}"
    )


def find_busy():
    """:return: share of all cores that was in use for the last two seconds, 0 … 1"""
    used, whole = _read_cores()
    time.sleep(LOOK)
    used_then, whole_then = _read_cores()
    return (used_then - used) / max(whole_then - whole, 1)


def _read_cores():
    """:return: (ticks in use, ticks in all), since the machine started"""
    first = Path("/proc/stat").read_text("utf-8").splitlines()[0]
    user, nice, system, idle, waiting, *others = map(int, first.split()[1:9])
    whole = sum((user, nice, system, idle, waiting, *others))
    return whole - idle - waiting, whole


def feel_pulse():
    """The piece of work, about ten milliseconds of one core."""
    _running.append(_count_running())
    start = time.perf_counter()
    total = 0
    for number in range(PIECE):
        total += number & 7
    _pulses.append(time.perf_counter() - start)


def _count_running():
    """:return: how many programs run or wait for a core, without this one"""
    running = Path("/proc/loadavg").read_text("utf-8").split()[3]
    return int(running.partition("/")[0]) - 1


def find_spread():
    """:return: how much longer than the usual one the slowest tenth of the pieces took"""
    if len(_pulses) < 10:
        return 1.0
    return statistics.quantiles(_pulses, n=10)[-1] / statistics.median(_pulses)


def find_beside():
    """:return: how many programs of others ran beside the pieces, on average"""
    return statistics.fmean(_running or [0])


def was_quiet():
    return find_spread() <= MOST_SPREAD and find_beside() <= MOST_BESIDE
