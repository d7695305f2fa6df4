from datetime import date

from odoo import models

from .filters import Period
from .goal_choices import GOALS, LESS_IS_BETTER
from .groups import NOTHING
from .statistics import find_hidden, find_percentiles, hidden, score, share

# From a score to its goal, in the shape of a share.
NAMES = ("value", "low", "high", "n", "reason")


class HrRecruitmentExperienceReportGoals(models.AbstractModel):
    """What was reached of the goals of the year."""

    _inherit = "hr.recruitment.experience.report"

    def _get_other_parts(self, scope, access, data):
        """:return: dict of ``results``: of each company with a goal for the year in which the
        period ends ``company``, ``company_id``, ``year``, ``period`` and ``rows`` (``key``,
        ``label``, ``goal``, ``value``, ``low``, ``high``, ``n``, ``reason``, ``verdict`` and
        what they are called); for experience managers"""
        parts = super()._get_other_parts(scope, access, data)
        return {**parts, "results": self._get_results(scope) if access == "manager" else []}

    def _get_results(self, scope):
        """From the first day of the year up to the end of the period, of whole companies."""
        companies = scope.records["company_ids"] or scope.allowed
        last = scope.period.last
        goals = self.env["hr.recruitment.experience.goal"].search(
            [("company_id", "in", list(companies)), ("year", "=", last.year)], order="company_id"
        )
        if not goals:
            return []
        year = scope.widen().shift(Period(date(last.year, 1, 1), last))
        found = self._measure_year(year, list(companies))
        over = last.month == 12 and last.day == 31
        return [
            {
                "company": company.name,
                "company_id": company.id,
                "year": last.year,
                "period": year.period.describe(self.env)["label"],
                "rows": [
                    self._describe_result_of(goal, found[company.id][goal.kind], over)
                    for goal in theirs.sorted(lambda goal: list(GOALS).index(goal.kind))
                ],
            }
            for company, theirs in goals.grouped("company_id").items()
        ]

    def _measure_year(self, year, companies):
        """:return: dict company id → dict kind of goal → dict of value, low, high, n, reason"""
        scores, promises = self._score_companies(year, companies), dict.fromkeys(companies, (0, 0))
        for (company,), (kept, broken, _open) in self._add_up(
            year, "promises", by_company=True
        ).items():
            promises[company] = (kept, kept + broken)
        days = {company: {} for company in companies}
        for (company, took), (count,) in self._add_up(
            year, "first_answer", by_company=True
        ).items():
            if company in days:
                days[company][took] = count
        done = self._count_done(year.period, companies)
        return {
            company: {
                "score": {name: scores[company][name] for name in NAMES},
                "promises": share(*promises[company], self._least()),
                "answer": self._find_middle(days[company]),
                "actions": {
                    **dict.fromkeys(("low", "high", "reason")),
                    "value": done.get(company, 0),
                    "n": done.get(company, 0),
                },
            }
            for company in companies
        }

    def _score_companies(self, year, companies):
        """A company that is hidden is not what is left of the others."""
        splits = dict.fromkeys(companies, NOTHING)
        for (company,), split in self._add_up(year, "score", by_company=True).items():
            if company in splits:
                splits[company] = tuple(split)
        least = self._least()
        reasons = find_hidden({key: sum(split) for key, split in splits.items()}, least)
        return {
            key: hidden(sum(split), reasons[key]) if key in reasons else score(*split, least)
            for key, split in splits.items()
        }

    def _find_middle(self, days):
        """:param dict days: days → how many took as long
        :return: their median, in the shape of a share, without an interval"""
        n = sum(days.values())
        reason = None if n >= self._least() else "few_counted" if n else "none_counted"
        middle = None if reason else find_percentiles(days, (0.5,))[0]
        return {"value": middle, "low": None, "high": None, "n": n, "reason": reason}

    def _count_done(self, period, companies):
        """:return: dict company id → improvement actions whose change was in the period"""
        groups = self.env["hr.recruitment.improvement"]._read_group(
            [
                ("company_id", "in", companies),
                ("state", "=", "done"),
                ("date_done", ">=", period.first),
                ("date_done", "<=", period.last),
            ],
            ["company_id"],
            ["__count"],
        )
        return {company.id: count for company, count in groups}

    def _describe_result_of(self, goal, found, over):
        row = {"key": goal.kind, "goal": goal.value, **found}
        row["verdict"] = None if found["reason"] else self._judge(row, over)
        labels = self._get_goal_labels()
        return {
            **row,
            "label": labels[goal.kind],
            "goal_label": self._say_amount_of(goal.kind, goal.value),
            "value_label": self._say_reached(row),
            "n_label": self._say_counted(row),
            "verdict_label": labels[row["verdict"]] if row["verdict"] else "",
        }

    def _judge(self, row, over):
        """:return: ``reached``, ``missed``, ``unsure`` (the goal lies within the interval) or
        ``under_way`` (what adds up until the year is over)"""
        value, goal = row["value"], row["goal"]
        if row["low"] is not None and row["low"] < goal <= row["high"]:
            return "unsure"
        good = value <= goal if row["key"] in LESS_IS_BETTER else value >= goal
        if good:
            return "reached"
        return "missed" if over or row["key"] != "actions" else "under_way"

    # Words ------------------------------------------------------------------------------

    def _get_goal_labels(self):
        return {
            "score": self.env._("cNPS"),
            "promises": self.env._("Reply promises kept"),
            "answer": self.env._("Median time to our first message"),
            "actions": self.env._("Improvement actions done"),
            "reached": self.env._("Reached"),
            "missed": self.env._("Not reached"),
            "unsure": self.env._("Too close to tell"),
            "under_way": self.env._("Not yet reached"),
        }

    def _get_process_labels(self):
        return {
            **super()._get_process_labels(),
            "results": {
                "title": self.env._("Goals of the year"),
                "what": self.env._("What Is Measured"),
                "goal": self.env._("Goal"),
                "value": self.env._("So Far"),
                "n": self.env._("Counted"),
                "verdict": self.env._("Result"),
                "note": self.env._(
                    "From the first day of the year to the end of the period, of whole companies, "
                    "with the 95 % interval. Where the goal lies within it, chance may decide."
                ),
                "edit": self.env._("Goals"),
            },
        }

    def _say_amount_of(self, kind, value):
        if kind == "promises":
            return self._say_percent(value)
        if kind == "answer":
            return self._say_days(value)
        return self._say_number(value)

    def _say_reached(self, row):
        """:return: "31 (22 to 40)", or a dash"""
        if row["value"] is None:
            return "–"
        value = self._say_amount_of(row["key"], row["value"])
        if row["low"] is None:
            return value
        return self.env._(
            "%(value)s (%(low)s to %(high)s)",
            value=value,
            low=self._say_number(row["low"]),
            high=self._say_amount_of(row["key"], row["high"]),
        )

    def _say_results(self, data):
        """:return: list of sentences, one for each goal"""
        return [
            self._say_result(result["year"], row)
            for result in data["results"]
            for row in result["rows"]
        ]

    def _say_counted(self, row):
        if row["key"] == "actions":
            return ""
        return self.env._("n = %s", self._say_number(row["n"]))

    def _say_result(self, year, row):
        values = {
            "year": str(year),
            "what": row["label"],
            "goal": row["goal_label"],
            "value": row["value_label"],
            "n": self._say_number(row["n"]),
        }
        if row["reason"]:
            return self.env._(
                "Goal of %(year)s, %(what)s: %(goal)s. So far: %(reason)s.",
                reason=row["reason_label"],
                **values,
            )
        values["verdict"] = row["verdict_label"]
        if row["key"] == "actions":
            return self.env._(
                "Goal of %(year)s, %(what)s: %(goal)s. So far: %(value)s. %(verdict)s.", **values
            )
        return self.env._(
            "Goal of %(year)s, %(what)s: %(goal)s. So far: %(value)s, n = %(n)s. %(verdict)s.",
            **values,
        )
