from odoo.tests import tagged

from ..cases.access import PLAN, STEP, AccessCase

BENCHMARK = "hr.recruitment.benchmark"
DRIVER = "hr.recruitment.feedback.driver"
SURVEY = "survey.survey"
QUESTION = "survey.question"
CHOICE = "survey.question.answer"


@tagged("post_install", "-at_install")
class TestSharedConfiguration(AccessCase):
    """What has no company is everybody's: who works in one company only does not
    change what candidates of the others hear."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        manager = "hr_recruitment.group_hr_recruitment_manager"
        companies = cls.env["res.company"].search([])
        cls.head = cls._make_person("head", manager, company_ids=companies.ids)
        cls.shared = cls.env.ref("hr_recruitment_candidate_experience.communication_plan_default")
        cls.survey = cls.shared.step_ids.survey_id[:1]
        cls.question = cls.survey.question_ids.filtered("suggested_answer_ids")[:1]
        cls.records = {
            PLAN: cls.shared,
            STEP: cls.shared.step_ids[:1],
            DRIVER: cls.env[DRIVER].search([], limit=1),
            BENCHMARK: cls.env[BENCHMARK].search([], limit=1),
            SURVEY: cls.survey,
            QUESTION: cls.question,
            CHOICE: cls.question.suggested_answer_ids[:1],
        }

    def test_is_changed_by_who_works_in_all_companies(self):
        for model, record in self.records.items():
            name = {QUESTION: "title", SURVEY: "title", CHOICE: "value"}.get(model, "name")
            with self.subTest(model=model):
                self.assertTrue(record)
                values = {name: "Mine"}
                self.refuse(self.call, self.manager, model, "write", record.ids, values)
                self.refuse(
                    self.call,
                    self.manager,
                    model,
                    "update_field_translations",
                    record.ids,
                    name,
                    {"en_US": "Mine"},
                )
                self.refuse(self.call, self.manager, model, "unlink", record.ids)
                if "active" in record._fields:
                    self.refuse(self.call, self.manager, model, "action_archive", record.ids)
                self.call(self.head, model, "write", record.ids, values)
                self.assertEqual(record[name], "Mine")

    def test_nothing_is_added_to_it(self):
        self.refuse(
            self.call,
            self.manager,
            STEP,
            "create",
            {"plan_id": self.shared.id, "name": "Mine", "trigger": "applied"},
        )
        self.refuse(
            self.call,
            self.manager,
            PLAN,
            "write",
            self.shared.ids,
            {"step_ids": [(0, 0, {"name": "Mine", "trigger": "applied"})]},
        )
        self.refuse(self.call, self.manager, DRIVER, "create", {"name": "Coffee"})
        self.refuse(
            self.call,
            self.manager,
            PLAN,
            "create",
            {"name": "Everybody's", "company_id": False},
        )

    def test_nothing_of_ones_own_is_made_everybodys_or_anothers(self):
        mine = self.call(self.manager, PLAN, "create", {"name": "Mine"})
        step = self.call(
            self.manager,
            STEP,
            "create",
            {"plan_id": mine, "name": "Mine", "trigger": "manual"},
        )
        for model, id_, values in (
            (PLAN, mine, {"company_id": False}),
            (PLAN, mine, {"company_id": self.other_company.id}),
            (STEP, step, {"plan_id": self.shared.id}),
            (STEP, step, {"plan_id": self.other_plan.id}),
        ):
            with self.subTest(model=model, values=values):
                self.refuse(self.call, self.manager, model, "write", [id_], values)

    def test_a_new_plan_is_of_the_own_company(self):
        plans = self.env[PLAN].browse(
            [
                self.call(self.manager, PLAN, "create", {"name": "Mine"}),
                self.call(self.head, PLAN, "create", {"name": "The head's"}),
                self.call(self.manager, PLAN, "copy", self.shared.ids)[0],
            ]
        )
        self.assertEqual(
            plans.mapped("company_id"), self.company, "whoever makes it, and a copy too"
        )
        self.assertTrue(all(plan.company_id for plan in plans))
        (default,) = [self.call(self.manager, PLAN, "default_get", ["company_id"])["company_id"]]
        self.assertEqual(default, self.company.id)

    def test_a_new_plan_is_of_the_company_of_its_job_positions(self):
        id_ = self.call(
            self.head,
            PLAN,
            "create",
            {"name": "Cooks", "job_ids": [(6, 0, self.other_job.ids)]},
        )
        self.assertEqual(self.env[PLAN].browse(id_).company_id, self.other_company)

    def test_a_survey_of_ones_own(self):
        """Of its maker until a plan asks it, then of the plan's company."""
        values = {
            "title": "Ours",
            "survey_type": "candidate_feedback",
            "feedback_moment": "interviewed",
        }
        survey = self.call(self.manager, SURVEY, "create", values)
        self.call(self.manager, SURVEY, "write", [survey], {"title": "Still ours"})
        colleague = self._make_person("colleague", "hr_recruitment.group_hr_recruitment_manager")
        stranger = self._make_person(
            "stranger",
            "hr_recruitment.group_hr_recruitment_manager",
            company_id=self.other_company.id,
            company_ids=self.other_company.ids,
        )
        for other in (colleague, stranger):
            self.refuse(self.call, other, SURVEY, "write", [survey], {"title": "?"})
        self._make_step(
            "interview_after",
            action="survey",
            survey_id=survey,
            mail_template_id=self.template.id,
        )
        self.call(colleague, SURVEY, "write", [survey], {"title": "Our company's"})
        self.refuse(self.call, stranger, SURVEY, "write", [survey], {"title": "?"})
