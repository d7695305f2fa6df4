from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..write_groups import ADMINISTRATOR
from .states import LONGEST_TEST, TEST_TYPES


class SurveySurvey(models.Model):
    """What candidates are told of a survey that is sent to them as a test."""

    _inherit = "survey.survey"

    assessment_purpose = fields.Text(
        "What It Is For",
        translate=True,
        help="In the candidate's email and on the page: what this test shows, and how the "
        "result is used.",
    )
    assessment_needs = fields.Text(
        "What One Needs",
        translate=True,
        help="A quiet place, a larger screen, paper … It is said before the candidate begins.",
    )
    assessment_minutes = fields.Integer(
        "Takes About (Minutes)",
        help="How long it usually takes. Where Odoo limits the time, that limit is told too.",
    )
    assessment_tells_result = fields.Boolean(
        "Tell the Result at the End",
        help="Candidates see their score, and whether it was enough, as soon as they have "
        "finished. Otherwise they are thanked, and a person tells them.",
    )

    @api.depends("survey_type")
    @api.depends_context("uid")
    def _compute_allowed_survey_types(self):
        res = super()._compute_allowed_survey_types()
        user, settings = self.env.user, self.env["hr.candidate.settings"]
        if user.has_group(ADMINISTRATOR) and settings._is_used("uses_assessment"):
            for survey in self:
                types = survey.allowed_survey_types or []
                survey.allowed_survey_types = list(dict.fromkeys([*types, "assessment"]))
        return res

    @api.constrains("assessment_minutes")
    def _check_assessment_minutes(self):
        if any(not 0 <= survey.assessment_minutes <= LONGEST_TEST for survey in self):
            raise ValidationError(
                self.env._("A test takes between 0 and %s minutes. 0 says nothing.", LONGEST_TEST)
            )

    def _is_test(self):
        return self.survey_type in TEST_TYPES

    def _find_test_fault(self):
        """:return: str, why nobody can take it as a test; or False"""
        survey = self.sudo()
        if not survey._is_test():
            return self.env._("“%s” is not a test.", survey.title)
        if not survey.active:
            return self.env._("“%s” is archived.", survey.title)
        if not survey.question_ids:
            return self.env._("“%s” has no questions.", survey.title)
        if survey.questions_layout == "page_per_section" and not survey.page_ids:
            return self.env._("“%s” shows a page per section, and has no section.", survey.title)
        if survey.users_login_required:
            return self.env._("“%s” asks for a login, which candidates do not have.", survey.title)
        return False

    def _find_test_warning(self):
        """:return: str, what is better mended; or False"""
        survey = self.sudo()
        if survey.access_mode == "public":
            return self.env._(
                "Anyone with the link can take “%s”. Choose “Invited people only” there.",
                survey.title,
            )
        if survey.scoring_type == "scoring_with_answers_after_page":
            return self.env._(
                "“%s” shows the right answers after each page, whatever the company tells.",
                survey.title,
            )
        offered = survey._get_supported_lang_codes()
        missing = [
            name
            for code, name in self.env["res.lang"].get_installed()
            if offered and code not in offered
        ]
        if missing:
            return self.env._(
                "“%(test)s” is not offered in every language of your candidates: "
                "%(languages)s is missing.",
                test=survey.title,
                languages=", ".join(missing),
            )
        return False
