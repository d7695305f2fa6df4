"""The benchmark of job ads: the page of a job position and sending an application, against
Odoo's own, and the checklist while somebody writes.

A visitor's requests go through the whole of Odoo, each arm in a process of its own: core's
is as if the addon were not installed, with Odoo's own views of the same records. The
network and the browser are in none of them.
"""

import io
import time
from contextlib import closing

from lxml import html
from werkzeug.test import Client

from odoo import http
from odoo.api import Environment
from odoo.fields import Domain
from odoo.modules.registry import Registry
from odoo.orm.utils import SUPERUSER_ID
from odoo.tools import config

from .. import process
from ..place import ADDON
from . import measure

LENGTH = 5000  # characters of an ad
CHECKED = 0.05  # seconds, at most, while somebody types
LANGUAGES = {
    "en_US": "In team {n} you plan, build and mend radios with {n} colleagues, from 9 to 17.",
    "sv_SE": "I team {n} planerar, bygger och lagar du radior med {n} kollegor, från 9 till 17.",
}
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n" * 200
SAME = ("partner_name", "email_from", "partner_phone", "job_id", "stage_id", "company_id")


class AdvertBench:
    """A published job position that tells all there is to tell.

    What visitors read and send is committed."""

    def __init__(self, env, sizes, report):
        self.env, self.sizes, self.report = env, sizes, report
        self.everybody = env.ref("base.group_user")
        self.group = env.ref(f"{ADDON}.group_advert")
        for code in LANGUAGES:
            env["res.lang"]._activate_lang(code)

    def prepare(self):
        """Of what the page tells, everything that an administrator can fill in."""
        self.everybody._apply_group(self.group)
        company, env = self.env.company, self.env
        company.write({"employer_story": "<p>We build radios.</p>", "pay_told": "ad"})
        facts = env["hr.employer.fact"]
        facts.create({"kind": "founded", "year": 1987, "company_id": company.id})
        user = env.ref("base.user_admin")
        user.employee_id.write({"job_title": "Talent Partner", "candidate_public": True})
        return env["hr.job"].create(
            {
                "name": "Radio Engineer of the Benchmark",
                "user_id": user.id,
                "website_description": self._write_ad("en_US"),
                "website_published": True,
                "interview_agenda_ids": [(0, 0, {"kind": "talk", "duration_minutes": 45})],
                "pay_min": 41000,
                "pay_max": 47000,
                "pay_benefits": "A season ticket\nSix weeks off",
            }
        )

    def clean_up(self, job):
        """The other comparisons are of what everybody has."""
        applicants = self.env["hr.applicant"].with_context(active_test=False)
        applicants.search([("job_id", "=", job.id)]).active = False
        job.write({"website_published": False, "active": False})
        self.everybody._remove_group(self.group)

    def _write_ad(self, code):
        """:return: HTML with all headings of the outline, and so many characters of text"""
        outline = self.env["hr.job"].get_ad_outline(code)
        parts, written = [], 0
        for number, part in enumerate(outline):
            heading = str(part["heading"])
            text, least = "", LENGTH * (number + 1) // len(outline) - written - len(heading)
            while len(text) < least:
                text += LANGUAGES[code].format(n=len(text) + number) + " "
            text = text[: max(least, 0)]
            written += len(heading) + len(text)
            parts.append(f"<h2>{heading}</h2><p>{text}</p>")
        return "".join(parts)

    def checks(self, job):
        """As somebody types, who sees all of it anew after each pause."""
        for code in LANGUAGES:
            ad = job.with_user(self.env.ref("base.user_admin")).with_context(lang=code)
            typed = {"name": "Radio Engineer", "website_description": self._write_ad(code)}
            length = len(html.fromstring(typed["website_description"]).text_content())
            measure.expect(abs(length - LENGTH) < 100, "an ad of that length")
            found = ad.look_at_ad(typed)
            measure.expect(len(found["points"]) > 15, "the whole checklist")
            runs = [self._check(ad, typed) for _number in range(measure.RUNS + 1)][1:]
            self.report.ratio(
                f"ad check while typing, {code[:2]} / 50 ms",
                LENGTH,
                runs,
                [measure.Run(CHECKED)] * len(runs),
                1,
            )

    def _check(self, ad, typed):
        """The registry is warm, as a server's is; what a request reads anew is not."""
        ad.env.invalidate_all()
        start = time.perf_counter()
        ad.look_at_ad(typed)
        return measure.Run(time.perf_counter() - start)


def compare(registry, sizes, report):
    """:param sizes: see ``sizes``"""
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        bench = AdvertBench(env, sizes, report)
        job = bench.prepare()
        bench.checks(job)
        path = env["ir.http"]._slug(job)
        cr.commit()
    ours, core = Visitors(registry.db_name), Visitors(registry.db_name, in_core=True)
    try:
        _compare_pages(f"/jobs/{path}", ours, core, sizes.pages, report)
        _compare_applications(registry, job.id, path, ours, core, sizes, report)
    finally:
        ours.stop()
        core.stop()
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        AdvertBench(env, sizes, report).clean_up(env["hr.job"].browse(job.id))


