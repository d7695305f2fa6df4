import random
from datetime import date

from odoo.tests import tagged

from ...models.experience.regression import fit_ridge
from ..cases.report import ReportCase
from .test_regression import standardise


@tagged("post_install", "-at_install")
class TestReportDrivers(ReportCase):
    """What the report says of each driver, against the rows themselves."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.drivers = cls.env["hr.recruitment.feedback.driver"].search([], limit=3)

    def rate(self, rows, day=date(2026, 1, 15), **values):
        """:param rows: (ratings, of the first drivers; score), None for none"""
        facts = self.feedback.create(
            [
                {
                    "score": score,
                    "moment": "applied",
                    "anonymity": "confidential",
                    "response_date": day,
                    "company_id": self.company.id,
                    "job_id": self.jobs[0].id,
                    **values,
                }
                for _ratings, score in rows
            ]
        )
        self.env["hr.recruitment.feedback.rating"].create(
            [
                {"feedback_id": fact.id, "driver_id": driver.id, "value": value}
                for fact, (ratings, _score) in zip(facts, rows, strict=True)
                for driver, value in zip(self.drivers, ratings, strict=False)
                if value is not None
            ]
        )
        return facts

    def draw(self, n, size, seed=1):
        """:return: rows in which only the first driver does anything"""
        lots, rows = random.Random(seed), []
        for _row in range(n):
            mood = lots.gauss(0, 1)
            ratings = [
                min(4, max(0, round(2 + mood + lots.gauss(0, 1)))) * 25 for _driver in range(size)
            ]
            rows.append((ratings, min(10, max(0, round(ratings[0] / 12 + lots.gauss(1, 2))))))
        return rows

    def find(self, **filters):
        data = self.get(**filters)
        return data, {row["key"]: row for row in data["drivers"]}

    def test_the_weights_are_those_of_the_rows(self):
        """Of two months, with answers that rated some of the drivers only."""
        rows = self.draw(40, 3) + self.draw(30, 3, seed=9)
        self.rate(rows[:40])
        self.rate(rows[40:], day=date(2025, 6, 3), moment="refused")
        # Rated one or two of them: they do not count in what is compared.
        self.rate([([75, None, None], 9)] * 6 + [([None, 25, 50], 2)] * 8)
        data, drivers = self.find()
        self.assertEqual((data["weights"]["n"], data["weights"]["count"]), (70, 3))
        *columns, scores = standardise(rows)

        def correlate(one, other):
            return sum(map(float.__mul__, one, other)) / len(rows)

        matrix = [[correlate(one, other) for other in columns] for one in columns]
        fit = fit_ridge(matrix, [correlate(one, scores) for one in columns], len(rows))
        for at, driver in enumerate(self.drivers[:3]):
            row = drivers[driver.id]
            self.assertAlmostEqual(row["weight"], fit.weights[at])
            self.assertAlmostEqual(row["weight_high"], fit.get_interval(at)[1])
            self.assertIsNone(row["weight_reason"])
        self.assertGreater(drivers[self.drivers[0].id]["weight_low"], 0)
        self.assertIn("70 answers", data["sentences"]["weights"])
        self.assertEqual([row["first"] for row in data["drivers"]].count(True), 1)
        self.assertTrue(drivers[self.drivers[0].id]["first"])

    def test_one_of_many_may_be_chance(self):
        """Three drivers that have nothing to do with the score, one of which would be
        connected if it stood alone: nothing is to be mended first."""
        lots = random.Random(2)
        rows = [
            ([25 * lots.randrange(5) for _d in range(3)], lots.randrange(11)) for _r in range(40)
        ]
        self.rate(rows)
        data, drivers = self.find()
        self.assertTrue(all(row["chance"] for row in drivers.values()))
        alone = [row for row in drivers.values() if row["low"] > 0]
        self.assertEqual(len(alone), 1)
        self.assertFalse(any(row["first"] for row in drivers.values()))
        self.assertEqual(data["drivers"][0]["chance_label"], "May be chance")
        self.assertFalse([line for line in data["summary"] if "matters most" in line])

    def test_what_cannot_be_told_says_why(self):
        first, second, third = self.drivers[:3]
        with self.subTest("nobody rated anything"):
            self.fact(*[9] * 10)
            data, _drivers = self.find()
            self.assertEqual((data["drivers"], data["weights"]), ([], False))
        with self.subTest("seven answers"):
            self.rate(self.draw(7, 3), job_id=self.jobs[1].id)
            data, drivers = self.find()
            self.assertEqual(data["weights"]["reason"], "few_together")
            self.assertEqual(drivers[first.id]["weight_reason"], "few_pairs")
            self.assertIsNone(drivers[first.id]["chance"])
        with self.subTest("asked at different moments"):
            self.rate([([row[0][0]], row[1]) for row in self.draw(40, 1)], moment="hired")
            self.rate([([None, row[0][0]], row[1]) for row in self.draw(40, 1)], moment="refused")
            data, drivers = self.find(moments=["hired", "refused"])
            self.assertEqual(data["weights"]["reason"], "few_together")
            self.assertIn("cannot be told", data["sentences"]["weights"])
            self.assertIsNotNone(drivers[first.id]["correlation"])
        with self.subTest("all drivers are the same"):
            self.rate([(row[0] * 3, row[1]) for row in self.draw(40, 1)], moment="withdrawn")
            data, drivers = self.find(moments=["withdrawn"])
            weights = {round(drivers[driver.id]["weight"], 6) for driver in (first, second, third)}
            self.assertEqual(len(weights), 1)
        with self.subTest("the score is always the same"):
            self.rate([(row[0], 9) for row in self.draw(40, 2)], moment="onboarded")
            data, drivers = self.find(moments=["onboarded"])
            self.assertTrue(data["weights"]["reason"])
            self.assertIsNone(drivers[first.id]["weight"])
        with self.subTest("what the filter leaves out could be worked out"):
            self.fact(5, 5, job_id=self.jobs[2].id)
            others = [job.id for job in self.jobs[:2]]
            data, drivers = self.find(job_ids=others)
            self.assertEqual(data["weights"]["reason"], "complement")
            self.assertFalse([row for row in drivers.values() if row["weight"] is not None])

    def test_officers_get_none_of_it(self):
        self.rate(self.draw(40, 3))
        data = self.get(self.officer)
        self.assertEqual((data["drivers"], data["weights"]), ([], False))

    # Companies ------------------------------------------------------------------------

    def test_companies_are_a_group_for_who_sees_several(self):
        other, third = self.env["res.company"].create([{"name": "Nord"}, {"name": "Syd"}])
        self.fact(*[9] * 20)
        self.fact(*[2] * 8, company_id=other.id, job_id=False)
        self.assertEqual(self.get()["groups"]["company"], [])
        self.manager.sudo().company_ids += other + third
        data = self.get()
        found = {row["key"]: (row["n"], row["value"]) for row in data["groups"]["company"]}
        self.assertEqual(found, {self.company.id: (20, 100), other.id: (8, -100)})
        self.fact(10, 10, company_id=third.id, job_id=False)
        data = self.get()
        found = {row["key"]: row["reason"] for row in data["groups"]["company"]}
        self.assertEqual(found, {self.company.id: None, other.id: "complement", third.id: "few"})
        # A job position that is all of a company does not give it away.
        jobs = {row["key"]: row["reason"] for row in data["groups"]["job"]}
        self.assertEqual(jobs, {self.jobs[0].id: None, False: None})
        outcomes = data["groups"]["outcome"]
        self.assertEqual([row["n"] for row in outcomes], [30])
