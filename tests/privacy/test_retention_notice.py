from datetime import timedelta
from unittest.mock import patch

from odoo.tests import tagged

from ..cases.retention import LONG_AGO, RetentionCase
from ..common import LOGGER, NOW

DAY = timedelta(days=1)
LATER = NOW + 14 * DAY


@tagged("post_install", "-at_install")
class TestRetentionNotice(RetentionCase):
    """A policy that has candidates told two weeks before their application is erased."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.notice_days = 14

    def announce(self, run):
        self.approve(run)
        self.run_at(NOW)
        return self.notices(run)

    def deliver(self, run):
        """Odoo deletes what has left."""
        self.notices(run).unlink()

    def erased(self, applicants):
        self.env.invalidate_all()
        return applicants.filtered("erased_date")

    def test_told_in_time_and_then_erased(self):
        applicants = self.refuse(3)
        run = self.run_dry()
        mails_before = self.env["mail.mail"].search([])
        self.approve(run)
        self.assertEqual(self.env["mail.mail"].search([]), mails_before, "not while one waits")
        self.run_at(NOW)
        mails = self.notices(run)
        self.assertEqual(len(mails), 3)
        self.assertEqual(set(mails.mapped("state")), {"outgoing"})
        self.assertFalse(self.erased(applicants))
        self.assertEqual((run.notice_told_count, run.notice_untold_count), (3, 0))
        self.assertEqual((run.state, run.notice_until), ("waiting", LATER))
        dialog = self.env["hr.applicant.privacy"].with_user(self.administrator)
        content = str(dialog.create({"applicant_id": applicants[0].id}).content)
        self.assertIn("was told that it is erased from 06/24/2026", content)
        self.deliver(run)
        for moment in (NOW + DAY, LATER - timedelta(minutes=1)):
            self.run_at(moment)
            self.assertFalse(self.erased(applicants))
        self.run_at(LATER + DAY)
        self.assertEqual(self.erased(applicants), applicants)
        self.assertEqual(run.state, "done")
        self.assertEqual(run.notice_told_count, 3)
        self.assertFalse(self.env["mail.mail"].search([]) - mails_before)

    def test_what_the_mail_says(self):
        self.refuse()
        mail = self.announce(self.run_dry())
        self.assertIn("anna0@candidate.example", mail.email_to)
        self.assertIn("June 24, 2026", mail.body_html)
        self.assertIn("your application for “Engineer”", mail.body_html)
        self.assertIn("#data", mail.body_html)
        self.assertNotIn("/0/preview", mail.body_html)
        self.assertTrue(mail.auto_delete)
        self.assertFalse(mail.model)
        for word in ("refus", "reject", "unfortunately", "employment"):
            self.assertNotIn(word, f"{mail.subject} {mail.body_html}".lower())

    def test_in_the_candidates_language(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        first, second = self.refuse(2)
        second.candidate_lang = "sv_SE"
        mails = self.announce(self.run_dry())
        days = {mail.email_to: "24 juni 2026" in mail.body_html for mail in mails}
        self.assertEqual([days[key] for key in sorted(days)], [False, True], (first, second, days))

    def test_who_was_hired_keeps_what_belongs_to_the_employment(self):
        with self.at(LONG_AGO):
            hired = self._make_applicants()
            hired.stage_id = self.signed
        self.assertEqual(hired.outcome, "hired")
        self.policy.outcome = "all"
        mail = self.announce(self.run_dry())
        self.assertIn("belongs to your employment", mail.body_html)

    def test_several_applications_one_mail(self):
        """Of one person; two who share a mailbox are told each."""
        same, again = self.refuse(2, email_from="anna@candidate.example")
        (same + again).write({"partner_name": "Anna Ek"})
        cook = self.env["hr.job"].create({"name": "Cook", "company_id": self.company.id})
        again.job_id = cook
        other = self.refuse(partner_name="Bo Lund", email_from="anna@candidate.example")
        run = self.run_dry()
        self.approve(run)
        with self.at(NOW):
            run.sudo()._carry_out_batch(1)
        mails = self.notices(run)
        self.assertEqual(len(run.line_ids), 3)
        self.assertEqual(len(mails), 2)
        both = mails.filtered(lambda mail: "Cook" in mail.body_html)
        self.assertIn("your applications for “Engineer” and “Cook”", both.body_html)
        self.assertEqual(run.notice_told_count, 3)
        self.assertIn("Bo", (mails - both).body_html)
        self.assertTrue(other.retention_notice)

    def test_who_cannot_be_written_to_is_erased_as_late(self):
        nobody, stopped, paused, closed, dead, asked, fine = people = self.refuse(7)
        nobody.email_from = False
        stopped.messages_stopped = True
        paused.communication_paused = True
        closed.sudo().write({"page_token": False, "page_revoked": True})
        dead.sudo()._count_bounce()
        with self.at(NOW):
            asked._ask_for_data("erase")
        run = self.run_dry()
        mails = self.announce(run)
        self.assertEqual(len(mails), 1)
        self.assertIn(fine.email_normalized, mails.email_to)
        self.assertEqual((run.notice_told_count, run.notice_untold_count), (1, 6))
        self.deliver(run)
        self.run_at(LATER - DAY)
        self.assertFalse(self.erased(people))
        self.run_at(LATER + DAY)
        self.assertEqual(self.erased(people), people)

    def test_no_mail_to_who_is_kept_meanwhile(self):
        held, agreed, back, untold, copied, fine = self.refuse(6)
        run = self.run_dry()
        self.assertEqual(len(run.line_ids), 6)
        self.approve(run)
        with self.at(NOW):
            hold = self.env["hr.applicant.hold"].create(
                {"applicant_id": held.id, "reason": "A claim"}
            )
            agreed.sudo().write(
                {
                    "near_miss": True,
                    "near_miss_consent": "given",
                    "near_miss_until": NOW.date() + DAY,
                }
            )
            back.sudo().write({"refuse_reason_id": False, "active": True})
            untold.sudo().answer_state = "owed"
            copied._ask_for_data("copy")
        self.run_at(NOW)
        mails = self.notices(run)
        self.assertEqual(len(mails), 1)
        self.assertIn(fine.email_normalized, mails.email_to)
        self.assertEqual(run.line_ids.applicant_id, held + fine)
        # Whose hold has ended is told then, and erased two weeks after that.
        self.deliver(run)
        with self.at(NOW + 10 * DAY):
            hold.action_end()
        self.run_at(NOW + 11 * DAY)
        self.assertIn(held.email_normalized, self.notices(run).email_to)
        self.deliver(run)
        self.run_at(LATER + DAY)
        self.assertEqual(self.erased(held + fine), fine)
        self.run_at(NOW + 26 * DAY)
        self.assertEqual(self.erased(held), held)

    def test_who_asks_for_a_copy_after_the_mail_is_kept_until_it_is_there(self):
        applicant = self.refuse()
        run = self.run_dry()
        self.announce(run)
        self.deliver(run)
        with self.at(NOW + 13 * DAY):
            applicant._ask_for_data("copy")
        self.run_at(LATER + DAY)
        self.assertFalse(self.erased(applicant))
        self.assertEqual(applicant.data_request_ids.state, "open")

    def test_a_new_application_is_none_of_it(self):
        old = self.refuse()
        run = self.run_dry()
        self.announce(run)
        self.deliver(run)
        with self.at(NOW + DAY):
            new = self._make_applicants(email_from=old.email_from, partner_name=old.partner_name)
            self.assertEqual(new.partner_id, old.partner_id)
        self.run_at(LATER + DAY)
        self.assertTrue(self.erased(old))
        self.assertFalse(self.erased(new))
        self.assertTrue(new.partner_id.exists())

    def test_batch_by_batch_and_again_after_a_stop(self):
        """A run that ends in the middle tells nobody twice, and leaves nobody out."""
        self.refuse(5)
        run = self.run_dry()
        self.approve(run)
        with self.at(NOW):
            self.assertEqual(run.sudo()._carry_out_batch(2), 2)
            told = self.notices(run)
            with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
                run.sudo()._carry_out_batch(2)
                self.env.flush_all()
                raise ZeroDivisionError
            self.env.invalidate_all()
            self.assertEqual(self.notices(run), told)
        self.run_at(NOW)
        mails = self.notices(run)
        self.assertEqual(len(mails), 5)
        self.assertEqual(len(set(mails.mapped("email_to"))), 5)
        self.assertLess(told, mails)

    def test_one_that_cannot_be_made_stops_no_other(self):
        bad, good = self.refuse(2)
        run = self.run_dry()
        prepare = type(bad)._prepare_retention_notice

        def break_down(applicant, applications):
            if bad in applications:
                raise ValueError(bad.partner_name)
            return prepare(applicant, applications)

        self.approve(run)
        with (
            patch.object(type(bad), "_prepare_retention_notice", break_down),
            self.assertLogs(LOGGER, "WARNING") as log,
        ):
            self.run_at(NOW)
        self.assertNotIn("Anna", "".join(log.output))
        self.assertIn(good.email_normalized, self.notices(run).email_to)
        self.assertEqual((run.notice_told_count, run.notice_untold_count), (1, 1))
        self.assertFalse(bad.retention_notice)

    def test_a_worker_at_it_is_waited_for(self):
        self._make_step("applied")
        applicants = self.refuse(2)
        row = self.rows(applicants[0]).sudo()[:1]
        run = self.run_dry()
        row.write({"claimed_by": 7, "state": "scheduled"})
        self.assertIn(applicants[1].email_normalized, self.announce(run).email_to)
        self.assertLess(run.next_attempt, NOW + timedelta(hours=1))
        # Nobody else waits for it.
        self.deliver(run)
        self.run_at(LATER + DAY)
        self.assertEqual(self.erased(applicants), applicants[1])
        row.claimed_by = False
        self.run_at(LATER + 2 * DAY)
        self.assertEqual(len(self.notices(run)), 1)
        self.assertEqual(run.notice_until, LATER + 16 * DAY)

    # The policy is changed --------------------------------------------------------------

    def test_a_changed_policy_tells_nobody_else(self):
        """What has not left does not leave; whoever was told is not told again."""
        told, waits, new = self.refuse(3)
        run = self.run_dry()
        self.approve(run)
        with self.at(NOW):
            run.sudo()._carry_out_batch(2)
        self.notices(run)[0].unlink()
        waiting = self.notices(run)
        self.assertEqual(len(waiting), 1)
        with self.at(NOW):
            self.policy.with_user(self.administrator).margin_days = 1
        self.assertEqual(run.state, "draft")
        self.assertFalse(waiting.exists())
        self.assertTrue(told.retention_notice)
        self.assertFalse(waits.retention_notice)
        self.run_at(NOW + DAY)
        self.assertFalse(self.notices(run))
        # A new approval begins where nobody has been told.
        with self.at(NOW + 2 * DAY):
            run.with_user(self.administrator).action_review()
        self.approve(run, NOW + 2 * DAY)
        self.run_at(NOW + 2 * DAY)
        mails = self.notices(run)
        self.assertEqual(len(mails), 2)
        self.assertNotIn(told.email_normalized, " ".join(mails.mapped("email_to")))
        self.assertEqual(run.notice_told_count, 3)
        self.deliver(run)
        # The day that the mail has named holds.
        self.run_at(LATER + DAY)
        self.assertEqual(self.erased(told + waits + new), told)

    def test_told_again_after_a_year(self):
        applicant = self.refuse()
        run = self.run_dry()
        self.announce(run)
        self.deliver(run)
        with self.at(NOW + DAY):
            run.with_user(self.administrator).action_drop()
        for days, count in ((200, 0), (500, 1)):
            moment = NOW + days * DAY
            with self.at(moment):
                action = self.policy.with_user(self.administrator).action_dry_run()
            again = self.erasures.browse(action["res_id"])
            self.approve(again, moment)
            with self.at(moment):
                again.sudo()._carry_out_batch(9)
            self.assertEqual(len(self.notices(again)), count)
            self.assertEqual(again.notice_told_count, 1)
            with self.at(moment):
                again.with_user(self.administrator).action_drop()
        self.assertFalse(applicant.retention_notice, "it has not left")

    # What becomes of the mails ----------------------------------------------------------

    def break_down(self, mails, **values):
        mails.write({"state": "exception", **values})
        self.env.flush_all()

    def test_a_mail_that_comes_back_counts_as_not_told(self):
        applicant = self.refuse()
        run = self.run_dry()
        self.break_down(self.announce(run), failure_type="mail_email_invalid")
        self.run_at(NOW + DAY)
        self.assertEqual((run.notice_told_count, run.notice_untold_count), (0, 1))
        self.assertFalse(applicant.retention_notice)
        self.run_at(LATER + DAY)
        self.assertTrue(self.erased(applicant))

    def test_a_server_that_was_away(self):
        """It is tried again; what has waited for too long is told anew, with a day that is
        true, and nobody is erased before."""
        applicant = self.refuse()
        run = self.run_dry()
        mail = self.announce(run)
        self.break_down(mail, failure_type="mail_smtp")
        self.run_at(NOW + DAY)
        self.assertEqual(mail.state, "outgoing")
        self.run_at(NOW + 10 * DAY)
        self.assertFalse(mail.exists())
        mail = self.notices(run)
        self.assertIn("July 4, 2026", mail.body_html)
        self.run_at(LATER + DAY)
        self.assertFalse(self.erased(applicant))

    def test_a_constant_number_of_queries(self):
        def count(number):
            self.refuse(number, company_id=self.company.id)
            run = self.run_dry()
            self.approve(run)
            self.env.flush_all()
            self.env.invalidate_all()
            with self.at(NOW):
                before = self.env.cr.sql_log_count
                run.sudo()._carry_out_batch(200)
                self.env.flush_all()
            queries = self.env.cr.sql_log_count - before
            self.assertEqual(len(self.notices(run)), number)
            return queries

        count(1)
        self.assertLessEqual(count(30) - count(4), 2)
