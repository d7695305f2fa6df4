from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..cases.decision import DecisionCase

LATER = timedelta(days=2)


@tagged("post_install", "-at_install")
class TestRefusalCalls(DecisionCase):
    """A call that tells a candidate is made by whom it is assigned to, or by a
    recruiter; whoever else ends it has told nobody."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.interviewer = cls._make_user(
            "interviewer", "hr_recruitment.group_hr_recruitment_interviewer"
        )

    def make_call(self, channel="call"):
        applicant = self._make_applicants(interviewer_ids=self.interviewer.ids)
        rows = self.refuse(applicant, channel=channel)
        self.run_at(rows[0].create_date + LATER)
        row = rows.filtered(lambda row: row.action == "activity")
        self.assertTrue(row.activity_id)
        return applicant, row.activity_id

    def test_an_interviewer_does_not_end_a_recruiters_call(self):
        applicant, call = self.make_call()
        self.assertNotEqual(call.user_id, self.interviewer)
        mine = call.with_user(self.interviewer)
        for end in (
            mine.action_done,
            mine.action_feedback,
            mine.unlink,
            mine.action_archive,
            lambda: mine.write({"active": False}),
            lambda: mine.write({"user_id": self.interviewer.id}),
            lambda: mine.write({"res_id": self._make_applicants().id}),
        ):
            with self.assertRaises(AccessError):
                end()
        self.assertTrue(call.active)
        self.assertEqual(applicant.answer_state, "pending")

    def test_an_interviewer_makes_the_own_call(self):
        applicant, call = self.make_call()
        call.with_user(self.recruiter).user_id = self.interviewer
        call.with_user(self.interviewer).action_done()
        self.assertEqual(applicant.answer_state, "told")

    def test_nothing_is_owed_any_more(self):
        """Neither a call nor what waits for it, or for HR, goes on."""
        applicant, call = self.make_call("call_mail")
        applicant._ask_for_data("erase")
        self.assertEqual(applicant.answer_state, "owed")
        applicant.with_user(self.recruiter).action_nothing_owed()
        rows = self.answers(applicant)
        self.assertEqual(set(rows.mapped("state")), {"cancelled"})
        self.assertEqual(set(rows.mapped("reason")), {"not_owed"})
        self.assertEqual(applicant.answer_state, "not_owed")
        self.assertFalse(call.exists())
        self.assertFalse(applicant.activity_ids & call)

    def test_nothing_was_owed_and_the_decision_is_taken_again(self):
        applicant, _call = self.make_call("call_mail")
        applicant._ask_for_data("erase")
        applicant.action_nothing_owed()
        ended = self.answers(applicant)
        self.assertFalse(ended._filter_retriable())
        applicant.data_request_ids.unlink()
        applicant.with_user(self.recruiter).action_take_back_refusal()
        again = self.refuse(applicant, channel="call_mail") - ended
        self.assertEqual(applicant.answer_state, "pending")
        self.assertEqual(set(again.mapped("state")), {"scheduled"})
        self.run_at(again[0].create_date + LATER)
        self.assertTrue(again.activity_id)
        self.assertEqual(set(ended.mapped("state")), {"cancelled"})

    def test_the_call_of_an_interviewer_who_leaves_is_the_recruiters(self):
        applicant, call = self.make_call("call_mail")
        call.with_user(self.recruiter).user_id = self.interviewer
        applicant.with_user(self.recruiter).interviewer_ids = False
        self.assertFalse(applicant.with_user(self.interviewer).has_access("read"))
        self.assertNotEqual(call.user_id, self.interviewer)
        self.assertEqual(applicant.answer_state, "pending")
        call.with_user(call.user_id).action_done()
        email = self.answers(applicant).filtered(lambda row: row.action == "email")
        self.run_at(email.next_attempt)
        self.assertEqual(email.state, "queued")

    def test_a_call_that_is_archived_has_told_nobody(self):
        applicant, call = self.make_call()
        call.with_user(self.recruiter).action_archive()
        self.assertEqual(applicant.answer_state, "owed")

    def test_the_email_after_an_archived_call_leaves_by_itself(self):
        applicant, call = self.make_call("call_mail")
        (email,) = self.answers(applicant).filtered(lambda row: row.action == "email")
        self.assertFalse(email.next_attempt)
        call.with_user(self.recruiter).action_archive()
        self.assertTrue(email.next_attempt)
        self.assertEqual(applicant.answer_state, "pending")

    def test_other_activities_are_everybodys(self):
        applicant, _call = self.make_call()
        other = applicant.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.recruiter.id
        )
        other.with_user(self.interviewer).action_done()
        self.assertFalse(other.exists().active)

    # "I have called" ---------------------------------------------------------------------

    def call(self, applicant, user=None, **values):
        action = applicant.with_user(user or self.recruiter).action_have_called()
        dialog = self.env[action["res_model"]].with_user(user or self.recruiter)
        dialog = dialog.with_context(**action["context"]).create(values)
        self.assertEqual(dialog.phone, applicant.partner_phone)
        dialog.action_called()
        return dialog

    def test_called_in_the_first_minute(self):
        applicant = self._make_applicants(partner_phone="+46701234567")
        rows = self.refuse(applicant, channel="call_mail")
        call = rows.filtered(lambda row: row.action == "activity")
        mail = rows - call
        self.assertTrue(applicant.is_to_be_called)
        self.assertEqual(call.state, "scheduled")
        leaves = mail.scheduled_date
        self.call(applicant, said="It was a pleasure.", questions="May I apply again?")
        self.assertEqual((call.state, call.call_made), ("sent", True))
        self.assertFalse(applicant.is_to_be_called)
        self.assertIn("It was a pleasure.", applicant.call_said)
        self.assertIn("May I apply again?", applicant.call_questions)
        self.assertEqual(
            (mail.state, mail.next_attempt), ("scheduled", leaves), "the email's rules"
        )
        self.assertEqual(applicant.answer_state, "pending")
        self.deliver(mail, leaves)
        self.assertEqual(applicant.answer_state, "told")
        self.assertFalse(self.rows(applicant).activity_id, "nobody is asked to call again")

    def test_called_when_it_is_a_to_do(self):
        applicant, activity = self.make_call()
        self.call(applicant, said="Sad, but thankful.")
        self.assertFalse(activity.active)
        self.assertEqual(applicant.answer_state, "told")

    def test_where_only_a_call_tells_it_has_told(self):
        applicant = self._make_applicants()
        self.refuse(applicant, channel="call")
        self.call(applicant)
        self.assertEqual(applicant.answer_state, "told")
        with self.assertRaises(UserError):
            applicant.with_user(self.recruiter).action_have_called()

    def test_a_call_for_what_came_back(self):
        applicant = self._make_applicants()
        mail = self.refuse(applicant)
        self.deliver(mail, mail.scheduled_date)
        mail.sudo()._fail("bounced", "No such user")
        self.assertTrue(applicant.is_to_be_called)
        self.call(applicant, said="They had moved.")
        self.assertEqual(applicant.answer_state, "told")

    def test_who_may_not_tell_does_not_call(self):
        applicant = self._make_applicants(interviewer_ids=self.interviewer.ids)
        self.refuse(applicant, channel="call")
        mine = applicant.with_user(self.interviewer)
        with self.assertRaises(AccessError):
            mine.action_have_called()
        with self.assertRaises(AccessError):
            mine._note_call_made("", "")
        with self.assertRaises(AccessError):
            mine.read(["call_said"])
        with self.assertRaises(AccessError):
            self.env["hr.applicant.call"].with_user(self.interviewer).create(
                {"applicant_id": applicant.id}
            )

    def test_taken_back_and_refused_again(self):
        applicant = self._make_applicants()
        self.refuse(applicant, channel="call_mail")
        self.call(applicant, said="First.")
        applicant.with_user(self.recruiter).action_take_back_refusal()
        self.assertFalse(applicant.is_to_be_called)
        rows = self.refuse(applicant, channel="call_mail")
        self.assertTrue(applicant.is_to_be_called, "that was another decision")
        waiting = rows.filtered(lambda row: row.action == "email" and row.state == "scheduled")
        self.assertFalse(waiting.next_attempt)
        self.call(applicant, said="Second.")
        self.assertIn("First.", applicant.call_said)
        self.assertTrue(waiting.next_attempt)

    def test_another_reason_after_the_call(self):
        """They know it: nobody calls again, and the email is still to come."""
        for reason in (self.reason.copy({"name": "Other"}), self.withdrawal, self.spam):
            with self.subTest(reason.name):
                applicant = self._make_applicants(partner_phone="+46701234567")
                rows = self.refuse(applicant, channel="call_mail")
                mail = rows.filtered(lambda row: row.action == "email")
                self.call(applicant, said="No.")
                applicant.with_user(self.recruiter).refuse_reason_id = reason
                self.assertEqual(applicant.answer_state, "pending")
                self.assertFalse(applicant.is_to_be_called)
                self.assertEqual(self.answers(applicant), rows, "no other refusal")
                self.deliver(mail, mail.scheduled_date)
                self.assertEqual(applicant.answer_state, "told")
                self.assertEqual(len(self.mails(applicant)), 1)

    def test_who_withdraws_after_the_call_gets_no_refusal(self):
        applicant = self._make_applicants(partner_phone="+46701234567")
        rows = self.refuse(applicant, channel="call_mail")
        self.call(applicant, said="No.")
        reason = applicant._get_withdrawal_reason()
        applicant.sudo()._withdraw_on_page(reason, "")
        self.assertEqual(applicant.answer_state, "not_owed")
        self.run_at(rows[0].scheduled_date + LATER)
        mail = rows.filtered(lambda row: row.action == "email")
        self.assertEqual(mail.state, "cancelled")
        self.assertFalse(applicant.is_to_be_called)

    def test_another_reason_before_the_call(self):
        applicant = self._make_applicants(partner_phone="+46701234567")
        self.refuse(applicant, channel="call_mail")
        applicant.with_user(self.recruiter).refuse_reason_id = self.withdrawal
        self.assertEqual(applicant.answer_state, "not_owed")
        self.assertFalse(applicant.is_to_be_called)

    def test_nobody_of_another_company_calls(self):
        applicant = self._make_applicants(company_id=self.company.id)
        self.refuse(applicant, channel="call")
        other = self.env["res.company"].create({"name": "Sydlys"})
        self.recruiter.write({"company_ids": [(6, 0, other.ids)], "company_id": other.id})
        dialogs = self.env["hr.applicant.call"].with_user(self.recruiter)
        for hostile in (
            lambda: applicant.with_user(self.recruiter).action_have_called(),
            lambda: dialogs.create({"applicant_id": applicant.id}).action_called(),
            lambda: dialogs.create({"applicant_id": applicant.id}).read(["guide", "phone"]),
        ):
            with self.assertRaises(AccessError):
                hostile()
        self.assertEqual(applicant.answer_state, "pending")

    def test_called_while_communication_is_paused(self):
        """The candidate knows from us; what is written still waits."""
        applicant = self._make_applicants()
        rows = self.refuse(applicant, channel="call_mail")
        applicant.communication_paused = True
        self.call(applicant, said="On the telephone.")
        mail = rows.filtered(lambda row: row.action == "email")
        self.assertEqual((mail.state, mail.reason), ("scheduled", "paused"))
        self.assertFalse(mail.next_attempt)
        applicant.communication_paused = False
        self.assertEqual(mail.next_attempt, mail.scheduled_date)
