from datetime import timedelta

from odoo import api, fields, models

from ..batch import get_now
from ..inside import get_inside
from .states import GRACE


class SurveyUserInput(models.Model):
    """Odoo's participation in a test: extra time counts, and the test hears of it.

    Neither contact, address nor application stand here: only the test knows whose it is.
    """

    _inherit = "survey.user_input"

    assessment_ids = fields.One2many(
        "hr.applicant.assessment",
        "user_input_id",
        readonly=True,
        copy=False,
        groups="base.group_system",
    )

    @api.depends("assessment_ids.extra_percent")
    def _compute_survey_time_limit_reached(self):
        res = super()._compute_survey_time_limit_reached()
        for answer in self.filtered("survey_time_limit_reached"):
            assessment = answer.sudo().assessment_ids[:1]
            if assessment.extra_percent:
                over = get_now(self.env) >= answer._find_end_of_time()
                answer.survey_time_limit_reached = over and not get_inside(
                    self.env, "assessment_in_grace"
                )
        return res

    def _find_end_of_time(self):
        """:return: naive UTC, when the time of one who has begun runs out; False without
        a limit"""
        survey = self.survey_id
        if not survey.is_time_limited or not self.start_datetime:
            return False
        return self.start_datetime + timedelta(minutes=self._find_minutes())

    def _find_minutes(self):
        """:return: float, the limit of the survey with this candidate's extra time"""
        extra = self.sudo().assessment_ids[:1].extra_percent
        return self.survey_id.time_limit * (100 + extra) / 100

    def _is_in_grace(self):
        """:return: whether extra time has just run out: what the page sends by itself then
        still counts"""
        end = self.sudo().assessment_ids.extra_percent and self._find_end_of_time()
        return bool(end and end <= get_now(self.env) <= end + timedelta(seconds=GRACE))

    def _mark_in_progress(self):
        res = super()._mark_in_progress()
        self.sudo().assessment_ids._note_started()
        return res

    def _mark_done(self):
        res = super()._mark_done()
        self.sudo().assessment_ids._note_finished()
        return res

    def _hides_result(self):
        """:return: whether the candidate is told the result by a person, not by the page"""
        return bool(self.sudo().assessment_ids) and not self.survey_id.assessment_tells_result
