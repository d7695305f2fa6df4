from datetime import date, timedelta

from odoo.tests import tagged

from ..cases.decision import DAY, DecisionCase
from ..common import NOW

HOUR = timedelta(hours=1)
CRON = "hr_recruitment_candidate_experience.ir_cron_communication"


@tagged("post_install", "-at_install")
class TestCrossed(DecisionCase):
    """What waits for one thing while another thing happens."""

    def setUp(self):
        super().setUp()
        self.applicant = self._make_applicants(user_id=self.recruiter.id)

    def ask_to_erase(self, applicant=None):
        requests = self.env["hr.applicant.data.request"].sudo()
        return requests._ask(applicant or self.applicant, "erase", self.recruiter)

    def run_cron(self, moment):
        """All that one run of the cron does.

        :return: whether it has asked for another run at once
        """
        cron = self.env.ref(CRON)
        triggers = self.env["ir.cron.trigger"].sudo()
        with self.at(moment):
            triggers.search([("cron_id", "=", cron.id)]).unlink()
            self.ledger._collect_outbox()
            self.process()
            return bool(triggers.search([("cron_id", "=", cron.id), ("call_at", "<=", moment)]))

    def letters(self):
        """Mails to the candidate, on the application."""
        candidate = self.applicant.partner_id
        return self.mails(self.applicant).filtered(lambda mail: candidate in mail.recipient_ids)

    def plan_message(self, **values):
        return self.applicant._start_step(self._make_step("manual"), **values).sudo()

    def name_a_date(self, row, day):
        """The recruiter writes by when the candidate hears more."""
        body = f'<p>More by <span data-promised="{day}">{day}</span></p>'
        row.with_user(self.recruiter).write({"subject": "Answer", "body": body})
        row.promised_date = day

    # A date that has passed ------------------------------------------------------------

    def test_a_refusal_with_a_past_date_is_unanswered_and_rests(self):
        """It does not leave by itself, so nobody counts on it, and the cron does not
        turn round and round."""
        row = self.refuse(self.applicant, channel="mail")
        self.name_a_date(row, date(2026, 6, 12))
        later = NOW + 5 * DAY
        for run in range(4):
            again = self.run_cron(later + run * HOUR)
            self.assertEqual((row.state, row.reason), ("scheduled", "stale_date"))
        self.assertFalse(again)
        self.assertTrue(self.applicant.is_unanswered)
        with self.at(later + DAY):
            row.with_user(self.recruiter).body = "<p>No date any more.</p>"
            self.assertEqual(self.applicant.answer_state, "pending")
        self.deliver(row, later + DAY)
        self.assertEqual(self.applicant.answer_state, "told")

    def test_a_past_date_after_the_call_is_unanswered(self):
        rows = self.refuse(self.applicant, channel="call_mail")
        email = rows.filtered(lambda row: row.action == "email")
        self.name_a_date(email, date(2026, 6, 12))
        self.run_cron(NOW + DAY)
        call = (rows - email).activity_id
        with self.at(NOW + 5 * DAY):
            call.with_user(self.recruiter).action_done()
        self.run_cron(NOW + 5 * DAY)
        self.assertEqual(email.reason, "stale_date")
        self.assertFalse(self.run_cron(NOW + 5 * DAY + HOUR))
        self.assertTrue(self.applicant.is_unanswered)

    def test_it_rests_also_when_an_erasure_is_taken_back(self):
        row = self.refuse(self.applicant, channel="mail")
        self.name_a_date(row, date(2026, 6, 12))
        self.run_cron(NOW + 5 * DAY)
        with self.at(NOW + 5 * DAY):
            self.ask_to_erase().with_user(self.recruiter).action_drop()
        self.assertEqual((row.held_for, row.reason), ("stale_date", "stale_date"))
        self.assertTrue(self.applicant.is_unanswered)

    # A call and its email ----------------------------------------------------------------

    def test_a_call_tells_who_is_written_to_again_meanwhile(self):
        """The first call was dropped, the email came back, somebody is to call, and the
        email is tried again before the call is made."""
        rows = self.refuse(self.applicant, channel="call_mail")
        email = rows.filtered(lambda row: row.action == "email")
        self.run_cron(NOW + DAY)
        with self.at(NOW + DAY):
            (rows - email).activity_id.with_user(self.recruiter).action_archive()
        self.deliver(email, NOW + 2 * DAY)
        self.letters().state = "sent"
        with self.at(NOW + 3 * DAY):
            email._fail("bounced")
            self.assertEqual(self.applicant.answer_state, "owed", "nobody has called")
            email.with_user(self.recruiter).action_retry()
            self.assertEqual(email.state, "scheduled")
            email.activity_id.with_user(self.recruiter).action_done()
            self.assertEqual(self.applicant.answer_state, "told")
        self.run_cron(NOW + 4 * DAY)
        self.assertEqual((email.state, email.reason), ("cancelled", "told"))

    # A request to erase ----------------------------------------------------------------

    def test_what_an_erasure_has_ended_does_not_come_back(self):
        row = self.plan_message(moment=NOW + 3 * DAY)
        request = self.ask_to_erase()
        request.with_user(self.recruiter).action_done()
        self.applicant.with_user(self.recruiter).action_archive()
        self.applicant.with_user(self.recruiter).action_unarchive()
        self.run_at(NOW + 4 * DAY)
        self.assertEqual(row.state, "cancelled")
        self.assertFalse(self.letters())

    def test_a_retry_while_it_is_held_does_not_leave_after_the_erasure(self):
        row = self.plan_message()
        self.process()
        mail = self.letters()
        mail.write({"state": "exception", "failure_type": "mail_email_invalid"})
        self.ledger._collect_outbox()
        self.assertEqual(row.state, "failed")
        request = self.ask_to_erase()
        row.with_user(self.recruiter).action_retry()
        self.run_cron(NOW + HOUR)
        self.assertNotEqual(mail.state, "outgoing")
        request.with_user(self.recruiter).action_done()
        self.run_cron(NOW + 2 * HOUR)
        self.assertNotEqual(mail.state, "outgoing")
        self.assertEqual(row.state, "cancelled")

    def test_a_call_to_who_is_erased_is_not_made(self):
        self.refuse(self.applicant, channel="call_mail")
        self.run_cron(NOW + DAY)
        (call,) = self.answers(self.applicant).activity_id
        self.ask_to_erase().with_user(self.recruiter).action_done()
        self.assertFalse(call.exists())
        self.assertEqual(self.applicant.answer_state, "not_owed")

    def test_an_address_that_changes_meanwhile_frees_the_other_application(self):
        """Held as the same person's, and no longer so when the request is closed."""
        other = self._make_applicants(partner_id=False)
        other.partner_id = False
        first = self.plan_message(moment=NOW + DAY)
        second = other._start_step(first.step_id, NOW + DAY).sudo()
        request = self.ask_to_erase()
        self.assertEqual((first + second).mapped("reason"), ["held", "held"])
        other.write({"email_from": "sister@candidate.example"})
        other.partner_id = False
        request.with_user(self.recruiter).action_drop()
        self.run_cron(NOW + DAY)
        self.run_cron(NOW + DAY + HOUR)
        self.assertEqual((first + second).mapped("state"), ["queued", "queued"])

    def test_released_is_what_waits_for_nothing_else(self):
        """Refused with a call first, paused, erasure asked and taken back, resumed:
        the email still comes after the call, and once."""
        rows = self.refuse(self.applicant, channel="call_mail")
        email = rows.filtered(lambda row: row.action == "email")
        mine = self.applicant.with_user(self.recruiter)
        request = self.ask_to_erase()
        mine.action_pause_communication()
        self.run_cron(NOW + 2 * DAY)
        mine.action_resume_communication()
        self.run_cron(NOW + 2 * DAY + HOUR)
        self.assertFalse(rows.activity_id)
        self.assertTrue(self.applicant.is_unanswered)
        mine.action_pause_communication()
        request.with_user(self.recruiter).action_drop()
        self.run_cron(NOW + 2 * DAY + 2 * HOUR)
        self.assertFalse(rows.activity_id)
        mine.action_resume_communication()
        self.run_cron(NOW + 2 * DAY + 3 * HOUR)
        self.assertEqual(email.state, "scheduled")
        call = rows.activity_id
        self.assertTrue(call)
        request = self.ask_to_erase()
        call.with_user(self.recruiter).action_done()
        self.run_cron(NOW + 2 * DAY + 4 * HOUR)
        self.assertFalse(self.letters())
        request.with_user(self.recruiter).action_drop()
        self.run_cron(NOW + 2 * DAY + 5 * HOUR)
        self.assertEqual(email.state, "queued")
        self.assertEqual(len(self.letters()), 1)

    def test_taken_back_while_held_and_refused_again(self):
        rows = self.refuse(self.applicant, channel="mail")
        request = self.ask_to_erase()
        mine = self.applicant.with_user(self.recruiter)
        mine.action_take_back_refusal()
        self.assertEqual(rows.state, "cancelled")
        with self.at(NOW + HOUR):
            again = self.refuse(self.applicant, channel="mail") - rows
            request.with_user(self.recruiter).action_drop()
        self.assertEqual(self.applicant.answer_state, "pending")
        self.run_cron(NOW + DAY)
        self.assertEqual((rows.state, again.state), ("cancelled", "scheduled"))
        self.run_cron(NOW + DAY + HOUR)
        self.assertEqual(again.state, "queued")
        self.assertEqual(len(self.letters()), 1)
