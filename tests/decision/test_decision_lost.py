from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..cases.decision import DAY, DecisionCase
from ..common import NOW


@tagged("post_install", "-at_install")
class TestLostAnswers(DecisionCase):
    """Whatever happens to an answer on its way, nobody is left without one."""

    def assertOwed(self, row, state, reason):
        """It says why, it is listed, and somebody is to call."""
        self.assertEqual((row.state, row.reason), (state, reason))
        applicant = row.applicant_id
        self.assertEqual(applicant.answer_state, "owed")
        self.assertTrue(applicant.is_unanswered)
        call = self.env.ref("mail.mail_activity_data_call")
        self.assertEqual(row.activity_id.activity_type_id, call)
        self.assertEqual(row.activity_id.res_id, applicant.id)

    def leave_nobody(self):
        """No recruiter, no manager, no administrator: nobody to give a call to."""
        self.job.user_id = self.company.candidate_hr_user_id = False
        nobody = self.env["res.users"]
        steps = type(self.call_step)
        self.enterContext(patch.object(steps, "_find_administrator", lambda *args: nobody))

    # On its way ------------------------------------------------------------------------

    def test_a_candidate_who_does_not_want_emails_is_called(self):
        applicant = self._make_applicants()
        row = self.refuse(applicant)
        applicant.messages_stopped = True
        self.run_at(NOW + DAY)
        self.assertOwed(row, "skipped", "stopped")
        with self.at(NOW + DAY):
            row.activity_id.action_done()
        self.assertEqual(applicant.answer_state, "told")

    def test_an_administrator_cancels_the_mail_in_the_outbox(self):
        applicants = self._make_applicants(2)
        rows = self.refuse(applicants)
        self.run_at(NOW + DAY)
        self.mails(applicants[0]).cancel()
        self.mails(applicants[1]).unlink()
        self.ledger._collect_outbox()
        for row in rows:
            self.assertOwed(row, "cancelled", "outbox_cancelled")

    def test_a_reason_that_is_removed_and_the_application_stays_archived(self):
        for reason in self.reason, self.spam:
            applicant = self._make_applicants()
            applicant.write({"refuse_reason_id": reason.id, "active": False})
            applicant.refuse_reason_id = False
            self.assertFalse(applicant.active)
            self.assertTrue(applicant.is_unanswered)

    def test_whoever_was_told_stays_told_without_the_reason(self):
        applicant = self._make_applicants()
        applicant.write({"refuse_reason_id": self.reason.id, "active": False})
        applicant.action_mark_told()
        applicant.refuse_reason_id = False
        self.assertEqual(applicant.answer_state, "told")
        self.assertFalse(applicant.is_unanswered)

    def test_an_answer_that_expires(self):
        row = self.refuse(self._make_applicants())
        row._close("expired", "too_late")
        self.assertOwed(row, "expired", "too_late")

    def test_nobody_is_there_to_call(self):
        self.leave_nobody()
        row = self.refuse(self._make_applicants(), channel="call")
        self.run_at(NOW + DAY)
        self.assertOwed(row, "failed", "no_responsible")

    def test_nobody_is_there_to_call_first(self):
        """The email does not wait for a call that nobody makes."""
        self.leave_nobody()
        applicant = self._make_applicants()
        rows = self.refuse(applicant, channel="call_mail")
        self.run_at(NOW + DAY)
        mail = rows.filtered(lambda row: row.action == "email")
        self.assertEqual((rows - mail).reason, "no_responsible")
        self.assertEqual(applicant.answer_state, "pending")
        self.deliver(mail, NOW + DAY)
        self.assertEqual(applicant.answer_state, "told")

    def test_tried_again_and_lost_again(self):
        """One call is open, however often the email is lost."""
        row = self.refuse(self._make_applicants())
        row._fail("undeliverable")
        first = row.activity_id
        row.action_retry()
        row._fail("undeliverable")
        self.assertOwed(row, "failed", "undeliverable")
        self.assertEqual(row.activity_id, first)

    def test_tried_again_what_is_in_the_outbox_is_on_its_way(self):
        """The same mail leaves once more, and is not listed as unanswered meanwhile."""
        applicant = self._make_applicants()
        row = self.refuse(applicant)
        self.run_at(NOW + DAY)
        mail = self.mails(applicant)
        mail.write({"state": "exception", "failure_type": "mail_smtp"})
        with self.at(NOW + 4 * DAY):
            row._fail("undeliverable")
            self.assertOwed(row, "failed", "undeliverable")
            row.with_user(self.recruiter).action_retry()
        self.assertEqual((row.state, row.mail_mail_id_int), ("queued", mail.id))
        self.assertEqual(applicant.answer_state, "pending")
        applicant.invalidate_recordset(["is_unanswered"])
        self.assertFalse(applicant.is_unanswered)

    def test_called_instead_it_is_not_tried_again(self):
        """The candidate knows: an email would be the second no."""
        row = self.refuse(self._make_applicants())
        row._fail("undeliverable")
        row.activity_id.action_done()
        with self.assertRaises(UserError):
            row.action_retry()

    def test_told_by_hand_before_the_mail_is_cancelled(self):
        applicant = self._make_applicants()
        self.refuse(applicant)
        self.run_at(NOW + DAY)
        applicant.action_mark_told()
        self.mails(applicant).cancel()
        self.ledger._collect_outbox()
        self.assertEqual(applicant.answer_state, "told")
        self.assertFalse(applicant.activity_ids)

    def test_the_mail_to_a_spammer_is_cancelled(self):
        applicant = self._make_applicants()
        self.refuse(applicant)
        self.run_at(NOW + DAY)
        applicant.refuse_reason_id = self.spam
        self.mails(applicant).cancel()
        self.ledger._collect_outbox()
        self.assertEqual(applicant.answer_state, "not_owed")
        self.assertFalse(applicant.activity_ids)

    def test_the_step_and_the_plan_are_archived(self):
        """No new answers come of them; the one that is promised leaves."""
        applicant = self._make_applicants()
        row = self.refuse(applicant)
        self.answer_step.active = False
        self.plan.active = False
        self.assertEqual(row.state, "scheduled")
        self.deliver(row, NOW + DAY)
        self.assertEqual(applicant.answer_state, "told")

    def test_the_step_is_made_to_say_something_else(self):
        """Not while somebody waits for its answer."""
        row = self.refuse(self._make_applicants())
        with self.assertRaises(UserError):
            self.answer_step.trigger = "manual"
        self.deliver(row, NOW + DAY)
        self.answer_step.trigger = "manual"

    def test_the_reason_is_changed_without_a_word(self):
        """What was to say so does not leave: the candidate is listed."""
        applicant = self._make_applicants()
        row = self.refuse(applicant)
        other = self.reason.copy({"name": "Other"})
        applicant.with_context(communication_silent=True).refuse_reason_id = other
        self.assertEqual(row.state, "cancelled")
        self.assertEqual(applicant.answer_state, "owed")

    # The words are fixed ----------------------------------------------------------------

    def test_a_conflict_while_the_words_are_fixed_is_no_broken_template(self):
        """All is read anew and done again, as for every conflict."""
        self.refuse(self._make_applicants(2))
        with (
            patch.object(type(self.words), "_render_field", side_effect=SerializationFailure),
            self.assertRaises(SerializationFailure),
        ):
            self.ledger._freeze_refusals()

    def test_a_template_that_breaks_the_database_stops_nobody_else(self):
        fine, broken = self.refuse(self._make_applicants(2))
        broken.step_id = self.answer_step.copy(
            {"mail_template_id": self.words.copy({"name": "Broken"}).id}
        )
        render = type(self.words)._render_field

        def divide(template, *args, **kwargs):
            if template != self.words:
                template.env.cr.execute("SELECT 1 / 0")
            return render(template, *args, **kwargs)

        with (
            patch.object(type(self.words), "_render_field", divide),
            mute_logger("odoo.sql_db"),
        ):
            self.ledger._freeze_refusals()
        self.env.invalidate_all()
        self.assertTrue(fine.body)
        self.assertFalse(broken.body)
