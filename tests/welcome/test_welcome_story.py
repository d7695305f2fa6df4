import re
from contextlib import contextmanager
from datetime import datetime, timedelta

from freezegun import freeze_time

from odoo.tests import tagged

from ..cases.first_months import ADDON, FIRST_DAY
from ..cases.phone import phone
from ..cases.welcome import WelcomeCase
from ..common import NOW

HOUR = timedelta(hours=1)
CODE = re.compile(r">\s*(\d{6})\s*<")
NUMBER = "19811218-9876"


@tagged("post_install", "-at_install")
class TestWelcomeStory(WelcomeCase):
    """From the offer to the survey of the first week: a new colleague with a phone, in
    Swedish, and HR. What one room has done, the next one knows."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("sv_SE")
        cls.env.ref(f"base.module_{ADDON}")._update_translations(["sv_SE"])
        cls.company.first_months_automatic = True
        cls.survey_step = cls._make_step(
            "first_day_after",
            name="First week",
            action="survey",
            delay=5,
            delay_unit="days",
            survey_id=cls.env.ref(f"{ADDON}.survey_first_week").id,
            mail_template_id=cls.env.ref(f"{ADDON}.mail_template_survey_first_week").id,
        )

    def setUp(self):
        super().setUp()
        self.applicant.partner_id.lang = "sv_SE"
        self.applicant.department_id = self.department

    def hire(self, applicants, first_day=FIRST_DAY):
        """Not yet: the story begins with an offer."""

    # The phone -------------------------------------------------------------------------

    @contextmanager
    def hold(self, moment):
        """A phone at ``moment``."""
        with freeze_time(moment) as clock, self._frozen_cursor(moment), phone(self) as device:
            self.clock = clock
            yield device
        self.env.invalidate_all()

    def read_for_a_while(self):
        self.clock.tick(5)
        self.env.cr._now += timedelta(seconds=5)

    def go(self, device):
        self.env.flush_all()
        self.env.cr.clear()
        device.open(self.base_url() + self.path)

    def look_at(self, device, name):
        self.assertFalse(device.accessibility_faults(), name)
        self.assertFalse(device.is_wider_than_screen(), name)
        device.show(f"welcome-story-{name}")

    def press_on(self, device, selector, words):
        self.read_for_a_while()
        device.tap(selector)
        device.wait_for(words)

    def type_code(self, device, words):
        """Ask for a code, and type what stands in the email."""
        device.wait_for("Är det du?")
        self.press_on(device, "button:has(bdi)", "Koden som vi skickade")
        self.env.invalidate_all()
        mail = self.env["mail.mail"].search([], order="id desc", limit=1)
        self.assertIn(self.applicant.email_from, mail.email_to)
        device.type_text("#device_text", CODE.search(mail.body_html).group(1))
        self.look_at(device, "code")
        self.press_on(device, "form:has(#device_text) button", words)

    # The story -------------------------------------------------------------------------

    def test_from_the_offer_to_the_first_week(self):
        offer = self.offered(first_day=FIRST_DAY)
        mail = self.mails(self.applicant).sorted("id")[-1]
        self.assertIn("erbjudande", mail.subject)
        self.assertIn(self.path, mail.body_html)
        self.accept_it(offer, NOW + HOUR)
        self.decide(NOW + 2 * HOUR)
        self.prepare_it(NOW + 30 * HOUR)
        self.check_it(datetime(2026, 7, 16, 9))
        self.begin(datetime(2026, 7, 20, 6))
        self.ask_about_it(datetime(2026, 7, 25, 9))

    def accept_it(self, offer, moment):
        with self.hold(moment) as device:
            self.go(device)
            device.wait_for("Läs erbjudandet")
            self.assertNotIn("210", device.text())
            self.look_at(device, "offer-closed")
            device.tap(f"a[href$='/offer/{offer.id}']")
            self.type_code(device, "Jag vill tacka ja")
            self.look_at(device, "offer")
            device.tap("a[href$='/accept']")
            device.wait_for_path("/accept")
            device.tap("label[for=accept_read]")
            device.type_text("#accept_name", "Anna Ek")
            self.look_at(device, "accept")
            self.read_for_a_while()
            device.tap("form:has(#accept_name) button")
            device.arrive("?said=accept")
            self.look_at(device, "accepted")
        self.assertEqual((offer.state, self.applicant.first_day), ("accepted", FIRST_DAY))
        self.assertFalse(self.applicant.first_months_date, "a person hires")

    def decide(self, moment):
        """HR moves the application: the plan begins, and asks for the documents."""
        with self.at(moment):
            self.applicant.with_user(self.recruiter).action_move_to_hired()
            self.assertEqual(self.applicant.first_months_plan_id, self.months)
            self.assertEqual(len(self.applicant.first_task_ids), 4)
            self.applicant._note_told_stage(self.signed)
            self.env.flush_all()

    def prepare_it(self, moment):
        laptop, form = self.task(self.laptop), self.task(self.form)
        rules, tax = self.applicant.sudo().paperwork_ids.sorted("sequence")
        field = tax.document_id.field_ids
        with self.hold(moment) as device:
            self.go(device)
            device.wait_for("0 av 2")
            self.look_at(device, "welcome")
            device.tap("a.cx-link[href$='/device']")
            self.type_code(device, "0 av 2")
            device.tap(f"details:has(#size_{laptop.id}) summary")
            device.type_text(f"#size_{laptop.id}", "14 tum")
            self.press_on(device, f"form:has(#size_{laptop.id}) button", "Tack, det är noterat.")
            own = f"input[name=task][value='{form.id}'] ~ button"
            self.press_on(device, own, "Klart. Tack!")
            self.look_at(device, "wishes")
            device.tap("a[href$='/papers']")
            device.wait_for("Tax")
            self.look_at(device, "papers")
            device.tap(f"a[href$='/papers/{rules.id}']")
            device.wait_for("Be kind.")
            device.tap("label[for=read]")
            self.press_on(device, "form:has(#read) button", "Inlämnat.")
            device.tap(f"a[href$='/papers/{tax.id}']")
            device.wait_for("Personal number")
            device.type_text(f"#field_{field.id}", NUMBER)
            self.look_at(device, "paper")
            self.read_for_a_while()
            device.tap(f"form:has(#field_{field.id}) button")
            device.wait_for_path("/papers")
            self.go(device)
            device.wait_for("Öppna dina dokument")
            self.assertNotIn("av 2", device.text())
            self.look_at(device, "prepared")
        self.assertEqual(laptop.wish_size, "14 tum")
        self.assertEqual(form.state, "done")
        self.assertEqual(set((rules | tax).mapped("state")), {"handed_in"})

    def check_it(self, moment):
        """HR checks what was handed in, IT does its tasks: ready."""
        with self.at(moment):
            self.env.invalidate_all()
            self.assertIn("1 of 5", self.applicant.first_months_ready)
            papers = self.applicant.sudo().paperwork_ids
            papers.with_user(self.handler).action_check()
            for line in (self.laptop, self.account):
                self.task(line).with_user(self.ivar).action_done()
            self.env.flush_all()
            self.env.invalidate_all()
            ready = self.applicant.with_user(self.recruiter)
            self.assertEqual(ready.first_months_ready, "Ready for Monday, July 20: 5 of 5")
            self.assertFalse(ready.first_months_late)

    def begin(self, moment):
        with self.hold(moment) as device:
            self.go(device)
            device.wait_for("Anna")
            self.assertIn("I dag", device.text())
            self.assertIn("Det som händer härnäst", device.text())
            self.assertIn("Ditt erbjudande", device.text())
            self.look_at(device, "first-day")

    def ask_about_it(self, moment):
        with self.at(moment):
            self.env["hr.applicant"]._cron_silence()
            self.process()
        rows = self.rows(self.applicant, step_id=self.survey_step)
        self.assertIn("queued", rows.mapped("state"))
        mail = self.env["mail.mail"].browse(rows.filtered("mail_mail_id_int").mail_mail_id_int)
        self.assertTrue(mail.exists())
