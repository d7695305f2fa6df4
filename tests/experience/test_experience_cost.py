import itertools
import math
import random
from datetime import date

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import BaseCase, tagged

from ...models.experience.cost_ranges import (
    Range,
    exactly,
    find_missing,
    find_worth,
    find_worth_of_detractor,
)
from ...models.experience.statistics import compare_means
from ..cases.report import ReportCase

KNOWN = {
    "customer": Range(0.1, 0.3),
    "leaving": Range(0.05, 0.2),
    "revenue": Range(1000, 4000),
    "kept_away": Range(0.5, 2),
    "needed": Range(20, 50),
    "hire_cost": Range(10_000, 30_000),
    "hours": Range(40, 80),
    "hour_cost": Range(400, 600),
    "referred": exactly(100),
    "referring": Range(0.3, 0.75),
}
BY_HAND = {
    "customers": lambda v: v["customer"] * v["leaving"] * v["revenue"],
    "voices": lambda v: (
        v["kept_away"] / v["needed"] * (v["hire_cost"] + v["hours"] * v["hour_cost"])
    ),
    "recommendations": lambda v: (
        v["referred"]
        * v["referring"]
        / v["needed"]
        * (v["hire_cost"] + v["hours"] * v["hour_cost"])
    ),
}


@tagged("post_install", "-at_install")
class TestCostRanges(BaseCase):
    def corners(self, formula, known):
        """Every way to take the lowest or the highest of each assumption."""
        values = [
            formula(dict(zip(known, corner, strict=True)))
            for corner in itertools.product(*known.values())
        ]
        return min(values), max(values)

    def test_the_ends_are_those_of_all_combinations(self):
        for name, formula in BY_HAND.items():
            low, high = self.corners(formula, KNOWN)
            found = find_worth(name, KNOWN)
            self.assertAlmostEqual(found.low, low)
            self.assertAlmostEqual(found.high, high)
        each = find_worth_of_detractor(KNOWN)
        low, high = self.corners(lambda v: BY_HAND["customers"](v) + BY_HAND["voices"](v), KNOWN)
        self.assertAlmostEqual(each.low, low)
        self.assertAlmostEqual(each.high, high)
        # An effect may be on either side of nothing.
        fewer = each.times(Range(-0.1, 0.2), exactly(50))
        self.assertAlmostEqual(fewer.low, -0.1 * 50 * high)
        self.assertAlmostEqual(fewer.high, 0.2 * 50 * high)

    def test_what_is_not_said_is_not_worked_out(self):
        some = {"customer": exactly(0.1), "kept_away": exactly(1), "needed": exactly(30)}
        self.assertEqual(find_missing("customers", some), ["leaving", "revenue"])
        self.assertEqual(find_missing("voices", some), ["hire_cost"])
        self.assertIsNone(find_worth_of_detractor(some))
        hours = {"hours": exactly(10), "hour_cost": exactly(3)}
        self.assertEqual(find_worth("voices", {**some, **hours}), (1.0, 1.0))
        self.assertEqual(find_worth("voices", {**some, "hire_cost": exactly(60)}), (2.0, 2.0))

    def test_the_interval_of_a_ratio_is_that_of_draws(self):
        """Drawn again and again from the answers themselves, with their own chances."""
        lots = random.Random(2)
        now = [min(10, max(0, round(lots.gauss(7, 2)))) for _answer in range(150)]
        before = [min(10, max(0, round(lots.gauss(6, 3)))) for _answer in range(90)]
        sums = [(len(some), sum(some), sum(x * x for x in some)) for some in (now, before)]
        found = compare_means(*sums, 5)
        plain = (sum(now) / 150) / (sum(before) / 90) - 1
        self.assertAlmostEqual(found["value"], 100 * plain)
        drawn = sorted(
            100 * (sum(lots.choices(now, k=150)) / 150 / (sum(lots.choices(before, k=90)) / 90) - 1)
            for _draw in range(2000)
        )
        self.assertAlmostEqual(found["low"], drawn[50], delta=1.5)
        self.assertAlmostEqual(found["high"], drawn[1950], delta=1.5)
        self.assertEqual(compare_means((4, 9, 30), sums[1], 5)["reason"], "few")
        self.assertEqual(compare_means(sums[0], (9, 0, 0), 5)["reason"], "no_ratio")


