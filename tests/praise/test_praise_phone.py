from freezegun import freeze_time

from odoo.tests import HttpCase, tagged

from ..cases.delivery import DeliveryCase
from ..cases.feedback import LATER
from ..cases.phone import phone
from ..cases.praise import DAY, PraiseCase
from ..common import NOW, TourCase

ADDON = "hr_recruitment_candidate_experience"
WORDS = "Du lyssnade på mig. Tack! 🙂"


@tagged("post_install", "-at_install")
class TestPraisePhone(PraiseCase, DeliveryCase, TourCase, HttpCase):
    """A Swedish candidate thanks an interviewer with a thumb, and the interviewer hears of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("sv_SE")
        cls.env.ref(f"base.module_{ADDON}")._update_translations(["sv_SE"])
        for user in cls.interviewer | cls.manager:
            user.password = user.login

    def swede(self, anonymity):
        survey = self.env.ref(f"{ADDON}.survey_interviewed")
        survey.feedback_anonymity = anonymity
        applicant = self.meet("Åsa Öberg", email_from="asa@candidate.example")
        applicant.partner_id.lang = "sv_SE"
        step = self._make_survey_step(survey, survey_anonymity=anonymity)
        return applicant, self.invite(applicant, step)

    def check(self, device, name):
        self.assertFalse(device.accessibility_faults(), name)
        for width in (320, 390, 1200):
            device.resize(width)
            self.assertFalse(device.is_wider_than_screen(), (name, width))
            device.show(f"{name}-{width}")
        device.resize(390)

    def say_thanks(self, invitation, leave, name):
        path = self.base_url() + invitation._feedback_path()
        with freeze_time(LATER) as clock, phone(self) as device:
            self.env.cr.flush()
            self.env.cr.clear()
            device.open(f"{path}?score=9")
            device.wait_for("Du valde 9")
            clock.tick(5)
            device.tap("button")
            device.wait_for("ditt betyg 9")
            clock.tick(30)
            (comment,) = self.env.ref(f"{ADDON}.survey_interviewed").question_ids.filtered(
                lambda question: question.feedback_role == "comment"
            )[-1:]
            device.type_text(f"#q{comment.id}", "Bra samtal")
            device.tap("button")
            device.wait_for("Vill du tacka någon?")
            self.check(device, f"{name}-asked")
            clock.tick(20)
            device.tap(".cx-praise .cx-button")
            device.wait_for("Välj vem du vill tacka")
            self.check(device, f"{name}-wrong")
            hidden = "getComputedStyle(praise_whom).display"
            device.tap('label[for="to_else"]')
            self.assertNotEqual(device.run(hidden), "none")
            device.tap(f'label[for="to_{self.interviewer.id}"]')
            self.assertEqual(device.run(hidden), "none")
            device.type_text("#praise_words", WORDS)
            device.tap(f'label[for="leave_{leave}"]')
            clock.tick(20)
            device.tap(".cx-button")
            device.wait_for("Vad fint av dig")
            self.check(device, f"{name}-sent")
        self.env.invalidate_all()

    def test_from_the_survey_to_the_colleague(self):
        applicant, invitation = self.swede("named")
        self.say_thanks(invitation, "named", "named")
        praise = self.praise.search([])
        self.assertEqual((praise.words, praise.user_id), (WORDS, self.interviewer))
        self.close(applicant)
        self.open_mail_server()
        self.night(NOW + 3 * DAY)
        with self.at(NOW + 3 * DAY):
            self.send_mails()
        (letter,) = (
            letter
            for letter in self.postman.letters
            if letter.recipients == [self.interviewer.email]
        )
        self.assertIn(WORDS, letter.message.get_body(("plain",)).get_content())
        _other, other = self.candidate("Other Ek")
        self.company.praise_read_first = True
        at_once = self.thank(other, self.recruiter, words="You answered at once.")
        self.thank(other, False, whom="the tall one", words="He smiled.")
        self.close(_other)
        self.night(NOW + 4 * DAY)
        self.start_tour("/odoo/thanks-to-me", "candidate_praise_mine", login=self.interviewer.login)
        self.start_tour("/odoo/candidate-thanks", "candidate_praise_hr", login=self.manager.login)
        self.env.invalidate_all()
        self.assertEqual(at_once.state, "approved")

    def test_anonymous_and_without_a_name(self):
        applicant, invitation = self.swede("anonymous")
        self.say_thanks(invitation, "nameless", "nameless")
        self.count()
        self.assertFalse(self.feedback.search([("applicant_id", "=", applicant.id)]))
        self.close(applicant)
        self.night(NOW + 3 * DAY)
        self.assertEqual(self.praise.search([]).state, "waiting")
