from odoo.tests import tagged

from ..cases.decision import DAY, DecisionCase
from ..common import NOW, TourCase

WORDS = "The role needs somebody who has led a team."


@tagged("post_install", "-at_install")
class TestDecisionTours(DecisionCase, TourCase):
    """A no from the decision to the candidate, as a recruiter goes through it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.recruiter.password = "rekryterare"
        cls.applicant = cls._make_applicants(stage_id=cls.interview.id)

    def tour(self, name, path=None):
        self.start_tour(
            path or f"/odoo/recruitment-applications/{self.applicant.id}",
            f"candidate_decision_{name}",
            login=self.recruiter.login,
        )
        self.env.invalidate_all()

    def test_refuse_whom_we_have_met(self):
        self.meet(self.applicant)
        self.tour("refuse")
        (row,) = self.answers(self.applicant)
        self.assertEqual((row.action, row.state), ("email", "scheduled"))
        self.assertEqual(row.scheduled_date, NOW + DAY)
        self.assertEqual(self.applicant.answer_state, "pending")
        self.assertFalse(self.applicant.active)
        self.assertFalse(self.mails(self.applicant))
        self.deliver(row, NOW + DAY)
        self.assertEqual(self.applicant.answer_state, "told")
        self.assertIn(WORDS, row.message_id.body)

    def test_refuse_many(self):
        others = self._make_applicants(4, stage_id=self.interview.id)
        found = self._make_applicants(partner_name="Fia Lund", arrival="sourced")
        others[1].communication_paused = True
        others[2].write({"email_from": False, "partner_phone": "+46701740633"})
        self.meet(others[3], NOW + 3 * DAY)
        self.tour("refuse_many", "/odoo/recruitment-applications?view_type=list")
        everybody = self.applicant + others
        self.assertEqual(set(everybody.mapped("answer_state")), {"pending"})
        self.assertEqual(found.answer_state, "not_owed")

    def test_take_it_back_in_time(self):
        row = self.refuse(self.applicant)
        self.tour("take_back")
        self.assertEqual((row.state, row.reason), ("cancelled", "taken_back"))
        self.assertTrue(self.applicant.active)
        self.assertEqual(self.applicant.stage_id, self.interview)
        self.assertFalse(self.applicant.refuse_reason_id or self.applicant.answer_state)
        self.run_at(NOW + 9 * DAY)
        self.assertFalse(self.mails(self.applicant))

    def test_call_first_then_email(self):
        self.meet(self.applicant)
        self.tour("call_first")
        rows = {row.action: row for row in self.answers(self.applicant)}
        mail, call = rows["email"], rows["activity"]
        self.assertEqual((mail.state, mail.reason), ("scheduled", "awaits_call"))
        self.run_at(NOW + DAY)
        self.assertEqual((mail.state, call.state), ("scheduled", "sent"))
        self.assertEqual(call.activity_id.user_id, self.recruiter)
        with self.at(NOW + DAY):
            self.tour("called")
        self.assertEqual((mail.state, mail.reason), ("scheduled", "due"))
        self.deliver(mail, NOW + DAY)
        self.assertEqual(self.applicant.answer_state, "told")

    def test_close_a_job_and_answer_all(self):
        remaining = self.applicant + self._make_applicants(5)
        action = "hr_recruitment.action_hr_job_config"
        self.tour("close_job", f"/odoo/action-{action}/{self.job.id}")
        self.assertFalse(self.job.active)
        rows = self.answers(remaining)
        self.assertEqual(rows.applicant_id, remaining)
        self.assertEqual(len(rows), 6)
        self.assertEqual(set(rows.mapped("state")), {"scheduled"})
        self.assertEqual(set(remaining.mapped("answer_state")), {"pending"})
        self.assertFalse(self.job.remaining_count)
        self.assertFalse(self.mails(remaining))

    def test_close_jobs_and_tell_later(self):
        # Odoo's list of job positions counts employees.
        self.recruiter.group_ids += self.env.ref("hr.group_hr_user")
        remaining = self.applicant + self._make_applicants(2)
        self.tour("close_job_later", "/odoo/recruitment")
        self.assertFalse(self.job.active)
        self.assertEqual(set(remaining.mapped("answer_state")), {"owed"})
        self.assertTrue(all(remaining.mapped("is_unanswered")))
        self.assertFalse(self.answers(remaining))
