from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..cases.questions import QuestionsCase

PENSION = "Is there a pension?"
ANSWER = "Yes.\nFrom the first day & on."


@tagged("post_install", "-at_install")
class TestAnswerOnce(QuestionsCase):
    """One answer for all who asked: in the employer message, and on their page."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hr = cls._make_user("hr", "hr_recruitment.group_hr_recruitment_manager")

    def answer(self, questions, user=None, **values):
        action = questions.with_user(user or self.hr).action_answer_once()
        dialog = self.env[action["res_model"]].with_user(user or self.hr)
        dialog = dialog.with_context(**action["context"]).create(
            {"question": "Do you pay a pension?", "answer": ANSWER, **values}
        )
        dialog.action_answer()
        self.env.flush_all()
        self.env.invalidate_all()
        return dialog

    def test_it_comes_back_to_who_asked(self):
        self.press("ask", text=PENSION)
        other = self._make_applicants(candidate_questions=PENSION)
        silent = self._make_applicants()
        self.assertIn("gets back to you", self.look())
        mails = self.env["mail.mail"].search_count([])
        self.answer(self.asked(self.applicant | other), tell=False)
        self.assertEqual(self.asked(self.applicant | other).mapped("state"), ["answered"] * 2)
        page = self.look()
        self.assertIn("Answers to what you asked", page)
        self.assertIn("From the first day &amp; on.", page)
        self.assertNotIn("gets back to you", page)
        self.assertEqual(len(other._get_page()["question_answers"]), 1)
        self.assertFalse(silent._get_page()["question_answers"])
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)
        facts = {(fact.label, fact.value) for fact in other._get_known_facts()}
        self.assertIn(("Our answer to “Do you pay a pension?”", ANSWER), facts)

    def test_in_the_message_of_the_company(self):
        self.company.employer_faq = "<p>Old</p>"
        self.applicant.candidate_questions = PENSION
        self.answer(self.asked(), question="Do you <b>pay</b> a pension?")
        faq = self.company.employer_faq
        self.assertTrue(faq.startswith("<p>Old</p>"))
        self.assertIn("Do you &lt;b&gt;pay&lt;/b&gt; a pension?", faq)
        self.assertIn("first day &amp; on.", faq)
        self.assertIn(faq, self.look())

    def test_in_that_of_the_job_position_nothing_is_lost(self):
        self.company.employer_faq = "<p>Old</p>"
        self.applicant.candidate_questions = PENSION
        self.answer(self.asked(), put_in="job")
        self.assertEqual(self.company.employer_faq, "<p>Old</p>")
        self.assertTrue(self.job.employer_faq.startswith("<p>Old</p>"))
        self.assertIn("a pension?", self.job.employer_faq)

    def test_what_is_there_in_other_languages_stays(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        self.company.employer_faq = "<p>Old</p>"
        self.company.update_field_translations("employer_faq", {"sv_SE": {"Old": "Gammalt"}})
        self.applicant.candidate_questions = PENSION
        self.answer(
            self.asked(),
            put_in="job",
            lang="sv_SE",
            question="Finns det tjänstepension?",
            answer="Ja.",
        )
        swedish = self.job.with_context(lang="sv_SE").employer_faq
        self.assertIn("Gammalt", swedish)
        self.assertIn("tjänstepension", swedish)
        english = self.job.with_context(lang="en_US").employer_faq
        self.assertIn("Old", english)
        self.assertNotIn("Gammalt", english)
        self.assertIn('lang="sv-SE"', self.look())

    def test_a_refusal_that_waits_changes_nothing(self):
        self.applicant.candidate_questions = PENSION
        self._make_step("refused", send_window="office_hours")
        self.applicant.write(
            {"refuse_reason_id": self.env.ref("hr_recruitment.refuse_reason_1").id}
        )
        self.answer(self.asked())
        page = self.applicant._get_page()
        self.assertEqual(page["state"], "ongoing")
        self.assertEqual(len(page["question_answers"]), 1)

    def test_who_may(self):
        self.applicant.candidate_questions = PENSION
        question = self.asked()
        with self.assertRaises(AccessError):
            self.answer(question, self.recruiter)
        dialogs = self.env["hr.candidate.question.answer"]
        with self.assertRaises(AccessError):
            dialogs.with_user(self.recruiter).create({"question_ids": question.ids})
        for name in ("answer", "answer_question", "answered_date"):
            with self.assertRaises(AccessError):
                question.with_user(self.hr).write({name: False})

    def test_of_one_topic_and_company(self):
        self.applicant.candidate_questions = PENSION
        other = self._make_applicants(candidate_questions="What is the pay?")
        with self.assertRaises(UserError):
            self.answer(self.asked(self.applicant | other))
        there = self.env["res.company"].create({"name": "Sydlys"})
        cook = self.env["hr.job"].create({"name": "Cook", "company_id": there.id})
        far = self._make_applicants(candidate_questions=PENSION, job_id=cook.id)
        with self.assertRaises(AccessError):
            self.answer(self.asked(far))
        dialog = self.env["hr.candidate.question.answer"].with_user(self.hr)
        forged = dialog.create({"question_ids": self.asked().ids, "question": "x", "answer": "y"})
        forged.sudo().question_ids = self.asked(far)
        with self.assertRaises(UserError):
            forged.action_answer()
        self.assertEqual(self.asked(far).state, "new")
        self.hr.company_ids += there
        both = self.asked(self.applicant | far)
        with self.assertRaises(UserError):
            self.answer(both.with_context(allowed_company_ids=self.hr.company_ids.ids))

    def test_asked_again(self):
        self.applicant.candidate_questions = PENSION
        self.answer(self.asked())
        self.applicant.candidate_questions = f"{PENSION} And a gym?"
        self.assertEqual(self.asked().state, "new")
        self.assertTrue(self.applicant._get_page()["question_answers"], "it was read already")
