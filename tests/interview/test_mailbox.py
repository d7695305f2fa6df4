import re
from datetime import timedelta

from odoo import Command
from odoo.tests import tagged

from ..cases.delivery import DeliveryCase
from ..common import NOW

MODULE = "hr_recruitment_candidate_experience"
DAY = timedelta(days=1)
LATER = NOW + 7 * DAY
UNSEEN = re.compile("[\u034f\u200b\u00ad\ufeff]")


@tagged("post_install", "-at_install")
class TestMailbox(DeliveryCase):
    """What is in the candidate's mailbox when mails were delivered over SMTP."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for code in ("sv_SE", "en_GB", "de_DE", "ar_001"):
            cls.env["res.lang"]._activate_lang(code)
        module = cls.env["ir.module.module"].search([("name", "=", MODULE)])
        module._update_translations(["sv_SE"])
        cls.env["mail.template"].search([]).mail_server_id = False
        cls.plan.active = False
        cls.applicant = cls._make_applicants(
            partner_name="Dr. ANNA-KARIN ÖBERG",
            email_from="anna@candidate.example",
            user_id=cls.recruiter.id,
        )
        cls.ledger.search([]).unlink()

    def deliver(self, lang, name="interview_booked", **values):
        """:return: the delivered mail of the step of the shipped plan"""
        self.applicant.partner_id.lang = lang
        step = self.env.ref(f"{MODULE}.communication_step_{name}")
        with self.at(NOW):
            meeting = self.env["calendar.event"].create(
                {
                    "name": "Secret working title",
                    "start": LATER,
                    # As Odoo's dialog makes of 0.33 hours.
                    "stop": LATER + timedelta(minutes=19, seconds=48),
                    "user_id": self.recruiter.id,
                    "applicant_id": self.applicant.id,
                    "partner_ids": [
                        Command.set((self.applicant.partner_id | self.recruiter.partner_id).ids)
                    ],
                    "meeting_format": "video",
                    "videocall_location": "https://meet.example/anna",
                    **values,
                }
            )
        self.open_mail_server()
        with self.at(NOW + timedelta(hours=1)):
            self.process()
            self.assertIn("queued", self.rows(self.applicant, step_id=step).mapped("state"))
            self.send_mails()
        self.close_mail_server()
        letters = [
            letter
            for letter in self.postman.letters
            if letter.recipients == ["anna@candidate.example"]
        ]
        self.postman.letters.clear()
        meeting.with_context(active_test=False).unlink()
        return letters[-1]

    def test_languages(self):
        cases = {
            "en_US": ("en-US", "ltr", "Wednesday, June 17 at 10:00 AM (Sweden time, UTC+2)"),
            "en_GB": ("en-GB", "ltr", "Wednesday 17 June at 10:00 (Sweden time, UTC+2)"),
            "sv_SE": ("sv-SE", "ltr", "onsdag 17 juni kl. 10:00"),
            # No text in these: English, with all that belongs to English.
            "de_DE": ("en-US", "ltr", "Wednesday, June 17 at 10:00 AM"),
            "ar_001": ("en-US", "ltr", "Wednesday, June 17 at 10:00 AM"),
        }
        for lang, (html_lang, direction, when) in cases.items():
            with self.subTest(lang=lang):
                letter = self.deliver(lang)
                source, text = self.part(letter, "html"), self.part(letter, "plain")
                self.assertIn(when, letter.message["Subject"])
                self.assertIn(when, text)
                self.assertTrue(source.startswith("<!DOCTYPE html>"))
                self.assertIn(f'lang="{html_lang}"', source)
                self.assertIn(f'dir="{direction}"', source)
                self.assertRegex(source, r"<title>[^<]*June|<title>[^<]*juni")
                self.assertRegex(text, r"(Hi|Hej) Anna-Karin[,!]")
                self.check_text(text)

    def test_a_text_from_right_to_left(self):
        template = self.env.ref(f"{MODULE}.mail_template_interview_booked")
        template.with_context(
            lang="ar_001"
        ).body_html = '<p>مرحبا</p><p><t t-out="object.get_interview_when()"/></p>'
        letter = self.deliver("ar_001")
        source = self.part(letter, "html")
        self.assertRegex(source, r'<html[^>]* lang="ar-001"[^>]* dir="rtl"')
        self.assertIn("text-align: right", source)
        self.assertIn("الأربعاء، 17 يونيو", self.part(letter, "plain"))

    def test_twenty_minutes(self):
        letter = self.deliver("en_US")
        self.assertIn("20 minutes", self.part(letter, "plain"))
        self.assertNotIn("10:19", self.part(letter, "plain"))

    def check_text(self, text):
        self.assertNotRegex(text, UNSEEN)
        self.assertNotIn("*", text)
        self.assertNotRegex(text, r"\n\n\n|[ \t]\n|\[\d+\]|False|None")
        self.assertIn("https://meet.example/anna", text)
