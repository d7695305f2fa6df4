from odoo.tests import tagged

from ..cases.decision import DAY, DecisionCase
from ..cases.mail_reports import DOMINO, EXIM, QMAIL, make_mail, make_status
from ..common import NOW

ALERT = "hr_recruitment_candidate_experience.activity_type_communication_failed"


@tagged("post_install", "-at_install")
class TestBouncedRefusal(DecisionCase):
    """A refusal that came back has told nobody anything."""

    def setUp(self):
        super().setUp()
        self.applicant = self._make_applicants(user_id=self.recruiter.id)
        self.row = self.refuse(self.applicant)
        self.deliver(self.row, NOW + DAY)
        self.assertEqual(self.applicant.answer_state, "told")

    def receive(self, raw):
        with self.at(NOW + 2 * DAY):
            self.env["mail.thread"].message_process(False, raw)

    def plain(self, text, **headers):
        message_id = self.row.message_id.message_id
        return make_mail(
            text.format(address=self.applicant.email_from, message_id=message_id), **headers
        )

    def standard(self, **values):
        address = self.applicant.email_from
        return make_status(address, message_id=self.row.message_id.message_id, **values)

    def assert_not_told(self):
        self.assertEqual((self.row.state, self.row.reason), ("failed", "bounced"))
        self.assertEqual(self.applicant.answer_state, "owed")
        call = self.env.ref("mail.mail_activity_data_call")
        self.assertIn(call, self.applicant.activity_ids.activity_type_id)

    def test_standard(self):
        self.receive(self.standard())
        self.assert_not_told()

    def test_exim(self):
        self.receive(self.plain(EXIM))
        self.assert_not_told()

    def test_qmail(self):
        self.receive(self.plain(QMAIL))
        self.assert_not_told()

    def test_expired(self):
        self.receive(self.standard(action="expired", status=""))
        self.assert_not_told()

    def test_without_our_message_id_somebody_looks(self):
        self.receive(self.plain(DOMINO, From="postmaster@provider.example"))
        self.assertEqual(self.row.state, "sent")
        alert = self.applicant.activity_ids.filtered(
            lambda activity: activity.activity_type_id == self.env.ref(ALERT)
        )
        self.assertEqual(alert.user_id, self.recruiter)
        self.assertIn("not listed", alert.note)

    def test_a_copy_that_bounced_leaves_the_candidate_told(self):
        self.receive(
            make_status(
                self.recruiter.email_normalized,
                to=self.applicant.email_from,
                message_id=self.row.message_id.message_id,
            )
        )
        self.assertEqual(self.applicant.answer_state, "told")

    def test_a_full_mailbox_is_told_later(self):
        self.receive(self.standard(status="4.2.2", said="452 4.2.2 Mailbox full"))
        self.assertEqual((self.row.state, self.row.reason), ("scheduled", "retry"))
        self.assertEqual(self.applicant.answer_state, "pending")
        self.assertFalse(self.applicant.decision_told_date)
        survey = self.rows(self.applicant, step_id=self.survey_step)
        self.assertEqual(survey.state, "cancelled")
        self.deliver(self.row, NOW + 5 * DAY)
        self.assertEqual(self.applicant.answer_state, "told")
        self.assertEqual(survey.state, "scheduled", "asked after all")
