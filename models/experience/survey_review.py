from odoo import fields, models

from ..feedback.choices import REVIEW_TYPE


class SurveySurvey(models.Model):
    """A survey for recruiters and hiring managers. Only HR reads the answers."""

    _inherit = "survey.survey"

    survey_type = fields.Selection(
        selection_add=[(REVIEW_TYPE, "Recruiters and managers")],
        ondelete={REVIEW_TYPE: "cascade"},
    )

    def get_formview_id(self, access_uid=None):
        if self.survey_type == REVIEW_TYPE:
            return self.env.ref("hr_recruitment_survey.survey_survey_view_form").id
        return super().get_formview_id(access_uid=access_uid)


class SurveyUserInput(models.Model):
    _inherit = "survey.user_input"

    recruitment_review_ids = fields.One2many(
        "hr.recruitment.review", "user_input_id", string="Retrospectives"
    )

    def _mark_done(self):
        res = super()._mark_done()
        self.env["hr.recruitment.review"].sudo()._note_answers(self)
        return res

    def _notify_new_participation_subscribers(self):
        """HR gets an activity instead; followers are not told who has answered."""
        others = self.filtered(lambda answer: answer.survey_id.survey_type != REVIEW_TYPE)
        if not others:
            return None
        return super(SurveyUserInput, others)._notify_new_participation_subscribers()


class SurveyUserInputLine(models.Model):
    _inherit = "survey.user_input.line"

    def _get_share(self):
        """:return: where on its scale the answer is, 0–1; None if it is on none"""
        self.ensure_one()
        question = self.question_id
        width = question.scale_max - question.scale_min
        if self.answer_type != "scale" or width <= 0:
            return None
        return (self.value_scale - question.scale_min) / width
