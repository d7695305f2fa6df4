from datetime import datetime

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..cases.decision import DecisionCase
from ..common import NOW


@tagged("post_install", "-at_install")
class TestApplicantPrivacy(DecisionCase):
    """What is kept of an application, said to whoever may read it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.administrator = cls._make_user(
            "ansvarig", "hr_recruitment.group_hr_recruitment_manager"
        )
        cls.applicant = cls._make_applicants()
        cls.env["hr.recruitment.retention.policy"].search([]).active = False

    def read_screen(self, user=None):
        screen = self.env["hr.applicant.privacy"].with_user(user or self.recruiter)
        return str(screen.create({"applicant_id": self.applicant.id}).content)

    def make_policy(self, **values):
        return self.env["hr.recruitment.retention.policy"].create(
            {"name": "Two years", "outcome": "refused", "period": 24, "margin_days": 10, **values}
        )

    def end(self):
        self.applicant.sudo().refuse_reason_id = self.reason
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE hr_applicant SET refuse_date = %s WHERE id = %s",
            [datetime(2026, 1, 31, 12), self.applicant.id],
        )
        self.env.invalidate_all()

    def test_no_time_without_a_policy(self):
        self.assertIn("Without a time limit", self.read_screen())
        self.end()
        self.assertIn("Without a time limit", self.read_screen())

    def test_until_when_and_why(self):
        policy = self.make_policy()
        self.assertIn("Until it has ended", self.read_screen())
        self.end()
        told = self.read_screen()
        self.assertIn("02/10/2028", told)
        self.assertIn("Two years", told)
        policy.write({"period": 1, "unit": "weeks", "margin_days": 0})
        self.env.flush_all()
        with self.at(NOW):
            rows = self.env.execute_query(policy._select_due(self.company))
        (due,) = [row[2] for row in rows if row[0] == self.applicant.id]
        self.assertEqual(due, policy._get_due_date(self.applicant), "as the dry run has it")

    def test_the_first_policy_that_fits(self):
        other = self.env["hr.job"].create({"name": "Cook"})
        self.make_policy(name="Cooks", job_ids=other.ids, sequence=1)
        self.make_policy(name="Hired", outcome="hired", sequence=2)
        self.make_policy(name="Everybody", outcome="all", sequence=3)
        self.end()
        self.assertIn("Everybody", self.read_screen())

    def test_a_hold_is_told_to_administrators(self):
        self.make_policy()
        self.env["hr.applicant.hold"].create(
            {"applicant_id": self.applicant.id, "reason": "A claim <b>under way</b>"}
        )
        told = self.read_screen(self.administrator)
        self.assertIn("On hold: A claim &lt;b&gt;", told)
        self.assertNotIn("claim", self.read_screen())

    def test_consent_and_requests(self):
        self.applicant.sudo().write(
            {"near_miss": True, "near_miss_consent": "given", "near_miss_until": "2027-03-01"}
        )
        self.applicant._ask_for_data("copy")
        told = self.read_screen()
        self.assertIn("03/01/2027", told)
        self.assertIn("Copy of the data", told)
        self.assertIn("No privacy notice was shown", told)

    def test_who_may_look(self):
        interviewer = self._make_user(
            "intervjuare", "hr_recruitment.group_hr_recruitment_interviewer"
        )
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = self._make_user(
            "främling",
            "hr_recruitment.group_hr_recruitment_user",
            company_id=elsewhere.id,
            company_ids=elsewhere.ids,
        )
        for user in (interviewer, stranger):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.read_screen(user)
