from odoo import api, fields, models
from odoo.exceptions import UserError

from ..batch import get_now
from ..rendering.dates_in_words import get_locale, say_date_time


class HrInterviewScorecardAddition(models.Model):
    """What came to somebody's mind after the scorecard was handed in: a line with its time,
    which stays as it is."""

    _name = "hr.interview.scorecard.addition"
    _description = "Addition to a Scorecard"
    _inherit = "hr.candidate.guard.mixin"
    _order = "date, id"
    _rec_name = "date"

    scorecard_id = fields.Many2one(
        "hr.interview.scorecard", required=True, settled=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="scorecard_id.company_id", store=True)
    date = fields.Datetime(
        "Added On", required=True, readonly=True, default=lambda self: get_now(self.env)
    )
    text = fields.Text("What Was Added", required=True, settled=True)

    @api.model_create_multi
    def create(self, vals_list):
        additions = super().create(vals_list)
        if not self.env.su:
            for addition in additions:
                addition.scorecard_id._check_may_add(addition.text)
        return additions


class HrInterviewScorecard(models.Model):
    _inherit = "hr.interview.scorecard"

    addition_ids = fields.One2many(
        "hr.interview.scorecard.addition", "scorecard_id", "Additions", readonly=True
    )
    addition = fields.Text("Added Afterwards", compute="_compute_addition")
    new_addition = fields.Text(
        "Add Something",
        compute="_compute_new_addition",
        inverse="_inverse_new_addition",
        help="What came to your mind after you had handed it in. It is kept with the time, and "
        "stays as it is.",
    )

    @api.depends("addition_ids.text", "addition_ids.date")
    @api.depends_context("lang", "tz")
    def _compute_addition(self):
        """A line for each, with its time."""
        for card in self:
            card.addition = (
                "\n".join(
                    f"{card._say_moment_of(addition)}: {addition.text}"
                    for addition in card.addition_ids
                )
                or False
            )

    def _say_moment_of(self, addition):
        moment = fields.Datetime.context_timestamp(self, addition.date)
        return say_date_time(moment, get_locale(self.env))

    def _compute_new_addition(self):
        self.new_addition = False

    def _inverse_new_addition(self):
        self.env["hr.interview.scorecard.addition"].create(
            [
                {"scorecard_id": card.id, "text": card.new_addition.strip()}
                for card in self
                if (card.new_addition or "").strip()
            ]
        )
        self.invalidate_recordset(["new_addition"], flush=False)

    def _check_may_add(self, text):
        self._check_mine()
        if self.sudo().state != "done":
            raise UserError(self.env._("Hand the scorecard in first."))
        if not (text or "").strip():
            raise UserError(self.env._("Write what you want to add."))
