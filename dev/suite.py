"""The addon's tests: all of them, shared by two databases at once, or a choice."""

import os
import re
import shutil
import subprocess
import time
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor

from . import database, place, settings
from .console import Stop, say

BROWSER = re.compile("chrome|chromium|browser|websocket", re.I)
# These need Odoo's modules for Google and Outlook, and so a database of their own.
WITH_SERVICES = "test_calendar_services.py"
# As many as CI has cores; each has a database, since tests of one lock each other out.
PARTS = 2
# What is paid once, not in each test.
PLUGINS = ("browsed", "compiled", "frozen", "ties", "translated", "uncollected", "warm")
# Of an ordinary file.
SECONDS_PER_BYTE = 0.00071
# Of those with which to begin, since they take longest: what was measured, about.
SECONDS = {
    "test_accessibility.py": 100,
    "test_stateful.py": 93,
    "test_form_test.py": 67,
    "test_tours.py": 67,
    "test_field_rights.py": 66,
    "test_decision_tours.py": 45,
    "test_delivery.py": 35,
    "test_ad_studio.py": 32,
    "test_feedback_privacy.py": 31,
    "test_candidate_page.py": 30,
    "test_privacy_story.py": 30,
    "test_seal.py": 30,
    "test_refusal_order.py": 27,
    "test_feedback_access.py": 26,
    "test_erasure_crossed.py": 25,
    "test_candidate_page_phone.py": 24,
    "test_candidate_page_narrow.py": 21,
    "test_adjustments_secret.py": 20,
    "test_candidate_page_lang.py": 20,
    "test_praise_phone.py": 20,
    "test_today_tour.py": 20,
    "test_consents.py": 19,
    "test_dashboard.py": 19,
    "test_decision.py": 19,
    "test_report_xlsx.py": 19,
    "test_translations.py": 18,
}


def run_chosen(arguments):
    """Run the tests that these arguments of pytest choose.

    :return: exit code
    """
    services = [each for each in arguments if WITH_SERVICES in each]
    if services:
        others = [each for each in arguments if each.startswith("tests/") and each not in services]
        if others:
            raise Stop(f"{WITH_SERVICES} has a database of its own: run it alone")
    tested = database.name("test_services" if services else "test")
    if os.environ.get("KEEP") and database.comment(tested) is not None:
        database.update(tested)
    else:
        _clone(tested, database.with_services() if services else database.installed())
    say("Running the tests ...")
    link = place.ADDONS / place.ADDON
    chosen = [
        str(link / argument) if argument.startswith("tests/") else argument
        for argument in arguments
    ]
    if not any(argument.startswith(str(link)) for argument in chosen):
        chosen.append(link / "tests")
    code = _start(tested, chosen).wait()
    _check_browser(tested)
    return code


def run_all():
    """Run all tests, and print what each part says when it has come to its end.

    :return: exit code
    """
    names = [database.name("test")]
    names += [database.name(f"test_{part}") for part in range(2, PARTS + 1)]
    services = database.name("test_services")
    with ThreadPoolExecutor(PARTS) as pool:
        templates = (database.installed, database.with_services)
        plain, beside = pool.map(lambda make: make(), templates)
    for tested in names:
        _clone(tested, plain)
    _clone(services, beside)
    say("Running the tests ...")
    dealt = place.LOGS / "dealt"
    shutil.rmtree(dealt, ignore_errors=True)
    dealt.mkdir()
    files = ["-p", "dev.dealt", *_order()]
    runs = [_start_logged(tested, files, CX_DEALT=dealt) for tested in names]
    # Beside the other, which has little left to do.
    while all(run.poll() is None for run, _log in runs):
        time.sleep(1)
    file = next((place.ADDONS / place.ADDON / "tests").rglob(WITH_SERVICES))
    runs.append(_start_logged(services, [file]))
    codes = []
    for run, log in runs:
        codes.append(run.wait())
        print(log.read_text("utf-8", "replace"), flush=True)
    for tested in names:
        _check_browser(tested)
    if _read_skips(_report(services)):
        raise Stop(f"{WITH_SERVICES} was skipped; that is no success")
    return max(codes)


def _start_logged(tested, arguments, **variables):
    """:return: the process, and the file that holds what it says"""
    log = place.LOGS / f"{tested}.pytest.log"
    with open(log, "w") as output:
        return _start(tested, arguments, output, **variables), log


def _clone(tested, origin):
    database.clone(origin, tested)
    environment = settings.environment(CX_DATABASE=tested)
    command = [place.PYTHON, "-m", "dev.assets"]
    subprocess.run(command, cwd=place.ROOT, env=environment, check=True)
    database.mark(tested, place.fingerprint())


def _order():
    """:return: list of test files, those first that take longest"""
    folder = place.ADDONS / place.ADDON / "tests"
    files = (file for file in folder.rglob("test_*.py") if file.name != WITH_SERVICES)
    seconds = {
        file: SECONDS.get(file.name) or file.stat().st_size * SECONDS_PER_BYTE for file in files
    }
    return sorted(seconds, key=lambda file: (-seconds[file], file))


def _start(tested, arguments, output=None, **variables):
    report = _report(tested)
    report.unlink(missing_ok=True)
    command = [place.PYTHON, "-m", "pytest", "-p", "no:cacheprovider", "-rfEs"]
    command += [part for plugin in PLUGINS for part in ("-p", f"dev.{plugin}")]
    command += ["--odoo-http", f"--odoo-database={tested}"]
    command += [f"--rootdir={place.ADDONS / place.ADDON}", f"--junitxml={report}"]
    # Not from inside the checkout: its real path is no addon's path.
    return subprocess.Popen(
        [*command, *arguments],
        cwd=place.ADDONS,
        env=settings.environment(PYTHONPATH=place.ROOT, **variables),
        stdout=output,
        stderr=output,
    )


def _report(tested):
    return place.LOGS / f"{tested}.xml"


def _check_browser(tested):
    """:raise Stop: if tours were skipped because of the browser"""
    report = _report(tested)
    skipped = _browser_skips(report) if report.exists() else []
    if skipped:
        print(*skipped, sep="\n")
        raise Stop("tours were skipped because of the browser; that is no success")


def _browser_skips(report):
    return [line for line in _read_skips(report) if BROWSER.search(line)]


def _read_skips(report):
    return [
        f"{case.get('classname')}.{case.get('name')}: {skip.get('message')}"
        for case in ElementTree.parse(report).iter("testcase")
        for skip in case.iter("skipped")
    ]
