from datetime import timedelta
from unittest.mock import patch

from odoo.tests import tagged

from ..cases.retention import RetentionCase
from ..common import LOGGER, NOW

DAY = timedelta(days=1)


@tagged("post_install", "-at_install")
class TestRetentionDryRuns(RetentionCase):
    """A list is made by itself, and waits for somebody who approves it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.candidate_hr_user_id = cls.administrator

    def make_dry_runs(self, policy=None, every="monthly"):
        with self.at(NOW):
            (policy or self.policy).with_user(self.administrator).dry_run_every = every
            self.env.flush_all()

    def runs(self, **values):
        domain = [(name, "=", value) for name, value in values.items()]
        return self.erasures.search([("cause", "=", "retention"), *domain])

    def todos(self):
        return self.env["mail.activity"].search([("summary", "like", "due to be erased")])

    def test_never_unless_somebody_wants_it(self):
        self.refuse()
        self.assertFalse(self.policy.next_dry_run)
        self.run_at(NOW)
        self.assertFalse(self.runs())

    def test_somebody_is_told_and_nothing_is_erased(self):
        applicants = self.refuse(2)
        self.make_dry_runs()
        self.assertEqual(self.policy.next_dry_run, NOW.date())
        self.run_at(NOW)
        run = self.runs()
        self.assertEqual((run.state, run.line_ids.applicant_id), ("draft", applicants))
        self.assertEqual(str(self.policy.next_dry_run), "2026-07-10")
        todo = self.todos()
        self.assertEqual(todo.user_id, self.administrator)
        self.assertIn("any longer at", todo.note)
        self.assertIn(": 2.", todo.note)
        self.assertIn(f"/{run.id}", todo.note)
        self.run_at(NOW + 100 * DAY)
        self.assertFalse(any(applicants.mapped("erased_date")))
        self.approve(run)
        self.assertFalse(self.todos())

    def test_a_draft_is_made_anew(self):
        self.refuse()
        self.make_dry_runs()
        self.run_at(NOW)
        first = self.runs()
        self.refuse(2)
        self.run_at(NOW + DAY)
        self.assertEqual(len(first.line_ids), 1, "it is not time yet")
        self.run_at(NOW + 31 * DAY)
        self.assertEqual(self.runs(), first)
        self.assertEqual(len(first.line_ids), 3)
        (todo,) = self.todos()
        self.assertIn(": 3.", todo.note)

    def test_where_nobody_is_due_there_is_nothing(self):
        applicant = self.refuse()
        self.make_dry_runs()
        self.run_at(NOW)
        applicant.sudo().answer_state = "owed"
        self.run_at(NOW + 31 * DAY)
        self.assertEqual(self.runs().state, "dropped")
        self.assertFalse(self.todos())
        self.run_at(NOW + 62 * DAY)
        self.assertEqual(len(self.runs()), 1)

    def test_only_who_may_approve_is_asked(self):
        self.refuse()
        self.company.candidate_hr_user_id = self.recruiter
        self.make_dry_runs()
        self.run_at(NOW)
        user = self.todos().user_id
        self.assertTrue(user.has_group("hr_recruitment.group_hr_recruitment_manager"))
        self.assertIn(self.company, user.company_ids)

    def test_a_shared_policy_in_each_company_of_its_country(self):
        here, there, abroad = (
            self.company,
            *self.env["res.company"].create([{"name": "Sydlys"}, {"name": "Vestlys"}]),
        )
        sweden, norway = self.env.ref("base.se"), self.env.ref("base.no")
        (here + there).country_id = sweden
        abroad.country_id = norway
        for company in here + there + abroad:
            self.refuse(company_id=company.id)
        shared = self.policies.create(
            {"name": "Sweden", "company_id": False, "country_id": sweden.id, "sequence": 1}
        )
        self.administrator.company_ids = self.env["res.company"].search([])
        self.make_dry_runs(shared, "quarterly")
        self.run_at(NOW)
        runs = self.runs(policy_id=shared.id)
        self.assertEqual(runs.company_id, here + there)
        self.assertEqual(runs.line_ids.applicant_id.company_id, here + there)
        for run in runs:
            self.assertEqual(run.line_ids.applicant_id.company_id, run.company_id)
        self.assertEqual(len(self.todos()), 2)
        self.assertEqual(str(shared.next_dry_run), "2026-09-10")

    def test_one_that_fails_stops_no_other(self):
        self.refuse()
        other = self.policies.create(
            {"name": "Hired", "company_id": self.company.id, "outcome": "hired"}
        )
        self.make_dry_runs(other)
        self.make_dry_runs()
        make = type(other)._make_dry_run

        def break_down(policy, company):
            if policy == other:
                raise ValueError("Anna Ek")
            return make(policy, company)

        with (
            patch.object(type(other), "_make_dry_run", break_down),
            self.assertLogs(LOGGER, "WARNING") as log,
        ):
            self.run_at(NOW)
        self.assertNotIn("Anna", "".join(log.output))
        self.assertEqual(self.runs().policy_id, self.policy)
