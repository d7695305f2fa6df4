from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .goal_choices import GOAL_LABELS, GOALS, YEARS


class HrRecruitmentExperienceGoal(models.Model):
    """What a company wants to reach in a year. The result stands beside it in the overview
    and in the monthly report."""

    _name = "hr.recruitment.experience.goal"
    _description = "Goal of a Year"
    _inherit = "hr.candidate.guard.mixin"
    _order = "year desc, company_id, kind, id"
    _rec_name = "kind"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    year = fields.Integer(
        required=True,
        aggregator=None,
        default=lambda self: fields.Date.context_today(self).year,
    )
    kind = fields.Selection(GOAL_LABELS, "What Is Measured", required=True)
    value = fields.Float("Goal", digits=(6, 1), required=True, aggregator=None)

    _once = models.Constraint(
        "UNIQUE (company_id, year, kind)", "The company has this goal for the year already."
    )

    @api.constrains("year", "value", "kind")
    def _check_numbers(self):
        for goal in self:
            _label, least, most = GOALS[goal.kind]
            # What is no number at all is not between them either.
            if not least <= goal.value <= most:
                labels = dict(self._fields["kind"]._description_selection(self.env))
                raise ValidationError(
                    self.env._(
                        "%(name)s: from %(least)s to %(most)s.",
                        name=labels[goal.kind],
                        least=least,
                        most=most,
                    )
                )
            if not YEARS[0] <= goal.year <= YEARS[1]:
                raise ValidationError(
                    self.env._("A year is from %(first)s to %(last)s.", first="2000", last="2199")
                )
