from odoo import models

from .troubles import TROUBLE_CODES


class SurveyUserInputVideo(models.Model):
    """Whether the technology worked, asked with the survey after a video interview. The
    question says that this answer is kept with the interview: it counts beside what was told
    on the candidate's page, and nothing of it is in the feedback."""

    _inherit = "survey.user_input"

    def _asks_video(self):
        """Those who had a video interview, and have not told us yet."""
        row, meeting = self._find_video()
        if not meeting:
            return False
        technology = self.env["hr.interview.technology"].sudo()
        return not technology._find(row.applicant_id, meeting, "after")

    def _find_video(self):
        """:return: (ledger row, ``calendar.event`` of the video interview that is over)"""
        row = self._find_communications().get(self)
        meeting = self.env["calendar.event"].sudo()
        if row and row.meeting_id and row.meeting_id in row.applicant_id.get_held_interviews():
            meeting |= row.meeting_id.filtered(lambda m: m._get_meeting_format() == "video")
        return row, meeting

    def _keep_told(self, given):
        res = super()._keep_told(given)
        for question in self.survey_id.question_ids:
            if question.feedback_role == "video" and given.get(question.id):
                self._keep_technology(question, given[question.id])
        return res

    def _keep_technology(self, question, values):
        chosen = question.suggested_answer_ids.filtered(lambda choice: str(choice.id) in values)
        code = chosen[:1].feedback_value
        row, meeting = self._find_video()
        if code in TROUBLE_CODES and meeting and not self.test_entry:
            self.env["hr.interview.technology"]._note(
                row.applicant_id, meeting, "after", code == TROUBLE_CODES[0]
            )
