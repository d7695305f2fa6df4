from odoo import fields, models

from .pay_rules import PAY_TOLD


class ResCompanyPay(models.Model):
    """When candidates of a company are told what a job position pays."""

    _inherit = "res.company"

    pay_told = fields.Selection(
        PAY_TOLD,
        "When Candidates Are Told the Pay",
        default="off",
        required=True,
        help="Directive (EU) 2023/970, article 5: candidates are told the initial pay or its "
        "range, and what a collective agreement says of it, in the ad, before the interview, or "
        "otherwise in good time. National law may ask for more or for less.",
    )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    pay_told = fields.Selection(related="company_id.pay_told", readonly=False)


class HrCandidateSettings(models.TransientModel):
    _inherit = "hr.candidate.settings"

    pay_told = fields.Selection(PAY_TOLD, "When Candidates Are Told the Pay")
