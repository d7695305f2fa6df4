from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..cases.erasure import WORDS
from ..cases.retention import LONG_AGO, RetentionCase
from ..cases.traces import find_traces
from ..common import NOW


@tagged("post_install", "-at_install")
class TestRetention(RetentionCase):
    """Applications are kept as long as the policy says, and erased when somebody has
    approved the list."""

    def test_examples_are_not_in_force(self):
        shipped = self.policies.with_context(active_test=False).search([("company_id", "=", False)])
        self.assertEqual(len(shipped), 2)
        self.assertFalse(any(shipped.mapped("active")))
        self.assertTrue(all(shipped.mapped("source")))

    def test_who_is_due_is_listed_and_erased_when_approved(self):
        due, recent = self.refuse(3), self.refuse(date=NOW - timedelta(days=100))
        run = self.run_dry()
        self.assertEqual(run.line_ids.applicant_id, due)
        self.assertEqual(run.line_ids[0].ended_on, LONG_AGO.date())
        self.assertEqual(set(due.mapped("erased_date")), {False})
        self.carry_out_now(run)
        self.assertEqual((run.state, run.told), ("done", False))
        self.assertTrue(all(due.mapped("erased_date")))
        self.assertFalse(recent.erased_date)

    def test_nothing_is_left_of_who_was_erased(self):
        """In the whole database, and in every file; whether told beforehand or not."""
        for days in (0, 10):
            with self.subTest(days), self.at(NOW):
                applicant = self.make_person()
                applicant.write(
                    {"refuse_reason_id": self.reason.id, "refuse_date": LONG_AGO, "active": False}
                )
                applicant.sudo().write({"answer_state": "told", "decision_told_date": LONG_AGO})
                self.policy.notice_days = days
                run = self.run_dry()
                self.approve(run)
                self.run_at(NOW)
                # What has left, Odoo deletes.
                self.notices(run).unlink()
                self.run_at(NOW + timedelta(days=days + 1))
                self.assertTrue(applicant.erased_date)
                self.assertFalse(find_traces(self.env, *WORDS))

    def test_never_before_the_refusal_was_told(self):
        self.refuse(answer_state="owed", decision_told_date=False)
        self.refuse(answer_state="pending", decision_told_date=False)
        run = self.run_dry()
        self.assertFalse(run.line_ids)
        self.assertEqual(run.kept_ids.count, 2)

    def test_a_hold_and_a_consent_keep(self):
        held, agreed, ended = self.refuse(3)
        with self.at(NOW):
            self.env["hr.applicant.hold"].create({"applicant_id": held.id, "reason": "A claim"})
            for applicant, until in ((agreed, NOW), (ended, NOW - timedelta(days=1))):
                applicant.sudo().write(
                    {
                        "near_miss": True,
                        "near_miss_consent": "given",
                        "near_miss_until": until.date(),
                    }
                )
        self.assertEqual(self.run_dry().line_ids.applicant_id, ended)

    def test_who_has_asked_about_the_data_gets_it_first(self):
        asked, other, free = self.refuse(3)
        other.email_from = asked.email_from
        with self.at(NOW):
            asked._ask_for_data("copy")
            run = self.run_dry()
            self.assertEqual(run.line_ids.applicant_id, free)
            self.assertEqual(
                (run.kept_ids.count, run.kept_ids.why[:26]), (2, "The candidate has asked ab")
            )
            asked.data_request_ids.sudo()._close("done")
            self.assertEqual(len(self.run_dry().line_ids), 3)

    def test_what_another_run_is_about_to_erase_is_not_listed_again(self):
        self.refuse(2)
        first = self.run_dry()
        with self.at(NOW):
            first.with_user(self.administrator).action_approve()
        late = self.refuse()
        self.assertEqual(self.run_dry().line_ids.applicant_id, late)

    def test_what_is_kept_meanwhile_is_not_erased(self):
        first, second = self.refuse(2)
        run = self.run_dry()
        with self.at(NOW):
            run.with_user(self.administrator).action_approve()
            first.sudo().answer_state = "owed"
            self.run_cron(run)
        self.assertFalse(first.erased_date)
        self.assertTrue(second.erased_date)
        self.assertEqual(run.state, "done")

    def test_a_changed_policy_takes_the_approval_back(self):
        applicant = self.refuse()
        run = self.run_dry()
        self.policy.period = 30
        with self.at(NOW), self.assertRaises(UserError):
            run.with_user(self.administrator).action_approve()
        with self.at(NOW):
            run.with_user(self.administrator).action_review()
            self.assertFalse(run.line_ids)
        self.policy.period = 24
        run = self.run_dry()
        with self.at(NOW):
            run.with_user(self.administrator).action_approve()
            self.policy.active = False
            self.run_cron(run)
        self.assertEqual(run.state, "draft")
        self.assertFalse(applicant.erased_date)

    def test_the_first_policy_that_fits_decides(self):
        applicant = self.refuse()
        longer = self.policies.create(
            {
                "name": "Engineers: three years",
                "company_id": self.company.id,
                "sequence": 1,
                "period": 36,
                "job_ids": self.job.ids,
            }
        )
        self.assertFalse(self.run_dry().line_ids)
        self.assertFalse(self.run_dry(longer).line_ids)
        longer.period = 20
        self.assertEqual(self.run_dry(longer).line_ids.applicant_id, applicant)

    def test_another_country(self):
        self.company.country_id = self.env.ref("base.se")
        self.policy.country_id = self.env.ref("base.nl")
        with self.assertRaises(UserError):
            self.run_dry()

    def test_only_administrators(self):
        for user in (self.recruiter, self.manager):
            with self.assertRaises(AccessError):
                self.policy.with_user(user).action_dry_run()

    def test_an_application_erased_in_time_comes_back_alone(self):
        """Another one of the person, which is not due, is none of those who are back."""
        due, kept = self.refuse(), self.refuse(date=NOW - timedelta(days=10))
        self.carry_out_now(self.run_dry())
        address = kept.email_normalized
        exported = self.env["hr.recruitment.erasure.hash"]._export()
        due.write({"email_from": address})
        due.sudo().erased_date = False
        hashes = self.env["hr.recruitment.erasure.hash"]
        self.assertEqual(hashes._find_restored(exported), due)
