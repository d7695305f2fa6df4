from odoo import models

from ..rendering.amounts_in_words import say_amount, say_amounts
from ..rendering.dates_in_words import get_locale

# What schema.org calls the periods (QuantitativeValue, unitText).
UNITS = {"hour": "HOUR", "month": "MONTH", "year": "YEAR"}


class HrJobPayWords(models.Model):
    """What a job position pays, in words: one way for ad, mails, page and kit."""

    _inherit = "hr.job"

    def _get_pay_lines(self):
        """:return: list of dict ``name`` (str), ``label`` (str) and ``lines`` (list of str) of
        what is given, in the language of the context; empty where there is no pay to tell"""
        self.ensure_one()
        job = self.sudo()
        if not job.pay_is_given:
            return []
        known = (
            ("amount", self.env._("Pay"), job._say_pay_amount()),
            ("variable", self.env._("Variable pay"), job.pay_variable),
            ("agreement", self.env._("Collective agreement"), job.pay_agreement),
            ("benefits", self.env._("Benefits"), job.pay_benefits),
        )
        lines = ((name, label, _split(words)) for name, label, words in known)
        return [
            {"name": name, "label": label, "lines": lines} for name, label, lines in lines if lines
        ]

    def _say_pay(self):
        """:return: str, a line for each of ``_get_pay_lines``; "" where nothing is given"""
        return "\n".join(
            f"{line['label']}: {'; '.join(line['lines'])}" for line in self._get_pay_lines()
        )

    def _say_pay_amount(self):
        """:return: "SEK 40,000–45,000 per month", "from 165,50 kr i timmen"; "" without one"""
        low, high, code = self.pay_min, self.pay_max, self.pay_currency_id.name
        if not (low or high) or not code:
            return ""
        locale = get_locale(self.env)
        if low == high or not (low and high):
            amount = say_amount(low or high, code, locale)
            if not high:
                amount = self.env._("from %s", amount)
            elif not low:
                amount = self.env._("up to %s", amount)
        else:
            amount = say_amounts(low, high, code, locale)
        if self.pay_period == "hour":
            return self.env._("%s per hour", amount)
        if self.pay_period == "year":
            return self.env._("%s per year", amount)
        return self.env._("%s per month", amount)

    def _get_ad_pay(self):
        """:return: dict ``lines`` (see ``_get_pay_lines``) and ``salary`` (of schema.org, or
        None) for the ad of the job position; empty where it does not tell the pay"""
        self.ensure_one()
        job = self.sudo()
        if not job._tells_pay_in_ad():
            return {}
        lines = job._get_pay_lines()
        return {"lines": lines, "salary": job._get_salary()} if lines else {}

    def _tells_pay_in_ad(self):
        company = self.company_id or self.env.company
        return company.pay_told == "ad" and self._is_pay_used()

    def _is_pay_used(self):
        return self.env["hr.candidate.settings"]._is_used("uses_advert")

    def _get_salary(self):
        """:return: dict of properties of schema.org, or None without an amount"""
        low, high = self.pay_min, self.pay_max
        if not (low or high):
            return None
        limits = (
            {"value": low} if low == high else {"minValue": low or None, "maxValue": high or None}
        )
        digits = self.pay_currency_id.decimal_places
        return {
            "currency": self.pay_currency_id.name,
            "unit": UNITS[self.pay_period or "month"],
            "limits": {name: f"{one:.{digits}f}" for name, one in limits.items() if one},
        }


def _split(text):
    """:return: list of the lines that have words, without what lists begin with"""
    lines = (" ".join(line.strip().lstrip("-–•*").split()) for line in (text or "").splitlines())
    return [line for line in lines if line]
