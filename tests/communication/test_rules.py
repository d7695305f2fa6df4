from datetime import timedelta

from odoo.tests import tagged

from ..common import NOW, CandidateCase

SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)


@tagged("post_install", "-at_install")
class TestRules(CandidateCase):
    """An automation rule runs whenever an application is saved. What it says, it says
    once for each visit to a stage."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.step = cls._make_step("manual", name="Greeting")

    def setUp(self):
        super().setUp()
        self.rule = self._make_rule()

    @classmethod
    def _make_rule(cls, **values):
        rule = cls.env["base.automation"].create(
            {
                "name": "Greet everybody",
                "model_id": cls.env["ir.model"]._get_id("hr.applicant"),
                "trigger": "on_create_or_write",
            }
        )
        cls._make_action(base_automation_id=rule.id, usage="base_automation", **values)
        return rule

    @classmethod
    def _make_action(cls, **values):
        return cls.env["ir.actions.server"].create(
            {
                "name": "Greet",
                "model_id": cls.env["ir.model"]._get_id("hr.applicant"),
                "state": "candidate_communication",
                "communication_step_id": cls.step.id,
                **values,
            }
        )

    def apply(self, **values):
        with self.at(NOW):
            return self._make_applicants(**values)

    def run_by(self, user, action, applicants):
        return (
            action.with_user(user)
            .with_context(
                active_model="hr.applicant",
                active_id=applicants[:1].id,
                active_ids=applicants.ids,
            )
            .run()
        )

    def greetings(self, applicants):
        return self.rows(applicants, step_id=self.step)

    def test_five_saves_are_one_mail(self):
        applicant = self.apply()
        for number in range(5):
            with self.at(NOW + number * SECOND):
                applicant.with_user(self.recruiter).priority = str(number % 4)
                self.process()
        self.assertEqual(len(self.greetings(applicant)), 1)
        self.assertEqual(len(self.mails(applicant)), 1)

    def test_saves_by_others_and_much_later_are_none_either(self):
        applicant = self.apply()
        for number, user in enumerate((self.recruiter, self.env.ref("base.user_admin"))):
            with self.at(NOW + (number + 1) * 30 * DAY):
                applicant.with_user(user).priority = str(number + 1)
                self.process()
        self.assertEqual(len(self.mails(applicant)), 1)

    def test_each_application_is_greeted(self):
        applicants = self.apply(count=3)
        applicants.write({"priority": "1"})
        self.assertEqual(self.greetings(applicants).applicant_id, applicants)
        self.assertEqual(len(self.greetings(applicants)), 3)

    def test_another_stage_is_another_occasion(self):
        applicant = self.apply()
        with self.at(NOW + DAY):
            applicant.stage_id = self.interview
            applicant.priority = "1"
        self.assertEqual(len(self.greetings(applicant)), 2)
        with self.at(NOW + DAY + SECOND):
            applicant.stage_id = self.new
            applicant.stage_id = self.interview
        self.assertEqual(len(self.greetings(applicant)), 2, "moved there and back")
        with self.at(NOW + 20 * DAY):
            applicant.stage_id = self.new
        self.assertEqual(len(self.greetings(applicant)), 3, "a new visit")

    def test_two_rules_say_two_things(self):
        self._make_rule()
        applicant = self.apply()
        applicant.priority = "1"
        self.assertEqual(len(self.greetings(applicant)), 2)

    def test_what_a_recruiter_skipped_stays_skipped(self):
        applicant = self.apply()
        self.greetings(applicant).with_user(self.recruiter).action_skip()
        applicant.priority = "1"
        self.assertEqual(self.greetings(applicant).state, "skipped")

    def test_a_rule_of_several_actions_does_not_repeat(self):
        self.rule.action_server_ids.unlink()
        child = self._make_action()
        self._make_action(
            state="multi",
            communication_step_id=False,
            child_ids=child.ids,
            base_automation_id=self.rule.id,
            usage="base_automation",
        )
        applicant = self.apply()
        for number in range(3):
            with self.at(NOW + number * SECOND):
                applicant.priority = str(number)
        self.assertEqual(len(self.greetings(applicant)), 1)

    def test_a_person_can_start_it_again(self):
        self.rule.active = False
        action = self._make_action()
        applicant = self.apply()
        for number in range(2):
            with self.at(NOW + number * SECOND):
                self.run_by(self.recruiter, action, applicant)
        self.assertEqual(len(self.greetings(applicant)), 2)

    def test_a_rule_on_an_archived_step_says_so(self):
        action = self.rule.action_server_ids
        self.assertFalse(action.communication_step_warning)
        self.step.active = False
        self.assertIn("archived", action.communication_step_warning)
        self.assertFalse(action.warning, "an error for whoever saves an application")
        applicant = self.apply()
        applicant.with_user(self.recruiter).priority = "1"
        row = self.greetings(applicant)
        self.assertEqual((row.state, row.reason), ("cancelled", "step_archived"))
        self.assertEqual(row.reason_detail, "Greet")
        self.process()
        self.assertFalse(self.mails(applicant))
        self.step.active = True
        applicant.priority = "2"
        self.process()
        self.assertEqual(len(self.mails(applicant)), 1)

    def test_who_runs_an_action_on_an_archived_plan_is_told(self):
        self.rule.active = False
        action = self._make_action()
        self.plan.active = False
        self.assertIn("archived", action.communication_step_warning)
        applicant = self.apply()
        answer = self.run_by(self.recruiter, action, applicant)
        self.assertIn("archived", answer["params"]["message"])
        self.assertEqual(self.greetings(applicant).state, "cancelled")

    def test_a_step_that_cannot_work_is_said_on_the_action(self):
        self.step.mail_template_id = False
        action = self.rule.action_server_ids
        self.assertIn("Choose a template", action.communication_step_warning)
