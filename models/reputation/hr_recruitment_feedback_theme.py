from odoo import api, models


class HrRecruitmentFeedbackTheme(models.Model):
    """The themes of comments are those of reviews."""

    _inherit = "hr.recruitment.feedback.theme"

    @api.model
    def _get_read_models(self):
        return [*super()._get_read_models(), "hr.employer.review"]
