from odoo.tests import tagged

from ..cases.retention import RetentionCase
from ..common import NOW


@tagged("post_install", "-at_install")
class TestRetentionTold(RetentionCase):
    """Candidates are told a time when it is one that is kept, and only then."""

    def say(self, lang="en_US", company=None):
        facts = self.env["hr.recruitment.privacy.notice"]._get_facts(
            company or self.company.sudo(), lang
        )
        return " ".join(fact for fact in facts if "has it erased" in fact)

    def carry_out_policy(self, policy=None):
        run = self.run_dry(policy)
        self.carry_out_now(run)
        self.assertEqual(run.state, "done")

    def test_no_time_before_it_was_carried_out(self):
        self.assertFalse(self.say())
        self.refuse()
        run = self.run_dry()
        self.assertFalse(self.say(), "nobody has approved it")
        self.approve(run)
        self.assertFalse(self.say(), "nothing is erased yet")
        with self.at(NOW):
            self.run_cron(run)
        self.assertIn("kept for up to 24 months after that", self.say())
        self.assertIn("If a position goes to somebody else", self.say())
        self.policy.margin_days = 60
        self.assertFalse(self.say(), "another policy than the one that was carried out")
        self.carry_out_policy()
        self.assertIn("up to 24 months and 60 days", self.say())
        self.policy.active = False
        self.assertFalse(self.say())

    def test_of_another_company(self):
        other = self.env["res.company"].create({"name": "Sydlys"})
        self.policy.company_id = False
        self.administrator.company_ids += other
        self.carry_out_policy()
        self.assertTrue(self.say())
        self.assertFalse(self.say(company=other.sudo()))

    def test_however_it_ended(self):
        self.policy.write({"outcome": "all", "period": 1})
        self.carry_out_policy()
        said = self.say()
        self.assertIn("Your application is kept for up to 1 month after", said)
        self.assertNotIn("If you", said)

    def test_one_for_each_way_to_end(self):
        withdrawn = self.policies.create(
            {
                "name": "Withdrawn",
                "company_id": self.company.id,
                "outcome": "withdrawn",
                "period": 4,
                "unit": "weeks",
            }
        )
        self.carry_out_policy()
        self.carry_out_policy(withdrawn)
        said = self.say()
        self.assertIn("If you withdraw your application, it is kept for up to 4 weeks", said)
        self.assertIn("24 months", said)
        self.assertNotIn("If you get a position", said)

    def test_some_job_positions_are_kept_longer(self):
        """The longest time is told; none as long as one of them was not carried out, and none
        where not all positions have one."""
        longer = self.policies.create(
            {
                "name": "Engineers",
                "company_id": self.company.id,
                "sequence": 1,
                "period": 36,
                "job_ids": self.job.ids,
            }
        )
        self.carry_out_policy()
        self.assertFalse(self.say())
        self.carry_out_policy(longer)
        self.assertIn("36 months", self.say())
        self.policy.active = False
        self.assertFalse(self.say())

    def test_the_page_tells_no_time_of_its_own(self):
        """It leads to the notice, which is the one place."""
        applicant = self.refuse()
        applicant._ensure_page_tokens()
        self.carry_out_policy(self.policies.create({"name": "None", "outcome": "hired"}))
        applicant.invalidate_recordset()
        self.assertNotRegex(str(applicant._get_page()), r"\bmonths\b")
