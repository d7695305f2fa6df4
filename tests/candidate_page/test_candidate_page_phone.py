from datetime import timedelta

from freezegun import freeze_time

from odoo.tests import tagged

from ..cases.candidate_page import CandidatePageCase
from ..cases.phone import phone
from ..common import NOW

ADDON = "hr_recruitment_candidate_experience"
WIDTHS = (320, 390, 1200)


@tagged("post_install", "-at_install")
class TestCandidatePagePhone(CandidatePageCase):
    """The page in the candidate's hand: a real Chromium, small and large, light and
    dark, and axe-core beside it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("sv_SE")
        cls.env.ref(f"base.module_{ADDON}")._update_translations(["sv_SE"])
        swedish = cls.stages.with_context(lang="sv_SE")
        swedish[0].write(
            {
                "candidate_name": "Ansökan mottagen",
                "candidate_description": "Vi läser det du har skickat.",
            }
        )
        swedish[1].candidate_name = "Första intervjun"
        swedish[3].candidate_name = "Välkommen till oss"
        cls.env["hr.employee"].create(
            {
                "name": "Karin Lind",
                "user_id": cls.recruiter.id,
                "job_title": "Rekryterare",
                "candidate_introduction": "Jag har arbetat här sedan 2019.",
                "candidate_phone": "08-123 45 67",
            }
        )
        cls.company.with_context(
            lang="sv_SE"
        ).employer_story = "<p>Vi började i ett garage i Uppsala.</p>"

    def setUp(self):
        super().setUp()
        self.applicant.partner_id.lang = "sv_SE"

    def look_at(self, device, name):
        """Nothing serious for axe-core, nothing wider than the screen."""
        for scheme in ("light", "dark"):
            device.ask(
                "Emulation.setEmulatedMedia",
                features=[{"name": "prefers-color-scheme", "value": scheme}],
            )
            self.assertFalse(device.accessibility_faults(), (name, scheme))
            for width in WIDTHS:
                device.resize(width)
                self.assertFalse(device.is_wider_than_screen(), (name, width))
                device.show(f"{name}-{scheme}-{width}")
            device.resize(390)

    def open_in(self, device, path):
        self.env.flush_all()
        self.env.cr.clear()
        device.open(self.base_url() + path)

    def test_from_the_first_look_to_a_question(self):
        later = NOW + timedelta(hours=3)
        with freeze_time(later) as clock, phone(self) as device:
            self.open_in(device, self.path)
            device.wait_for("Ansökan mottagen")
            self.look_at(device, "page")
            clock.tick(5)
            device.type_text("#ask_text", "Finns det cykelparkering?")
            device.tap("#ask button")
            device.arrive("?said=ask")
            self.look_at(device, "asked")
        (body,) = self.messages()
        self.assertIn("Finns det cykelparkering?", body)

    def test_an_interview_on_site_and_another_time(self):
        office = self.env["hr.work.location"].create(
            {
                "name": "Kontoret",
                "address_id": self.company.partner_id.id,
                "landmarks": "Mitt emot biblioteket, den gröna porten.",
                "parking": "Två platser för besökare på gården.",
                "reception": "Fråga efter Karin på våning 3.",
                "accessibility": "Hiss och dörröppnare.",
                "transport_ids": [
                    (0, 0, {"kind": "bus", "line": "4", "stop": "Odenplan", "walk_minutes": 5})
                ],
            }
        )
        self.book(work_location_id=office.id, meeting_format="on_site")
        meeting = self.applicant.meeting_ids
        later = NOW + timedelta(hours=3)
        with freeze_time(later) as clock, phone(self) as device:
            self.open_in(device, self.path)
            device.wait_for("fredag 12 juni")
            self.look_at(device, "interview")
            clock.tick(5)
            propose = f"#propose_{meeting.id}"
            device.tap(f"{propose} summary")
            device.run(f"time1_{meeting.id}.value = '2026-06-15T14:30'")
            device.type_text(f"#why_{meeting.id}", "Tåget kommer först kl. 14.")
            self.look_at(device, "propose")
            device.tap(f"{propose} button")
            device.arrive("?said=propose")
            self.look_at(device, "proposed")
        (body,) = self.messages()
        self.assertIn("2:30 PM", body)
        self.assertIn("Tåget kommer först kl. 14.", body)

    def test_a_video_interview_and_withdrawing(self):
        self.company.with_context(lang="sv_SE").video_help = "<p>Tillåt kameran.</p>"
        self.book(videocall_location="https://meet.example/abc-def")
        later = NOW + timedelta(hours=3)
        with freeze_time(later) as clock, phone(self) as device:
            self.open_in(device, self.path)
            device.wait_for("https://meet.example/abc-def")
            self.look_at(device, "video")
            self.open_in(device, f"{self.path}/withdraw")
            self.assertTrue(device.run("!!document.querySelector('#withdraw_text')"))
            self.look_at(device, "withdraw")
            clock.tick(5)
            device.tap("button[type=submit]")
            device.arrive("?said=withdraw")
            self.look_at(device, "withdrawn")
        self.env.invalidate_all()
        self.assertEqual(self.applicant.outcome, "withdrawn")

    def test_a_number_that_is_wrong_and_then_right(self):
        self.company.country_id = self.env.ref("base.se")
        self.book(meeting_format="phone")
        later = NOW + timedelta(hours=3)
        with freeze_time(later) as clock, phone(self) as device:
            self.open_in(device, self.path)
            self.look_at(device, "no_number")
            clock.tick(5)
            device.tap("#channel_sms")
            device.type_text("#channel_number", "0151 23456789")
            device.tap("#channel_number + button")
            device.wait_for("+46 70 123 45 67")
            device.wait("document.querySelector('#channel_number[aria-invalid]')")
            self.look_at(device, "wrong_number")
            clock.tick(5)
            device.run("channel_number.value = '070-174 06 05'")
            device.tap("#channel_number + button")
            device.arrive("?said=channel")
            self.look_at(device, "number")
        self.env.invalidate_all()
        self.assertEqual(self.applicant.partner_phone, "+46 70 174 06 05")

    def test_told_and_unknown(self):
        row = self.refuse(self.applicant)
        self.deliver(row, NOW + timedelta(days=1))
        with freeze_time(NOW + timedelta(days=1, hours=1)), phone(self) as device:
            self.open_in(device, self.path)
            self.look_at(device, "told")
            self.open_in(device, f"{self.path}x")
            self.look_at(device, "unknown")

    def test_a_near_miss_says_yes_and_no(self):
        row = self.refuse(self.applicant, near_miss=True)
        self.deliver(row, NOW + timedelta(days=1))
        with freeze_time(NOW + timedelta(days=1, hours=1)) as clock, phone(self) as device:
            for choice in ("yes", "no"):
                self.open_in(device, f"{self.path}#other_positions")
                device.wait_for("11 juni 2027")
                self.look_at(device, f"near_miss_before_{choice}")
                clock.tick(5)
                device.tap(f"#other_positions button[value={choice}]")
                device.arrive("?said=other_positions")
                self.look_at(device, f"near_miss_{choice}")
                self.assertFalse(
                    device.run(f"!!document.querySelector('#other_positions [value={choice}]')")
                )
        self.env.invalidate_all()
        self.assertEqual(self.applicant.near_miss_consent, "declined")
        self.assertFalse(self.applicant.near_miss_until)
