from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..feedback.choices import MOMENTS, OUTCOMES


class HrRecruitmentBenchmark(models.Model):
    """A cNPS to compare with: what others have published, or a value of one's own from before.
    It stands beside the company's score and is never counted into it."""

    _name = "hr.recruitment.benchmark"
    _description = "Benchmark"
    _inherit = "hr.candidate.shared.mixin"
    _order = "value desc, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    value = fields.Float(
        "cNPS", required=True, digits=(4, 1), aggregator=None, help="From −100 to 100."
    )
    moment = fields.Selection(
        MOMENTS,
        help="Compare with answers of this moment. Leave empty if the value is not "
        "about one moment.",
    )
    outcome = fields.Selection(
        OUTCOMES,
        help="Compare with candidates of this outcome. Leave empty if the value is "
        "about all of them.",
    )
    year = fields.Char(size=4, help="When it was measured or published.")
    source = fields.Text(help="Who says so, and what it is based on.")
    url = fields.Char("Link", help="Where the value can be read.")
    note = fields.Text(translate=True, help="What one should know before comparing with it.")
    is_own = fields.Boolean(
        "Own Value",
        help="Measured in this company, for instance last year; not published by others.",
    )
    company_id = fields.Many2one(
        "res.company",
        default=lambda self: False if self.env.su else self.env.company,
        help="Leave empty to show it to all companies.",
    )

    _value_range = models.Constraint(
        "CHECK (value >= -100 AND value <= 100)", "A cNPS is from −100 to 100."
    )
    _year_digits = models.Constraint("CHECK (year ~ '^[0-9]{4}$')", "A year has four digits.")

    @api.constrains("url")
    def _check_url(self):
        """Reports make a link of it: it leads to a page and runs nothing."""
        for benchmark in self.filtered("url"):
            if not benchmark.url.lower().startswith(("https://", "http://")):
                raise ValidationError(self.env._("A link starts with https:// or http://."))

    @api.model
    def _read_for_report(self, company_ids, moments, outcomes):
        """The values to show beside a score, those that fit it best first.

        :param company_ids: ids of companies
        :param moments, outcomes: keys that the score is limited to; empty: all
        :return: list of dicts of name, value (−100 … 100), moment, outcome (key or
            False), source, url, year, own and exchanged
        """
        benchmarks = self.sudo().search(Domain("company_id", "in", [False, *company_ids]))
        return [
            benchmark._describe()
            for benchmark in benchmarks.sorted(
                lambda benchmark: (
                    benchmark._get_distance(moments, outcomes),
                    not benchmark.is_own,
                    -int(benchmark.year or 0),
                )
            )
        ]

    def _get_distance(self, moments, outcomes):
        """:return: 0: about what the score is about, 1: about a part of it, or wider,
        2: about something else"""
        pairs = ((self.moment, moments), (self.outcome, outcomes))
        if any(key and keys and key not in keys for key, keys in pairs):
            return 2
        if moments or outcomes:
            return 0 if any(key and keys for key, keys in pairs) else 1
        return 1 if self.moment or self.outcome else 0

    def _describe(self):
        return {
            "name": self.name,
            "value": self.value,
            "moment": self.moment,
            "outcome": self.outcome,
            "source": self.source or "",
            "url": self.url or "",
            "year": int(self.year) if self.year else None,
            "own": self.is_own,
            "exchanged": False,
        }
