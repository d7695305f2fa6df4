"""The candidate's page under many readers at once, against Odoo's own portal page: as most
find it, with times to choose among, and as that of a new colleague.

A server of its own in another process, real HTTP; what a reader waits for.
"""

import http.client
import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial

from werkzeug.serving import make_server

from odoo import http as odoo_http
from odoo.api import Environment
from odoo.orm.utils import SUPERUSER_ID
from odoo.tools import config

from .. import process, screenshots
from ..place import ADDON
from . import booking, first_months, measure

PASSWORD = "a portal user of the benchmark"
WAIT = 120
ACTION = "odoo.__WOWL_DEBUG__.root.env.services.action"
# In the next thirty days, of each of the five whom the times are of.
MEETINGS = 200
OVERVIEW = f"{ADDON}.action_experience_dashboard"
PDF = "/candidate-experience/report/pdf?filters=%7B%7D"


def compare(registry, sizes, report, expect):
    """:param sizes: see ``sizes``
    :param expect: function of a condition and what it stands for"""
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        # In the language of the website, as whoever applies there.
        spoken = {"job_id": _find_job(env).id, "candidate_lang": "en_US"}
        applicant = process.make_applicants(env, 1, **spoken)
        applicant._ensure_page_tokens()
        page = applicant._page_path()
        login = _make_portal_user(env)
        choosing = booking.offer_times(env, _find_job(env), MEETINGS)._page_path()
        beginner = process.make_applicants(env, 1, first=1, **spoken)
        beginner._ensure_page_tokens()
        beginning = first_months.begin(env, beginner)
    receiver, sender = process.CONTEXT.Pipe(duplex=False)
    server = process.fork(_serve, sender, registry.db_name)
    try:
        port = receiver.recv()
        cookie = {"Cookie": _log_in(port, registry.db_name, login)}
        read = partial(_read, port, sizes=sizes, expect=expect)
        for label, path, found, most in (
            ("candidate's page", page, b"cx-card", 0.75),
            ("booking page", choosing, b"cx-slot", 1.1),
            ("new colleague's page", beginning, b"months_title", 0.9),
        ):
            ours, core = measure.compare(
                partial(read, path, {}, found), partial(read, "/my/home", cookie, b"o_portal")
            )
            name = f"{label} / Odoo's portal, {sizes.readers} readers"
            report.ratio(name, sizes.pages, ours, core, most, each=sizes.pages)
    finally:
        server.terminate()
        server.join()


def paint(registry, report, size, most):
    """The overview in Chromium, from the click until its chart is drawn, and the report as
    PDF: what is committed in the database.

    :param int size: how many answers there are
    :param most: seconds, the budget
    """
    receiver, sender = process.CONTEXT.Pipe(duplex=False)
    server = process.fork(_serve, sender, registry.db_name)
    try:
        url = f"http://127.0.0.1:{receiver.recv()}"
        with screenshots.Page() as page:
            page.log_in(url, registry.db_name, "admin")
            for label in ("first", "again"):
                # The client is there, and what it loads for charts.
                page.open(f"{url}/odoo/settings", ".o_form_view")
                start = time.perf_counter()
                page.run(f"{ACTION}.doAction('{OVERVIEW}')")
                page.wait("document.querySelector('.o_action_manager canvas')")
                seconds = time.perf_counter() - start
                report.seconds(f"overview in the browser, {label}", size, seconds, most=most)
            start = time.perf_counter()
            kind = page.run(f"fetch('{PDF}').then(a => a.blob()).then(blob => blob.type)")
            seconds = time.perf_counter() - start
            report.seconds("the report as PDF", size, seconds, kind)
    finally:
        server.terminate()
        server.join()


def _find_job(env):
    return env["hr.job"].search([("name", "=", "Bench")], limit=1)


def _make_portal_user(env):
    login = "portal@candidate.example"
    env["res.users"].with_context(no_reset_password=True).create(
        {
            "name": "Portal",
            "login": login,
            "password": PASSWORD,
            "group_ids": [(6, 0, env.ref("base.group_portal").ids)],
        }
    )
    return login


def _serve(sender, database):
    # Without a filter, with which Odoo lists the server's databases for whoever has no session.
    config["db_name"] = [database]
    server = make_server("127.0.0.1", 0, odoo_http.root, threaded=True)
    sender.send(server.server_port)
    server.serve_forever()


def _log_in(port, database, login):
    """:return: the cookie of the session"""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=WAIT)) as client:
        body = json.dumps({"params": {"db": database, "login": login, "password": PASSWORD}})
        headers = {"Content-Type": "application/json"}
        client.request("POST", "/web/session/authenticate", body, headers)
        answer = client.getresponse()
        answer.read()
        return answer.getheader("Set-Cookie").split(";")[0]


def _read(port, path, headers, found, sizes, expect):
    """All readers at once; the first page of each is read before the clock starts."""
    readers, pages = sizes.readers, sizes.pages
    barrier = threading.Barrier(readers + 1)
    good = []

    def read():
        client = http.client.HTTPConnection("127.0.0.1", port, timeout=WAIT)
        with closing(client):
            for number in range(1 + pages // readers):
                if number == 1:
                    barrier.wait()
                client.request("GET", path, headers=headers)
                answer = client.getresponse()
                good.append(found in answer.read() and answer.status == 200)

    with ThreadPoolExecutor(readers) as pool:
        for _number in range(readers):
            pool.submit(read)
        barrier.wait(WAIT)
        start = time.perf_counter()
    seconds = time.perf_counter() - start
    expect(len(good) == readers + pages and all(good), f"every page of {path[:11]}")
    return measure.Run(seconds)
