from odoo import models
from odoo.tools import SQL

from .parts import PARTS
from .statistics import find_percentiles

AHEAD = "hr.recruitment.experience.month"


class HrRecruitmentExperienceReportSums(models.AbstractModel):
    """Numbers that can be added up: of the months that were counted ahead, and live of the
    rest of the period. Both are the same statements, so that a number is the same
    whichever way it came."""

    _inherit = "hr.recruitment.experience.report"

    def _add_up(self, scope, part, by_company=False):
        """:param str part: one of ``PARTS``
        :param bool by_company: with the company, or None, first in the key
        :return: dict key (tuple) → list of numbers"""
        topic, width = PARTS[part]
        months, rest = self.env[AHEAD]._split(scope, topic)
        rows = months._read_rows(part, scope)
        if rest.spans != ():
            rows += self._count_part(rest, part)
        found = {}
        for company, *row in rows:
            key, numbers = tuple(row[:width]), row[width:]
            if by_company:
                key = (company, *key)
            if key in found:
                numbers = [sum(both) for both in zip(found[key], numbers, strict=True)]
            found[key] = numbers
        return found

    def _add_up_all(self, scope, part, nothing):
        """Of a part without a key.

        :return: list of numbers, ``nothing`` where there is nothing to count"""
        return self._add_up(scope, part).get((), nothing)

    def _count_part(self, scope, part):
        """Live.

        :return: list of (company, key and numbers)"""
        return self.env.execute_query(getattr(self, f"_sum_{part}")(scope))

    # Durations -------------------------------------------------------------------------

    def _measure(self, scope, part):
        """:return: dict of median and slowest (90th percentile), both in days, n and, where
        there is nothing to measure, the reason"""
        counts = {days: count for (days,), (count,) in self._add_up(scope, part).items()}
        median, slowest = find_percentiles(counts, (0.5, 0.9))
        n = sum(counts.values())
        reason = None if n else "unmeasured"
        return {"median": median, "slowest": slowest, "n": n, "reason": reason}

    def _select_days(self, span):
        """Durations that are alike are counted together: to a quarter of an hour (0.01
        days) below ten days, then to 0.1 days, which is what the report shows.

        :param SQL span: an interval
        :return: SQL of a number, in days; what ends before it begins took no time"""
        return SQL(
            """
            (SELECT CASE WHEN days < 0 THEN 0
                         WHEN days < 10 THEN ROUND(days * 100) / 100
                         ELSE ROUND(days * 10) / 10 END
               FROM (SELECT EXTRACT(EPOCH FROM %s)::float8 / 86400 AS days) AS exact)
            """,
            span,
        )

    def _count_durations(self, spans):
        """:param SQL spans: rows of company and span, an interval
        :return: SQL of company, days and how many took them"""
        return SQL(
            """
            WITH measured AS MATERIALIZED (%s)
            SELECT company_id, %s, COUNT(*) FROM measured
             WHERE span IS NOT NULL GROUP BY 1, 2
            """,
            spans,
            self._select_days(SQL("span")),
        )
