from datetime import datetime

from odoo import Command
from odoo.tests import tagged

from ..common import CandidateCase, TourCase


@tagged("post_install", "-at_install")
class TestTours(CandidateCase, TourCase):
    """The communication plan and the timeline of an application."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.recruiter.password = "rekryterare"
        cls.applicant = cls._make_applicants()
        cls.template.name = "Tour hello"

    def test_administrator_writes_a_plan(self):
        administrator = self._make_user(
            "administrator", "hr_recruitment.group_hr_recruitment_manager"
        )
        self.start_tour(
            "/odoo/communication-plans",
            "candidate_communication_plan",
            login=administrator.login,
        )
        plan = self.env["hr.recruitment.communication.plan"].search([("name", "=", "Tour plan")])
        step = plan.step_ids
        self.assertEqual(
            (step.name, step.trigger, step.delay, step.delay_unit),
            ("Thank you", "applied", 2, "working_days"),
        )
        self.assertEqual(step.mail_template_id, self.template)
        self.assertFalse(plan.warning_count)

    def test_recruiter_works_in_the_timeline(self):
        step = self._make_step("manual", name="Good news", delay=1)
        self.start_tour(
            f"/odoo/recruitment-applications/{self.applicant.id}",
            "candidate_communication_timeline",
            login=self.recruiter.login,
        )
        (row,) = self.rows(self.applicant)
        self.assertEqual(row.step_id, step)
        self.assertEqual((row.state, row.reason), ("skipped", "by_recruiter"))
        self.assertEqual(row.subject, "Just for you")
        self.assertIn("Dear Anna Ek 0", row.body)
        self.assertEqual(row.scheduled_date.date(), datetime(2035, 5, 4).date())
        self.assertTrue(row.exact_time)
        self.assertFalse(self.applicant.communication_paused)

    def test_recruiter_undoes(self):
        steps = self._make_step("manual", name="Next week", delay=7, delay_unit="days")
        steps |= self._make_step("manual", name="In a month", delay=30, delay_unit="days")
        for step in reversed(steps):
            self.applicant.with_user(self.recruiter)._start_step(step)
        planned = self.rows(self.applicant)
        before = planned.mapped("scheduled_date")
        self.start_tour(
            f"/odoo/recruitment-applications/{self.applicant.id}",
            "candidate_communication_undo",
            login=self.recruiter.login,
        )
        self.env.invalidate_all()
        self.assertEqual(planned.mapped("scheduled_date"), before)
        self.assertEqual(set(planned.mapped("state")), {"scheduled"})

    def test_tabs_are_read_when_they_are_opened(self):
        step = self._make_step("manual", name="Next week", delay=7, delay_unit="days")
        self.applicant.with_user(self.recruiter)._start_step(step)
        self.start_tour(
            f"/odoo/recruitment-applications/{self.applicant.id}",
            "candidate_application_tabs",
            login=self.recruiter.login,
        )
        self.assertEqual(self.applicant.interview_question_ids.mapped("name"), ["Why us?"])
        new = self.env["hr.applicant"].search([("partner_name", "=", "Bo Ny")])
        self.assertEqual(new.interview_question_ids.mapped("name"), ["Why now?"])

    def test_interviewer_reads_the_tabs(self):
        interviewer = self._make_user(
            "interviewer", "hr_recruitment.group_hr_recruitment_interviewer"
        )
        self.applicant.interviewer_ids = interviewer
        step = self._make_step("manual", name="Next week", delay=7, delay_unit="days")
        self.applicant.with_user(self.recruiter)._start_step(step)
        self.start_tour(
            f"/odoo/recruitment-applications/{self.applicant.id}",
            "candidate_application_tabs_interviewer",
            login=interviewer.login,
        )

    def test_drag_in_the_kanban_plans_the_message_of_the_stage(self):
        step = self._make_step(
            "stage_entered",
            name="See you",
            stage_ids=[Command.set(self.interview.ids)],
            delay=2,
        )
        self._make_applicants(
            partner_name="Already there", stage_id=self.interview.id
        ).communication_paused = True
        self.start_tour(
            "/odoo/recruitment-applications?view_type=kanban",
            "candidate_communication_drag",
            login=self.recruiter.login,
        )
        self.assertEqual(self.applicant.stage_id, self.interview)
        (row,) = self.rows(self.applicant)
        self.assertEqual((row.step_id, row.state), (step, "scheduled"))
        self.assertEqual(row.stage_id, self.interview)
