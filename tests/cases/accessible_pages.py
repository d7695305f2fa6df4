import threading
from contextlib import contextmanager
from datetime import timedelta
from unittest import SkipTest
from unittest.mock import patch

from lxml import html

from odoo import Command

from ...models.experience.conduct_choices import PATH as CONDUCT
from ...models.paperwork.states import CHECK_PATH
from ..common import NOW
from .accessibility import Reader, Watch, find_loose_errors
from .assessment import AssessmentCase
from .booking import FRIDAY, BookingCase
from .copy import CopyCase
from .decision import DecisionCase
from .first_months import ADDON, FIRST_DAY, FirstMonthsCase
from .phone import browsing
from .screening import ScreeningCase
from .welcome import WelcomeCase

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ADVERT = ("advert", "sourcing", "preferences", "scorecard", "explanation")
# What is ours on pages of the website.
OURS = ":is(#o_cx_leaving, [class*=o_cx_])"
TOO_LARGE = """
{
    const form = document.createElement("form");
    Object.assign(form, {method: "post", action: location.pathname});
    const field = document.createElement("textarea");
    Object.assign(field, {name: "x", value: "x".repeat(1100000)});
    form.append(field);
    document.body.append(form);
    form.submit();
}
"""
LONG = "Longer than anybody writes. " * 2500
OWN = {
    "own_strength": "You explained how the pump works.",
    "own_missing": "The role needs somebody who has planned a delivery.",
    "own_advice": "Ask to plan one where you work now.",
}


