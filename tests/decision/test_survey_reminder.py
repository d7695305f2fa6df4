from datetime import timedelta

from ..cases.decision import DAY, DecisionCase
from ..common import NOW


class TestSurveyReminder(DecisionCase):
    """Who was refused, or withdrew, is reminded of the survey once, like everybody else."""

    def send_survey(self, applicant, step):
        """:return: the reminder, once the survey has left"""
        (survey,) = self.rows(applicant, step_id=step)
        self.deliver(survey, survey.next_attempt)
        (reminder,) = self.rows(applicant, step_id=step, is_reminder=True)
        return reminder

    def test_after_a_refusal(self):
        applicant = self._make_applicants()
        self.deliver(self.refuse(applicant), NOW + DAY)
        reminder = self.send_survey(applicant, self.survey_step)
        self.run_at(reminder.next_attempt)
        self.assertEqual(reminder.state, "queued", reminder.reason)

    def test_not_once_it_was_taken_back(self):
        applicant = self._make_applicants()
        self.deliver(self.refuse(applicant), NOW + DAY)
        reminder = self.send_survey(applicant, self.survey_step)
        with self.at(NOW + 3 * DAY):
            applicant.sudo().reset_applicant()
        self.run_at(NOW + timedelta(days=20))
        self.assertEqual(reminder.state, "cancelled")

    def test_after_a_withdrawal(self):
        step = self._make_survey_step(
            self._make_survey(feedback_moment="withdrawn"),
            trigger="withdrawn",
            delay=2,
            delay_unit="working_days",
        )
        applicant = self._make_applicants()
        self.refuse(applicant, refuse_reason_id=self.withdrawal.id)
        reminder = self.send_survey(applicant, step)
        self.run_at(reminder.next_attempt)
        self.assertEqual(reminder.state, "queued", reminder.reason)
