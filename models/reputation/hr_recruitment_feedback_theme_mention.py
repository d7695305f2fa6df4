from odoo import fields, models


class HrRecruitmentFeedbackThemeMention(models.Model):
    """A review mentions themes as comments do."""

    _inherit = "hr.recruitment.feedback.theme.mention"

    review_id = fields.Many2one(
        "hr.employer.review", readonly=True, index="btree_not_null", ondelete="cascade"
    )
    _once_in_review = models.UniqueIndex(
        "(review_id, theme_id) WHERE review_id IS NOT NULL",
        "This review has the theme already.",
    )
