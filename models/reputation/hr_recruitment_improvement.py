from odoo import fields, models


class HrRecruitmentImprovementReview(models.Model):
    """An improvement action may come from what somebody wrote about the company."""

    _inherit = "hr.recruitment.improvement"

    employer_review_id = fields.Many2one(
        "hr.employer.review",
        ondelete="set null",
        check_company=True,
        copy=False,
        settled=True,
        index="btree_not_null",
        help="The employer review that gave rise to it.",
    )
