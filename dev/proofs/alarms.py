"""The alarms test: how many false alarms come in quiet years, and how soon a true one.

`python -m dev.proofs.alarms [--companies 250]`, with any Python, without Odoo and a database.
Companies are invented (tests/cases/quiet_years.py): some 1,000 applications a year, numbers by
company, moment, job position, stage and recruiter, with seasons, a quiet July and Christmas,
weeks that differ by chance, days on which everything is late at once, and a mix that changes.
Each is learned from for a year and a half and looked at for four years. Nothing turns in them, so
that each alarm is a false one; at most one a year is what the settings promise.

Then a change is planted. What it prints stands in docs/alarms.md.
"""

import argparse
import sys
import types
from importlib import import_module
from multiprocessing import Pool
from pathlib import Path

ROOT = Path(__file__).parents[2]
RATE = 1.0
TRIES = 100


def load():
    """:return: the simulation with what it imports, without the packages around them"""
    if "addon" in sys.modules:
        return import_module("addon.tests.cases.quiet_years")
    for name in ("addon", "addon.tests", "addon.tests.cases", "addon.models"):
        package = types.ModuleType(name)
        package.__path__ = [str(ROOT.joinpath(*name.split(".")[1:]))]
        sys.modules[name] = package
    package = types.ModuleType("addon.models.experience")
    package.__path__ = [str(ROOT / "models" / "experience")]
    sys.modules[package.__name__] = package
    return import_module("addon.tests.cases.quiet_years")


def live(seed):
    quiet = load()
    return quiet.live(quiet.make_rng(seed))


def find(task):
    stream, by, seed = task
    quiet = load()
    return quiet.find_delay(quiet.Stream(**stream), by, quiet.make_rng(seed))


def count_false(quiet, companies, pool):
    """:return: false alarms a year, in each of the years that were looked at"""
    years = quiet.LIVED // quiet.YEAR
    counts = [0] * years
    for days in pool.imap_unordered(live, range(companies)):
        for day in days:
            counts[min((day - quiet.LEARNED - 1) // quiet.YEAR, years - 1)] += 1
    return [count / companies for count in counts]


def measure(pool, name, by, **stream):
    found = pool.map(find, [(stream, by, 10_000 + number) for number in range(TRIES)])
    days = sorted(day for day in found if day is not None)
    within = sum(day <= load().YEAR for day in days)
    median = f"{days[TRIES // 2]} days" if len(days) > TRIES // 2 else "more than two years"
    share = f"{100 * within / TRIES:3.0f} % in a year"
    print(f"{name:<48} median {median:<20} {share}", flush=True)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--companies", type=int, default=250)
    companies = options.parse_args().companies
    quiet = load()
    with Pool(2) as pool:
        counts = count_false(quiet, companies, pool)
        years = companies * len(counts)
        print(f"{years} quiet years, {len(quiet.COMPANY)} numbers, at most {RATE:g} a year stated")
        for number, count in enumerate(counts, 1):
            print(f"  year {number} after learning: {count:.3f}")
        found = sum(counts) / len(counts)
        print(f"  together: {found:.3f}\n", flush=True)
        measure_delays(pool)
    return found > RATE


def measure_delays(pool):
    late = {"summer": -0.08, "weeks": 0.05, "alike": 0.08}
    slow = {"season": 0.05, "weeks": 0.1, "alike": 0.1}
    for points in (20, 40):
        for a_year in (100, 300, 1000):
            name = f"cNPS {points} points lower, {a_year} answers a year"
            measure(pool, name, -points / 200, a_year=a_year, mean=0.56, score=True)
    for a_year in (100, 300, 1000):
        measure(
            pool,
            f"Kept 90 to 70 %, {a_year} promises a year",
            -0.2,
            a_year=a_year,
            mean=0.9,
            **late,
        )
    for a_year in (100, 300):
        name = f"Long in a stage 25 to 50 %, {a_year} visits a year"
        measure(pool, name, 0.25, a_year=a_year, mean=0.25, **slow)
        measure(pool, f"Withdrawn 10 to 25 %, {a_year} a year", 0.15, a_year=a_year, mean=0.1)


if __name__ == "__main__":
    sys.exit(main())
