from datetime import timedelta

from odoo.tests import tagged

from ..cases.erasure import ADDRESS, NAME, WORDS
from ..cases.retention import RetentionCase
from ..cases.traces import find_traces
from ..common import NOW

DAY = timedelta(days=1)


@tagged("post_install", "-at_install")
class TestErasureMeanwhile(RetentionCase):
    """What happens to a person while an erasure is prepared, approved or waits."""

    # Hired -------------------------------------------------------------------------------

    def test_asked_during_an_offer_and_hired_meanwhile(self):
        """The employee stays, with the contact; the application goes."""
        with self.at(NOW):
            applicant = self.make_person()
            applicant.write({"stage_id": self.offer.id, "salary_proposed": 40000})
            erasure = self.review(self.ask_to_be_erased(applicant))
            applicant.stage_id = self.signed
            applicant.create_employee_from_applicant()
            employee = applicant.employee_id
            self.assertEqual(employee.work_contact_id, applicant.partner_id)
            self.carry_out(erasure)
            self.send_outbox(erasure)
        self.assertEqual(erasure.state, "done")
        self.assertEqual((employee.exists().name, employee.work_contact_id.name), (NAME, NAME))
        self.assertEqual(applicant.partner_name, "Erased candidate")
        self.assertFalse(applicant.salary_proposed)
        self.assertEqual(applicant.outcome, "hired")
        self.assertTrue(applicant.date_closed)
        self.assertFalse(applicant.message_ids)

    # Contacts are merged -------------------------------------------------------------------

    def merge(self, source, target):
        wizard = self.env["base.partner.merge.automatic.wizard"].create(
            {"partner_ids": [(6, 0, (source + target).ids)], "dst_partner_id": target.id}
        )
        wizard.action_merge()
        self.env.invalidate_all()

    def make_other(self, **values):
        return self._make_applicants(
            partner_name="Rosa Berg", email_from="rosa@berg.example", **values
        )

    def test_a_second_contact_of_the_person_is_merged(self):
        """Before and after the approval: what she had with the other contact goes, too."""
        for approved in (False, True):
            with self.subTest(approved=approved), self.at(NOW):
                applicant = self.make_person()
                second = self.make_person(email_from="asa@obergstrom.example")
                self.assertNotEqual(applicant.partner_id, second.partner_id)
                other = self.make_other()
                request = self.ask_to_be_erased(applicant)
                erasure = self.review(request)
                self.assertEqual(erasure.line_ids.applicant_id, applicant)
                if approved:
                    erasure.with_user(self.administrator).action_approve()
                self.merge(second.partner_id, applicant.partner_id)
                self.assertEqual(applicant.partner_id, second.partner_id)
                if not approved:
                    erasure.with_user(self.administrator).action_review()
                    self.assertEqual(erasure.line_ids.applicant_id, applicant + second)
                    erasure.with_user(self.administrator).action_approve()
                self.run_cron(erasure)
                self.send_outbox(erasure)
                self.assertEqual(applicant.partner_name, "Erased candidate")
                self.assertEqual(
                    (other.partner_name, other.email_from), ("Rosa Berg", "rosa@berg.example")
                )
                if approved:
                    # Nobody has approved that one: it is whole, with its contact.
                    self.assertEqual(second.partner_name, NAME)
                    self.assertTrue(second.partner_id.exists())
                    self.assertTrue(second.message_ids)
                else:
                    self.assertEqual(second.partner_name, "Erased candidate")
                    self.assertFalse(find_traces(self.env, *WORDS))

    def test_two_people_are_merged_by_mistake(self):
        """What is another person's, and was not approved, stays whole."""
        with self.at(NOW):
            applicant, other = self.make_person(), self.make_other()
            other.message_post(body="Rosa sings.")
            note = self.env["mail.message"].create(
                {"body": "Rosa writes.", "author_id": other.partner_id.id}
            )
            code = self.env["mail.mail"].create(
                {"body_html": "Your code", "email_to": other.email_from}
            )
            erasure = self.review(self.ask_to_be_erased(applicant))
            erasure.with_user(self.administrator).action_approve()
            self.merge(applicant.partner_id, other.partner_id)
            self.run_cron(erasure)
            self.send_outbox(erasure)
        self.assertEqual(applicant.partner_name, "Erased candidate")
        self.assertFalse(applicant.partner_id)
        self.assertEqual(other.partner_name, "Rosa Berg")
        self.assertEqual(other.partner_id.name, "Rosa Berg")
        self.assertEqual(other.email_from, "rosa@berg.example")
        self.assertTrue(other.message_ids and note.exists() and code.exists())

    # Retention -----------------------------------------------------------------------------

    def test_two_applications_one_of_them_within_the_time(self):
        """The contact stays until the last has gone."""
        person = {"partner_name": NAME, "email_from": ADDRESS}
        old = self.refuse(**person)
        recent = self.refuse(date=NOW - 100 * DAY, **person)
        recent.partner_id = old.partner_id
        partner = old.partner_id
        self.carry_out_now(self.run_dry())
        self.assertTrue(old.erased_date)
        self.assertFalse(old.partner_id)
        self.assertEqual((recent.partner_name, recent.email_from), (NAME, ADDRESS))
        self.assertEqual(partner.exists().name, NAME)
        with self.at(NOW + 700 * DAY):
            action = self.policy.with_user(self.administrator).action_dry_run()
            run = self.erasures.browse(action["res_id"])
            self.assertEqual(run.line_ids.applicant_id, recent)
            self.carry_out(run)
        self.assertTrue(recent.erased_date)
        self.assertFalse(partner.exists())

    def test_the_policy_is_changed_between_two_batches(self):
        applicants = self.refuse(4)
        run = self.run_dry()
        self.approve(run)
        with self.at(NOW):
            run.sudo()._carry_out_batch(2)
            self.policy.with_user(self.administrator).period = 12
            self.assertEqual(run.state, "draft")
        self.run_at(NOW + DAY)
        done = applicants.filtered("erased_date")
        self.assertEqual(len(done), 2)
        with self.at(NOW + DAY):
            run.with_user(self.administrator).action_review()
            self.assertEqual(run.line_ids.applicant_id, applicants - done)
            self.carry_out(run)
        self.assertTrue(all(applicants.mapped("erased_date")))
        self.assertEqual(run.counts["hr.applicant"], 4)

    def test_a_consent_that_ends_tonight(self):
        applicant = self.refuse()
        applicant.sudo().write(
            {"near_miss": True, "near_miss_consent": "given", "near_miss_until": NOW.date()}
        )
        run = self.run_dry()
        self.assertFalse(run.line_ids)
        self.assertEqual(run.kept_ids.count, 1)
        with self.at(NOW + DAY):
            run.with_user(self.administrator).action_review()
        self.assertEqual(run.line_ids.applicant_id, applicant)

    def test_a_worker_that_holds_a_message(self):
        self._make_step("applied")
        held, free = self.refuse(2)
        row = self.rows(held).sudo()[:1]
        run = self.run_dry()
        row.write({"claimed_by": 7, "state": "scheduled"})
        self.carry_out_now(run)
        self.assertTrue(free.erased_date)
        self.assertFalse(held.erased_date)
        self.assertEqual(run.state, "approved")
        row.claimed_by = False
        self.run_at(NOW + DAY)
        self.assertTrue(held.erased_date)
        self.assertEqual(run.state, "done")
