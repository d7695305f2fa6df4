from odoo import api, fields, models

from .states import USES


class HrInterviewKitScreening(models.Model):
    """What the candidate has answered, for those who hold the interview."""

    _inherit = "hr.interview.kit"

    screening_answer_ids = fields.Many2many(
        "hr.applicant.screening.answer",
        compute="_compute_screening_answers",
        string="Screening Answers",
        help="Handed in by the candidate. Nobody has scored them, and no machine does.",
    )

    @api.depends("applicant_id")
    @api.depends_context("uid")
    def _compute_screening_answers(self):
        answers = self.env["hr.applicant.screening.answer"]
        if not self.env["hr.candidate.settings"]._is_used(USES):
            self.screening_answer_ids = answers
            return
        found = answers.search([("applicant_id", "in", self.sudo().applicant_id.ids)])
        by_applicant = found.sudo().grouped("applicant_id")
        for kit in self:
            mine = by_applicant.get(kit.sudo().applicant_id, answers)
            kit.screening_answer_ids = mine.sudo(False)
