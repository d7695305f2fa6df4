import re

from freezegun import freeze_time

from odoo.tests import HttpCase, tagged

from ..cases.delivery import DeliveryCase
from ..cases.feedback import LATER, FeedbackCase
from ..cases.phone import phone
from ..common import NOW

ADDON = "hr_recruitment_candidate_experience"


@tagged("post_install", "-at_install")
class TestFeedbackPhone(FeedbackCase, DeliveryCase, HttpCase):
    """A Swedish candidate, from the mail to the thank-you page, with a thumb."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("sv_SE")
        cls.env.ref(f"base.module_{ADDON}")._update_translations(["sv_SE"])

    def receive(self, moment):
        """:return: HTML of the survey mail of this moment, as it arrived"""
        self.open_mail_server()
        step = self._make_step(
            "manual",
            name=f"Ask {moment}",
            action="survey",
            survey_id=self.env.ref(f"{ADDON}.survey_{moment}").id,
            mail_template_id=self.env.ref(f"{ADDON}.mail_template_survey_{moment}").id,
        )
        applicant = self._make_applicants(partner_name="Åsa Öberg", user_id=self.recruiter.id)
        applicant.partner_id.lang = "sv_SE"
        with self.at(NOW):
            applicant._start_step(step)
            self.process()
            self.send_mails()
        (letter,) = (
            letter
            for letter in self.postman.letters
            if letter.recipients == [applicant.email_normalized]
        )
        return letter.message.get_body(("html",)).get_content(), applicant

    def link(self, html, score):
        return re.search(rf'href="([^"]+\?score={score})"', html).group(1)

    def test_from_the_mail_to_the_thank_you_page(self):
        html, applicant = self.receive("applied")
        with freeze_time(LATER) as clock, phone(self) as device:
            self.env.cr.flush()
            self.env.cr.clear()
            device.open(self.link(html, 9))
            device.wait_for("Du valde 9")
            self.check(device, "score")
            clock.tick(5)
            device.tap('label[for="score_8"]')
            device.tap("button")
            device.wait_for("ditt betyg 8")
            self.check(device, "questions")
            clock.tick(30)
            survey = self.env.ref(f"{ADDON}.survey_applied")
            questions = survey.question_ids.with_context(lang="sv_SE")
            for question in questions.filtered(lambda q: q.feedback_role == "driver"):
                device.tap(f'label[for="q{question.id}_4"]')
            (trouble,) = questions.filtered(lambda q: q.feedback_role == "trouble")
            (story,) = questions.filtered("triggering_answer_ids")
            hidden = f"getComputedStyle(question_{story.id}).display"
            self.assertEqual(device.run(hidden), "none")
            (yes,) = story.triggering_answer_ids
            device.tap(f'label[for="q{trouble.id}_{yes.id}"]')
            self.assertNotEqual(device.run(hidden), "none")
            comment = questions.filtered(lambda q: q.feedback_role == "comment")[-1:]
            device.type_text(f"#q{comment.id}", "Snabbt svar, tack 🙂")
            device.tap("button")
            device.wait_for("stänga")
            self.check(device, "thanks")
            self.env.invalidate_all()
            self.count()
            device.open(self.link(html, 2))
            device.wait_for("stänga")
        self.env.invalidate_all()
        row = self.feedback.search([("applicant_id", "=", applicant.id)])
        self.assertEqual((row.score, row.technical_trouble), (8, "trouble"))
        self.assertEqual(row.comment_ids[-1:].text, "Snabbt svar, tack 🙂")
        self.assertEqual(set(row.rating_ids.mapped("value")), {75})

    def test_every_page_of_every_survey(self):
        """What candidates see of the other five, of errors and of the ways out."""
        for moment in ("interviewed", "refused", "withdrawn", "hired", "onboarded"):
            answer = self.env["survey.user_input"].create(
                {
                    "survey_id": self.env.ref(f"{ADDON}.survey_{moment}").id,
                    "feedback_anonymity": "anonymous",
                    "lang_id": self.env["res.lang"]._get_data(code="sv_SE").id,
                    "test_entry": True,
                }
            )
            path = self.base_url() + answer._feedback_path()
            with freeze_time(LATER), phone(self) as device:
                self.env.cr.flush()
                self.env.cr.clear()
                device.open(f"{path}?score=3")
                device.wait_for("Du valde 3")
                self.check(device, f"{moment}-score")
                answer._begin_answer("3")
                self.env.cr.flush()
                device.open(path)
                device.wait_for("ditt betyg 3")
                self.check(device, f"{moment}-questions")
                if moment == "refused":
                    device.open(f"{path}/stop")
                    device.wait_for("enkäter")
                    self.check(device, "stop")
                    device.open(f"{path[:-3]}xyz")
                    self.check(device, "unknown")

    def check(self, device, name):
        self.assertFalse(device.accessibility_faults(), name)
        for width in (320, 390, 1200):
            device.resize(width)
            self.assertFalse(device.is_wider_than_screen(), (name, width))
            device.show(f"{name}-{width}")
        device.resize(390)
