from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .cost_choices import (
    MOST,
    PAIRS,
    REFERRING,
    SCORE_LATE,
    SCORE_SOON,
    SHARES,
    UNHEARD,
    YEARLY,
)
from .cost_ranges import Range, exactly

SHARE, AMOUNT = (5, 1), (12, 1)


class HrRecruitmentExperienceCost(models.Model):
    """What a company takes bad experience to cost: every assumption, from its lowest to its
    highest. Nothing is worked out before somebody has saved them."""

    _name = "hr.recruitment.experience.cost"
    _description = "Cost of Candidate Experience"
    _inherit = "hr.candidate.guard.mixin"
    _rec_name = "company_id"
    _order = "company_id, id"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    applicants = fields.Integer(
        "Applications per Year",
        help="0 counts those of Odoo, in the twelve months up to the end of the report.",
    )
    customer_low = fields.Float("Customers: Lowest Share", digits=SHARE)
    customer_high = fields.Float("Customers: Highest Share", digits=SHARE)
    leaving_low = fields.Float("Leaving: Lowest Share", digits=SHARE)
    leaving_high = fields.Float("Leaving: Highest Share", digits=SHARE)
    revenue_low = fields.Monetary("Revenue per Customer: Lowest", aggregator=None)
    revenue_high = fields.Monetary("Revenue per Customer: Highest", aggregator=None)
    kept_away_low = fields.Float("Kept From Applying: Lowest", digits=AMOUNT)
    kept_away_high = fields.Float("Kept From Applying: Highest", digits=AMOUNT)
    needed_low = fields.Float("Applications per Hire: Lowest", digits=AMOUNT)
    needed_high = fields.Float("Applications per Hire: Highest", digits=AMOUNT)
    hire_cost_low = fields.Monetary("Cost per Hire: Lowest", aggregator=None)
    hire_cost_high = fields.Monetary("Cost per Hire: Highest", aggregator=None)
    hours_low = fields.Float("Hours per Hire: Lowest", digits=AMOUNT)
    hours_high = fields.Float("Hours per Hire: Highest", digits=AMOUNT)
    hour_cost_low = fields.Monetary("Cost of an Hour: Lowest", aggregator=None)
    hour_cost_high = fields.Monetary("Cost of an Hour: Highest", aggregator=None)
    referred = fields.Integer(
        "Recommended per Year",
        help="Applications per year of people to whom a candidate has recommended you.",
    )
    referring_low = fields.Float("More of Them: Lowest", digits=SHARE, default=REFERRING[0])
    referring_high = fields.Float("More of Them: Highest", digits=SHARE, default=REFERRING[1])
    unheard = fields.Float("Never Informed", digits=SHARE, default=UNHEARD)
    score_late = fields.Float("cNPS if Informed Late or Never", digits=SHARE, default=SCORE_LATE)
    score_soon = fields.Float("cNPS if Informed at Once", digits=SHARE, default=SCORE_SOON)
    yearly_low = fields.Float("Yearly Change: Lowest", digits=SHARE, default=YEARLY[0])
    yearly_high = fields.Float("Yearly Change: Highest", digits=SHARE, default=YEARLY[1])
    note = fields.Text("Source of the Assumptions")

    _once = models.Constraint(
        "UNIQUE (company_id)", "This company has its assumptions already: open those instead."
    )

    @api.constrains(
        "applicants",
        "referred",
        "unheard",
        "score_late",
        "score_soon",
        "yearly_low",
        "yearly_high",
        *(f"{name}_{end}" for name in PAIRS for end in ("low", "high")),
    )
    def _check_ranges(self):
        for cost in self:
            for name in (*PAIRS, "yearly"):
                cost._check_range(name)
            for name in ("applicants", "referred", "unheard"):
                cost._check_number(name, 0, 100 if name == "unheard" else MOST)
            for name in ("score_late", "score_soon"):
                cost._check_number(name, -100, 100)

    def _check_range(self, name):
        least = -100 if name == "yearly" else 0
        most = 100 if name in SHARES else MOST
        for end in ("low", "high"):
            self._check_number(f"{name}_{end}", least, most)
        if self[f"{name}_low"] > self[f"{name}_high"]:
            raise ValidationError(
                self.env._(
                    "%s: the lowest is above the highest.",
                    self._fields[f"{name}_low"]._description_string(self.env),
                )
            )
        if name == "needed" and 0 < self.needed_high and self.needed_low < 1:
            raise ValidationError(self.env._("A hire takes at least one application."))

    def _check_number(self, name, least, most):
        # What is no number at all is not between them either.
        if not least <= self[name] <= most:
            raise ValidationError(
                self.env._(
                    "%(name)s: from %(least)s to %(most)s.",
                    name=self._fields[name]._description_string(self.env),
                    least=f"{least:.0f}",
                    most=f"{most:.0f}",
                )
            )

    def _get_known(self):
        """:return: dict name → Range of the assumptions that somebody has made; shares 0 … 1"""
        known = {}
        for name in PAIRS:
            low, high = self[f"{name}_low"], self[f"{name}_high"]
            if high:
                part = 100 if name in SHARES else 1
                known[name] = Range(low / part, high / part)
        if self.referred:
            known["referred"] = exactly(self.referred)
        return known
