from odoo import models

from .choices import OWN_TYPES


class SurveySurvey(models.Model):
    """Surveys have no company. One that the plans of a company ask is that company's;
    one that a shared plan asks is everybody's."""

    _name = "survey.survey"
    _inherit = ["survey.survey", "hr.candidate.shared.mixin"]

    def _filter_shared(self):
        ours = self.sudo().filtered(lambda survey: survey.survey_type in OWN_TYPES)
        if not ours:
            return self.browse()
        asked_by = ours._find_asking_companies()
        mine = self.env.user.company_ids
        return self.filtered(
            lambda survey: (
                survey in ours
                and not (
                    all(company and company in mine for company in asked_by[survey])
                    if survey in asked_by
                    else survey.sudo().create_uid == self.env.user
                )
            )
        )

    def _find_asking_companies(self):
        """:return: dict survey → list of companies whose plans ask it; an empty one
        for a shared plan"""
        asked_by = {}
        for model, field in (
            ("hr.recruitment.communication.step", "survey_id"),
            ("hr.recruitment.communication.plan", "review_survey_id"),
        ):
            asking = self.env[model].sudo().with_context(active_test=False)
            for survey, company in asking._read_group(
                [(field, "in", self.ids)], [field, "company_id"]
            ):
                asked_by.setdefault(survey, []).append(company)
        return asked_by


class SurveyQuestion(models.Model):
    _name = "survey.question"
    _inherit = ["survey.question", "hr.candidate.shared.mixin"]

    def _filter_shared(self):
        shared = self.sudo().survey_id.sudo(False)._filter_shared()
        return self.filtered(lambda question: question.sudo().survey_id in shared)


class SurveyQuestionAnswer(models.Model):
    _name = "survey.question.answer"
    _inherit = ["survey.question.answer", "hr.candidate.shared.mixin"]

    def _filter_shared(self):
        shared = self._get_questions().sudo(False)._filter_shared()
        return self.filtered(lambda answer: answer._get_questions() & shared)

    def _get_questions(self):
        return self.sudo().question_id | self.sudo().matrix_question_id
