"""Pictures of the running demo for README.md and the addon's description.

`make screenshots` calls this with the demo server's address in the environment.
"""

import base64
import importlib.util
import json
import logging
import os
import subprocess
import threading
import time
from datetime import datetime, timezone
from pathlib import Path
from unittest import SkipTest

from . import place
from .console import Stop, interruptible, say
from .fetch.browser import find

TARGET = place.ROOT / "static" / "description"
PHONE = (390, 780)
# Refuse reasons that tell the candidate something.
SAID = [["candidate_explanation", "!=", False], ["silent_allowed", "=", False]]


def _load_client():
    """:return: the browser of the addon's tests; their package would load all tests"""
    path = place.ROOT / "tests" / "cases" / "chromium.py"
    spec = importlib.util.spec_from_file_location("chromium", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Chromium


class Visitor:
    """Stands in for the test that Odoo's browser belongs to."""

    browser_size = "1400x860"
    touch_enabled = False
    _logger = logging.getLogger("chromium")

    def fail(self, message):
        raise Stop(message)

    def fetch_proxy(self, url):
        """Nothing is loaded from elsewhere."""
        return {"body": "", "responseCode": 404, "responseHeaders": []}


class Page(_load_client()):
    """A page of the demo server, or of another that this machine runs."""

    def __init__(self):
        try:
            super().__init__(Visitor())
        except SkipTest as reason:
            raise Stop(f"Chromium does not start: {reason}") from None
        self.ask("Emulation.setScrollbarsHidden", hidden=True)

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.stop()

    def resize(self, width, height):
        return super().resize(width, height, mobile=width < 500)

    def open(self, url, selector):
        """Load the address and wait for the element and its pictures."""
        self.ask("Page.navigate", url=url)
        self.wait(
            f"location.href != 'about:blank' && document.readyState == 'complete'"
            f" && document.querySelector({json.dumps(selector)})"
            " && [...document.images].every(i => i.complete || i.loading == 'lazy')"
        )
        time.sleep(1)

    def click(self, selector, text=""):
        self.run(
            f"[...document.querySelectorAll({json.dumps(selector)})]"
            f".find(found => found.textContent.includes({json.dumps(text)})).click()"
        )
        time.sleep(1)

    def log_in(self, url, database, login):
        self.open(f"{url}/web/login", "form")
        self.rpc("/web/session/authenticate", db=database, login=login, password=login)

    def rpc(self, path, **params):
        body = json.dumps({"jsonrpc": "2.0", "params": params})
        answer = self.run(
            f"fetch({json.dumps(path)}, {{method: 'POST', body: {json.dumps(body)},"
            " headers: {'Content-Type': 'application/json'}}).then(a => a.json())"
        )
        if "error" in answer:
            raise Stop(f"{path}: {answer['error']['data']['message']}")
        return answer.get("result")

    def call(self, model, method, *args):
        return self.rpc("/web/dataset/call_kw", model=model, method=method, args=args, kwargs={})

    def save(self, name):
        path = TARGET / name if not Path(name).is_absolute() else Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.picture())
        say(f"{path}")


def wait_for_cron(page):
    """Until the running server has sent what the demo data promised."""
    now = datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M:%S")
    due = [["state", "in", ["scheduled", "queued"]], ["scheduled_date", "<=", now]]
    for _ in range(180):
        if not page.call("hr.applicant.communication", "search_count", due):
            return
        time.sleep(1)
    raise Stop("the demo server has not sent what is due")


def mail(page, mailbox, address):
    """:return: where the mailbox shows the first mail to the address"""
    page.open(mailbox, "body")
    found = page.run(f"fetch('/mails.json?to={address}').then(answer => answer.json())")
    if not found:
        raise Stop(f"the mailbox has nothing for {address}")
    return f"{mailbox}/mail/{found[-1]['id']}/html"


def take(url, mailbox, database):
    # Odoo's browser asks for it.
    threading.current_thread().dbname = database
    applications = f"{url}/odoo/recruitment-applications"
    with Page() as page:
        page.log_in(url, database, "demo")
        wait_for_cron(page)
        number = page.call("hr.applicant", "name_search", "Anna Lindqvist")[0][0]
        page.open(f"{applications}/{number}", ".o_form_view")
        page.click(".o_notebook .nav-link", "Communication")
        page.save("application_timeline.png")
        page.open(f"{applications}?view_type=kanban", ".o_kanban_record")
        page.save("kanban.png")
        page.open(f"{url}/odoo/candidate-communications", ".o_data_row")
        page.save("communications.png")
        page.log_in(url, database, "admin")
        page.open(f"{url}/odoo/communication-plans", ".o_data_row")
        page.click(".o_data_cell", "Nobody is left waiting")
        page.wait("document.querySelector('.o_form_view .o_data_row')")
        time.sleep(1)
        page.save("plan.png")
        take_rehearsal(page)
        take_decisions(page, url)
        take_reports(page, url)
        page.resize(700, 400)
        page.open(mail(page, mailbox, "ravi.menon@example.com"), "td")
        page.resize(700, page.run("document.documentElement.scrollHeight"))
        page.save("mail_applied.png")
        take_feedback(page, url, mailbox)


