import base64
from datetime import timedelta

from odoo.tests import tagged

from ..cases.decision import DAY, DecisionCase
from ..common import NOW

MODULE = "hr_recruitment_candidate_experience"
THANKS = "the time you put into it"


@tagged("post_install", "-at_install")
class TestGiven(DecisionCase):
    """Candidates are thanked for what they have given us, and for nothing else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first = cls.env.ref(f"{MODULE}.mail_template_applied")
        cls.env["hr.recruitment.stage"].search([]).candidate_name = False
        cls.refusal = cls.env.ref(f"{MODULE}.mail_template_refused")

    def apply(self, user=1, **values):
        applicant = self._make_applicants(**values)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE hr_applicant SET create_uid = %s, create_date = %s WHERE id = %s",
            [user, NOW, applicant.id],
        )
        applicant.invalidate_recordset()
        return applicant

    def attach(self, applicant, name, moment=NOW):
        file = self.env["ir.attachment"].create(
            {
                "name": name,
                "datas": base64.b64encode(b"text"),
                "res_model": "hr.applicant",
                "res_id": applicant.id,
            }
        )
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ir_attachment SET create_date = %s WHERE id = %s", [moment, file.id]
        )
        self.env.invalidate_all()

    def render(self, template, applicant):
        with self.at(NOW + DAY):
            body = template._render_field("body_html", applicant.ids)[applicant.id]
        return " ".join(body.split())

    def test_who_wrote_nothing(self):
        applicant = self.apply()
        self.assertEqual(applicant.get_given(), set())
        for template in (self.first, self.refusal):
            text = self.render(template, applicant)
            self.assertNotIn(THANKS, text)
            self.assertNotIn("What we have from you", text)
            self.assertIn("Thank you for applying", text)

    def test_words_of_the_form(self):
        applicant = self.apply(applicant_notes="<p>I have baked bread for ten years.</p>")
        self.assertEqual(applicant.get_given(), {"words"})
        text = self.render(self.first, applicant)
        self.assertIn(THANKS, text)
        self.assertIn("What you wrote about yourself.", text)
        self.assertNotIn("What you attached", text)
        self.assertNotIn("baked", text, "notes are ours as well")
        self.assertIn(THANKS, self.render(self.refusal, applicant))

    def test_notes_of_a_colleague_are_no_words_of_the_candidate(self):
        applicant = self.apply(user=self.recruiter.id, applicant_notes="<p>Met at the fair.</p>")
        self.assertEqual(applicant.get_given(), set())
        self.attach(applicant, "cv.pdf")
        self.assertEqual(applicant.get_given(), set())

    def test_files(self):
        for name, counts in (
            ("cv.pdf", True),
            ("Brief.DOCX", True),
            ("image001.png", False),
            ("smime.p7s", False),
            ("invite.ics", False),
        ):
            applicant = self.apply()
            self.attach(applicant, name)
            with self.subTest(name):
                self.assertEqual(applicant.get_given(), {"files"} if counts else set())
        applicant = self.apply()
        self.attach(applicant, "contract.pdf", NOW + DAY)
        self.assertEqual(applicant.get_given(), set(), "what was added later may be ours")

    def test_answers_to_the_questions_of_the_job(self):
        survey = self.env["survey.survey"].create(
            {"title": "Questions", "survey_type": "recruitment"}
        )
        self.job.survey_id = survey
        applicant = self.apply()
        answer = self.env["survey.user_input"].create(
            {"survey_id": survey.id, "applicant_id": applicant.id}
        )
        self.assertEqual(applicant.get_given(), set())
        answer.state = "done"
        self.assertEqual(applicant.get_given(), {"answers"})
        self.assertIn("Your answers to our questions.", self.render(self.first, applicant))

    def test_an_application_by_email(self):
        applicant = self.apply()
        with self.at(NOW + timedelta(minutes=1)):
            applicant.message_post(
                body="I would like to bake.",
                message_type="email",
                author_id=applicant.partner_id.id,
            )
        self.assertEqual(applicant.get_given(), {"words"})

    def test_who_writes_and_why(self):
        applicant = self.apply()
        applicant.user_id = False
        self.assertIn("We write so that you know", self.render(self.first, applicant))
        applicant.user_id = self.recruiter
        self.assertIn("I write so that you know", self.render(self.first, applicant))

    def test_the_steps_and_their_times(self):
        applicant = self.apply()
        self.assertNotIn("usual times", self.render(self.first, applicant))
        for stage, name, days in zip(
            self.stages, ("Received", "We meet", "Offer", "Welcome"), (7, 1, 0, 5), strict=True
        ):
            stage.write({"candidate_name": name, "expected_days": days})
        text = self.render(self.first, applicant)
        self.assertIn("The steps and their usual times", text)
        for name, days in (
            ("Received", "(up to 7 working days)"),
            ("We meet", "(one working day)"),
            ("Offer", "</li>"),
            ("Welcome", "</li>"),
        ):
            self.assertRegex(
                text, rf"{name}</strong>\s*{days.replace('(', '[(]').replace(')', '[)]')}"
            )
        self.assertIn("steps and times can change", text)
        self.assertIn("always shows where you are", text)
        applicant.page_revoked = True
        self.assertNotIn("always shows", self.render(self.first, applicant))

    def test_many_cost_no_more_than_few(self):
        counts = []
        for size in (2, 6):
            applicants = self._make_applicants(size)
            step = self._make_step("manual", mail_template_id=self.first.id, name=f"{size}")
            applicants._start_step(step)
            self.process()  # what was planned by the arrival
            self.env.flush_all()
            self.env.invalidate_all()
            more = self._make_applicants(size)
            more._start_step(step)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.process()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1] - counts[0], 8)
