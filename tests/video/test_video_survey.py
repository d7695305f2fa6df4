from odoo.tests import tagged

from ..cases.decision import DAY
from ..cases.video import VideoCase
from ..common import NOW

ADDON = "hr_recruitment_candidate_experience"


@tagged("post_install", "-at_install")
class TestVideoSurvey(VideoCase):
    """Trouble with technology, asked in the survey after a video interview."""

    def setUp(self):
        super().setUp()
        self.survey = self.env.ref(f"{ADDON}.survey_interviewed")
        self.step = self._make_step(
            "interview_after",
            action="survey",
            survey_id=self.survey.id,
            survey_anonymity="confidential",
            mail_template_id=self._make_template(
                body_html='<a t-att-href="object.get_feedback_url()"/>'
            ).id,
        )

    def invite(self, meeting):
        rows = self.env["hr.applicant.communication"].sudo()
        row = rows.create(
            {
                "applicant_id": self.applicant.id,
                "step_id": self.step.id,
                "occurrence_key": f"survey,{meeting.id}",
                "scheduled_date": NOW,
                "action": "survey",
                "meeting_id": meeting.id,
            }
        )
        row._create_invitations()
        return row.survey_input_id

    def asked(self, invitation):
        return invitation._get_feedback_questions().filtered(lambda q: q.feedback_role == "video")

    def after(self):
        return self.at(NOW + 2 * DAY + 3 * self.seconds(3600))

    def answer(self, invitation, question, code):
        choice = question.suggested_answer_ids.filtered(lambda a: a.feedback_value == code)
        answer = invitation._begin_answer("8")
        given = {q.id: [] for q in answer._get_feedback_questions()}
        given[question.id] = [str(choice.id)]
        answer._complete_answer(given, {"wanted": False, "details": ""})
        return self.env["hr.recruitment.feedback"].search([("user_input_id", "=", answer.id)])

    def test_it_is_counted_beside_what_was_told_on_the_page(self):
        invitation = self.invite(self.meeting)
        self.assertFalse(self.asked(invitation), "not before the interview")
        with self.after():
            question = self.asked(invitation)
            self.assertIn("kept with the interview", question.description)
            row = self.answer(invitation, question, "trouble")
            self.assertEqual(self.told(), [("after", "trouble")])
            self.assertFalse(row.technical_trouble, "that one is about applying")
            self.assertFalse(self.applicant._get_page()["held_video"], "asked once")

    def test_it_worked(self):
        with self.after():
            invitation = self.invite(self.meeting)
            self.answer(invitation, self.asked(invitation), "no_trouble")
            self.assertEqual(self.told(), [("after", "works")])

    def test_only_after_a_video_interview_and_once(self):
        on_site = self.book(meeting_format="on_site")
        with self.after():
            self.assertFalse(self.asked(self.invite(on_site)))
            self.press("worked", meeting=self.meeting.id, works="yes")
            self.env.invalidate_all()
            self.assertFalse(self.asked(self.invite(self.meeting)))

    def test_an_anonymous_survey_does_not_ask(self):
        self.step.survey_anonymity = "anonymous"
        with self.after():
            self.assertFalse(self.asked(self.invite(self.meeting)))
