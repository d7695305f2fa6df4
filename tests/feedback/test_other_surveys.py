from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import CandidateCase

QUESTION = "survey.question"
ANSWER = "survey.question.answer"


@tagged("post_install", "-at_install")
class TestOtherSurveys(CandidateCase):
    """Whoever works with Odoo's surveys goes on as before, and does not meet ours."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.chief = cls._make_user("enkatchef", "survey.group_survey_manager")
        cls.people = [
            cls.chief,
            cls._make_user("enkatorn", "survey.group_survey_user"),
        ]
        for user in cls.people:
            user.group_ids += cls.env.ref("base.group_user")

    def test_a_question_is_written_before_its_survey(self):
        question = self.env[QUESTION].with_user(self.chief).create(self._matrix())
        question.title = "How was the food?"
        question.suggested_answer_ids[:1].value = "Good"
        question.matrix_row_ids[:1].value = "Lunch"
        survey = self.env["survey.survey"].with_user(self.chief).create({"title": "F"})
        question.survey_id = survey
        self.assertEqual(survey.question_ids, question)

    def _matrix(self):
        return {
            "title": "How was it?",
            "question_type": "matrix",
            "suggested_answer_ids": [(0, 0, {"value": "Fine"})],
            "matrix_row_ids": [(0, 0, {"value": "Coffee"})],
        }

    def _choice(self):
        return {
            "title": "How was it?",
            "question_type": "simple_choice",
            "suggested_answer_ids": [(0, 0, {"value": "Fine"})],
        }

    def test_rows_of_others_matrices_are_read(self):
        survey = self.env["survey.survey"].create(
            {"title": "Food", "question_and_page_ids": [(0, 0, self._matrix())]}
        )
        question = survey.question_ids
        labels = question.suggested_answer_ids + question.matrix_row_ids
        for user in self.people:
            with self.subTest(user=user.login):
                found = self.env[ANSWER].with_user(user).search([("id", "in", labels.ids)])
                self.assertEqual(found, labels)

    def test_questions_of_ours_are_not_theirs(self):
        for survey_type in ("candidate_feedback", "recruitment_review"):
            survey = self.env["survey.survey"].create(
                {
                    "title": "Ours",
                    "survey_type": survey_type,
                    "feedback_moment": "applied",
                    "question_and_page_ids": [(0, 0, self._choice())],
                }
            )
            question = survey.question_ids
            labels = question.suggested_answer_ids
            for user in self.people:
                with self.subTest(user=user.login, survey_type=survey_type):
                    self.assertFalse(question.with_user(user).has_access("read"))
                    for label in labels.with_user(user):
                        self.assertFalse(label.has_access("read"), label.value)
                        with self.assertRaises(AccessError):
                            label.value = "Mine"
