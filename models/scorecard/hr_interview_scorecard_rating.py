from odoo import api, fields, models
from odoo.exceptions import UserError

from .ratings import RATINGS

WRITTEN = {"rating", "note"}


class HrInterviewScorecardRating(models.Model):
    """How one interviewer sees one competence. Without a rating it was not asked."""

    _name = "hr.interview.scorecard.rating"
    _description = "Rating on a Scorecard"
    _inherit = "hr.candidate.guard.mixin"
    _order = "sequence, id"

    scorecard_id = fields.Many2one(
        "hr.interview.scorecard", required=True, settled=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="scorecard_id.company_id", store=True)
    competence_id = fields.Many2one(
        "hr.job.competence",
        "Of the Job Position",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
    )
    sequence = fields.Integer(readonly=True, default=10)
    name = fields.Char("Competence", required=True, readonly=True)
    looked_for = fields.Text("What We Look For", readonly=True)
    anchors = fields.Text("What the Numbers Mean", readonly=True)
    rating = fields.Selection(RATINGS, help="Empty: not asked.")
    note = fields.Char("What Was Said or Seen")

    @api.model_create_multi
    def create(self, vals_list):
        ratings = super().create(vals_list)
        if not self.env.su:
            raise UserError(
                self.env._("Competences are chosen on the job position, the same for everybody.")
            )
        return ratings

    def write(self, vals):
        if not self.env.su:
            for card in self.scorecard_id:
                card._check_mine()
                card._check_open(vals.keys())
        return super().write(vals)
