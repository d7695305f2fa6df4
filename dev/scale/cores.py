"""The work done per core: one server on one core, then two on two, under the same load."""

import os
import statistics
import time
from pathlib import Path
from typing import NamedTuple

from .family import family


class Work(NamedTuple):
    requests: int
    seconds: float
    # Processor time of Odoo, and of PostgreSQL.
    odoo: float
    postgres: float

    @property
    def per_second(self):
        return self.requests / self.seconds

    @property
    def per_core(self):
        """Requests for each second of processor time of the servers."""
        return self.requests / self.odoo


def pin(program, cores):
    """All that belongs to it, threads too; what it starts later inherits it."""
    for pid in family(program.process.pid):
        for task in Path(f"/proc/{pid}/task").glob("*"):
            try:
                os.sched_setaffinity(int(task.name), cores)
            except ProcessLookupError:
                continue


def measure(diary, servers, postgres, seconds):
    """:return: ``Work`` of these servers from now on"""
    start = time.monotonic()
    odoo = _sum(servers)
    database = _sum(postgres)
    time.sleep(seconds)
    end = time.monotonic()
    return Work(
        diary.count_since(start, end),
        end - start,
        _sum(servers) - odoo,
        _sum(postgres) - database,
    )


def _sum(programs):
    return sum(program.processor_time() for program in programs)


def middle(works):
    """The one in the middle by its requests per core."""
    return sorted(works, key=lambda work: work.per_core)[len(works) // 2]


def ratio(twos, ones):
    """The median of neighbouring runs, which the machine treats alike; the lowest, the
    highest."""
    found = [two.per_core / one.per_core for two, one in zip(twos, ones, strict=True)]
    return statistics.median(found), min(found), max(found)