def take_rehearsal(page):
    """Of the plan that is open."""
    page.click(".o_statusbar_buttons button[name=action_rehearse]")
    page.wait("document.querySelector('.o_field_widget[name=has_address]')")
    page.click(".o_statusbar_buttons button[name=action_rehearse]")
    page.wait("document.querySelector('.o_field_widget[name=line_ids] .o_data_row')")
    page.run("document.activeElement.blur()")
    page.resize(1400, 1160)
    time.sleep(1)
    page.save("rehearsal.png")
    page.resize(1400, 860)


def take_decisions(page, url):
    """Some candidates are refused for the picture, and that is taken back."""
    ongoing = [
        ["outcome", "=", "ongoing"],
        ["job_id", "!=", False],
        ["email_from", "!=", False],
        ["awaiting_reply", "=", False],
    ]
    found = page.call("hr.applicant", "search", ongoing, 0, 5)
    reason = page.call("hr.applicant.refuse.reason", "search", SAID, 0, 1)[0]
    decision = {"refuse_reason_id": reason, "refusal_channel": "mail"}
    page.call("hr.applicant", "write", found[2:], decision)
    decision["refusal_channel"] = "call_mail"
    page.call("hr.applicant", "write", found[:2], decision)
    try:
        page.resize(1400, 420)
        page.open(f"{url}/odoo/pending-refusals", ".o_data_row")
        page.save("pending_refusals.png")
    finally:
        page.call("hr.applicant", "action_take_back_refusal", found)
    page.resize(1400, 1100)
    number = page.call("hr.applicant", "name_search", "Anna Lindqvist")[0][0]
    page.open(f"{url}/odoo/recruitment-applications/{number}", ".o_form_view")
    page.click("button[name=archive_applicant]")
    page.click(".modal .o_field_refuse_reason .o_selection_badge")
    page.wait("document.querySelector('.modal [name=message_body] p')")
    time.sleep(1)
    page.save("decision_dialog.png")


def take_reports(page, url):
    page.resize(1400, 1160)
    page.open(f"{url}/odoo/candidate-experience", ".o_action_manager canvas")
    time.sleep(2)
    page.save("dashboard.png")
    painter = find(["pdftoppm"])
    path = "/candidate-experience/report/pdf?filters=%7B%7D"
    pdf = page.run(
        f"fetch({json.dumps(path)}).then(answer => answer.blob()).then(blob =>"
        " new Promise(done => {const reader = new FileReader();"
        " reader.onload = () => done(reader.result.split(',')[1]);"
        " reader.readAsDataURL(blob)}))"
    )
    subprocess.run(
        [painter, "-png", "-r", "80", "-singlefile", "-", str(TARGET / "report")],
        input=base64.b64decode(pdf),
        check=True,
    )
    found = page.call("hr.applicant", "name_search", "Anna Lindqvist")[0][0]
    link = url + page.call("hr.applicant", "action_open_page", [found])["url"]
    page.resize(*PHONE)
    page.open(link, "main")
    page.save("candidate_page.png")


def take_feedback(page, url, mailbox):
    page.resize(1400, 570)
    page.open(f"{url}/odoo/candidate-scores", ".o_group_header")
    for number in range(page.run("document.querySelectorAll('.o_group_header').length")):
        page.run(f"document.querySelectorAll('.o_group_header')[{number}].click()")
        time.sleep(0.5)
    page.save("feedback_scores.png")
    page.open(f"{url}/odoo/candidate-feedback", ".o_data_row")
    page.save("feedback.png")
    page.resize(1400, 606)
    page.open(f"{url}/odoo/candidate-comments", ".o_kanban_record")
    page.save("feedback_comments.png")
    page.resize(*PHONE)
    page.open(mail(page, mailbox, "c-cile72@msn.example.com"), "a[href*='score=9']")
    page.save("mail_survey.png")
    link = page.run("""document.querySelector("a[href*='score=9']").href""")
    page.open(link, "button")
    page.save("feedback_page.png")


if __name__ == "__main__":
    with interruptible():
        take(*(os.environ[f"CX_{name}"] for name in ("URL", "MAILBOX_URL", "DATABASE")))
