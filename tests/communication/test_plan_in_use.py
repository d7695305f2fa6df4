from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from ..cases.plan import PlanCase


@tagged("post_install", "-at_install")
class TestPlanInUse(PlanCase):
    """A plan takes over when it says so, and says what it leaves out."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plans = cls.general.with_user(cls.administrator).browse()

    def save_new(self, name, **values):
        with Form(self.plans) as form:
            form.name = name
            for field, value in values.items():
                for record in value:
                    form[field].add(record)
        return form.record

    def add_step(self, plan, trigger="applied"):
        return self._make_step(trigger, plan_id=plan.id)

    def test_new_plan_name_save(self):
        applicant = self._make_applicants(job_id=self.other_job.id)
        plan = self.save_new("Mine")
        plan.sequence = -100
        self.assertEqual(applicant.communication_plan_id, self.general)
        self.assertEqual(self.plan_of(self.other_job), self.general)
        with self.assertRaises(UserError):
            plan.action_put_in_use()
        with self.assertRaises(UserError):
            plan.in_use = True
        self.add_step(plan)
        self.assertEqual(self.plan_of(self.other_job), self.general)
        plan.action_put_in_use()
        self.assertEqual(self.plan_of(self.other_job), plan)
        self.assertEqual(applicant.communication_plan_id, plan)
        plan.action_take_out_of_use()
        self.assertEqual(applicant.communication_plan_id, self.general)

    def test_a_plan_of_a_job_as_well(self):
        plan = self.save_new("Cooks", job_ids=self.other_job)
        self.assertEqual(self.plan_of(self.other_job), self.general)
        self.add_step(plan)
        plan.action_put_in_use()
        self.assertEqual(self.plan_of(self.other_job), plan)

    def test_created_over_rpc_without_steps(self):
        with self.assertRaises(UserError):
            self.plans.create({"name": "Empty", "in_use": True})
        step = {"name": "Hello", "mail_template_id": self.template.id}
        plan = self.plans.create({"name": "Full", "in_use": True, "step_ids": [(0, 0, step)]})
        self.assertTrue(plan.in_use)

    def test_the_last_step_goes(self):
        """However it goes, candidates do not hear nothing because of it."""
        for number, go in enumerate(("archive", "delete", "move")):
            with self.subTest(go=go):
                job = self.env["hr.job"].create({"name": go})
                plan = self.save_new(go, job_ids=job)
                first, last = self.add_step(plan), self.add_step(plan, "manual")
                plan.action_put_in_use()
                first.unlink()
                self.assertTrue(plan.in_use)
                if number == 0:
                    last.active = False
                elif number == 1:
                    last.unlink()
                else:
                    last.plan_id = self.plan
                self.assertFalse(plan.in_use)
                self.assertEqual(self.plan_of(job), self.general)

    def test_a_duplicate_is_a_draft(self):
        self.add_step(self.plan)
        double = self.plan.with_user(self.administrator).copy()
        self.assertFalse(double.in_use)
        self.assertEqual(self.plan_of(self.job), self.plan)

    def test_archived_and_back(self):
        self.add_step(self.plan)
        applicant = self._make_applicants()
        self.plan.active = False
        self.assertEqual(applicant.communication_plan_id, self.general)
        self.plan.step_ids.active = False
        self.plan.active = True
        self.assertEqual(applicant.communication_plan_id, self.general)

    def test_deleted_and_reordered(self):
        first, second = (self.save_new(name) for name in ("First", "Second"))
        for number, plan in enumerate((first, second)):
            self.add_step(plan, "manual")
            plan.sequence = -100 + number
            plan.action_put_in_use()
        self.assertEqual(self.plan_of(self.other_job), first)
        second.sequence = -200
        self.assertEqual(self.plan_of(self.other_job), second)
        second.unlink()
        self.assertEqual(self.plan_of(self.other_job), first)
        first.job_ids = self.job
        self.assertEqual(self.plan_of(self.other_job), self.general)

    def test_another_company(self):
        company = self.env["res.company"].create({"name": "Other AB"})
        self.add_step(self.plan)
        self.plan.company_id = company
        self.assertEqual(self.plan_of(self.job), self.general)

    # What a plan leaves out -----------------------------------------------------------

    def test_what_a_plan_leaves_out_is_said(self):
        left = self.plan.left_out_step_ids
        self.assertEqual(self.plan.compared_plan_id, self.general)
        self.assertLessEqual(
            {"applied", "interview_booked", "interview_cancelled", "silence"},
            set(left.mapped("trigger")),
        )
        self.assertFalse({"manual", "refused"} & set(left.mapped("trigger")))
        self.assertTrue(all(left.mapped("active")))
        self.add_step(self.plan, "interview_booked")
        self.assertNotIn("interview_booked", self.plan.left_out_step_ids.mapped("trigger"))
        asked = left.filtered(lambda s: s.trigger == "applied").mapped("action")
        self.assertEqual(set(asked), {"email", "survey"}, "a survey confirms nothing")

    def test_what_a_plan_leaves_out_is_added(self):
        own = self.add_step(self.plan, "interview_moved")
        own.active = False
        plan = self.plan.with_user(self.administrator)
        left = plan.left_out_step_ids
        plan.action_add_left_out()
        self.assertFalse(plan.left_out_step_ids)
        self.assertTrue(own.active, "what was archived here comes back")
        self.assertEqual(len(plan.step_ids), len(left))
        confirmation = left.filtered(
            lambda step: step.trigger == "applied" and step.action == "email"
        )
        added = plan.step_ids.filtered(
            lambda step: step.trigger == "applied" and step.action == "email"
        )
        self.assertEqual(added.mail_template_id, confirmation.mail_template_id)
        self.assertEqual(added.name, confirmation.name)

    def test_the_general_plan_lacks_nothing_it_could_be_compared_with(self):
        self.assertFalse(self.general.left_out_step_ids)
        self.assertFalse(self.general.compared_plan_id)

    def test_stages_of_other_jobs_are_no_loss(self):
        stage = self.env["hr.recruitment.stage"].create(
            {"name": "Tasting", "job_ids": self.other_job.ids}
        )
        step = self.add_step(self.general, "stage_entered")
        step.stage_ids = stage
        self.general.step_ids.filtered(
            lambda one: one.trigger == "stage_entered" and one != step
        ).active = False
        self.assertNotIn(step, self.plan.left_out_step_ids)
        self.plan.job_ids += self.other_job
        self.assertIn(step, self.plan.left_out_step_ids)
