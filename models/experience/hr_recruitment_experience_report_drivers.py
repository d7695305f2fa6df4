from odoo import models
from odoo.tools import SQL

from .groups import NOTHING
from .statistics import (
    CHANCE,
    FEWEST_PAIRS,
    adjust_chances,
    correlation,
    correlation_chance,
    correlation_interval,
)

MOST_COMMENTS = 200


class HrRecruitmentExperienceReportDrivers(models.AbstractModel):
    """Drivers, technical trouble and comments of the report."""

    _inherit = "hr.recruitment.experience.report"

    def _get_drivers(self, scope, total, before):
        """The drivers that candidates rated, by priority: first the one whose rating
        correlates with the score and is low.

        :param dict before: the score of the comparison: where it is hidden, so are the
            ratings that came with it
        """
        previous = {}
        if before and not before["reason"]:
            previous = self._rate_drivers(scope.shift(scope.comparison))
        found = self._rate_drivers(scope)
        drivers = self.env["hr.recruitment.feedback.driver"].browse(found)
        rows = []
        for driver, (n, mean, value) in zip(drivers, found.values(), strict=True):
            reason = total["reason"] or ("few" if n < self._least() else None)
            known = not reason and n >= FEWEST_PAIRS and value is not None
            low, high = correlation_interval(value if known else None, n)
            old_n, old_mean, _value = previous.get(driver.id, (0, None, None))
            rows.append(
                {
                    "key": driver.id,
                    "label": driver.name,
                    "description": driver.description or "",
                    "n": n,
                    "mean": None if reason else mean,
                    "previous_mean": old_mean if old_n >= self._least() else None,
                    "previous_reason": "few_before"
                    if scope.comparison and old_n < self._least()
                    else None,
                    "correlation": value if known else None,
                    "correlation_reason": None if known else reason or "few_pairs",
                    "low": low,
                    "high": high,
                    "priority": value * (100 - mean) / 100 if known else None,
                    "reason": reason,
                    "domain": [("driver_id", "=", driver.id)],
                }
            )
        self._mark_chance(rows)
        rows.sort(
            key=lambda row: (
                -(row["priority"] if row["priority"] is not None else -1),
                row["mean"] if row["mean"] is not None else 101,
                row["label"],
            ),
        )
        sure = (row for row in rows if row["chance"] is False and row["priority"] > 0)
        first = next(sure, None)
        for row in rows:
            row["first"] = row is first
        return rows

    def _mark_chance(self, rows):
        """The more drivers there are, the sooner one goes with the score by chance."""
        known = [row for row in rows if row["correlation"] is not None]
        chances = [correlation_chance(row["correlation"], row["n"]) for row in known]
        for row in rows:
            row |= {"adjusted": None, "chance": None}
        for row, adjusted in zip(known, adjust_chances(chances), strict=True):
            row |= {"adjusted": adjusted, "chance": adjusted > CHANCE}

    def _rate_drivers(self, scope):
        """:return: dict driver id → (ratings, mean 0 … 100, correlation to the score)"""
        return {
            driver_id: (sums[0], sums[1] / sums[0], correlation(*sums))
            for (driver_id,), sums in self._add_up(scope, "drivers").items()
        }

    def _sum_drivers(self, scope):
        return SQL(
            """
            SELECT fact.company_id, rating.driver_id, COUNT(*), SUM(rating.value),
                   SUM(rating.value ^ 2), SUM(fact.score), SUM(fact.score ^ 2),
                   SUM(rating.value * fact.score)
              FROM hr_recruitment_feedback AS fact
              JOIN hr_recruitment_feedback_rating AS rating ON rating.feedback_id = fact.id
             WHERE %s
          GROUP BY fact.company_id, rating.driver_id
            """,
            self._select_facts(scope),
        )

    def _get_trouble(self, splits, total):
        trouble = sum(splits.get("trouble", NOTHING))
        asked = trouble + sum(splits.get("no_trouble", NOTHING))
        reason = total["reason"] or (
            ("few" if asked else "none") if asked < self._least() else None
        )
        return {
            "asked": asked,
            "trouble": None if reason else trouble,
            "rate": None if reason else 100 * trouble / asked,
            "reason": reason,
        }

    def _get_comments(self, scope, total):
        """Enough people must have written: one may have answered several questions."""
        count, people = self._add_up_all(scope, "comments", (0, 0))
        few = people < self._get_thresholds()["comments"]
        reason = total["reason"] or (("few" if count else "none") if few else None)
        rows = [] if reason else self._read_comments(scope)
        return {"rows": rows, "total": count, "reason": reason}

    def _sum_comments(self, scope):
        return SQL(
            """
            SELECT fact.company_id, COUNT(*), COUNT(DISTINCT comment.feedback_id)
              FROM hr_recruitment_feedback AS fact
              JOIN hr_recruitment_feedback_comment AS comment ON comment.feedback_id = fact.id
             WHERE comment.released AND %s
          GROUP BY fact.company_id
            """,
            self._select_facts(scope),
        )

    def _read_comments(self, scope):
        rows = self.env.execute_query(
            SQL(
                """
                SELECT comment.id
                  FROM hr_recruitment_feedback_comment AS comment
                  JOIN hr_recruitment_feedback AS fact ON fact.id = comment.feedback_id
                 WHERE comment.released AND %s
              ORDER BY comment.response_date DESC, comment.id DESC LIMIT %s
                """,
                self._select_facts(scope),
                MOST_COMMENTS,
            )
        )
        comments = self.env["hr.recruitment.feedback.comment"]
        comments = comments.browse(row[0] for row in rows)
        moments = dict(comments._fields["moment"]._description_selection(self.env))
        return [
            {
                "text": comment.text,
                "moment": comment.moment,
                "moment_label": moments.get(comment.moment, ""),
                "job": comment.job_id.name or "",
                "category": comment.category,
                "month": f"{comment.response_date:%Y-%m}",
            }
            for comment in comments
        ]
