from odoo.tests import HOST, Form, tagged

from ..cases.ads import GOOD, AdCase
from ..cases.phone import phone
from ..common import TourCase


@tagged("post_install", "-at_install")
class TestAdStudio(AdCase, TourCase):
    """HR writes a job ad from nothing."""

    def test_from_nothing_to_the_website(self):
        self.company.ad_score_limit = 95
        self.start_tour(
            "/odoo/action-hr_recruitment.action_hr_job_config/new",
            "candidate_ad_studio",
            login=self.ada.login,
        )
        job = self.env["hr.job"].search([("name", "=", "Planner of bread deliveries")])
        job -= self.job
        self.assertTrue(job.is_published)
        self.assertIn("a team of six", job.website_description)
        self.assertEqual(job.ad_state, "thin")
        self.assertFalse(job.activity_ids, "she was asked")

    def test_on_the_website(self):
        self.company.ad_score_limit = 100
        self.job.write({"pay_min": 0, "pay_max": 0})
        address = self.env["website"].get_client_action_url(self.job.website_url)
        self.start_tour(address, "candidate_ad_website", login=self.ada.login)
        self.assertTrue(self.job.is_published)
        self.assertFalse(self.job.activity_ids, "she was asked")


@tagged("post_install", "-at_install")
class TestWordingElsewhere(AdCase):
    """The same look at mails, explanations and questions: a quiet line, which stops
    nobody."""

    def test_a_text_for_candidates(self):
        texts = self.env["hr.recruitment.communication.text"].with_user(self.people["manager"])
        self._make_step("applied", mail_template_id=self.template.id)
        self.template.body_html = "<p>Join our young team of ninjas.</p>"
        self.env.flush_all()
        text = texts.search(
            [("mail_template_id", "=", self.template.id), ("lang", "=", "en_US")], limit=1
        )
        self.assertIn("young team", text.wording_note)
        self.assertIn("“team”", text.wording_note)

    def test_a_reason_of_a_refusal(self):
        reason = self.env["hr.applicant.refuse.reason"].create(
            {
                "name": "Another",
                "candidate_explanation": "We looked for somebody who is not overqualified, "
                "and who is a native speaker of the language.",
            }
        )
        self.assertIn("native speaker", reason.with_user(self.ada).wording_note)
        reason.candidate_explanation = "We looked for more years of planning."
        self.assertFalse(reason.wording_note)

    def test_while_somebody_refuses(self):
        applicant = self._make_applicants()
        context = {"default_applicant_ids": applicant.ids}
        wizard = self.env["applicant.get.refuse.reason"].with_user(self.ada)
        with Form(wizard.with_context(**context)) as form:
            form.refuse_reason_id = self.env.ref("hr_recruitment.refuse_reason_1")
            form.explanation = "You were not good enough for the role that we have."
            self.assertIn("not good enough", form.wording_note)

    def test_a_question_of_a_survey(self):
        survey = self.env["survey.survey"].create({"title": "Before the interview"})
        question = self.env["survey.question"].create(
            {
                "title": "Are you a native speaker of Swedish, and do you have a car?",
                "question_type": "text_box",
                "survey_id": survey.id,
            }
        )
        self.assertIn("native speaker", question.wording_note)

    def test_off_there_is_no_line(self):
        self._switch(False)
        reason = self.env["hr.applicant.refuse.reason"].create(
            {"name": "Another", "candidate_explanation": "You are overqualified for the role."}
        )
        self.assertFalse(reason.wording_note)
        view = self.env["hr.applicant.refuse.reason"].with_user(self.ada).get_view()["arch"]
        self.assertNotIn("wording_note", view)


@tagged("post_install", "-at_install")
class TestAdStudioLook(AdCase):
    """The studio on a wide screen and on a phone, in English and in Swedish."""

    browser_size = "1400x1000"
    touch_enabled = False

    def test_wide_and_narrow_in_both_languages(self):
        self.job.write(
            {
                "name": "Planner",
                "pay_min": 0,
                "pay_max": 0,
                "website_description": GOOD.replace("six colleagues", "a young team of ninjas"),
            }
        )
        self.env["ir.module.module"].search(
            [("name", "=", "hr_recruitment_candidate_experience")], limit=1
        )._update_translations(["sv_SE"])
        address = f"/odoo/action-hr_recruitment.action_hr_job_config/{self.job.id}"
        with phone(self) as device:
            for lang, word in (("en_US", "Required"), ("sv_SE", "Obligatoriskt")):
                self.bind("pay")
                self.ada.lang = lang
                self.env.flush_all()
                # A session of its own: what the last page still asks for may write its own
                # language into the one that it has.
                self.authenticate(self.ada.login, "ada-ada")
                device.browser.set_cookie("session_id", self.session.sid, "/", HOST)
                for width, height in ((1400, 1000), (390, 844)):
                    device.resize(width, height)
                    device.open(self.base_url() + address)
                    device.wait("document.querySelector('.o_notebook_headers a[name=ad]')")
                    device.run("document.querySelector('.o_notebook_headers a[name=ad]').click()")
                    device.wait("document.querySelector('.o_cx_ad_point')")
                    device.show(f"ad_studio_{lang}_{width}")
                    self.assertIn(word, device.text())
                    self.assertFalse(device.is_wider_than_screen(), (lang, width))
                    self.assertEqual(self.find_faults(device), [], (lang, width))

    def find_faults(self, device):
        """Of our part of Odoo's form."""
        faults = device.accessibility_faults()
        return [fault for fault in faults if "o_cx_ad" in fault]
