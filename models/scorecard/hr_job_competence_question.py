from odoo import api, fields, models


class HrJobCompetenceQuestion(models.Model):
    """A question about a competence, the same for every candidate. Interviewers have it in
    their kit, beside the competence."""

    _name = "hr.job.competence.question"
    _description = "Question About a Competence"
    _inherit = "hr.candidate.guard.mixin"
    _order = "sequence, id"

    competence_id = fields.Many2one(
        "hr.job.competence", required=True, settled=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="competence_id.company_id", store=True)
    sequence = fields.Integer(default=10)
    name = fields.Text("Question", required=True, translate=True)
    kind = fields.Selection(
        [("open", "Open Question"), ("direct", "Direct Question")],
        default="open",
        required=True,
        help="Open: invites to tell. Direct: has a short answer.",
    )


class HrJobCompetence(models.Model):
    _inherit = "hr.job.competence"

    question_ids = fields.One2many(
        "hr.job.competence.question", "competence_id", "Questions", copy=True
    )
    question_words = fields.Text("What to Ask", compute="_compute_question_words")

    @api.depends("question_ids.name", "question_ids.kind", "question_ids.sequence")
    @api.depends_context("lang")
    def _compute_question_words(self):
        """A line for each, and of which kind it is."""
        for competence in self:
            lines = [
                self.env._("%(question)s (direct)", question=asked.name)
                if asked.kind == "direct"
                else asked.name
                for asked in competence.question_ids
            ]
            competence.question_words = "\n".join(lines) or False
