"""The spreadsheet's part of the benchmark: time and memory, with ever more answers.

What a process has at its highest, above what it had before: rows that were written
are on disk, so ten times as many take ten times as long and no more memory.
"""

import ctypes
import gc
import time
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple

from odoo.tools import SQL

from ..place import ADDON

# The answers of each size are in a year of their own, from this one on.
FIRST_YEAR = 1998
RATED = 4  # drivers that each answer rates
PROCESS = Path("/proc/self")


class Found(NamedTuple):
    seconds: float
    # Highest above what the process had before, and size of the file: MiB.
    memory: float
    file: float


def measure(env, sizes):
    """Write the spreadsheet of each size, after one that does not count.

    :param env: of a database that may be changed; nothing is committed
    :param sizes: numbers of answers
    :return: dict number of answers → Found
    """
    found = {}
    reader = env(user=env.ref("base.user_admin").id)
    for year, size in enumerate(sizes, FIRST_YEAR):
        _fill(env, size, year)
        if not found:
            _write(reader, year)
        found[size] = _write(reader, year)
    return found


def _write(env, year):
    data = env["hr.recruitment.experience.report"].get_data(
        {"date_from": f"{year}-01-01", "date_to": f"{year}-12-31"}
    )
    # Odoo knows where addons are only after it has been loaded.
    module = import_module(f"odoo.addons.{ADDON}.report.workbook.experience_workbook")
    _free_memory(env)
    before, start = _read_memory("VmRSS"), time.perf_counter()
    PROCESS.joinpath("clear_refs").write_text("5", "utf-8")  # the peak begins anew
    with TemporaryFile() as file:
        module.ExperienceWorkbook(env, data).save(file)
        size = file.tell() / 2**20
    seconds = time.perf_counter() - start
    return Found(seconds, _read_memory("VmHWM") - before, size)


def _free_memory(env):
    """What earlier work has left free would hide what this one needs."""
    env.invalidate_all()
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)


def _read_memory(name):
    """:return: MiB"""
    for line in PROCESS.joinpath("status").read_text("utf-8").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1024
    raise LookupError(name)


def _fill(env, size, year):
    """Answers with all that a row of the spreadsheet shows, by SQL."""
    jobs = env["hr.job"].create([{"name": f"Sheet {n}"} for n in range(50)])
    drivers = env["hr.recruitment.feedback.driver"].search([], limit=RATED)
    env.flush_all()
    env.execute_query(
        SQL(
            """
            WITH facts AS (
                 INSERT INTO hr_recruitment_feedback
                        (score, nps_value, category, moment, anonymity, released,
                         opens_group, response_date, company_id, job_id, user_id,
                         source_id, medium_id, outcome, earlier_contact)
                 SELECT number %% 11,
                        CASE WHEN number %% 11 >= 9 THEN 100
                             WHEN number %% 11 <= 6 THEN -100 ELSE 0 END,
                        'passive',
                        (ARRAY['applied', 'interviewed', 'refused'])[1 + number %% 3],
                        'confidential', TRUE, TRUE, %(first)s::date + number %% 365,
                        %(company)s, (%(jobs)s::int[])[1 + number %% 50], %(user)s,
                        (SELECT MIN(id) FROM utm_source),
                        (SELECT MIN(id) FROM utm_medium), 'refused', 'none'
                   FROM generate_series(1, %(size)s) AS number
              RETURNING id, score)
            INSERT INTO hr_recruitment_feedback_rating (feedback_id, driver_id, value)
            SELECT facts.id, driver, (facts.score * 10 + driver %% 7) %% 100
              FROM facts, unnest(%(drivers)s::int[]) AS driver
         RETURNING id
            """,
            first=f"{year}-01-01",
            company=env.company.id,
            jobs=jobs.ids,
            user=env.ref("base.user_admin").id,
            size=size,
            drivers=drivers.ids,
        )
    )
    env.cr.execute("ANALYZE hr_recruitment_feedback")
    env.cr.execute("ANALYZE hr_recruitment_feedback_rating")
