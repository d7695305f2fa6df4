from datetime import timedelta

from freezegun import freeze_time

from odoo.tests import tagged

from ..cases.candidate_page import CandidatePageCase
from ..cases.decision import DAY
from ..cases.phone import phone
from ..common import NOW

ADDON = "hr_recruitment_candidate_experience"
# One word each, as they are in German, in an address, in Arabic.
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"
LINK = "https://meet.example/" + "abcdef0123456789" * 6
ARABIC = "والمستشفيات" * 6
LANGS = {"en_US": "", "sv_SE": "", "de_DE": LONG, "ar_001": ARABIC}
NARROW = 320
LATER = NOW + timedelta(hours=3)


@tagged("post_install", "-at_install")
class TestCandidatePageNarrow(CandidatePageCase):
    """On the smallest screen nothing is wider than it, whatever the page says, in every
    language; and who has made a mistake is where it is."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for code in LANGS:
            cls.env["res.lang"]._activate_lang(code)
        cls.env.ref(f"base.module_{ADDON}")._update_translations(["sv_SE"])
        # As if our pages were in German and Arabic.
        page = cls.env.ref(f"{ADDON}.application")
        for code in ("de_DE", "ar_001"):
            page.update_field_translations("arch_db", {code: {"Your application": "Bewerbung"}})

    def fill(self, word):
        self.company.name = f"Nordlys {word}"
        self.job.name = f"Engineer {word}"
        self.applicant.partner_name = f"Anna {word}"
        for stage in self.stages:
            stage.write(
                {"candidate_name": f"Step {word}", "candidate_description": f"What {word} is"}
            )
        self.recruiter.name = f"Karin {word}"
        self.company.employer_story = (
            f"<p>{word}</p><table><tr>{'<td>broad cell</td>' * 12}</tr></table>"
            f"<pre>{'code ' * 40}</pre>"
        )

    def set_states(self):
        """:return: generator of the name of each state of the page"""
        yield "ongoing"
        self.applicant.write({"reply_due_date": NOW.date(), "reply_promise_state": "open"})
        yield "promised"
        office = self.env["hr.work.location"].create(
            {
                "name": LONG,
                "address_id": self.company.partner_id.id,
                "landmarks": LONG,
                "parking": LINK,
            }
        )
        with self.at(LATER):
            self.book(work_location_id=office.id, meeting_format="on_site")
            self.book(NOW + 3 * DAY, videocall_location=LINK)
        yield "interviews"
        self.applicant._note_told_stage(self.signed)
        yield "hired"
        self.applicant.write({"refuse_reason_id": self.reason.id, "active": False})
        self.applicant._note_told(NOW)
        yield "closed"
        self.begin(self.applicant.candidate_lang)
        self.applicant._withdraw_on_page(self.withdrawal, "")
        yield "withdrawn"

    def begin(self, lang):
        self.applicant = self._make_applicants(user_id=self.recruiter.id, candidate_lang=lang)
        self.applicant._note_told_stage(self.new)
        self.applicant._ensure_page_tokens()

    def test_nothing_is_wider_than_the_screen(self):
        with freeze_time(LATER), phone(self) as device:
            for lang, word in LANGS.items():
                self.begin(lang)
                self.fill(word)
                for state in self.set_states():
                    path = self.applicant._page_path()
                    self.check(device, path, f"{lang}-{state}")
                    if state == "ongoing":
                        self.check(device, f"{path}/withdraw", f"{lang}-withdraw")

    def check(self, device, path, name):
        self.env.flush_all()
        self.env.cr.clear()
        device.open(self.base_url() + path)
        device.run("document.querySelectorAll('details').forEach(d => d.open = true)")
        for width in (NARROW, 1200):
            device.resize(width)
            self.assertFalse(device.is_wider_than_screen(), (name, width))
            wide = device.run(
                "[...document.querySelectorAll('main *')].filter(e => !e.closest('.cx-trap,"
                " .cx-html') && e.getBoundingClientRect().right > innerWidth + 1)"
                ".map(e => e.outerHTML.slice(0, 80))"
            )
            self.assertFalse(wide, (name, width))
            device.show(f"narrow-{name}-{width}")
        device.resize(NARROW)
        if name.endswith("interviews"):
            self.assertFalse(device.accessibility_faults(), name)

    def test_who_made_a_mistake_is_where_it_is(self):
        self.book()
        meeting = self.applicant.meeting_ids
        with freeze_time(LATER) as clock, phone(self) as device:
            self.env.flush_all()
            self.env.cr.clear()
            device.open(self.base_url() + self.path)
            clock.tick(5)
            device.tap("#ask button")
            device.wait_for("Please write a few words first.")
            device.wait("document.activeElement.id == 'ask_text'", 10)
            device.show("wrong-ask")
            self.assertFalse(device.accessibility_faults())
            device.run(f"document.querySelector('#propose_{meeting.id}').open = true")
            device.run(f"time2_{meeting.id}.value = '2026-06-01T10:00'")
            device.tap(f"#propose_{meeting.id} button")
            device.wait_for("Please choose times that are still ahead.")
            device.wait(f"document.activeElement.id == 'time2_{meeting.id}'", 10)
            self.assertEqual(device.run(f"time2_{meeting.id}.value"), "2026-06-01T10:00")
            self.assertFalse(device.accessibility_faults())
            self.assertIn("Please look again", device.run("document.title"))
            device.resize(NARROW)
            self.assertFalse(device.is_wider_than_screen())
