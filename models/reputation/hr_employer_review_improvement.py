from odoo import api, fields, models

from ..write_groups import MANAGER


class HrEmployerReviewImprovement(models.Model):
    """What is changed because of a review, and ideas of those who work with it."""

    _inherit = "hr.employer.review"

    improvement_ids = fields.One2many(
        "hr.recruitment.improvement", "employer_review_id", "Improvement Actions"
    )
    improvement_count = fields.Integer(compute="_compute_improvement_count")

    @api.depends("improvement_ids")
    @api.depends_context("uid")
    def _compute_improvement_count(self):
        """Those that the reader may read."""
        found = self.env["hr.recruitment.improvement"]._read_group(
            [("employer_review_id", "in", self.ids)], ["employer_review_id"], ["__count"]
        )
        counts = {review.id: count for review, count in found}
        for review in self:
            review.improvement_count = counts.get(review.id, 0)

    def action_create_improvement(self):
        """:return: action of a new improvement action that has what is known filled in"""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New Improvement Action"),
            "res_model": "hr.recruitment.improvement",
            "views": [[False, "form"]],
            "context": {
                "default_name": (self.better or self.title or "").split("\n")[0][:120],
                "default_employer_review_id": self.id,
                "default_company_id": self.company_id.id,
                "default_job_id": self.job_id.id,
            },
        }

    def action_open_improvements(self):
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Improvement Actions"),
            "res_model": "hr.recruitment.improvement",
            "views": [[False, "list"], [False, "form"]],
            "domain": [("employer_review_id", "=", self.id)],
        }

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
        idea = (
            self.env["hr.recruitment.improvement"]
            .sudo()
            .create(
                {
                    "name": name,
                    "description": description,
                    "user_id": self.env.uid,
                    "date_deadline": False,
                    "company_id": self.company_id.id,
                    "job_id": self.job_id.id,
                    "employer_review_id": self.id,
                }
            )
        )
        activities = self.env["mail.activity"]
        kind = activities._get_todo_type()
        manager = self.company_id.sudo()._find_experience_manager()
        if kind and manager and not self.env.user.has_group(MANAGER):
            todo = activities._prepare_todo(
                idea, manager, kind, lambda one: (one.env._("An idea: %s", one.name), False)
            )
            activities._raise_todos([todo])
        return idea