def _compare_pages(path, ours, core, pages, report):
    told, plain = (arm.ask("look", path) for arm in (ours, core))
    ad = [words for words in plain if "you plan, build and mend radios" in words]
    measure.expect(ad and set(ad) <= set(told), "the same ad in both pages")
    more = {"Good to know about us", "What an interview looks like", "Ask us before you apply"}
    more.add("Pay and benefits")
    measure.expect(more <= set(told) and not more & set(plain), f"ours tells more: {told}")
    runs = measure.compare(
        lambda: ours.ask("read", path, pages), lambda: core.ask("read", path, pages)
    )
    report.ratio("job page / Odoo's", pages, *runs, 1.1, each=pages)


def _compare_applications(registry, job_id, path, ours, core, sizes, report):
    referrer = f"http://localhost/jobs/apply/{path}"
    # The same number is the same person.
    given = [arm.ask("apply", job_id, referrer, 1, 0) for arm in (ours, core)]
    with registry.cursor() as cr:
        applicants = Environment(cr, SUPERUSER_ID, {})["hr.applicant"]
        found = [_describe(applicants.browse(run.outcome)) for run in given]
    measure.expect(found[0] == found[1], f"the same application: {found}")
    first = {ours: 1, core: 1}
    number = sizes.applied

    def apply(arm):
        run = arm.ask("apply", job_id, referrer, number, first[arm])
        first[arm] += number
        return run

    runs = measure.compare(lambda: apply(ours), lambda: apply(core))
    report.ratio("sending an application / Odoo's", number, *runs, 1.1, each=number)


def _describe(applicants):
    """:return: what somebody who has applied has left here"""
    found = []
    for applicant in applicants:
        attachments = applicant.env["ir.attachment"].search(
            Domain("res_model", "=", applicant._name) & Domain("res_id", "=", applicant.id),
            order="name",
        )
        values = applicant.read(SAME, load=False)[0]
        values.pop("id")
        found.append((values, [(each.name, each.file_size) for each in attachments]))
    return found


# A process that serves visitors ------------------------------------------------------------


class Visitors:
    """Candidates in front of an Odoo in a process of its own.

    :param bool in_core: whether the addon is out of the way there
    """

    def __init__(self, database, in_core=False):
        self.pipe, other = process.CONTEXT.Pipe()
        self.process = process.fork(_serve, other, database, in_core)

    def ask(self, verb, *arguments):
        """:return: what the function ``_<verb>`` has returned there"""
        self.pipe.send((verb, arguments))
        return self.pipe.recv()

    def stop(self):
        self.process.terminate()
        self.process.join()


def _serve(pipe, database, in_core):
    config["db_name"] = [database]
    config["dbfilter"] = f"^{database}$"
    if in_core:
        _leave_to_core(Registry(database))
    verbs = {"look": _look, "read": _read, "apply": _apply}
    while True:
        verb, arguments = pipe.recv()
        pipe.send(verbs[verb](*arguments))


def _leave_to_core(registry):
    """For the rest of this process, Odoo is as without the addon: its methods, its routes,
    and the views that visitors are shown."""
    measure.without_addon(registry)().__enter__()
    registry._init_modules.discard(ADDON)
    with closing(registry.cursor()) as cr:
        data = Environment(cr, SUPERUSER_ID, {})["ir.model.data"]
        ours = data.search([("module", "=", ADDON), ("model", "=", "ir.ui.view")])
        ids = ours.mapped("res_id")
    views = registry["ir.ui.view"]
    before = views._get_inheriting_views_domain

    def get_domain(records):
        return before(records) & Domain("id", "not in", ids)

    views._get_inheriting_views_domain = get_domain
    registry.clear_all_caches()


def _look(path):
    """:return: list of the texts of the elements of a page"""
    answer = Client(http.root).get(path)
    measure.expect(answer.status_code == 200, f"the page {path}")
    main = html.fromstring(answer.get_data(as_text=True)).xpath("//main")[0]
    return [" ".join(text.split()) for text in main.itertext() if text.strip()]


def _read(path, pages):
    client = Client(http.root)
    client.get(path)
    start = measure.find_processor_time()
    good = [client.get(path).status_code == 200 for _number in range(pages)]
    seconds = measure.find_processor_time() - start
    measure.expect(all(good), f"every page of {path}")
    return measure.Run(seconds)


def _apply(job_id, referrer, number, first):
    """As many candidates, each in a browser of their own."""
    clients = [Client(http.root) for _number in range(number)]
    answers = []
    start = measure.find_processor_time()
    for person, client in enumerate(clients, first):
        form = {
            "partner_name": f"Tove Berg {person}",
            "email_from": f"tove.{person}@example.com",
            "partner_phone": f"+46 70 {person:07}",
            "job_id": str(job_id),
            "Resume": (io.BytesIO(PDF), "resume.pdf"),
        }
        answers.append(
            client.post("/website/form/hr.applicant", data=form, headers={"Referer": referrer})
        )
    seconds = measure.find_processor_time() - start
    made = [answer.get_json(force=True).get("id") for answer in answers]
    measure.expect(all(made), "an application for each candidate")
    return measure.Run(seconds, outcome=made)
