from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.tools import SQL

from ..rendering.amounts_in_words import say_amount
from ..rendering.dates_in_words import get_locale
from .cost_ranges import (
    RESULTS,
    Range,
    exactly,
    find_missing,
    find_worth,
    find_worth_of_detractor,
)
from .filters import Period
from .groups import NOTHING
from .statistics import compare, compare_means, find_hidden, hidden, hidden_share, score, share

YEAR = relativedelta(years=1)
NO_RANGE = {"low": None, "high": None}


class HrRecruitmentExperienceReportCost(models.AbstractModel):
    """What bad experience costs and what an improvement returned, where somebody has said
    what is to be assumed; and the own yearly change."""

    _inherit = "hr.recruitment.experience.report"

    def _get_costs(self, scope, access, improvements):
        """Of the twelve months up to the end of the period, of whole companies: filters make
        no other money. Each company by itself: currencies do not add up.

        :param list improvements: of the report; those of an effect get a ``worth``
        :return: list of dicts of ``company``, ``currency``, ``applicants``, ``detractors`` (a
            share), ``rows`` (``key``, ``low``, ``high``, ``reason``), ``total`` of them,
            ``gain`` (what is to be won), ``silence`` and ``change``; empty for
            officers, and where nobody has saved assumptions
        """
        for row in improvements:
            row["worth"] = False
        if access != "manager":
            return []
        companies = scope.records["company_ids"] or scope.allowed
        costs = self.env["hr.recruitment.experience.cost"].search(
            [("company_id", "in", list(companies))]
        )
        if not costs:
            return []
        year = self._get_year(scope)
        counted = self._count_years(year)
        found = [self._describe_cost(cost, counted[cost.company_id.id]) for cost in costs]
        self._add_worths(year, costs, improvements, found)
        return found

    def _get_year(self, scope):
        """:return: filters of the twelve months up to the end of the period, compared with
        the twelve before; all of the companies"""
        last = scope.period.last
        first = last - YEAR + timedelta(days=1)
        before = Period(first - YEAR, first - timedelta(days=1))
        return scope.widen().shift(Period(first, last)), scope.widen().shift(before)

    def _count_years(self, years):
        """:return: dict company id → dict of ``splits``, ``means`` (both of this year and the
        one before), ``outcomes`` and ``reasons``: why scores of a year are not shown"""
        now, _before = years
        companies = now.records["company_ids"] or now.allowed
        found = {
            company: {
                "splits": [NOTHING, NOTHING],
                "means": [(0, 0, 0), (0, 0, 0)],
                "outcomes": {},
                "reasons": [None, None],
            }
            for company in companies
        }
        for at, scope in enumerate(years):
            for name, part in (("splits", "score"), ("means", "means")):
                for (company,), numbers in self._add_up(scope, part, by_company=True).items():
                    if company in found:
                        found[company][name][at] = tuple(numbers)
            # A company that is hidden is not what is left of the others.
            counts = {company: sum(known["splits"][at]) for company, known in found.items()}
            for company, reason in find_hidden(counts, self._least()).items():
                found[company]["reasons"][at] = reason
        rows = self._add_up(now, "outcomes", by_company=True)
        for (company, outcome), (count,) in rows.items():
            if company in found:
                found[company]["outcomes"][outcome] = count
        return found

    def _sum_means(self, scope):
        return SQL(
            """
            SELECT fact.company_id, COUNT(*), SUM(fact.score), SUM(fact.score ^ 2)
              FROM hr_recruitment_feedback AS fact WHERE %s
          GROUP BY fact.company_id
            """,
            self._select_facts(scope),
        )

    def _describe_cost(self, cost, counted):
        known = self._complete(cost._get_known(), counted["outcomes"])
        split, reason = counted["splits"][0], counted["reasons"][0]
        n = sum(split)
        detractors = hidden_share(n, reason) if reason else share(split[2], n, self._least())
        applicants = cost.applicants or sum(counted["outcomes"].values())
        rows = [self._describe_result(name, known, detractors, applicants) for name in RESULTS]
        gain = rows.pop()
        return {
            "key": cost.id,
            "company": cost.company_id.name,
            "company_id": cost.company_id.id,
            "currency": cost.currency_id.name,
            "applicants": applicants,
            "from_odoo": not cost.applicants,
            "detractors": detractors,
            "rows": rows,
            "total": self._add_rows(rows),
            "gain": gain,
            "silence": self._describe_silence(cost, counted["outcomes"].get("refused", 0)),
            "change": self._describe_year(cost, counted),
            "note": cost.note or "",
            # Not for the reader: what one detractor less is worth.
            "worth": find_worth_of_detractor(known),
        }

    def _complete(self, known, outcomes):
        """How many applications a hire takes is known to Odoo where nobody has said."""
        if "needed" not in known and outcomes.get("hired"):
            known["needed"] = exactly(sum(outcomes.values()) / outcomes["hired"])
        return known

    def _describe_result(self, name, known, detractors, applicants):
        """:return: dict of low and high (money of the year), what is missing, and reason"""
        missing, of_each = find_missing(name, known), RESULTS[name][2]
        row = {"key": name, **NO_RANGE, "missing": missing}
        if missing:
            return {**row, "reason": "not_set"}
        if of_each and detractors["reason"]:
            return {**row, "reason": detractors["reason"]}
        worth = find_worth(name, known)
        if of_each:
            part = Range(detractors["low"] / 100, detractors["high"] / 100)
            worth = worth.times(part, exactly(applicants))
        return {**row, **worth._asdict(), "reason": None}

    def _add_rows(self, rows):
        """:return: what detractors cost, as far as it is known"""
        total = {"key": "total", **NO_RANGE, "missing": [], "reason": None}
        shown = [row for row in rows if not row["reason"]]
        if not shown:
            return {**total, "reason": "not_set"}
        return total | {name: sum(row[name] for row in shown) for name in NO_RANGE}

    def _describe_silence(self, cost, refused):
        """By the guide's figures: what not telling people does to the score.

        :param int refused: of the year"""
        part = cost.unheard / 100
        points = part * (cost.score_soon - cost.score_late)
        return {"share": cost.unheard, "people": refused * part, "points": points}

    def _describe_year(self, cost, counted):
        """The change of the mean answer, in percent, and of the cNPS, in points."""
        reason = counted["reasons"][0] or counted["reasons"][1]
        least = self._least()
        found = compare_means(*counted["means"], least)
        if reason:
            found |= {"value": None, "low": None, "high": None, "reason": reason}
        scores = [
            hidden(sum(split), why) if why else score(*split, least)
            for split, why in zip(counted["splits"], counted["reasons"], strict=True)
        ]
        goal = Range(cost.yearly_low, cost.yearly_high)
        return {
            "mean": found,
            "score": compare(*scores),
            "goal": goal._asdict(),
            "verdict": None if found["reason"] else self._judge_year(found, goal),
        }

    def _judge_year(self, found, goal):
        if found["low"] > goal.high:
            return "above"
        if found["high"] < goal.low:
            return "below"
        return "alike" if found["low"] > 0 or found["high"] < 0 else "unsure"

    # What improvements returned --------------------------------------------------------

    def _add_worths(self, years, costs, improvements, found):
        """Money for an improvement whose effect chance does not explain, that no other one
        of the same job position was mixed with, and that did not begin before it."""
        worths = {cost["company_id"]: cost.pop("worth") for cost in found}
        known = {cost["company_id"]: cost for cost in found}
        rows = [row for row in improvements if self._has_effect(row["effect"])]
        actions = {
            action.id: action
            for action in self.env["hr.recruitment.improvement"].browse(row["id"] for row in rows)
        }
        applied = self._count_applied(years[0], {action.job_id.id for action in actions.values()})
        for row in rows:
            action = actions[row["id"]]
            worth = worths.get(action.company_id.id)
            if worth is None:
                continue
            less = row["effect"]["detractors"]
            fewer = Range(-less["high"] / 100, -less["low"] / 100)
            applicants = applied.get(action.job_id.id, 0)
            row["worth"] = {
                **worth.times(fewer, exactly(applicants))._asdict(),
                "applicants": applicants,
                "currency": known[action.company_id.id]["currency"],
            }

    def _has_effect(self, effect):
        return (
            effect
            and effect["significant"]
            and effect["parallel"] is not False
            and not effect["mixed"]
        )

    def _count_applied(self, scope, jobs):
        """:return: dict job id → applications of the year, in one query"""
        if not jobs:
            return {}
        return dict(
            self.env.execute_query(
                SQL(
                    """
                    SELECT applicant.job_id, COUNT(*) FROM hr_applicant AS applicant
                     WHERE applicant.job_id = ANY(%s) AND %s GROUP BY 1
                    """,
                    list(jobs),
                    self._select_applications(scope),
                )
            )
        )

    # Words -----------------------------------------------------------------------------

    def _get_cost_labels(self):
        return {
            "title": self.env._("What does it cost?"),
            "result": self.env._("A Year"),
            "range": self.env._("From Lowest to Highest"),
            "customers": self.env._("Customers who leave"),
            "voices": self.env._("Applicants whom others keep away"),
            "recommendations": self.env._("More recommendations, if candidates get feedback"),
            "total": self.env._("Cost of detractors, as far as it is known"),
            "detractors": self.env._("Detractors among those who answered"),
            "applicants": self.env._("Applications in a year"),
            "silence": self.env._("What silence does"),
            "change": self.env._("A year on"),
            "worth": self.env._("What it returned in a year"),
            "edit": self.env._("Assumptions"),
        }

    def _get_assumption_labels(self):
        return {
            "customer": self.env._("share of candidates who are customers"),
            "leaving": self.env._("share of detractors who leave as customers"),
            "revenue": self.env._("revenue per customer"),
            "kept_away": self.env._("people whom a detractor keeps from applying"),
            "needed": self.env._("applications per hire"),
            "hire_cost": self.env._("cost per hire"),
            "referred": self.env._("recommended applications"),
            "referring": self.env._("how many more would recommend you"),
        }

    def _say_costs(self, data):
        """Add words to the costs.

        :return: the sentence on how they are worked out; empty where there are none"""
        for cost in data["costs"]:
            self._say_cost(cost)
        for row in data["improvements"]:
            if row["worth"]:
                row["worth"]["label"] = self._say_worth(row["worth"])
        if not data["costs"]:
            return ""
        return self.env._(
            "From all assumptions at their lowest to all at their highest, with the 95 % interval "
            "of the detractors: a range of what is possible, not an interval of chance. The "
            "twelve months up to the end of the period, of whole companies."
        )

    def _say_cost(self, cost):
        labels = self._get_assumption_labels()
        for row in (*cost["rows"], cost["total"], cost["gain"]):
            row["label"] = self._say_range(row, cost["currency"])
            missing = ", ".join(labels[name] for name in row["missing"])
            row["note"] = missing and self.env._("Not set: %s", missing) or row["reason_label"]
        cost["detractors"]["label"] = self._say_share(cost["detractors"])
        cost["silence"]["label"] = self._say_silence(cost["silence"])
        cost["change"]["label"] = self._say_year(cost["change"])
        cost["change"]["note"] = self._say_comparable(cost["change"])

    def _say_range(self, found, currency):
        """:return: "SEK 12,000 – SEK 40,000", or a dash"""
        if found["low"] is None:
            return "–"
        locale = get_locale(self.env)
        low, high = (
            say_amount(self._round_money(found[name]), currency, locale) for name in ("low", "high")
        )
        return low if low == high else f"{low} – {high}"

    def _round_money(self, value):
        """To two digits: more would be more than assumptions know."""
        return float(f"{value:.2g}")

    def _say_silence(self, silence):
        return self.env._(
            "If %(share)s of those whom you refuse never hear from you, that is %(people)s people "
            "a year and, by the guide's figures, %(points)s points of their cNPS.",
            share=self._say_percent(silence["share"]),
            people=self._say_number(silence["people"]),
            points=self._say_number(silence["points"], 1),
        )

    def _say_year(self, change):
        mean, goal = change["mean"], change["goal"]
        numbers = {
            "goal": self._say_between(goal["low"], goal["high"]),
        }
        if mean["reason"]:
            return self.env._(
                "The yearly change cannot be told: %(reason)s. The guide's: %(goal)s.",
                reason=mean["reason_label"],
                **numbers,
            )
        numbers |= {
            "value": self._say_signed(mean["value"], 1),
            "range": self._say_between(mean["low"], mean["high"]),
        }
        return {
            "above": self.env._(
                "The mean answer changed by %(value)s %% (%(range)s): more than the guide's"
                " %(goal)s.",
                **numbers,
            ),
            "below": self.env._(
                "The mean answer changed by %(value)s %% (%(range)s): less than the guide's"
                " %(goal)s.",
                **numbers,
            ),
            "alike": self.env._(
                "The mean answer changed by %(value)s %% (%(range)s): that may be the guide's"
                " %(goal)s.",
                **numbers,
            ),
            "unsure": self.env._(
                "The mean answer changed by %(value)s %% (%(range)s): it may be no change, and it"
                " may be the guide's %(goal)s.",
                **numbers,
            ),
        }[change["verdict"]]

    def _say_comparable(self, change):
        """What the guide's figure can be compared with, and what not."""
        return self.env._(
            "The guide does not say of what it is a percentage. Compared is the mean of the "
            "answers from 0 to 10, twelve months against the twelve before; a cNPS may be 0 or "
            "below and has no percentages. In points the cNPS changed by %(change)s. Other "
            "companies, other candidates: a direction, not a verdict.",
            change=self._say_change(change["score"]),
        )

    def _say_between(self, low, high):
        return self.env._(
            "%(low)s to %(high)s %%",
            low=self._say_number(low, 1),
            high=self._say_number(high, 1),
        )

    def _say_worth(self, worth):
        return self.env._(
            "%(range)s a year, for %(n)s applications",
            range=self._say_range(worth, worth["currency"]),
            n=self._say_number(worth["applicants"]),
        )
