from datetime import timedelta

from odoo.exceptions import AccessError
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
