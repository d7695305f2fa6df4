from odoo import api, fields, models

from .choices import ANONYMITY, ANONYMITY_HELP, FEEDBACK_TYPE


class HrRecruitmentCommunicationStepSurvey(models.Model):
    """A step that asks: the email template carries the link to the survey."""

    _inherit = "hr.recruitment.communication.step"

    survey_id = fields.Many2one(
        "survey.survey",
        domain=[("survey_type", "=", FEEDBACK_TYPE)],
        ondelete="restrict",
        help="What the candidate is asked. The email template carries the link.",
    )
    survey_anonymity = fields.Selection(
        ANONYMITY,
        string="Anonymity",
        compute="_compute_survey_anonymity",
        store=True,
        readonly=False,
        help=ANONYMITY_HELP,
    )

    @api.depends("survey_id")
    def _compute_survey_anonymity(self):
        for step in self:
            step.survey_anonymity = step.survey_id.feedback_anonymity
