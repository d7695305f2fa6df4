from odoo import api, fields, models
from odoo.exceptions import UserError

from .choices import (
    ANONYMITY,
    ANONYMITY_HELP,
    FEEDBACK_TYPE,
    MOMENTS,
    OWN_TYPES,
    REVIEW_TYPE,
)


class SurveySurvey(models.Model):
    _inherit = "survey.survey"

    survey_type = fields.Selection(
        selection_add=[(FEEDBACK_TYPE, "Candidate feedback")],
        # Answers were given under a promise that Odoo's surveys do not know.
        ondelete={FEEDBACK_TYPE: "cascade"},
    )
    feedback_moment = fields.Selection(
        MOMENTS, string="Moment", help="Where in the journey the candidate is asked."
    )
    feedback_anonymity = fields.Selection(
        ANONYMITY,
        string="Anonymity",
        default="confidential",
        help=ANONYMITY_HELP,
    )
    feedback_question_id = fields.Many2one(
        "survey.question",
        string="cNPS Question",
        compute="_compute_feedback_question_id",
    )

    _feedback_by_invitation = models.Constraint(
        f"CHECK (survey_type <> '{FEEDBACK_TYPE}' OR access_mode = 'token')",
        "Candidates are invited to feedback surveys one by one.",
    )
    _feedback_moment = models.Constraint(
        f"CHECK (survey_type <> '{FEEDBACK_TYPE}' OR"
        " (feedback_moment IS NOT NULL AND feedback_anonymity IS NOT NULL))",
        "A feedback survey needs the moment in which candidates are asked, and its anonymity.",
    )

    @api.depends("question_and_page_ids.feedback_role")
    def _compute_feedback_question_id(self):
        for survey in self:
            survey.feedback_question_id = survey.question_and_page_ids.filtered(
                lambda question: question.feedback_role == "cnps"
            )[:1]

    @api.depends("survey_type")
    @api.depends_context("uid")
    def _compute_allowed_survey_types(self):
        res = super()._compute_allowed_survey_types()
        if self.env.user.has_group("hr_recruitment_candidate_experience.group_experience_manager"):
            for survey in self:
                types = survey.allowed_survey_types or []
                survey.allowed_survey_types = [*types, *OWN_TYPES]
        return res

    @api.onchange("survey_type")
    def _onchange_survey_type(self):
        res = super()._onchange_survey_type()
        if self.survey_type == FEEDBACK_TYPE:
            self.write(
                {
                    "access_mode": "token",
                    "certification": False,
                    "feedback_moment": self.feedback_moment or "interviewed",
                    "is_attempts_limited": False,
                    "is_time_limited": False,
                    "questions_layout": "one_page",
                    "scoring_type": "no_scoring",
                    "users_can_go_back": False,
                    "users_login_required": False,
                }
            )
        return res

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("survey_type") in OWN_TYPES:
                vals.setdefault("access_mode", "token")
        return super().create(vals_list)

    def write(self, vals):
        """Answers were given under a promise, and who may read them hangs on the type:
        a survey does not change sides."""
        new = vals.get("survey_type")
        for own in OWN_TYPES if new else ():
            if any((survey.survey_type == own) != (new == own) for survey in self):
                raise UserError(self._say_type_stays(own))
        return super().write(vals)

    def _say_type_stays(self, survey_type):
        if survey_type == REVIEW_TYPE:
            return self.env._(
                "A survey cannot become one for recruiters and managers, nor cease to "
                "be one. Create a new one."
            )
        return self.env._(
            "A survey cannot become a candidate feedback survey, nor cease to be one. "
            "Create a new one."
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_asked(self):
        steps = self.env["hr.recruitment.communication.step"].sudo()
        used = steps.with_context(active_test=False).search_count(
            [("survey_id", "in", self.ids)], limit=1
        )
        if used:
            raise UserError(self.env._("A step of a plan asks this survey. Archive it instead."))

    def get_formview_id(self, access_uid=None):
        if self.survey_type == FEEDBACK_TYPE:
            return self.env.ref(
                "hr_recruitment_candidate_experience.survey_survey_view_form_feedback"
            ).id
        return super().get_formview_id(access_uid=access_uid)

    def _is_feedback(self):
        return self.survey_type == FEEDBACK_TYPE

    def _get_feedback_lang(self, lang):
        """:param str lang: language code of the candidate
        :return: that one if the survey is offered in it, else the survey's first"""
        supported = self._get_supported_lang_codes()
        return lang if lang in supported or not supported else supported[0]
