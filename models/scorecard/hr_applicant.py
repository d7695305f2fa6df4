from odoo import api, fields, models

from .ratings import USES

SUMMARY = "hr_recruitment_candidate_experience.scorecard_summary"


class HrApplicant(models.Model):
    """What those who have met a candidate say, side by side, for the decision. Each number
    comes with how many said it; there is no average, and no order of candidates."""

    _inherit = "hr.applicant"

    scorecard_ids = fields.One2many(
        "hr.interview.scorecard", "applicant_id", string="Scorecards", copy=False
    )
    scorecard_summary = fields.Html(compute="_compute_scorecard_summary", sanitize=False)

    @api.depends("scorecard_ids.state", "scorecard_ids.rating_ids.rating")
    @api.depends_context("uid", "lang")
    def _compute_scorecard_summary(self):
        """Of the cards that the reader may read: who has not handed in their own sees none."""
        self.scorecard_summary = False
        if not self.env["hr.candidate.settings"]._is_used(USES):
            return
        cards = self.env["hr.interview.scorecard"].search(
            [("applicant_id", "in", self.ids), ("state", "=", "done")]
        )
        for applicant, mine in cards.grouped("applicant_id").items():
            applicant.scorecard_summary = self.env["ir.qweb"]._render(SUMMARY, mine._summarize())

    def unlink(self):
        """With what asks for them."""
        self.sudo().with_context(active_test=False).scorecard_ids.unlink()
        return super().unlink()
