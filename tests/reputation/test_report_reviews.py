import random
from datetime import date
from io import BytesIO
from statistics import mean, median, quantiles

from freezegun import freeze_time
from openpyxl import load_workbook

from odoo.tests import tagged

from ...models.experience.statistics import Z, average
from ...report.workbook.experience_workbook import ExperienceWorkbook
from ..cases.report import TODAY, YEAR, ReportCase

ADDON = "hr_recruitment_candidate_experience"
LEAST = 5


@tagged("post_install", "-at_install")
class TestReportReviews(ReportCase):
    """What people write elsewhere, each number computed a second time, from the rows."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        group = cls.env.ref(f"{ADDON}.group_reputation")
        cls.env.ref("base.group_user").implied_ids = [(4, group.id)]
        cls.reviews = cls.env["hr.employer.review"]
        for name in ("glassdoor", "indeed", "facebook", "linkedin"):
            setattr(cls, name, cls.env.ref(f"{ADDON}.employer_review_source_{name}"))

    def review(self, rating, day=date(2026, 1, 15), **values):
        return self.reviews.create(
            {
                "source_id": self.glassdoor.id,
                "company_id": self.company.id,
                "date": day,
                "rating": rating,
                "kind": "employee",
                **values,
            }
        )

    def read_section(self, user=None, **filters):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.read_once(user, **filters)["reviews"]

    def check(self, found, shares, message=None):
        """:param shares: of the reviews, 0 … 1, in any order"""
        self.assertEqual(found["n"], len(shares), message)
        if len(shares) < LEAST:
            self.assertIsNone(found["value"], message)
            return
        self.assertAlmostEqual(found["value"], 100 * mean(shares), msg=message)
        wider = [*shares, 0, 1]
        middle = mean(wider)
        spread = sum((one - middle) ** 2 for one in wider) / (len(wider) - 1)
        half = Z * (spread / len(wider)) ** 0.5
        self.assertAlmostEqual(found["low"], 100 * max(0, middle - half), msg=message)
        self.assertAlmostEqual(found["high"], 100 * min(1, middle + half), msg=message)

    def test_each_number_a_second_time(self):
        """A year by chance, on three scales, and everything counted from its rows."""
        dice = random.Random(21)
        rows = []
        for _number in range(160):
            source, low, high = dice.choice(
                [(self.glassdoor, 1, 5), (self.indeed, 1, 5), (self.facebook, 1, 2)]
            )
            rows.append(
                {
                    "source": source,
                    "rating": dice.randint(low, high),
                    "share": None,
                    "kind": dice.choice(("employee", "former", "interview", "unsaid")),
                    "day": date(
                        dice.choice((2025, 2026)), dice.randint(1, 12), dice.randint(1, 28)
                    ),
                }
            )
            rows[-1]["share"] = (rows[-1]["rating"] - low) / (high - low)
        rows = [row for row in rows if row["day"] <= date(2026, 3, 19)]
        with freeze_time(TODAY):
            for row in rows:
                self.review(row["rating"], row["day"], kind=row["kind"], source_id=row["source"].id)
            self.review(0, source_id=self.linkedin.id, text="No stars")
        found = self.read_section()
        inside = [row for row in rows if date(2025, 4, 1) <= row["day"] <= date(2026, 3, 31)]
        self.assertGreater(len(inside), 60)
        self.check(found["whole"], [row["share"] for row in inside])
        work, interviews = found["kinds"]
        self.check(work, [row["share"] for row in inside if row["kind"] != "interview"])
        self.check(interviews, [row["share"] for row in inside if row["kind"] == "interview"])
        for name, source in (
            ("Glassdoor", self.glassdoor),
            ("Indeed", self.indeed),
            ("Facebook", self.facebook),
        ):
            of_site = next(one for one in found["sources"] if one["label"] == name)
            some = [row for row in inside if row["source"] == source]
            self.check(of_site, [row["share"] for row in some], name)
            self.assertAlmostEqual(of_site["site"]["value"], mean(row["rating"] for row in some))
        self.assertEqual(
            [one["label"] for one in found["quarters"]],
            ["Q2 2025", "Q3 2025", "Q4 2025", "Q1 2026"],
        )
        for number, one in enumerate(found["quarters"]):
            first = 4 + 3 * number
            some = [
                row["share"]
                for row in inside
                if (row["day"].year - 2025) * 12 + row["day"].month in range(first, first + 3)
            ]
            self.check(one, some, one["label"])

    def test_time_to_answer_and_share_answered(self):
        days = [0, 1, 2, 2, 3, 5, 8, 13, 21]
        for place, number in enumerate(days):
            self.review(
                3, date(2026, 1, 2), answer_date=date(2026, 1, 2 + number), text=f"a{place}"
            )
        for number in range(3):
            self.review(3, text=f"b{number}")
        self.review(3, text="c", state="no_answer")
        self.review(3, text="d", state="to_check")
        found = self.read_section()
        self.assertAlmostEqual(found["time"]["median"], median(days))
        self.assertAlmostEqual(
            found["time"]["slowest"], quantiles(days, n=10, method="inclusive")[8]
        )
        self.assertEqual(found["time"]["n"], 9)
        answered = found["answered"]
        self.assertEqual((answered["n"], answered["value"]), (12, 75))
        self.assertEqual(found["whole"]["n"], 13, "what is to be checked is not counted")

    def test_few_say_nothing(self):
        for number in range(4):
            self.review(5, text=f"a{number}")
        found = self.read_section()
        self.assertEqual(found["whole"]["reason"], "few_counted")
        self.assertIsNone(found["whole"]["value"])
        self.assertEqual(found["answered"]["reason"], "few_counted")
        self.assertEqual(found["time"]["reason"], "none_counted")
        self.review(5, text="a5")
        whole = self.read_section()["whole"]
        self.assertEqual(whole["value"], 100)
        self.assertLess(whole["low"], 80, "five times five stars is not certain")

    def test_the_average_alone(self):
        self.assertEqual(average(0, 0, 0, 5)["reason"], "none_counted")
        self.assertEqual(average(3, 3, 3, 5)["reason"], "few_counted")
        # Of 10,000, 5,000 at each end: 50 ± 0.98, as of a share.
        found = average(10_000, 5_000, 5_000, 5)
        self.assertAlmostEqual(found["high"] - found["low"], 1.96, 2)

    def test_cnps_beside_it_is_of_months_that_are_shown(self):
        """A quarter must not give away a month that is hidden."""
        self.fact(*[9] * 6, *[2] * 2, day=date(2026, 1, 10))
        self.fact(*[9] * 3, *[2] * 3, day=date(2026, 3, 10))
        self.review(4)
        data = self.read_once()
        quarter = data["reviews"]["quarters"][-1]
        months = [
            one
            for one in data["groups"]["month"]
            if one["key"] in ("2026-01", "2026-02", "2026-03")
        ]
        shown = [one for one in months if not one["reason"]]
        split = [
            sum(one[name] for one in shown) for name in ("promoters", "passives", "detractors")
        ]
        self.assertEqual(quarter["score"]["n"], sum(split))
        self.assertAlmostEqual(quarter["score"]["value"], 100 * (split[0] - split[2]) / sum(split))
        self.fact(1, day=date(2026, 2, 10))
        data = self.read_once()
        quarter = data["reviews"]["quarters"][-1]
        hidden = [
            one["key"] for one in data["groups"]["month"] if one["reason"] not in (None, "none")
        ]
        self.assertIn("2026-02", hidden)
        shown = [one for one in data["groups"]["month"] if not one["reason"]]
        self.assertEqual(quarter["score"]["n"], sum(one["n"] for one in shown))

    def test_filters(self):
        for number in range(6):
            self.review(5, text=f"a{number}", job_id=self.jobs[0].id)
            self.review(1, text=f"b{number}")
            self.review(1, date(2024, 5, 5), text=f"c{number}")
        self.assertEqual(self.read_section()["whole"]["value"], 50)
        self.assertEqual(self.read_section(job_ids=self.jobs[0].ids)["whole"]["value"], 100)
        self.assertFalse(self.read_section(job_ids=self.jobs[1].ids)["whole"])
        self.assertEqual(self.read_section(user_ids=self.officer.ids)["whole"]["value"], 50)

    def test_who_reads_it(self):
        for number in range(6):
            self.review(5, text=f"a{number}")
        self.assertFalse(self.read_section(self.officer))
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.review(1, text="x", company_id=other.id)
        self.assertEqual(self.read_section()["whole"]["n"], 6)
        self.env.ref("base.group_user").implied_ids = [
            (3, self.env.ref(f"{ADDON}.group_reputation").id)
        ]
        self.assertFalse(self.read_section(), "it is switched off")

    def test_duplicates_count_once(self):
        for number in range(6):
            self.review(5, text=f"a{number}")
            self.review(1, text=f"a{number}")
        self.assertEqual(
            (self.read_section()["whole"]["n"], self.read_section()["whole"]["value"]), (6, 100)
        )

    def test_spreadsheet_and_paper_say_the_same(self):
        for number in range(8):
            self.review(1 + number % 5, text=f"a{number}", answer_date="2026-01-17")
        data = self.read_once()
        label = data["reviews"]["whole"]["range_label"]
        site = data["reviews"]["sources"][0]["site"]["label"]
        self.assertRegex(site, r"^2\.6 of 5 \(")
        env, file = self.env(user=self.manager), BytesIO()
        ExperienceWorkbook(env, data).save(file)
        rows = list(load_workbook(file)["What people write elsewhere"].iter_rows(values_only=True))
        found = {row[1]: row for row in rows}
        self.assertAlmostEqual(found["All ratings"][3], data["reviews"]["whole"]["value"])
        self.assertEqual(found["Glassdoor"][6], site)
        with freeze_time(TODAY):
            page, _kind = env["ir.actions.report"]._render_qweb_html(
                f"{ADDON}.action_experience_report", None, data={"filters": YEAR}
            )
        for text in (label, site, "Median 2 days"):
            self.assertIn(text, page.decode())
