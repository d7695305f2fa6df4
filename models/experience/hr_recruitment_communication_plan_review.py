from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..feedback.choices import REVIEW_TYPE


class HrRecruitmentCommunicationPlanReview(models.Model):
    """Whom the plan asks when a job position is filled or closed."""

    _inherit = "hr.recruitment.communication.plan"

    review_survey_id = fields.Many2one(
        "survey.survey",
        string="Survey for Recruiters and Managers",
        domain="[('survey_type', '=', 'recruitment_review')]",
        ondelete="set null",
        groups="hr_recruitment_candidate_experience.group_experience_manager",
        help="When a job position is filled or closed, its recruiter and its hiring "
        "manager are asked how it went. HR reads the answers. Leave empty to ask "
        "nobody.",
    )

    @api.constrains("review_survey_id")
    def _check_review_survey(self):
        for survey in self.sudo().review_survey_id:
            if survey.survey_type != REVIEW_TYPE:
                raise ValidationError(
                    self.env._(
                        "“%s” is not a survey for recruiters and managers.",
                        survey.title,
                    )
                )