class AccessiblePagesCase(WelcomeCase, BookingCase, AssessmentCase, CopyCase, ScreeningCase):
    """A company that uses everything, and people at each point of the way: every page for
    candidates is opened."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for group in ADVERT:
            cls.everybody._apply_group(cls.env.ref(f"{ADDON}.group_{group}"))
        # Who arranges what candidates need.
        cls._make_user("arla", f"{ADDON}.group_arranges_adjustments")
        cls.env["res.lang"]._activate_lang("sv_SE")
        cls.env.ref(f"base.module_{ADDON}")._update_translations(["sv_SE"])
        cls.company.write(
            {
                "merits_offered": True,
                "praise_asked": True,
                "praise_read_first": False,
                "conduct_published": True,
                "employer_story": "<p>We build radios.</p>",
                "employer_values": "<p>We are kind.</p>",
                "first_months_info": "<p>The pay comes on the 25th.</p>",
                "first_day_program": "09:00 Coffee",
                "first_week_program": "Tuesday: how we work",
                "video_help": "<p>Allow the camera.</p>",
            }
        )
        cls.office = cls.env["hr.work.location"].create(
            {
                "name": "Office",
                "address_id": cls.company.partner_id.id,
                "landmarks": "The green door.",
                "parking": "In the yard.",
                "reception": "Ask for Karin.",
                "accessibility": "There is a lift.",
            }
        )
        cls.job.write(
            {
                "company_id": cls.company.id,
                "website_published": True,
                "website_description": "<section><p>You build radios.</p></section>",
                "interview_agenda_ids": [
                    Command.create({"kind": "talk", "duration_minutes": 45}),
                    Command.create({"kind": "coffee", "duration_minutes": 30}),
                ],
            }
        )
        cls.job.job_details = cls.job._get_default_job_details()
        easy = cls._make_template(name="Easy", subject="Easy", body_html="<p>Easy</p>")
        cls._make_step("manual", name="Easy", easy_mail_template_id=easy.id)
        cls.env["hr.job.requirement"].create({"job_id": cls.job.id, "name": "a driving licence"})
        cls.consent_text = cls.env["hr.recruitment.consent.text"].create(
            {"name": "Your references", "body": "We call those whom you name.", "months": 6}
        )
        cls.papers.document_ids = [
            Command.create({"name": "Diploma", "kind": "upload", "sequence": 30}),
            Command.create(
                {
                    "name": "Secrecy",
                    "kind": "sign",
                    "we_sign": True,
                    "body": "<p>Say nothing.</p>",
                    "sequence": 40,
                }
            ),
        ]
        cls._make_line("Screen", "months_it", 3, task_kind="equipment", is_shown=True)
        cls._make_line("Check", "months_hr", 3, task_kind="check", is_shown=True)
        notice = cls.env["hr.recruitment.privacy.notice"].create(
            {
                "company_id": cls.company.id,
                "text_ids": [
                    Command.create(
                        {
                            "lang_id": cls.env["res.lang"]._get_data(code=code).id,
                            "confirmed": True,
                            "controller": "Nordlys AB",
                        }
                    )
                    for code in ("en_US", "sv_SE")
                ],
            }
        )
        notice.action_publish()
        cls.env["hr.recruitment.feedback"].create(
            [
                {
                    "score": 9,
                    "moment": "applied",
                    "anonymity": "confidential",
                    "response_date": NOW.date() - 30 * DAY,
                    "company_id": cls.company.id,
                    "job_id": cls.job.id,
                }
                for _number in range(5)
            ]
        )

    def hire(self, applicants, first_day=FIRST_DAY):
        """Those who are hired are hired in their turn."""

    def arrive(self, *_applicants):
        ScreeningCase.arrive(self)

    # Looking ---------------------------------------------------------------------------

    @contextmanager
    def reading(self):
        self.names, self.parts = [], set()
        self.routes, self.templates, self.faults, self.tried = set(), set(), [], set()
        self.watch = Watch(self)
        # Odoo asks the thread which database it is about.
        with patch.object(threading.current_thread(), "dbname", self.env.cr.dbname, create=True):
            self.map = self.env["ir.http"].routing_map().bind("")
        try:
            self.device = Reader(self)
        except SkipTest as reason:
            self.fail(f"the browser could not start: {reason}")
        try:
            yield
        finally:
            self.device.stop()

    @contextmanager
    def browsing(self):
        """The browser may ask for pages, and nothing else does."""
        self.env.flush_all()
        self.env.cr.clear()
        with browsing(self, self.device):
            yield self.device

    def begin(self, **values):
        """:return: the application of somebody who has been told of the first stage"""
        self.applicant = self._make_applicants(
            **{
                "email_from": f"person{len(self.names)}@candidate.example",
                "user_id": self.recruiter.id,
                "partner_phone": "+46 70 174 06 05",
                **values,
            }
        )
        self.applicant.partner_id.lang = "en_US"
        self.applicant._note_told_stage(self.new)
        self.applicant._ensure_page_tokens()
        self.path = self.applicant._page_path()
        return self.applicant

    def look(self, name, path, inside=None):
        """:param str name: of the kind of page
        :param str inside: selector of what is ours on a page of the website"""
        rule, _arguments = self.map.match(path.split("?")[0].split("#")[0], "GET", return_rule=True)
        self.routes.add(rule.rule)
        with self.browsing() as device:
            device.open(self.base_url() + path)
            self.see(name, path, inside)
        if not inside:
            self.press_wrong(path, device.page)

    def see(self, name, path, inside=None):
        """What is open."""
        faults = self.device.find_faults(inside)
        self.parts.update(self.device.find_parts())
        if not inside:
            self.templates.add(self.watch.drawn)
        self.names.append(name)
        if faults:
            self.faults.append((name, path, faults))

    def press_wrong(self, path, page):
        """Each form of the page, once: with nothing and with too much in it. Without the
        signature of the page nothing is done, but what is wrong is said."""
        drawn = self.watch.drawn
        for form in html.fromstring(page).forms:
            hidden = {each.name: each.value for each in form.xpath(".//input[@type='hidden']")}
            form_is = (hidden.get("part"), drawn if "part" not in hidden else None)
            if form.method != "POST" or path.endswith("/stop") or form_is in self.tried:
                continue
            self.tried.add(form_is)
            typed = form.xpath(".//textarea/@name | .//input[@type='text' or @type='email']/@name")
            for text in ("", LONG):
                given = {**hidden, "form": "", **dict.fromkeys(typed, text), "website": ""}
                answer = self.url_open((form.action or path).split("#")[0], data=given)
                loose = find_loose_errors(answer.text)
                if loose:
                    self.faults.append((form_is, path, {"errors": loose}))

    # The pages -------------------------------------------------------------------------

    def look_at_applications(self):
        applicant = self.begin()
        applicant.write({"reply_due_date": NOW.date() + 3 * DAY, "reply_promise_state": "open"})
        self.ask_for_consent()
        self.look("own_page", self.path)
        self.look("withdrawing", f"{self.path}/withdraw")
        self.look("data", f"{self.path}/privacy")
        self.look("code", f"{self.path}/device")
        applicant._send_device_code("email")
        self.look("code", f"{self.path}/device")
        self.press("address", text="anna.new@example.org")
        applicant._tell_other_offer(NOW.date() + 5 * DAY)
        self.look("own_page", self.path)
        applicant._withdraw_on_page(self.withdrawal, "")
        self.look("own_page", self.path)
        earlier = self.begin(name_spoken="AH-na", languages_spoken="Swedish")
        later = self.begin(email_from=earlier.email_from, partner_id=earlier.partner_id.id)
        later.write({"reply_due_date": NOW.date() - 3 * DAY, "reply_promise_state": "open"})
        later._stop_messages()
        later._ask_for_data("erase")
        self.look("own_page", self.path)

    def ask_for_consent(self):
        asking = self.env["hr.applicant.consent.ask"].with_user(self.recruiter)
        given = {"applicant_ids": self.applicant.ids, "text_ids": self.consent_text.ids}
        asking.create(given).action_ask()
        self.applicant._tell_consent_questions()

    def look_at_interviews(self):
        self.begin()
        self.book(work_location_id=self.office.id, meeting_format="on_site")
        self.book(NOW + 3 * DAY, meeting_format="phone")
        video = self.book(
            NOW + 4 * DAY, meeting_format="video", videocall_location="https://meet.example/anna"
        )
        self.look("interview", self.path)
        self.look("video", f"{self.path}/video/{video.id}")
        with self.at(NOW + 4 * DAY + 2 * HOUR):
            self.look("interview", self.path)
        self.begin()
        times = self.offer_times(panel=self.eva | self.omar)
        self.look("booking", self.path)
        times._choose(FRIDAY)
        self.look("booking", self.path)
        asked = self.ask_questions()
        self.look("own_page", self.path)
        self.look("screening", self.where(asked))
        self.look("screening", f"{self.where(asked, 0)}?by=write")
        self.look("screening", f"{self.where(asked, 0)}?by=record")
        self.hand_in("I am proud.", "Because.", asked=asked)
        self.look("screening", self.where(asked))

    def look_at_tests(self):
        self.begin()
        self.applicant.stage_id = self.interview
        self.process()
        self.arrive()
        self.look("own_page", self.path)

    def look_at_offers(self):
        self.begin()
        offer = self.offered()
        self.look("offer", self.path)
        self.know(self.device)
        self.look("offer", self.path)
        self.look("offer", f"{self.path}/offer/{offer.id}/accept")
        self.follow("decline", offer=str(offer.id), reason="pay")
        self.look("offer", self.path)
        self.begin()
        self.know(self.device)
        self.accept(self.offered())
        self.look("offer", self.path)

    def look_at_the_start(self):
        self.begin()
        FirstMonthsCase.hire(self, self.applicant)
        self.applicant.buddy_id = self.hanna
        self.plan_months()
        self.applicant._note_told_stage(self.signed)
        self.look("start", self.path)
        self.know(self.device)
        self.task(self.form)._finish_on_page()
        self.look("start", self.path)
        self.look("documents", f"{self.path}/papers")
        for paper in self.applicant.sudo().paperwork_ids.sorted("sequence"):
            self.look("documents", f"{self.path}/papers/{paper.id}")
            if paper.kind == "sign":
                self.look("signing", f"{self.path}/papers/{paper.id}/sign")
                paper.with_context(lang="en_US")._sign("Anna Ek", None)
                self.look("signing", f"{self.path}/papers/{paper.id}")
        self.look("signing", CHECK_PATH)

    def look_at_decisions(self):
        self.begin()
        row = self.refuse(
            self.applicant, channel="mail", explanation="", own_approved=True, near_miss=True, **OWN
        ).filtered(lambda row: row.action == "email")
        DecisionCase.deliver(self, row, NOW + 2 * DAY)
        request = self.ask_for_copy()
        self.make(request)
        with self.at(NOW + 2 * DAY + HOUR):
            self.look("decision", self.path)
            self.applicant._send_copycode()
            self.look("data", self.path)

    def look_at_surveys(self):
        self.begin()
        self.meet(self.applicant)
        others = BookingCase.another(self, 3)
        asked, answered, closed, newer = self.invite(self.applicant | others)
        answered.feedback_answered = True
        closed.deadline = NOW - DAY
        newer.feedback_next_id = asked
        path = asked._feedback_path()
        self.look("survey", f"{path}?score=3")
        asked._begin_answer("3")
        self.look("survey", path)
        for each in (answered, closed, newer):
            self.look("survey", each._feedback_path())
        self.look("thanks", f"{path}/thanks")
        self.look("survey", f"{path}/stop")
        with self.browsing() as device:
            device.run("document.querySelector('form').submit()")
            device.wait("document.querySelector('h1') && !document.querySelector('form')")
            self.see("survey", path)
        given = {question.id: [] for question in asked._get_feedback_questions()}
        asked._complete_answer(given, {"wanted": False, "details": ""})
        self.look("survey", path)

    def look_at_what_everybody_reads(self):
        self.look("data", f"/jobs/privacy/{self.company.id}?lang=en_US")
        self.env["hr.recruitment.conduct"]._compute_anew(self.company)
        self.look("conduct", CONDUCT)
        self.look("statement", f"/jobs/accessibility/{self.company.id}?lang=sv_SE")
        self.look("errors", "/candidate/page/cut-off")
        prospect = self.env["hr.recruitment.prospect"].create(
            {
                "name": "Vera Lund",
                "email": "vera@person.example",
                "job_id": self.job.id,
                "lang": "en_US",
                "source_kind": "recommendation",
                "source": "Per Berg",
            }
        )
        prospect.page_token = "a-token-of-an-invitation"
        self.look("invitation", prospect._get_page_path())
        self.look("invitation", "/candidate/invitation/forgotten")

    def look_at_what_is_too_large(self):
        self.begin()
        with self.browsing() as device:
            device.open(self.base_url() + self.path)
            device.run(TOO_LARGE)
            device.wait("/more than/.test(document.querySelector('h1')?.textContent)")
            self.see("errors", self.path)

    def look_at_the_website(self):
        ad, form = f"/jobs/engineer-{self.job.id}", f"/jobs/apply/engineer-{self.job.id}"
        with self.browsing() as device:
            device.open(self.base_url() + ad)
            self.see("job", ad, inside=OURS)
            device.open(self.base_url() + form)
            device.wait("document.querySelector('form .o_cx_requirement')")
            self.see("applying", form, inside=OURS)
            device.run("document.querySelector('.s_website_form_send').click()")
            device.wait("document.querySelector('.o_cx_field_error')")
            self.see("applying", form, inside=OURS)