@tagged("post_install", "-at_install")
class TestExperienceCost(ReportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.costs = cls.env["hr.recruitment.experience.cost"].with_user(cls.manager)

    def assume(self, **values):
        pairs = {
            f"{name}_{end}": number * (100 if name in ("customer", "leaving") else 1)
            for name, both in KNOWN.items()
            if name not in ("referred", "referring")
            for end, number in zip(("low", "high"), both, strict=True)
        }
        return self.costs.create(
            {"company_id": self.company.id, "applicants": 200, **pairs, **values}
        )

    def test_nothing_before_somebody_has_saved_assumptions(self):
        self.fact(*[2] * 10)
        data = self.get()
        self.assertEqual((data["costs"], data["sentences"]["costs"]), ([], ""))

    def test_the_numbers_are_those_of_the_answers(self):
        self.fact(*[2] * 12, *[9] * 18)
        before = self.fact(*[3] * 20, *[9] * 10, day=date(2024, 9, 9))
        self.assume(referred=40)
        data = self.get()
        (cost,) = data["costs"]
        self.assertEqual((cost["applicants"], cost["from_odoo"]), (200, False))
        n, part, z = 30, 12, 1.959964
        centre = (part + z * z / 2) / (n + z * z)
        margin = z / (n + z * z) * math.sqrt(part * (n - part) / n + z * z / 4)
        rows = {row["key"]: row for row in (*cost["rows"], cost["gain"])}
        for name, (low, high) in {
            "customers": (0.1 * 0.05 * 1000, 0.3 * 0.2 * 4000),
            "voices": (0.5 / 50 * 26_000, 2 / 20 * 78_000),
        }.items():
            self.assertAlmostEqual(rows[name]["low"], 200 * (centre - margin) * low, 4)
            self.assertAlmostEqual(rows[name]["high"], 200 * (centre + margin) * high, 4)
        self.assertAlmostEqual(rows["recommendations"]["low"], 40 * 0.3 / 50 * 26_000)
        total = rows["customers"]["high"] + rows["voices"]["high"]
        self.assertAlmostEqual(cost["total"]["high"], total)
        self.assertAlmostEqual(cost["silence"]["points"], 0.23 * (44.7 - 21.9))
        self.assertEqual(cost["silence"]["people"], 0, "nobody was refused")
        year = cost["change"]
        expected = ((12 * 2 + 18 * 9) / 30) / (sum(before.mapped("score")) / 30) - 1
        self.assertAlmostEqual(year["mean"]["value"], 100 * expected)
        self.assertEqual((year["goal"]["low"], year["goal"]["high"]), (7.3, 8))
        self.assertIn("7.3 to 8.0", year["label"])
        self.assertAlmostEqual(year["score"]["value"], 20 - -100 / 3)

    def test_what_is_hidden_stays_hidden(self):
        self.fact(2, 9, 9)
        self.assume(
            hire_cost_low=0,
            hire_cost_high=0,
            hours_low=0,
            hours_high=0,
            revenue_low=0,
            revenue_high=0,
        )
        data = self.get()
        (cost,) = data["costs"]
        self.assertIsNone(cost["detractors"]["value"])
        self.assertEqual({row["reason"] for row in cost["rows"]}, {"not_set"})
        self.assertIn("revenue per customer", cost["rows"][0]["note"])
        self.assertEqual(cost["change"]["mean"]["reason"], "few")
        self.assertEqual(self.get(self.officer)["costs"], [])

    def test_companies_keep_their_currencies(self):
        other = self.env["res.company"].create(
            {"name": "Nord", "currency_id": self.env.ref("base.NOK").id}
        )
        self.env.ref("base.NOK").active = True
        self.manager.sudo().company_ids += other
        self.assume()
        self.costs.with_context(allowed_company_ids=other.ids).create({"company_id": other.id})
        self.fact(*[2] * 10)
        found = {cost["company_id"]: cost for cost in self.get()["costs"]}
        self.assertEqual(found[other.id]["currency"], "NOK")
        self.assertEqual(found[other.id]["detractors"]["reason"], "none")
        self.assertTrue(found[self.company.id]["detractors"]["value"])

    def test_an_improvement_returns_what_fewer_detractors_are_worth(self):
        changed = date(2025, 12, 1)
        for job, after in ((0, [9] * 25 + [2] * 5), (1, [2] * 25 + [9] * 5)):
            for scores, day in (
                ([2] * 25 + [9] * 5, date(2025, 4, 1)),
                ([2] * 25 + [9] * 5, date(2025, 9, 1)),
                (after, date(2026, 1, 9)),
            ):
                self.fact(*scores, day=day, job_id=self.jobs[job].id)
        action = self.env["hr.recruitment.improvement"].create(
            {
                "name": "Call everybody",
                "state": "done",
                "date_done": changed,
                "job_id": self.jobs[0].id,
                "company_id": self.company.id,
            }
        )
        applicants = self.env["hr.applicant"].create(
            [{"partner_name": f"N{number}", "job_id": self.jobs[0].id} for number in range(3)]
        )
        self.env.cr.execute(
            "UPDATE hr_applicant SET create_date = '2026-01-05' WHERE id = ANY(%s)",
            [applicants.ids],
        )
        self.assertFalse(self.get()["improvements"][0]["worth"])
        self.assume()
        (row,) = self.get()["improvements"]
        effect = row["effect"]["detractors"]
        self.assertAlmostEqual(effect["value"], 100 * (5 - 25) / 30)
        self.assertEqual(row["worth"]["applicants"], 3)
        each = 0.3 * 0.2 * 4000 + 2 / 20 * 78_000
        self.assertAlmostEqual(row["worth"]["high"], -effect["low"] / 100 * 3 * each)
        self.assertIn("for 3 applications", row["worth"]["label"])
        action.copy({"state": "done", "date_done": changed})
        self.assertFalse(any(row["worth"] for row in self.get()["improvements"]), "two at once")

    def test_bad_input_is_refused(self):
        cost = self.assume()
        for values in (
            {"customer_low": 40, "customer_high": 30},
            {"customer_high": 101},
            {"revenue_low": -1},
            {"needed_low": 0.5},
            {"applicants": -3},
            {"score_late": -101},
            {"unheard": 130},
            {"revenue_high": 1e15},
        ):
            with self.subTest(values=values), self.assertRaises(ValidationError):
                cost.write(values)
        self.assertEqual(cost.customer_low, 10)

    def test_only_experience_managers_of_the_company_read_it(self):
        cost = self.assume()
        other = self.env["res.company"].create({"name": "Nord"})
        foreign = self.costs.sudo().create({"company_id": other.id})
        with self.assertRaises(AccessError):
            cost.with_user(self.officer).read(["note"])
        with self.assertRaises(AccessError):
            self.costs.with_user(self.officer).create({"company_id": other.id})
        self.assertEqual(self.costs.search([]), cost)
        with self.assertRaises(AccessError):
            foreign.with_user(self.manager).write({"applicants": 3})
