from odoo import api, fields, models
from odoo.exceptions import ValidationError


class HrJob(models.Model):
    """What a job position pays, as candidates are told."""

    _inherit = "hr.job"

    pay_min = fields.Monetary("Lowest Pay", currency_field="pay_currency_id", tracking=True)
    pay_max = fields.Monetary("Highest Pay", currency_field="pay_currency_id", tracking=True)
    pay_currency_id = fields.Many2one(
        "res.currency",
        "Currency of Pay",
        compute="_compute_pay_currency",
        store=True,
        readonly=False,
    )
    pay_period = fields.Selection(
        [("hour", "per hour"), ("month", "per month"), ("year", "per year")],
        "Pay Is",
        default="month",
    )
    pay_variable = fields.Char(
        "Variable Pay",
        translate=True,
        help="What comes on top, and what it depends on: commission, bonus, shift allowance.",
    )
    pay_agreement = fields.Char(
        "Collective Agreement",
        translate=True,
        help="The collective agreement that the pay follows, if there is one.",
    )
    pay_benefits = fields.Text(
        "Benefits", translate=True, help="What is given beside the pay, one in a line."
    )

    @api.depends("company_id")
    def _compute_pay_currency(self):
        for job in self:
            if not job.pay_currency_id:
                job.pay_currency_id = (job.company_id or self.env.company).currency_id

    @api.constrains("pay_min", "pay_max")
    def _check_pay(self):
        for job in self:
            low, high = job.pay_min, job.pay_max
            if low < 0 or high < 0 or (high and low > high):
                raise ValidationError(
                    job.env._("The lowest pay is above zero, and not more than the highest.")
                )
