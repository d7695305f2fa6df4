from datetime import datetime

from odoo import Command

from ..common import NOW
from .candidate_page import CandidatePageCase

GROUP = "hr_recruitment_candidate_experience.group_assessment"
TEMPLATE = "hr_recruitment_candidate_experience.mail_template_assessment"
# Five working days after the Wednesday of ``NOW``, at the end of the day in Stockholm.
DEADLINE = datetime(2026, 6, 17, 21, 59)


class AssessmentCase(CandidatePageCase):
    """A company that sends a test of two questions to candidates who are to be met."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._switch_assessment(True)
        cls.survey = cls.env["survey.survey"].create(
            {
                "title": "Logic",
                "survey_type": "assessment",
                "access_mode": "token",
                "scoring_type": "scoring_without_answers",
                "scoring_success_min": 60,
                "questions_layout": "page_per_question",
                "is_time_limited": True,
                "time_limit": 20,
                "assessment_purpose": "How you solve problems.",
                "assessment_needs": "A quiet place.",
                "assessment_minutes": 15,
                "question_and_page_ids": [
                    Command.create(
                        {
                            "title": title,
                            "question_type": "simple_choice",
                            "suggested_answer_ids": [
                                Command.create(
                                    {"value": "Right", "is_correct": True, "answer_score": 1}
                                ),
                                Command.create({"value": "Wrong"}),
                            ],
                        }
                    )
                    for title in ("What comes next?", "And then?")
                ],
            }
        )
        cls.step = cls._make_step(
            "stage_entered",
            action="assessment",
            assessment_survey_id=cls.survey.id,
            mail_template_id=cls.env.ref(TEMPLATE).id,
            stage_ids=cls.interview.ids,
        )

    @classmethod
    def _switch_assessment(cls, used):
        command = Command.link if used else Command.unlink
        cls.env.ref("base.group_user").implied_ids = [command(cls.env.ref(GROUP).id)]

    def send_test(self, count=1, **values):
        """:return: the applications whose candidates have the test"""
        applicants = self._make_applicants(count, **values)
        applicants.stage_id = self.interview
        self.process()
        self.arrive(applicants)
        return applicants

    def arrive(self, applicants):
        rows = self.rows(applicants).filtered(lambda row: row.state == "queued")
        rows.sudo()._mark_sent("delivered")

    def begin(self, test):
        test.user_input_id._mark_in_progress()

    def finish(self, test, right=2):
        """As Odoo's page does it."""
        answer = test.user_input_id
        for number, question in enumerate(self.survey.question_ids):
            choices = question.suggested_answer_ids
            answer._save_lines(question, str(choices[0 if number < right else 1].id))
        answer._mark_done()

    def todos(self, applicant):
        return applicant.activity_ids.mapped("summary")


__all__ = ["DEADLINE", "GROUP", "NOW", "AssessmentCase"]
