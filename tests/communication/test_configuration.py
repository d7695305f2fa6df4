from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from ..common import CandidateCase


@tagged("post_install", "-at_install")
class TestConfiguration(CandidateCase):
    """An administrator writes a plan without code, and is warned in time."""

    def test_a_step_reads_as_a_sentence(self):
        step = self._make_step(
            "stage_entered",
            stage_ids=self.interview.ids,
            delay=2,
            delay_unit="working_days",
            send_window="office_hours",
        )
        self.assertEqual(
            step.summary,
            "2 working days after the move to “Meeting”, in office hours: email “Hello”",
        )
        step.delay = 0
        self.assertEqual(
            step.summary,
            "Right after the move to “Meeting”, in office hours: email “Hello”",
        )

    def test_warns_of_what_cannot_work(self):
        step = self._make_step("applied")
        self.assertFalse(step.warning)
        step.mail_template_id = False
        self.assertIn("Choose a template", step.warning)
        step.mail_template_id = self._make_template(
            subject="Hello", body_html="<p>Hello</p>", lang=False
        )
        other = self.env["ir.model"]._get_id("res.partner")
        step.mail_template_id.model_id = other
        self.assertIn("not a template for applicants", step.warning)
        step.mail_template_id = self._make_template(body_html="<p><br/></p>")
        self.assertIn("has no text", step.warning)
        idle = self._make_step("stage_idle", action="activity")
        self.assertIn("Set a delay", idle.warning)

    def test_warns_of_a_stage_that_the_plans_jobs_do_not_use(self):
        other = self.env["hr.job"].create({"name": "Cook"})
        stage = self.env["hr.recruitment.stage"].create({"name": "Tasting", "job_ids": other.ids})
        step = self._make_step("stage_entered", stage_ids=stage.ids)
        self.assertIn("Tasting", step.warning)
        self.plan.job_ids += other
        self.assertFalse(step.warning)

    def test_a_step_without_content_fails_visibly(self):
        self._make_step("applied", mail_template_id=False)
        applicant = self._make_applicants()
        self.process()
        row = self.rows(applicant)
        self.assertEqual((row.state, row.reason), ("failed", "no_content"))

    def test_a_template_in_use_cannot_be_deleted(self):
        self._make_step("applied")
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.template.unlink()
        self.assertTrue(self.template.exists())

    def test_a_step_with_a_history_is_archived_not_deleted(self):
        step = self._make_step("applied")
        self._make_applicants()
        with self.assertRaisesRegex(UserError, "planned messages: 1"):
            step.unlink()
        with self.assertRaisesRegex(UserError, "planned messages: 1"):
            self.plan.unlink()
        self.process()
        with self.assertRaisesRegex(UserError, "have been contacted"):
            self.plan.unlink()
        self._make_step("manual").unlink()

    def test_a_deleted_stage_does_not_set_its_mail_loose_on_every_stage(self):
        step = self._make_step("stage_entered", stage_ids=self.offer.ids)
        wider = self._make_step("stage_entered", stage_ids=(self.offer + self.interview).ids)
        self.offer.unlink()
        self.assertFalse(step.active)
        self.assertTrue(wider.active)
        self.assertEqual(wider.stage_ids, self.interview)

    def test_copy_of_a_plan_has_its_steps(self):
        self._make_step("applied")
        copy = self.plan.copy()
        self.assertEqual(copy.step_ids.mapped("trigger"), ["applied"])
        self.assertEqual(copy.name, "Engineers (copy)")

    def test_preview_opens_on_a_real_applicant(self):
        step = self._make_step("stage_entered", stage_ids=self.offer.ids)
        self._make_applicants()
        applicant = self._make_applicants(stage_id=self.offer.id)
        self._make_applicants()
        action = step.action_preview()
        self.assertEqual(action["context"]["default_resource_ref"], f"hr.applicant,{applicant.id}")
        preview = self.env[action["res_model"]].with_context(**action["context"])
        form = Form(preview)
        self.assertIn(applicant.partner_name, form.body_html)

    def test_another_company_has_its_own_plan(self):
        company = self.env["res.company"].create({"name": "Other AB"})
        job = self.env["hr.job"].create({"name": "Cook", "company_id": company.id})
        shared = self.env["hr.recruitment.communication.plan"].create(
            {"name": "Shared", "sequence": -9, "in_use": True}
        )
        own = shared.copy({"company_id": company.id, "sequence": 5, "in_use": True})
        there = self._make_applicants(job_id=job.id)
        self.assertEqual(there.company_id, company)
        self.assertEqual(there.communication_plan_id, own)

    def test_server_action_starts_a_step(self):
        step = self._make_step("manual")
        action = self.env["ir.actions.server"].create(
            {
                "name": "Say hello",
                "model_id": self.env["ir.model"]._get_id("hr.applicant"),
                "state": "candidate_communication",
                "communication_step_id": step.id,
            }
        )
        applicants = self._make_applicants(3)
        action.with_context(active_model="hr.applicant", active_ids=applicants.ids).run()
        self.assertEqual(self.rows(applicants, step_id=step).applicant_id, applicants)
        with self.assertRaises(ValidationError):
            action.model_id = self.env["ir.model"]._get("res.partner")

    def test_automation_rule_starts_a_step(self):
        step = self._make_step("manual")
        automation = self.env["base.automation"].create(
            {
                "name": "Very good candidates get a greeting",
                "model_id": self.env["ir.model"]._get_id("hr.applicant"),
                "trigger": "on_create_or_write",
                "filter_domain": "[('priority', '=', '3')]",
                "trigger_field_ids": [
                    (4, self.env["ir.model.fields"]._get("hr.applicant", "priority").id)
                ],
            }
        )
        self.env["ir.actions.server"].create(
            {
                "name": "Greeting",
                "model_id": automation.model_id.id,
                "base_automation_id": automation.id,
                "state": "candidate_communication",
                "communication_step_id": step.id,
                "usage": "base_automation",
            }
        )
        applicant = self._make_applicants()
        self.assertFalse(self.rows(applicant, step_id=step))
        applicant.priority = "3"
        self.assertEqual(self.rows(applicant, step_id=step).state, "scheduled")

    def test_start_wizard_for_a_selection(self):
        step = self._make_step("manual", delay=2)
        applicants = self._make_applicants(2)
        closed = self._make_applicants()
        closed.action_archive()
        wizard = (
            self.env["hr.applicant.communication.start"]
            .with_user(self.recruiter)
            .create({"applicant_ids": (applicants + closed).ids, "step_id": step.id})
        )
        self.assertIn("Anna Ek 0", wizard.preview_body)
        action = wizard.action_start()
        self.assertIn("2 of 3", action["params"]["message"])
        self.assertEqual(self.rows(applicants, step_id=step).applicant_id, applicants)
        self.assertFalse(self.rows(closed, step_id=step))
