"""Odoo's own tests of the modules that the addon touches, without and with the addon.

`python -m dev.proofs.peers [--quick] [--only MODULES] WITHOUT WITH`: two databases with the
same modules, of which the second has the addon too; both are changed. Prints every test
whose outcome differs, and exits with 1 if one of them is not in `MEANT`. A test that
fails in both says nothing about the addon: it runs beside more modules than it was
written for.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

# hr_homeworking_calendar is no dependency: many who recruit have it, and it reads
# employees while a calendar is opened.
EXTRA = ("hr_recruitment_skills", "hr_calendar", "hr_homeworking_calendar")
QUICK = (
    "hr_recruitment hr_recruitment_sms hr_recruitment_survey hr_recruitment_skills"
    " website_hr_recruitment survey calendar hr_calendar hr_homeworking_calendar sms"
    " digest resource utm"
).split()
ALL = (*QUICK, "hr", "mail")
# Tests whose outcome the addon changes on purpose, each with the reason.
MEANT = {
    "hr_recruitment.tests.test_recruitment_talent_pools.TestRecruitmentTalentPool"
    ".test_add_talent_to_one_job": (
        "the plan's confirmation replaces the mail of Odoo's first stage"
    ),
}


def compare(without, with_addon, modules, quick):
    """Run the tests in both databases at once, and those that differ once more.

    :param bool quick: leave out those that need a server or a browser

    :return: list of (test, outcome without, outcome with)
    """
    outcomes = _run_both(without, with_addon, modules, quick)
    differ = _differences(*outcomes)
    if not differ:
        return []
    # On a busy machine a browser may have been late: only what differs twice counts.
    tests = [test for test, *_outcomes in differ]
    again = _run_both(without, with_addon, modules, quick, tests)
    return [row for row in differ if row in _differences(*again)]


def _run_both(*arms):
    without, with_addon, *what = arms
    with tempfile.TemporaryDirectory() as folder:
        reports = [Path(folder, database) for database in (without, with_addon)]
        runs = [subprocess.Popen(_command(report.name, report, *what)) for report in reports]
        codes = [run.wait() for run in runs]
        if any(codes):
            raise SystemExit("Odoo's tests did not come to their end")
        return [_read(report) for report in reports]


def _command(database, report, modules, quick, tests=()):
    command = [sys.executable, "-m", "dev.proofs.peers", "--run", str(report)]
    command += ["--quick"] if quick else []
    return [*command, "--only", ",".join(modules), "--tests", ",".join(tests), database]


def _read(report):
    lines = report.read_text("utf-8").splitlines()
    return dict(line.rsplit(" ", 1) for line in lines)


def _differences(without, with_addon):
    return [
        (test, without.get(test, "absent"), with_addon.get(test, "absent"))
        for test in sorted(without.keys() | with_addon.keys())
        if without.get(test) != with_addon.get(test)
    ]


def report(differ, seconds):
    """Print what differs.

    :return: number of differences that nobody meant
    """
    unmeant = 0
    for test, before, after in differ:
        reason = MEANT.get(test)
        unmeant += not reason
        said = f"meant: {reason}" if reason else "NOT MEANT"
        print(f"{test}: {before} without, {after} with the addon ({said})")
    print(f"{len(differ)} differences, {unmeant} not meant, {seconds:.0f} s", flush=True)
    return unmeant


# In a process of its own: one database -------------------------------------------------


def run(database, modules, quick, tests, target):
    """Run the modules' tests in that database, and write their outcomes to `target`.

    :param bool quick: leave out those that need a server or a browser
    :param tests: names of tests, for no others; empty: all
    """
    import odoo.http
    from odoo.modules.registry import Registry
    from odoo.service import server
    from odoo.tools import config

    from ..ports import free

    arguments = ["-d", database, "--log-level=critical"]
    arguments += ["-c", os.environ["CX_ODOO_CONFIG"], "--max-cron-threads=0"]
    arguments += [f"--http-port={free(0, 'tests')}"]
    config.parse_config(arguments, setup_logging=True)
    threading.current_thread().dbname = database
    server.load_server_wide_modules()
    Registry(database)
    # Before, it would have run the tests of all modules while loading them.
    config["test_enable"] = True
    config["test_tags"] = "+standard"
    server.server = server.ThreadedServer(odoo.http.root)
    server.server.http_spawn()
    outcomes = _outcomes(modules, quick, set(tests))
    target.write_text("".join(f"{k} {v}\n" for k, v in outcomes.items()), "utf-8")
    counts = Counter(outcomes.values())
    print(f"{database}: " + ", ".join(f"{n} {what}" for what, n in sorted(counts.items())))
    sys.stdout.flush()
    # The server's threads would keep the process.
    os._exit(0)


def _outcomes(modules, quick, tests):
    """:return: dict test → ok, failed or skipped"""
    from odoo.modules import module as odoo_module
    from odoo.tests import HttpCase, loader

    Result = _result_class()
    outcomes = {}
    for module in modules:
        for position in ("at_install", "post_install"):
            suite = loader.make_suite([module], position)
            chosen = [
                test
                for test in suite
                if (not tests or _name(test) in tests)
                and not (quick and isinstance(test, HttpCase))
            ]
            result = Result(outcomes)
            odoo_module.current_test = True
            type(suite)(chosen)(result)
            odoo_module.current_test = False
    return outcomes


def _result_class():
    from odoo.tests import case
    from odoo.tests.result import OdooTestResult

    class Result(OdooTestResult):
        """Notes what became of each test, instead of logging it."""

        def __init__(self, outcomes):
            super().__init__()
            self.outcomes = outcomes

        def startTest(self, test):
            super().startTest(test)
            self.outcomes[_name(test)] = "ok"

        def addSkip(self, test, reason):
            self.outcomes[_name(test)] = "skipped"

        def logError(self, flavour, test, error):
            while isinstance(test, case._SubTest):
                test = test.test_case
            self.outcomes[_name(test)] = "failed"

    return Result


def _name(test):
    """:return: module.tests.file.Class.test"""
    return test.id().replace("odoo.addons.", "").replace(" ", "_")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--quick",
        action="store_true",
        help="neither mail and hr nor tests in a browser",
    )
    parser.add_argument("--only", help="modules, separated by commas")
    parser.add_argument("--run", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--tests", default="", help=argparse.SUPPRESS)
    parser.add_argument("databases", nargs="+", metavar="DATABASE")
    options = parser.parse_args()
    modules = QUICK if options.quick else ALL
    if options.only:
        modules = options.only.split(",")
    if options.run:
        tests = [test for test in options.tests.split(",") if test]
        run(options.databases[0], modules, options.quick, tests, options.run)
    started = time.monotonic()
    differ = compare(*options.databases, modules, options.quick)
    sys.exit(bool(report(differ, time.monotonic() - started)))


if __name__ == "__main__":
    main()
