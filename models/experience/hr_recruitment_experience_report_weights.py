from odoo import models
from odoo.tools import SQL

from .regression import add_moments, find_together, fit_ridge

NO_WEIGHT = {"weight": None, "weight_low": None, "weight_high": None}


class HrRecruitmentExperienceReportWeights(models.AbstractModel):
    """What each driver does for the score while the others stay as they are."""

    _inherit = "hr.recruitment.experience.report"

    def _add_weights(self, scope, drivers, total):
        """Add ``weight``, its interval and the reason why there is none to each driver.

        :return: False where nothing was rated, or a dict of ``n`` (answers that rated all
            of them), ``count`` (drivers), ``penalty`` and ``reason``
        """
        for row in drivers:
            row |= {**NO_WEIGHT, "weight_reason": row["correlation_reason"] or "apart"}
        if not drivers:
            return False
        if total["reason"]:
            return self._refuse_weights(total["reason"])
        known = [row["key"] for row in drivers if row["correlation"] is not None]
        rows = self._read_together(scope)
        answers = {rated: numbers[0] for (rated, one, other), numbers in rows.items()}
        return self._weigh(drivers, rows, find_together(answers, known), answers)

    def _refuse_weights(self, reason):
        return {"n": 0, "count": 0, "penalty": None, "reason": reason}

    def _weigh(self, drivers, rows, chosen, answers):
        by_key = {row["key"]: row for row in drivers}
        moments = add_moments(rows, chosen)
        while chosen and moments.find_constant():
            # Among these answers, though not among all.
            constant = {chosen[at] for at in moments.find_constant()}
            for key in constant:
                by_key[key]["weight_reason"] = "same"
            chosen = find_together(answers, set(chosen) - constant)
            moments = add_moments(rows, chosen)
        if not chosen:
            return self._refuse_weights("few_together")
        if moments.has_constant_score():
            return self._refuse_weights("same")
        fit = fit_ridge(*moments.correlate(), moments.n)
        for at, key in enumerate(chosen):
            low, high = fit.get_interval(at)
            by_key[key] |= {
                "weight": fit.weights[at],
                "weight_low": low,
                "weight_high": high,
                "weight_reason": None,
            }
        return {"n": moments.n, "count": len(chosen), "penalty": fit.penalty, "reason": None}

    def _read_together(self, scope):
        """:return: as ``add_moments`` takes them"""
        return {
            (frozenset(map(int, rated.split(","))), one, other): numbers
            for (rated, one, other), numbers in self._add_up(scope, "together").items()
        }

    def _sum_together(self, scope):
        """Answers with the same ratings are added up first: there are few of the kind.

        PostgreSQL takes it that an array has ten elements, but that GENERATE_SUBSCRIPTS
        returns a thousand rows: it would compile the statement first, for longer than it
        runs."""
        return SQL(
            """
            WITH answer AS MATERIALIZED (
                SELECT fact.company_id, fact.score,
                       ARRAY_AGG(rating.driver_id ORDER BY rating.driver_id) AS drivers,
                       ARRAY_AGG(rating.value ORDER BY rating.driver_id) AS ratings
                  FROM hr_recruitment_feedback AS fact
                  JOIN hr_recruitment_feedback_rating AS rating ON rating.feedback_id = fact.id
                 WHERE %s
              GROUP BY fact.id),
            alike AS MATERIALIZED (
                SELECT company_id, drivers, ratings, COUNT(*)::float8 AS n,
                       SUM(score)::float8 AS y, SUM(score ^ 2)::float8 AS yy
                  FROM answer GROUP BY company_id, drivers, ratings)
            SELECT company_id, ARRAY_TO_STRING(drivers, ','), one.driver, other.driver,
                   SUM(n)::bigint, SUM(n * one.rating * other.rating),
                   SUM(n * one.rating), SUM(one.rating * y), SUM(y), SUM(yy)
              FROM alike, UNNEST(drivers, ratings) AS one (driver, rating),
                   UNNEST(drivers, ratings) AS other (driver, rating)
             WHERE one.driver <= other.driver
          GROUP BY 1, 2, 3, 4
            """,
            self._select_facts(scope),
        )

    # Words -----------------------------------------------------------------------------

    def _get_weight_reasons(self):
        return {
            "apart": self.env._("Rarely rated together with the others"),
            "few_together": self.env._("Too few candidates rated several drivers at once"),
            "same": self.env._("Always the same"),
        }

    def _say_drivers(self, data):
        """Add words to the drivers.

        :return: the sentence on their weights"""
        for row in data["drivers"]:
            row["chance_label"] = self._say_chance(row)
            row["weight_label"] = self._say_weight(row)
        apart = any(row["weight_reason"] == "apart" for row in data["drivers"])
        return self._describe_weights(data["weights"], apart)

    def _say_chance(self, row):
        if row["chance"] is None:
            return ""
        if row["chance"]:
            return self.env._("May be chance")
        return self.env._("More than chance")

    def _say_weight(self, row):
        """:return: "0.21 (0.10 to 0.32)", or a dash"""
        if row["weight"] is None:
            return "–"
        names = ("weight", "weight_low", "weight_high")
        numbers = {name: self._say_number(row[name], 2) for name in names}
        return self.env._("%(weight)s (%(weight_low)s to %(weight_high)s)", **numbers)

    def _describe_weights(self, weights, apart):
        if not weights:
            return ""
        if weights["reason"]:
            return self.env._(
                "What a driver does on its own cannot be told: %s.", weights["reason_label"]
            )
        text = self.env._(
            "On its own: how much higher the score is where only this rating is higher, both in "
            "standard deviations, from the %(n)s answers that rated all of these %(count)s "
            "drivers.",
            n=self._say_number(weights["n"]),
            count=self._say_number(weights["count"]),
        )
        if not apart:
            return text
        rest = self.env._("The others were rarely rated together with them.")
        return f"{text} {rest}"
