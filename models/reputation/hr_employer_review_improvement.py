from odoo import fields, models


class HrEmployerReviewImprovement(models.Model):
    """What is changed because of a review, and ideas of those who work with it."""

    _name = "hr.employer.review"
    _inherit = ["hr.employer.review", "hr.candidate.improvable.mixin"]

    _improved_as = "employer_review_id"

    improvement_ids = fields.One2many(
        "hr.recruitment.improvement", "employer_review_id", "Improvement Actions"
    )

    def _prepare_improvement(self):
        return {"name": (self.better or self.title or "").split("\n")[0][:120]}

    def action_suggest_improvement(self):
        """:return: action of the dialog in which a recruiter writes an idea"""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Suggest an Improvement"),
            "res_model": "hr.employer.review.idea",
            "views": [[False, "form"]],
            "target": "new",
            "context": {"default_review_id": self.id},
        }

    def _add_idea(self, name, description):
        """An idea of whoever reads the review: they follow what becomes of it, and the
        candidate experience manager decides.

        :return: ``hr.recruitment.improvement``"""
        self.check_access("read")
        return self.env["hr.recruitment.improvement"]._suggest(
            name,
            description,
            company_id=self.company_id.id,
            job_id=self.job_id.id,
            employer_review_id=self.id,
        )
