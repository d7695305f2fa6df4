from importlib.util import module_from_spec, spec_from_file_location

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools.misc import file_path

from ..cases.questions import ADDON, QuestionsCase


@tagged("post_install", "-at_install")
class TestQuestions(QuestionsCase):
    """What candidates ask is counted, whichever way it comes in."""

    def test_asked_on_the_page(self):
        self.press("ask", text="What is the pay?")
        question = self.asked()
        self.assertEqual(
            (question.text, question.place, question.state), ("What is the pay?", "page", "new")
        )
        self.assertEqual(question.topic_id, self.pay)
        self.assertEqual(question.job_id, self.job)
        self.assertEqual(question.company_id, self.applicant.company_id)

    def test_asked_before_an_interview(self):
        self.applicant.candidate_questions = "Who is in the team?"
        question = self.asked()
        self.assertEqual((question.place, question.topic_id), ("interview", self.team))
        question.state = "answered"
        self.applicant.candidate_questions = "Who is in the team?"
        self.assertEqual(question.state, "answered", "nothing was asked")
        self.applicant.candidate_questions = "Who is in the team, and is there a bonus?"
        self.assertEqual(self.asked(), question)
        self.assertEqual((question.state, question.topic_id), ("new", self.team))
        self.assertIn("bonus", question.text)
        self.applicant.candidate_questions = " "
        self.assertFalse(self.asked())

    def test_asked_on_the_telephone(self):
        self.applicant._keep_from_call("call_questions", "May I apply again?")
        question = self.asked()
        self.assertEqual(question.place, "call")
        self.assertIn("May I apply again?", question.text)
        self.applicant._keep_from_call("call_questions", "And the pension?")
        self.assertEqual(self.asked(), question)
        self.assertIn("pension", question.text)

    def test_many_at_once(self):
        anna, bo = self._make_applicants(2, candidate_questions="Is there overtime?")
        self.assertEqual(self.asked(anna | bo).topic_id, self.pay)
        done = self.env["hr.applicant"].load(
            ["partner_name", "candidate_questions"], [["Cy", "May I work remotely?"]]
        )
        self.assertFalse(done["messages"])
        cy = self.env["hr.applicant"].browse(done["ids"])
        self.assertEqual(self.asked(cy).topic_id, self.topic("place"))
        applicants = self._make_applicants(20)
        questions = self.asked()
        with self.assertQueryCount(__system__=12):
            applicants.write({"candidate_questions": "Is there a pension?"})
            self.env.flush_all()
        questions = self.asked(applicants)
        self.assertEqual(len(questions), 20)

    def test_nothing_else_costs_anything(self):
        self.applicant.write({"priority": "1"})
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        self.applicant.write({"priority": "2"})
        self.env.flush_all()
        self.assertLessEqual(self.env.cr.sql_log_count - before, 3)
        self.assertFalse(self.asked())

    # Topics ------------------------------------------------------------------------------

    def test_whole_words_of_every_language(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        self.pay.with_context(lang="sv_SE").words = "lön, lönen"
        for text, topic in (
            ("WHAT IS THE PAY?", self.pay),
            ("Hur är lönen?", self.pay),
            ("Can I repay by payroll?", self.topic()),
            ("Is part-time possible?", self.topic("hours")),
            ("Who is my boss, who are my colleagues, and what is the pay?", self.team),
        ):
            self.applicant.candidate_questions = False
            self.applicant.candidate_questions = text
            self.assertEqual(self.asked().topic_id, topic, text)

    def test_the_words_of_another_company(self):
        there = self.env["res.company"].create({"name": "Sydlys"})
        topic = self.pay.create({"name": "Boats", "words": "boat", "company_id": there.id})
        self.applicant.candidate_questions = "Is there a boat?"
        self.assertFalse(self.asked().topic_id)
        topic.company_id = False
        self.applicant.candidate_questions = "Is there a boat, or not?"
        self.assertEqual(self.asked().topic_id, topic)

    def test_words_are_no_pattern(self):
        self.pay.words = ".*, (x"
        self.applicant.candidate_questions = "Anything?"
        self.assertFalse(self.asked().topic_id)

    # Who may -----------------------------------------------------------------------------

    def test_who_reads_may_open_the_application(self):
        self.applicant.candidate_questions = "Is there a pension?"
        question = self.asked()
        officer = question.with_user(self.recruiter)
        self.assertEqual(officer.search([("id", "=", question.id)]), question)
        officer.write({"topic_id": self.team.id})
        officer.action_mark_answered()
        self.assertEqual((question.topic_id, question.state), (self.team, "answered"))
        with self.assertRaises(AccessError):
            officer.write({"text": "Something else"})
        with self.assertRaises(AccessError):
            officer.create({"applicant_id": self.applicant.id, "text": "x", "place": "page"})
        self.env["ir.rule"].create(
            {
                "name": "Not this one",
                "model_id": self.env["ir.model"]._get_id("hr.applicant"),
                "domain_force": f"[('id', '!=', {self.applicant.id})]",
            }
        )
        self.env.invalidate_all()
        self.assertFalse(officer.search([("id", "=", question.id)]))
        self.assertFalse(officer.name_search("pension"))
        self.assertFalse(officer._read_group([("id", "=", question.id)], ["text"]))
        with self.assertRaises(AccessError):
            officer.read(["text"])
        self.recruiter.group_ids += self.env.ref("base.group_allow_export")
        with self.assertRaises(AccessError):
            officer.export_data(["text"])

    def test_interviewers_do_not_list_them(self):
        self.applicant.candidate_questions = "Is there a pension?"
        user = self._make_user("karin", "hr_recruitment.group_hr_recruitment_interviewer")
        self.applicant.interviewer_ids = user
        with self.assertRaises(AccessError):
            self.asked().with_user(user).read(["text"])
        with self.assertRaises(AccessError):
            self.env["hr.candidate.question"].with_user(user).search([])

    # How it ends -------------------------------------------------------------------------

    def test_it_goes_with_the_person(self):
        self.press("ask", text="What is the pay?")
        self.applicant.candidate_questions = "Is there a pension?"
        self.assertEqual(len(self.asked()), 2)
        self.applicant._erase()
        self.assertFalse(self.asked())
        other = self._make_applicants(candidate_questions="Is there a pension?")
        question = self.asked(other)
        other.unlink()
        self.assertFalse(question.exists())

    def test_an_update_brings_the_topics(self):
        self.env["hr.candidate.question.topic"].search([]).unlink()
        path = file_path(f"{ADDON}/migrations/19.0.1.13.0/post-questions.py")
        spec = spec_from_file_location("post_questions", path)
        script = module_from_spec(spec)
        spec.loader.exec_module(script)
        script.migrate(self.env.cr, "19.0.1.12.0")
        topics = self.env["hr.candidate.question.topic"].search([])
        self.assertEqual(len(topics), 9)
        self.assertTrue(all(topics.mapped("words")))
