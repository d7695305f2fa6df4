import re
from datetime import timedelta

from freezegun import freeze_time

from odoo import Command
from odoo.tests import HttpCase, tagged

from .cases.delivery import DeliveryCase
from .cases.phone import phone
from .common import NOW

ADDON = "hr_recruitment_candidate_experience"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# Wednesday in a week, 10:00 in Stockholm.
MEETING = NOW + 7 * DAY
PAGE = re.compile(r'href="([^"]*/candidate/page/[^"]+)"')


@tagged("post_install", "-at_install")
class TestJourneyPhone(DeliveryCase, HttpCase):
    """Åsa applies, is invited, comes and is thanked: what she finds in her mailbox and
    on her page, with the plan that is there from the first day."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("sv_SE")
        cls.env.ref(f"base.module_{ADDON}")._update_translations(["sv_SE"])
        # Without a plan of its own, the general one serves the job position.
        cls.plan.active = False
        cls.new.candidate_name = "Application received"
        cls.interview.candidate_name = "First interview"
        cls.interview.expected_days = 5
        for stage, words in (
            (cls.new, "Ansökan mottagen"),
            (cls.interview, "Första intervjun"),
        ):
            stage.with_context(lang="sv_SE").candidate_name = words

    def letters(self):
        """:return: dict subject → HTML, of what came to Åsa, oldest first"""
        return dict(self.letters_to(self.asa.email_normalized))

    def open_page(self, device, html):
        """By the link in the mail."""
        (link,) = set(PAGE.findall(html))
        self.env.flush_all()
        self.env.cr.clear()
        device.open(link)

    def look_at(self, device, name):
        self.assertFalse(device.accessibility_faults(), name)
        self.assertFalse(device.is_wider_than_screen(), name)
        device.show(f"journey-{name}")

    def test_from_the_application_to_the_thank_you_mail(self):
        self.open_mail_server()
        with self.at(NOW):
            self.asa = self._make_applicants(partner_name="Åsa Öberg", user_id=self.recruiter.id)
            self.asa.partner_id.lang = "sv_SE"
        self.run_at(NOW + timedelta(minutes=5))
        (confirmation,) = self.letters().values()
        self.assertIn("Hej <", confirmation.replace("Hej Åsa", "Hej <"))
        with freeze_time(NOW + HOUR), phone(self) as device:
            self.open_page(device, confirmation)
            device.wait_for("Du hör från oss senast")
            device.wait_for("Ansökan mottagen")
            self.look_at(device, "applied")
        with self.at(NOW + 2 * HOUR):
            self.asa.with_user(self.recruiter).stage_id = self.interview
            self.env["calendar.event"].with_user(self.recruiter).create(
                {
                    "name": "Interview",
                    "start": MEETING,
                    "stop": MEETING + HOUR,
                    "applicant_id": self.asa.id,
                    "partner_ids": [
                        Command.set((self.asa.partner_id | self.recruiter.partner_id).ids)
                    ],
                }
            )
        self.assertEqual(len(self.letters()), 1, "Odoo's calendar says nothing")
        self.run_at(NOW + 3 * HOUR)
        _confirmation, welcome = self.letters().values()
        self.assertIn("17 juni", welcome)
        with freeze_time(NOW + 4 * HOUR) as clock, phone(self) as device:
            self.open_page(device, welcome)
            device.wait_for("vi ser fram emot att träffa dig")
            device.wait_for("onsdag 17 juni")
            self.assertNotIn("Home", device.text())
            self.look_at(device, "invited")
            clock.tick(5)
            device.type_text("#travel_text", "Uppsala")
            device.tap("#travel button")
            device.arrive("?said=travel")
        self.env.invalidate_all()
        self.assertEqual(self.asa.travels_from, "Uppsala")
        self.run_at(MEETING - 2 * DAY)
        self.run_at(MEETING + 3 * HOUR)
        subjects = list(self.letters())
        self.assertEqual(
            subjects[:4],
            [
                "Vi har tagit emot din ansökan: Engineer",
                "Välkommen på intervju: onsdag 17 juni kl. 10:00 (tid i Sverige, UTC+2)",
                "Hur var det att söka jobb hos Nordlys?",
                "Inför din intervju: onsdag 17 juni kl. 10:00 (tid i Sverige, UTC+2)",
            ],
        )
        self.assertEqual(len(subjects), 5)
        thanks = self.letters()[subjects[4]]
        self.assertIn("Tack", thanks)
        with freeze_time(MEETING + 4 * HOUR), phone(self) as device:
            self.open_page(device, thanks)
            device.wait_for("Du hör från oss senast")
            self.look_at(device, "thanked")
