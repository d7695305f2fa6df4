from odoo.tests import tagged

from ..cases.decision import DAY
from ..cases.explanation import ADDON, ExplanationCase
from ..common import NOW

ROLE = "explained"


@tagged("post_install", "-at_install")
class TestExplanationSurvey(ExplanationCase):
    """Whether the explanation helped, asked with the score: a driver."""

    def invite(self, anonymity="confidential"):
        survey = self.env.ref(f"{ADDON}.survey_refused")
        step = self._make_step(
            "manual",
            action="survey",
            survey_id=survey.id,
            survey_anonymity=anonymity,
            mail_template_id=self._make_template(
                body_html='<a t-att-href="object.get_feedback_url()"/>'
            ).id,
        )
        row = self.env["hr.applicant.communication"].sudo()
        row = row.create(
            {
                "applicant_id": self.applicant.id,
                "step_id": step.id,
                "action": "survey",
                "occurrence_key": f"survey,{step.id}",
                "scheduled_date": NOW,
            }
        )
        row._create_invitations()
        return row.survey_input_id

    def asked(self, invitation):
        return invitation._get_feedback_questions().filtered(lambda q: q.feedback_role == ROLE)

    def test_it_is_a_driver_of_those_who_got_one(self):
        self.explained()
        invitation = self.invite()
        self.assertFalse(self.asked(invitation), "nobody is asked of what has not arrived")
        self.arrive()
        question = self.asked(invitation)
        self.assertEqual(question.title, "The explanation that I got helps me further.")
        with self.at(NOW + 3 * DAY):
            answer = invitation._begin_answer("8")
            given = {q.id: [] for q in answer._get_feedback_questions()} | {question.id: ["4"]}
            answer._complete_answer(given, {"wanted": False, "details": ""})
        row = self.env["hr.recruitment.feedback"].search([("user_input_id", "=", answer.id)])
        self.assertEqual(row.rating_ids.driver_id.name, "Explanation")
        self.assertEqual(row.rating_ids.value, 75)

    def test_an_anonymous_survey_does_not_ask(self):
        """Who got one is known: the answer would tell who it is from."""
        self.explained()
        self.arrive()
        self.assertFalse(self.asked(self.invite("anonymous")))

    def test_without_an_explanation_it_is_not_asked(self):
        self.explained(own_approved=False)
        self.arrive()
        self.assertFalse(self.asked(self.invite()))

    def test_switched_off_it_is_not_asked(self):
        self.explained()
        self.arrive()
        invitation = self.invite()
        self.env.ref("base.group_user").sudo()._remove_group(
            self.env.ref(f"{ADDON}.group_explanation")
        )
        self.assertFalse(self.asked(invitation))
