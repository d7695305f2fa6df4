from odoo import models

from .states import WAITING


class HrApplicantAssessment(models.Model):
    _inherit = "hr.applicant.assessment"

    def _describe_on_page(self):
        applicant, answer = self.applicant_id, self.user_input_id
        survey = self.survey_id.with_context(lang=self.env.lang)
        over = self.state in WAITING and not self._is_open()
        done = self.finished_date and applicant._to_candidate_time(self.finished_date)
        limit = answer._find_minutes() if survey.is_time_limited and answer else 0
        return {
            "id": self.id,
            "title": survey.title,
            "purpose": survey.assessment_purpose,
            "needs": survey.assessment_needs,
            "minutes": survey.assessment_minutes,
            "limit": round(limit),
            "state": "late" if over else self.state,
            "is_paused": bool(self.paused_date),
            "day": applicant._say_day(self._get_day()),
            "done": done and applicant._say_date(done),
        }
