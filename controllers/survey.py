from odoo.http import request, route

from odoo.addons.survey.controllers.main import Survey


class FeedbackSurvey(Survey):
    """Odoo's own survey pages do not know what candidates were promised: feedback is
    given on the candidate's page, and read in the feedback reports."""

    def _check_validity(self, survey_sudo, answer_sudo, answer_token, **options):
        validity = super()._check_validity(survey_sudo, answer_sudo, answer_token, **options)
        if answer_sudo and survey_sudo._is_feedback():
            return "candidate_feedback"
        return validity

    def _redirect_with_error(self, access_data, error_key):
        if error_key == "candidate_feedback":
            return request.redirect(access_data["answer_sudo"]._feedback_path())
        return super()._redirect_with_error(access_data, error_key)

    @route()
    def survey_report(self, survey, answer_token=None, **post):
        if survey._is_feedback():
            return request.redirect("/odoo/candidate-feedback")
        return super().survey_report(survey, answer_token=answer_token, **post)
