from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.http import request

from ..batch import get_today
from .leaving import ENOUGH, REASONS
from .paths import LEAVING_PATH

MONTHS = 12


class HrJob(models.Model):
    """Those who look and do not apply are asked why, where the company wants to know."""

    _inherit = "hr.job"

    leaving_words = fields.Char(
        "Why Visitors Do Not Apply",
        compute="_compute_leaving_words",
        compute_sudo=True,
        help="What visitors of the job page have answered in twelve months, from five answers on.",
    )

    @api.depends_context("lang")
    def _compute_leaving_words(self):
        labels = dict(
            self.env["hr.job.leaving.count"]._fields["reason"]._description_selection(self.env)
        )
        counted = self._count_leaving()
        for job in self:
            numbers = counted.get(job, {})
            enough = sum(numbers.values()) >= ENOUGH
            said = sorted(numbers.items(), key=lambda one: -one[1]) if enough else ()
            job.leaving_words = ", ".join(f"{labels[code]}: {number}" for code, number in said)

    def _count_leaving(self):
        """:return: dict job position → dict reason → number"""
        if not self.ids or not self.env["hr.candidate.settings"]._is_used("uses_advert"):
            return {}
        since = get_today(self.env).replace(day=1) - relativedelta(months=MONTHS - 1)
        rows = self.env["hr.job.leaving.count"]._read_group(
            [("job_id", "in", self.ids), ("month", ">=", since)],
            ["job_id", "reason"],
            ["number:sum"],
        )
        counted = {}
        for job, reason, number in rows:
            counted.setdefault(job, {})[reason] = number
        return counted

    def _asks_leaving(self):
        """:return: whether visitors of the job page are asked why they do not apply"""
        self.ensure_one()
        used = self.env["hr.candidate.settings"]._is_used("uses_advert")
        return used and self.website_published and self._get_page_company().leaving_asked

    def _get_leaving(self):
        """:return: dict of what the block at the end of the job page says; None where nobody
        is asked"""
        if not self._asks_leaving():
            return None
        reasons = self.env["hr.job.leaving.count"]._fields["reason"]
        return {
            "path": LEAVING_PATH,
            "choices": reasons._description_selection(self.env),
            "answered": bool(request) and request.params.get("answered") in dict(REASONS),
        }
