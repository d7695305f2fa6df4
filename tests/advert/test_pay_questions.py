from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from ..common import CandidateCase

GROUP = "hr_recruitment_candidate_experience.group_advert"


@tagged("post_install", "-at_install")
class TestPayQuestions(CandidateCase):
    """Questions about earlier pay are named, wherever they are asked."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.ref("base.group_user").implied_ids = [Command.link(cls.env.ref(GROUP).id)]
        cls.hr = cls._make_user("hr", "hr_recruitment.group_hr_recruitment_manager")
        cls.survey = cls.env["survey.survey"].create(
            {"title": "Interview form", "survey_type": "recruitment"}
        )

    def find(self):
        action = self.env["hr.pay.question"].with_user(self.hr).action_find()
        return self.env["hr.pay.question"].with_user(self.hr).search(action["domain"])

    def test_nothing_that_is_shipped_asks(self):
        self.assertFalse(self.find().mapped("text"))

    def test_where_it_is_asked(self):
        anna = self._make_applicants()
        question = self.env["survey.question"].create(
            {"title": "Vad tjänar du i dag?", "survey_id": self.survey.id}
        )
        self.env["hr.interview.question"].create(
            {"applicant_id": anna.id, "name": "What is your current salary?"}
        )
        self.template.body_html = "<p>Hello</p><p>What did you earn before?</p>"
        self._make_step("manual", action="activity", activity_note="<p>Ask: current salary</p>")
        self.job.applicant_properties_definition = [
            {"name": "aa", "type": "char", "string": "Current salary"},
            {"name": "bb", "type": "char", "string": "Salary expectations"},
        ]
        view = self.env["website"].viewref("website_hr_recruitment.apply")
        label = '<span class="s_website_form_label_content">Short Introduction</span>'
        view.arch_db = view.arch_db.replace(
            label, label.replace("Short Introduction", "Nuvarande lön")
        )
        found = self.find()
        self.assertEqual(
            set(found.mapped("res_model")),
            {
                "survey.question",
                "hr.interview.question",
                "mail.template",
                "hr.recruitment.communication.step",
                "hr.job",
                "ir.ui.view",
            },
        )
        (line,) = found.filtered(lambda line: line.res_model == "survey.question")
        self.assertEqual(line.action_open()["res_id"], question.id)
        self.assertEqual(len(found.filtered(lambda line: line.res_model == "hr.job")), 1)

    def test_what_another_company_asks_is_its_own(self):
        there = self.env["res.company"].create({"name": "Sydlys"})
        job = self.job.create({"name": "Cook", "company_id": there.id})
        job.applicant_properties_definition = [
            {"name": "aa", "type": "char", "string": "Current salary"}
        ]
        template = self.template.copy({"body_html": "<p>What did you earn before?</p>"})
        plan = self.plan.copy({"company_id": there.id, "job_ids": [Command.set(job.ids)]})
        plan.step_ids.create(
            [
                {
                    "plan_id": plan.id,
                    "name": "Call",
                    "trigger": "manual",
                    "action": "activity",
                    "activity_type_id": self.env.ref("mail.mail_activity_data_call").id,
                    "activity_note": "<p>Ask: current salary</p>",
                },
                {
                    "plan_id": plan.id,
                    "name": "Mail",
                    "trigger": "manual",
                    "mail_template_id": template.id,
                },
            ]
        )
        cook = self._make_applicants(job_id=job.id)
        self.env["hr.interview.question"].create(
            {"applicant_id": cook.id, "name": "What is your current salary?"}
        )
        self.assertFalse(self.find().mapped("text"))
        self.hr.company_ids |= there
        self.hr.company_id = there
        self.assertEqual(len(self.find()), 4)

    def test_what_somebody_else_has_found_is_theirs(self):
        self.job.applicant_properties_definition = [
            {"name": "aa", "type": "char", "string": "Current salary"}
        ]
        found = self.find()
        self.assertEqual(len(found), 1)
        another = self._make_user("another", "hr_recruitment.group_hr_recruitment_manager")
        self.assertFalse(found.with_user(another).search([("id", "in", found.ids)]))

    def test_who(self):
        with self.assertRaises(AccessError):
            self.env["hr.pay.question"].with_user(self.recruiter).action_find()

    def test_a_warning_as_it_is_written(self):
        questions = self.env["hr.interview.question"]
        self.assertIn("warning", questions.new({"name": "Nuvarande lön?"})._onchange_name_pay())
        self.assertIsNone(questions.new({"name": "Löneanspråk?"})._onchange_name_pay())
        asked = self.env["survey.question"].new(
            {"title": "Current salary", "survey_id": self.survey.id}
        )
        self.assertIn("warning", asked._onchange_title_pay())
        self.env.ref("base.group_user")._remove_group(self.env.ref(GROUP))
        self.assertIsNone(asked._onchange_title_pay())
