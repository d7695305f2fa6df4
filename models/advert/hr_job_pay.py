from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..rendering.amounts_in_words import say_amount
from ..rendering.dates_in_words import get_locale
from .pay_rules import AMOUNTS, LARGEST_PAY, WIDEST_RANGE

# Read by few: not with every job position.
PREFETCH = "pay"


class HrJob(models.Model):
    """What a job position pays, as candidates are told."""

    _inherit = "hr.job"

    pay_min = fields.Monetary(
        "Lowest Pay",
        currency_field="pay_currency_id",
        prefetch=PREFETCH,
        tracking=True,
        help="Before tax. Leave one of the two empty to say “from” or “up to”; for one amount "
        "enter it twice.",
    )
    pay_max = fields.Monetary(
        "Highest Pay", currency_field="pay_currency_id", prefetch=PREFETCH, tracking=True
    )
    pay_currency_id = fields.Many2one(
        "res.currency",
        "Currency of Pay",
        compute="_compute_pay_currency",
        prefetch=PREFETCH,
        store=True,
        readonly=False,
    )
    pay_period = fields.Selection(
        [("hour", "per hour"), ("month", "per month"), ("year", "per year")],
        "Pay Is",
        default="month",
        prefetch=PREFETCH,
    )
    pay_variable = fields.Char(
        "Variable Pay",
        translate=True,
        prefetch=PREFETCH,
        help="What comes on top, and what it depends on: commission, bonus, shift allowance.",
    )
    pay_agreement = fields.Char(
        "Collective Agreement",
        translate=True,
        prefetch=PREFETCH,
        help="The collective agreement that the pay follows, if there is one.",
    )
    pay_benefits = fields.Text(
        "Benefits",
        translate=True,
        prefetch=PREFETCH,
        help="What is given beside the pay, one in a line.",
    )
    pay_is_given = fields.Boolean(
        compute="_compute_pay_is_given",
        prefetch=PREFETCH,
        store=True,
        help="There is an amount, or a collective agreement that says it.",
    )
    pay_told = fields.Selection(
        related="company_id.pay_told", string="When Candidates Learn the Pay", readonly=True
    )

    @api.depends("company_id")
    def _compute_pay_currency(self):
        for job in self:
            # What an amount is in does not change with the company.
            if not job.pay_currency_id or not (job.pay_min or job.pay_max):
                job.pay_currency_id = (job.company_id or self.env.company).currency_id

    @api.depends("pay_min", "pay_max", "pay_agreement")
    def _compute_pay_is_given(self):
        for job in self:
            job.pay_is_given = bool(job.pay_min or job.pay_max or job.pay_agreement)

    @api.constrains(*AMOUNTS)
    def _check_pay(self):
        for job in self:
            if words := job._find_wrong_pay(job.pay_min, job.pay_max):
                raise ValidationError(words)

    def _find_wrong_pay(self, low, high):
        """:return: what is wrong with the amounts, in words; None if nothing is"""
        if low < 0 or high < 0:
            return self.env._("Pay cannot be negative.")
        if high and low > high:
            return self.env._("The lowest pay is more than the highest.")
        if max(low, high) > LARGEST_PAY:
            currency = (self.pay_currency_id or self.env.company.currency_id).name
            most = say_amount(LARGEST_PAY, currency, get_locale(self.env))
            return self.env._("Nobody is paid more than %s: is it a typing error?", most)
        if low and high > low * WIDEST_RANGE:
            return self.env._(
                "The highest pay is more than %s times the lowest: is it a typing error?",
                WIDEST_RANGE,
            )
        return None

    @api.onchange(*AMOUNTS)
    def _onchange_pay(self):
        words = self._find_wrong_pay(self.pay_min, self.pay_max)
        # While one of two amounts is typed the other is not right yet.
        if words and self.pay_min and self.pay_max:
            return {"warning": {"title": self.env._("Pay"), "message": words}}
        return None
