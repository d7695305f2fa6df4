"""The addon's tests: all of them, half on each of two databases at once, or a choice."""

import os
import re
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
PLUGINS = ("compiled", "frozen", "translated", "uncollected", "warm")
# Of an ordinary file.
SECONDS_PER_BYTE = 0.00071
# Of those that take longer than their text tells: what was measured, about.
SECONDS = {
    "test_stateful.py": 85,
    "test_accessibility.py": 75,
    "test_tours.py": 73,
    "test_feedback_privacy.py": 66,
    "test_field_rights.py": 66,
    "test_erasure_crossed.py": 56,
    "test_decision_tours.py": 54,
    "test_delivery.py": 54,
    "test_privacy_story.py": 49,
    "test_offer.py": 42,
    "test_erasure_states.py": 39,
    "test_adjustments_secret.py": 38,
    "test_ad_studio.py": 37,
    "test_candidate_page.py": 35,
    "test_ways_in.py": 35,
    "test_refusal_order.py": 34,
    "test_merits.py": 34,
    "test_interview_kit.py": 32,
    "test_seal.py": 31,
    "test_one_language.py": 29,
    "test_interview.py": 29,
    "test_merits_crossed.py": 29,
    "test_copy_fetched.py": 27,
    "test_scorecard_tour.py": 27,
    "test_form_test.py": 26,
    "test_interview_attacks.py": 26,
    "test_feedback_known.py": 26,
    "test_feedback_page.py": 26,
    "test_bounces.py": 25,
    "test_dashboard.py": 25,
    "test_plan_import.py": 25,
    "test_health_tour.py": 24,
    "test_feedback_access.py": 24,
    "test_report_xlsx.py": 24,
    "test_today_tour.py": 24,
    "test_first_screens.py": 24,
    "test_first_months.py": 23,
    "test_speakers.py": 23,
    "test_text_tour.py": 23,
    "test_candidate_page_phone.py": 23,
    "test_consents.py": 22,
    "test_bulk.py": 22,
    "test_keep.py": 21,
    "test_report_mail.py": 20,
    "test_batches.py": 20,
    "test_booking_page.py": 20,
    "test_today.py": 20,
    "test_praise_phone.py": 20,
    "test_signed_file.py": 19,
    "test_candidate_page_rights.py": 19,
    "test_report_pdf.py": 18,
    "test_candidate_page_narrow.py": 18,
    "test_feedback_phone.py": 17,
    "test_setup_tour.py": 17,
    "test_welcome_story.py": 16,
    "test_ad_story.py": 16,
    "test_interview_story.py": 15,
    "test_job_page.py": 14,
    "test_applying_phone.py": 14,
    "test_printing.py": 14,
    "test_job_page_thanks.py": 13,
    "test_job_page_narrow.py": 13,
    "test_assessment_page.py": 12,
    "test_refusal_plans.py": 12,
    "test_labels_upgrade.py": 11,
    "test_praise_nameless.py": 10,
    "test_report_ahead.py": 5,
    "test_phone_numbers.py": 4,
    "test_first_months_transfer.py": 3,
    "test_themes.py": 2,
    "test_schedules.py": 1,
    "test_dates_in_words.py": 1,
    "test_regression.py": 0,
    "test_incoming_report.py": 0,
    "test_plan_file.py": 0,
    "test_greeting_names.py": 0,
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
    runs = [_start_logged(tested, files) for tested, files in zip(names, _deal(), strict=True)]
    # Beside the part that takes longer.
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


def _start_logged(tested, files):
    """:return: the process, and the file that holds what it says"""
    log = place.LOGS / f"{tested}.pytest.log"
    with open(log, "w") as output:
        return _start(tested, files, stdout=output, stderr=output), log


def _clone(tested, origin):
    database.clone(origin, tested)
    environment = settings.environment(CX_DATABASE=tested)
    command = [place.PYTHON, "-m", "dev.assets"]
    subprocess.run(command, cwd=place.ROOT, env=environment, check=True)
    database.mark(tested, place.fingerprint())


def _deal():
    """:return: list of lists of test files, about the same work in each"""
    folder = place.ADDONS / place.ADDON / "tests"
    parts = [[] for _part in range(PARTS)]
    work = [0] * PARTS
    files = (file for file in folder.rglob("test_*.py") if file.name != WITH_SERVICES)
    seconds = {
        file: SECONDS.get(file.name) or file.stat().st_size * SECONDS_PER_BYTE for file in files
    }
    for file in sorted(seconds, key=lambda file: (-seconds[file], file)):
        least = work.index(min(work))
        parts[least].append(file)
        work[least] += seconds[file]
    return parts


def _start(tested, arguments, **output):
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
        env=settings.environment(PYTHONPATH=place.ROOT),
        **output,
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
