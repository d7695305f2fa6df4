from odoo import models
from odoo.fields import Domain

from ..batch import get_today
from ..rendering.amounts_in_words import say_amount
from ..rendering.dates_in_words import get_locale

# What cost most comes first; more than that nobody reads.
MOST = 50
ORDER = "cost desc nulls last, id"
# Column of the report's filters → field that a publication has it in.
COLUMNS = {
    "company_id": "job_id.company_id",
    "job_id": "job_id",
    "department_id": "job_id.department_id",
    "user_id": "job_id.user_id",
    "source_id": "source_id",
    "medium_id": "medium_id",
}


class HrRecruitmentExperienceReportPublications(models.AbstractModel):
    """What publications cost, and what came of them."""

    _inherit = "hr.recruitment.experience.report"

    def _get_publications(self, scope):
        """Those that ran within the period; without a last day, those that began in it.
        Nothing where none has a cost: who came from where stands among the sources.
        What came of each counts from its first day until today: who applies in March has
        seen the ad of February.

        :return: list of dicts; costs in the currency ``currency``, as numbers and in words;
            None where nobody has applied, or nobody was hired
        """
        if not self.env["hr.candidate.settings"]._is_used("uses_advert"):
            return []
        sources = self.env["hr.recruitment.source"]
        found = sources.search(self._select_publications(scope), order=ORDER, limit=MOST)
        rows = [self._describe_publication(source) for source in found]
        if not any(row["cost"] for row in rows):
            return []
        return [row for row in rows if row["cost"] or row["applications"] or row["seen"]]

    def _select_publications(self, scope):
        """:return: ``Domain``"""
        period = scope.period
        begin, end = period.to_utc(self.env)
        ids = scope.get_ids(self.env)
        domain = Domain.AND(Domain(COLUMNS[name], "in", chosen) for name, chosen in ids.items())
        if "company_id" not in ids and scope.allowed is not None:
            domain &= Domain(COLUMNS["company_id"], "in", [*scope.allowed, False])
        undated = Domain("date_from", "=", False)
        before_end = Domain("date_from", "<=", period.last) | (
            undated & Domain("create_date", "<", end)
        )
        in_period = Domain("date_from", ">=", period.first) | (
            undated & Domain("create_date", ">=", begin)
        )
        ran = Domain("date_to", ">=", period.first) | (Domain("date_to", "=", False) & in_period)
        return domain & before_end & ran

    def _describe_publication(self, source):
        currency = source.currency_id.name
        locale = get_locale(self.env)
        row = {
            "key": source.id,
            "source": source.source_id.name,
            "job": source.job_id.name,
            "running": not source.date_to or source.date_to >= get_today(self.env),
            "currency": currency,
            "opened": source.click_count,
            "seen": source.seen_count,
            "applications": source.application_count,
            "hired": source.hired_count,
            "cost": source.cost,
            "per_application": source.cost_per_application or None,
            "per_hire": source.cost_per_hire or None,
        }
        for name in ("cost", "per_application", "per_hire"):
            amount = row[name]
            rounded = source.currency_id.round(amount or 0)
            row[f"{name}_label"] = say_amount(rounded, currency, locale) if amount else ""
        return row
