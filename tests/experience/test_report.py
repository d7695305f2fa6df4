import math
from collections import Counter
from datetime import date, datetime, timedelta
from itertools import permutations
from statistics import correlation, mean, median
from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...models.experience.statistics import (
    compare,
    find_hidden,
    hidden,
    hide_nested,
    score,
)
from ...models.feedback.choices import MOMENTS
from ..cases.feedback import LATER, FeedbackCase
from ..cases.report import TODAY, YEAR, ReportCase


@tagged("post_install", "-at_install")
class TestStatistics(FeedbackCase):
    def test_the_interval_is_the_published_one(self):
        """±34 at 20 answers, ±22 at 50, ±16 at 100, ±8 at 400, for 50 % promoters and
        25 % detractors (measuringu.com)."""
        for n, margin in ((20, 33.5), (50, 22.4), (100, 16.0), (400, 8.1)):
            found = score(n // 2, n - n // 2 - n // 4, n // 4, 5)
            self.assertAlmostEqual(found["margin"], margin, delta=0.5)
        self.assertEqual(score(10, 5, 5, 5)["value"], 25)

    def test_everybody_happy_is_still_uncertain(self):
        found = score(6, 0, 0, 5)
        self.assertEqual(found["value"], 100)
        self.assertLess(found["low"], 90)
        self.assertEqual(found["high"], 100)

    def test_a_change_is_one_only_beyond_the_uncertainty(self):
        before = score(40, 30, 30, 5)
        self.assertFalse(compare(score(46, 30, 24, 5), before)["significant"])
        self.assertTrue(compare(score(80, 10, 10, 5), before)["significant"])
        self.assertEqual(compare(hidden(0, "none"), before)["reason"], "none")

    def test_a_hidden_group_takes_another_with_it(self):
        """One group below the threshold could be worked out from the rest."""
        self.assertEqual(
            find_hidden({"a": 20, "b": 9, "c": 7, "d": 1}, 5),
            {"d": "few", "c": "complement"},
        )
        self.assertEqual(find_hidden({"a": 20, "b": 3, "c": 3}, 5), {"b": "few", "c": "few"})
        self.assertEqual(find_hidden({"a": 20, "b": 0}, 5), {"b": "none"})

    def test_of_two_alike_always_the_same_is_hidden(self):
        """Otherwise two looks at the report would show both, and so the small one."""
        counts = {"a": 6, "b": 6, "c": 2, False: 9}
        for groups in permutations(counts):
            found = find_hidden({group: counts[group] for group in groups}, 5)
            self.assertEqual(found, {"c": "few", "a": "complement"})
        cells = {("a", "x"): 6, ("b", "x"): 6, ("c", "y"): 2, (False, "y"): 9}
        for order in permutations(cells.items()):
            one, two = (counts, {}), ({"x": 12, "y": 11}, {"x": "few", "y": "few"})
            self.assertTrue(hide_nested(one, two, dict(order), 5))
            self.assertEqual(one[1], {"a": "complement", "c": "complement"})

    def test_what_one_grouping_hides_another_does_not_show(self):
        """A department of a large and a small job position, less the large one."""
        jobs, departments = {"a": 20, "b": 2, "c": 30}, {"x": 22, "y": 30}
        cells = {("a", "x"): 20, ("b", "x"): 2, ("c", "y"): 30}
        hidden_jobs, hidden_departments = (
            find_hidden(jobs, 5),
            find_hidden(departments, 5),
        )
        self.assertEqual(hidden_jobs, {"b": "few", "a": "complement"})
        one, two = (jobs, {"b": "few"}), (departments, hidden_departments)
        self.assertTrue(hide_nested(one, two, cells, 5))
        self.assertEqual(hidden_departments, {"x": "complement"})
        self.assertFalse(hide_nested(one, two, cells, 5))

    def test_the_same_group_under_another_name(self):
        """Hidden for the sake of another one, and all that it is made of shown."""
        sources, mediums = {"fair": 11, "web": 40}, {"event": 11, "web": 39, "x": 1}
        cells = {("fair", "event"): 11, ("web", "web"): 39, ("web", "x"): 1}
        one, two = (sources, {}), (mediums, {"x": "few", "event": "complement"})
        self.assertTrue(hide_nested(one, two, cells, 5))
        self.assertEqual(one[1], {"fair": "complement"})


@tagged("post_install", "-at_install")
class TestReportScores(ReportCase):
    def test_a_department_does_not_give_away_a_job_position(self):
        department = self.env["hr.department"].create({"name": "D"})
        mine = {"department_id": department.id}
        self.fact(*[9] * 20, **mine)
        self.fact(0, 0, job_id=self.jobs[1].id, **mine)
        self.fact(*[9] * 3, job_id=self.jobs[2].id)
        self.fact(*[8] * 30, job_id=self.job.id)
        data = self.get()
        self.assertFalse(self.group(data, "job", self.jobs[0].id)["reason"])
        self.assertEqual(self.group(data, "department", department.id)["reason"], "complement")
        boss = self.group(data, "manager", False)
        self.assertEqual((boss["n"], boss["reason"]), (55, None))

    def test_nothing_yet(self):
        data = self.get()
        self.assertEqual(data["score"]["reason"], "none")
        self.assertIsNone(data["score"]["value"])
        self.assertIsNone(data["response"]["rate"])
        self.assertEqual(data["comments"]["reason"], "none")
        self.assertEqual(len(data["groups"]["month"]), 12)
        self.assertIn("No candidate has answered", data["summary"][0])

    def test_one_answer_is_no_score(self):
        self.fact(10)
        data = self.get()
        self.assertEqual((data["score"]["n"], data["score"]["reason"]), (1, "few"))
        for name, rows in data["groups"].items():
            for row in rows:
                self.assertIsNone(row["value"], name)
                self.assertIsNone(row["promoters"], name)

    def test_exactly_the_threshold(self):
        self.fact(10, 9, 8, 6)
        self.assertEqual(self.get()["score"]["reason"], "few")
        self.fact(0)
        found = self.get()["score"]
        self.assertEqual((found["value"], found["n"], found["reason"]), (0, 5, None))
        self.assertEqual((found["promoters"], found["passives"], found["detractors"]), (2, 1, 2))

    def test_the_company_chooses_the_threshold(self):
        self.company.feedback_min_scores = 7
        self.fact(10, 10, 10, 10, 10, 10)
        self.assertEqual(self.get()["score"]["reason"], "few")

    def test_a_filter_that_leaves_out_one(self):
        """All answers but one: with the whole known, the one would be known too."""
        self.fact(10, 9, 8, 9, 10, 7)
        self.fact(0, job_id=self.jobs[1].id)
        data = self.get(job_ids=self.jobs[0].ids)
        self.assertEqual(data["score"]["reason"], "complement")
        self.assertFalse(
            [row for rows in data["groups"].values() for row in rows if not row["reason"]]
        )
        self.assertFalse([row for row in data["drivers"] if row["mean"] is not None])
        self.assertIsNotNone(self.get()["score"]["value"])

    def test_a_small_group_hides_the_next(self):
        self.fact(*[9] * 20)
        self.fact(*[9] * 6, job_id=self.jobs[1].id)
        self.fact(0, job_id=self.jobs[2].id)
        data = self.get()
        reasons = {row["key"]: row["reason"] for row in data["groups"]["job"]}
        self.assertEqual(
            reasons,
            {
                self.jobs[0].id: None,
                self.jobs[1].id: "complement",
                self.jobs[2].id: "few",
            },
        )

    def test_the_numbers_are_those_of_an_independent_computation(self):
        moments = ("applied", "interviewed", "refused")
        for number in range(120):
            rows = self.fact(
                number * 7 % 11,
                day=date(2025, 4, 1) + timedelta(days=number * 3),
                moment=moments[number % 3],
                job_id=self.jobs[number % 2].id,
                outcome=("ongoing", "refused")[number % 2],
                earlier_contact=("none", False)[number % 2],
                user_id=self.officer.id,
                department_id=False,
            )
            for place, driver in enumerate(self.drivers):
                rows.rating_ids.create(
                    {
                        "feedback_id": rows.id,
                        "driver_id": driver.id,
                        "value": (number * (3 + place)) % 101,
                    }
                )
        facts = self.feedback.search([])
        data = self.get()

        def expect(found, rows):
            scores = rows.mapped("score")
            high = sum(number >= 9 for number in scores)
            low = sum(number <= 6 for number in scores)
            n = len(scores)
            self.assertEqual((found["n"], found["promoters"]), (n, high))
            self.assertAlmostEqual(found["value"], 100 * (high - low) / n)
            share = (high + 0.75) / (n + 3), (low + 0.75) / (n + 3)
            spread = share[0] + share[1] - (share[0] - share[1]) ** 2
            margin = 196 * math.sqrt(spread / (n + 3))
            self.assertAlmostEqual(found["margin"], margin, 2)

        expect(data["score"], facts)
        for dimension, field in (
            ("moment", "moment"),
            ("job", "job_id"),
            ("outcome", "outcome"),
            ("user", "user_id"),
            ("earlier_contact", "earlier_contact"),
        ):
            groups = facts.grouped(lambda fact, field=field: fact[field])
            self.assertEqual(len(groups), len(data["groups"][dimension]))
            for key, rows in groups.items():
                expect(self.group(data, dimension, getattr(key, "id", key)), rows)
        for month, rows in facts.grouped(lambda f: f"{f.response_date:%Y-%m}").items():
            expect(self.group(data, "month", month), rows)
        for driver in self.drivers:
            found = next(row for row in data["drivers"] if row["key"] == driver.id)
            ratings = facts.rating_ids.filtered(lambda r, d=driver: r.driver_id == d)
            values = ratings.mapped("value")
            self.assertAlmostEqual(found["mean"], mean(values))
            value = correlation(values, [row.feedback_id.score for row in ratings])
            self.assertAlmostEqual(found["correlation"], value)
            self.assertTrue(found["low"] < value < found["high"])

    def test_the_pivot_says_the_same(self):
        self.fact(*range(11))
        self.fact(*[10] * 6, moment="hired")
        pivot = self.feedback.with_user(self.manager)._read_group(
            [], ["moment"], ["__count", "nps_value:avg"]
        )
        data = self.get()
        for moment, count, value in pivot:
            found = self.group(data, "moment", moment)
            self.assertEqual((found["n"], found["value"]), (count, value))

    def test_groups_come_in_the_order_of_their_records(self):
        """As in Odoo: by the order of job positions, those without one last, page by
        page."""
        feedback = self.feedback.with_user(self.manager)
        self.jobs[1].name = "Aa"
        for job in self.jobs[2], self.jobs[0].browse(), self.jobs[0], self.jobs[1]:
            self.fact(*[9] * 5, job_id=job.id)
        expected = [
            *self.env["hr.job"].search([("id", "in", self.jobs.ids)]).ids,
            False,
        ]
        groups = feedback.formatted_read_group([], ["job_id"], ["nps_value:avg"])
        found = [group["job_id"] and group["job_id"][0] for group in groups]
        self.assertEqual(found, expected)
        page = feedback.formatted_read_group([], ["job_id"], ["__count"], offset=1, limit=2)
        self.assertEqual([g["job_id"] and g["job_id"][0] for g in page], expected[1:3])

    # What was done about low scores --------------------------------------------------

    def follow_up(self, facts, note="Called, and apologised", day=date(2026, 1, 18)):
        facts.follow_up_note = note
        with freeze_time(day):
            facts.with_user(self.manager).action_follow_up_done()

    def test_what_was_done_about_low_scores(self):
        facts = self.fact(0, 3, 6, 7, 9, 10)
        facts._raise_follow_up()
        facts[4]._request_contact("07 00 00")
        self.follow_up(facts[:2])
        self.follow_up(facts[2], "Mended the form", date(2026, 1, 25))
        found = self.get()["follow_up"]
        self.assertEqual(
            [found[name] for name in ("due", "done", "todo", "contact", "contact_todo")],
            [4, 3, 1, 1, 1],
        )
        self.assertEqual(found["days"], 3, "answered on the 15th")
        self.assertEqual(
            found["notes"][0],
            {
                "text": "Mended the form",
                "times": 1,
                "date": "2026-01-25",
                "user": self.manager.name,
            },
        )
        self.assertEqual([note["times"] for note in found["notes"]], [1, 2])
        other = self.get(date_to="2026-01-14")["follow_up"]
        self.assertEqual((other["due"], other["reason"]), (None, "none"))

    def test_what_was_done_tells_no_score_that_is_hidden(self):
        """As many are to be looked into as there are low scores."""
        facts = self.fact(0, 3, 9, 10)
        facts._raise_follow_up()
        self.follow_up(facts[0])
        found = self.get()["follow_up"]
        self.assertEqual((found["reason"], found["notes"]), ("few", []))
        self.assertEqual((found["due"], found["done"], found["days"]), (None,) * 3)
        self.fact(*[9] * 9)
        found = self.get(moments=["applied"])["follow_up"]
        self.assertFalse(found["reason"])
        self.fact(0, moment="hired")._raise_follow_up()
        self.assertEqual(self.get(moments=["applied"])["follow_up"]["due"], None)
        found = self.get(self.officer)["follow_up"]
        self.assertEqual((found["reason"], found["due"]), ("access", None))

    def test_anonymous_answers_have_no_day(self):
        facts = self.fact(*[2] * 5, anonymity="anonymous")
        facts._raise_follow_up()
        self.follow_up(facts)
        found = self.get()["follow_up"]
        self.assertEqual((found["done"], found["days"]), (5, None))

    def test_moments_come_in_the_order_of_the_journey(self):
        """In every grouping, for managers and officers, upwards and downwards."""
        journey = [key for key, _label in MOMENTS]
        for moment in sorted(journey):
            facts = self.fact(*[9] * 5, moment=moment)
            self.env["hr.recruitment.feedback.comment"].create(
                {
                    "feedback_id": facts[0].id,
                    "text": "Hm",
                    "moment": moment,
                    "released": True,
                    "company_id": self.company.id,
                }
            )
            facts[0].rating_ids = [(0, 0, {"driver_id": self.drivers[0].id})]
        for name, user in (
            ("hr.recruitment.feedback", self.manager),
            ("hr.recruitment.feedback.comment", self.manager),
            ("hr.recruitment.feedback.rating", self.manager),
            ("hr.recruitment.feedback.summary", self.officer),
        ):
            model = self.env[name].with_user(user)
            for found in (
                model.formatted_read_group([], ["moment"], ["__count"]),
                model.formatted_read_group([], ["job_id", "moment"], ["__count"]),
                model.formatted_read_group([], ["moment"], ["__count"], order="moment DESC")[::-1],
                model.formatted_read_grouping_sets(
                    [], [["moment"], ["moment", "job_id"]], ["__count"]
                )[1],
            ):
                with self.subTest(model=name):
                    self.assertEqual([group["moment"] for group in found], journey)

    def test_compared_with_the_period_before(self):
        self.fact(*[3] * 40, day=date(2025, 1, 10))
        self.fact(*[9] * 40)
        data = self.get()
        self.assertEqual(data["comparison"]["date_from"], "2024-04-01")
        self.assertEqual(data["comparison"]["date_to"], "2025-03-31")
        self.assertEqual(data["change"]["value"], 200)
        self.assertTrue(data["change"]["significant"])
        self.assertIn("Up 200 points", data["summary"][1])
        self.assertFalse(self.get(compare=False)["comparison"])
        self.assertEqual(self.get(compare=False)["change"]["reason"], "none")

    def test_a_period_is_compared_with_the_same_days(self):
        for period, before in (
            (("2026-02-01", "2026-02-28"), ("2026-01-01", "2026-01-31")),
            (("2025-12-01", "2026-11-22"), ("2024-12-01", "2025-11-22")),
            (("2026-03-01", "2026-03-30"), ("2026-02-01", "2026-02-28")),
            (("2026-03-11", "2026-03-20"), ("2026-03-01", "2026-03-10")),
        ):
            data = self.get(date_from=period[0], date_to=period[1])
            found = data["comparison"]
            self.assertEqual((found["date_from"], found["date_to"]), before)

    def test_a_period_is_what_its_days_say(self):
        self.fact(*[9] * 5, day=date(2025, 12, 31))
        self.fact(*[0] * 5, day=date(2026, 1, 1))
        data = self.get(date_from="2026-01-01", date_to="2026-01-31")
        self.assertEqual((data["score"]["value"], data["score"]["n"]), (-100, 5))
        self.assertEqual(data["comparison"]["date_from"], "2025-12-01")
        self.assertEqual(data["previous"]["value"], 100)

    def test_what_is_not_released_is_in_no_number(self):
        self.fact(*[9] * 6)
        self.fact(*[0] * 4, anonymity="anonymous", released=False)
        self.assertEqual(self.get()["score"]["n"], 6)

    def test_comments_have_their_own_threshold_and_no_names(self):
        rows = self.fact(*[9] * 8)
        comments = self.env["hr.recruitment.feedback.comment"]
        for number, row in enumerate(rows):
            if number == 7:
                self.assertEqual(self.get()["comments"]["reason"], "few")
                self.assertFalse(self.get()["comments"]["rows"])
            comments.create(
                {
                    "feedback_id": row.id,
                    "text": f"<b>=cmd|{number}</b>",
                    "released": True,
                    "company_id": self.company.id,
                    "moment": "applied",
                    "response_date": row.response_date,
                }
            )
        found = self.get()["comments"]
        self.assertEqual((found["total"], len(found["rows"])), (8, 8))
        self.assertEqual(
            set(found["rows"][0]),
            {"text", "moment", "moment_label", "job", "category", "month"},
        )

    def test_one_writer_of_many_comments_is_one(self):
        rows = self.fact(0, 1, 2, 3, 4, 5)
        self.env["hr.recruitment.feedback.comment"].create(
            [
                {
                    "feedback_id": row.id,
                    "text": f"Answer {number}",
                    "released": True,
                    "company_id": self.company.id,
                    "response_date": row.response_date,
                }
                for row in rows
                for number in range(2)
            ]
        )
        comments = self.get()["comments"]
        self.assertEqual((comments["total"], comments["reason"]), (12, "few"))
        self.assertFalse(comments["rows"])

    def test_without_a_score_there_are_no_comments(self):
        self.company.feedback_min_comments = 3
        self.company.feedback_min_scores = 10
        for row in self.fact(0, 1, 2):
            self.env["hr.recruitment.feedback.comment"].create(
                {
                    "feedback_id": row.id,
                    "text": "Rude",
                    "released": True,
                    "company_id": self.company.id,
                    "response_date": row.response_date,
                }
            )
        self.assertFalse(self.get()["comments"]["rows"])

    def test_ratings_of_a_hidden_comparison_are_hidden(self):
        before = date(2024, 6, 1)
        rated = self.fact(*[9] * 6) + self.fact(*[9] * 6, day=before)
        self.fact(*[9] * 9, job_id=self.jobs[1].id)
        self.fact(0, day=before, job_id=self.jobs[1].id)
        for row in rated:
            row.rating_ids = [(0, 0, {"driver_id": self.drivers[0].id, "value": 80})]
        data = self.get(
            job_ids=self.jobs[0].ids, compare_from="2024-01-01", compare_to="2024-12-31"
        )
        self.assertEqual(data["previous"]["reason"], "complement")
        self.assertEqual(data["drivers"][0]["mean"], 80)
        self.assertIsNone(data["drivers"][0]["previous_mean"])

    def test_archived_jobs_and_recruiters_gone(self):
        self.fact(*[9] * 5, user_id=self.officer.id)
        self.jobs[0].active = False
        self.officer.sudo().unlink()
        data = self.get()
        self.assertEqual(self.group(data, "job", self.jobs[0].id)["label"], "A")
        self.assertEqual(self.group(data, "user", False)["label"], "Not set")
        self.assertEqual(data["score"]["n"], 5)

    def test_who_is_in_no_group_is_said(self):
        """The whole adds up, or says why."""
        department = self.env["hr.department"].create({"name": "Kitchen"})
        self.fact(*[9] * 6, user_id=self.officer.id, outcome="hired", department_id=department.id)
        self.fact(*[8] * 7, anonymity="anonymous", released=True)
        data = self.get()
        for name in ("user", "outcome", "source", "department", "manager"):
            group = self.group(data, name, False)
            mixed = name in ("source", "manager")
            with self.subTest(group=name):
                self.assertEqual(group["label"], "Anonymous, or not set" if mixed else "Anonymous")
                self.assertEqual(sum(row["n"] for row in data["groups"][name]), 13)
        self.assertEqual(self.group(data, "job", self.jobs[0].id)["n"], 13)

    def test_technical_trouble(self):
        self.fact(*[9] * 9, technical_trouble="no_trouble")
        self.fact(2, technical_trouble="trouble")
        found = self.get()["trouble"]
        self.assertEqual((found["asked"], found["rate"]), (10, 10))

    def test_departments_include_those_below(self):
        above = self.env["hr.department"].create({"name": "Technology"})
        below = above.create({"name": "Web", "parent_id": above.id})
        boss = self.env["hr.employee"].create({"name": "Chefen"})
        (above + below).manager_id = boss
        self.fact(*[9] * 5, department_id=below.id)
        self.fact(*[1] * 5)
        self.assertEqual(self.get(department_ids=above.ids)["score"]["value"], 100)
        self.assertEqual(self.group(self.get(), "manager", boss.id)["value"], 100)

    def test_told_soon_or_late(self):
        reason = self.env.ref("hr_recruitment.refuse_reason_1")
        for days, number in ((1, 9), (30, 2), (None, 0)):
            for _each in range(5):
                applicant = self._make_applicants(1)
                applicant.write({"refuse_reason_id": reason.id, "active": False})
                decided = datetime(2026, 1, 2)
                applicant.refuse_date = decided
                told = days and decided + timedelta(days=days)
                applicant.sudo().decision_told_date = told
                self.fact(number, applicant_id=applicant.id, day=date(2026, 2, 20))
        data = self.get()
        self.assertEqual(self.group(data, "answer", "soon")["value"], 100)
        self.assertEqual(self.group(data, "answer", "late")["value"], -100)
        self.assertEqual(self.group(data, "answer", "late")["n"], 10)
        self.assertFalse(self.group(data, "answer", "late")["domain"], "nothing selects only them")

    def test_response_rate(self):
        applicants = self._make_applicants(10)
        self.invite(applicants)
        with self.at(LATER):
            data = self.report.get_data({})
        found = {"invited": 10, "answered": 0, "rate": 0.0}
        self.assertLessEqual(found.items(), data["response"].items())
        for invitation in self.env["survey.user_input"].search(
            [("survey_id", "=", self.survey.id)], limit=5
        ):
            with self.at(LATER):
                self.answer(invitation, 9)
        with self.at(LATER):
            data = self.report.get_data({})
        found = {"invited": 10, "answered": 5, "rate": 50.0}
        self.assertLessEqual(found.items(), data["response"].items())

    def test_no_rate_of_others_than_those_who_were_invited(self):
        self.invite(self._make_applicants(3))
        self.fact(*[9] * 5, day=LATER.date(), outcome="ongoing")
        with self.at(LATER):
            whole = self.report.get_data({})
            some = self.report.get_data({"outcomes": ["ongoing"]})
        for data in (whole, some):
            self.assertEqual(data["response"]["answered"], 5)
            self.assertIsNone(data["response"]["rate"])
            self.assertFalse([line for line in data["summary"] if "invited" in line])


@tagged("post_install", "-at_install")
class TestReportProcess(ReportCase):
    def apply(self, day, **values):
        applicant = self._make_applicants(1)
        applicant.write({"job_id": self.jobs[0].id, **values})
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE hr_applicant SET create_date = %s WHERE id = %s",
            (day, applicant.id),
        )
        self.env.cr.execute(
            "UPDATE hr_applicant_stage_history SET entered_date = %s WHERE applicant_id = %s",
            (day, applicant.id),
        )
        applicant.invalidate_recordset()
        return applicant

    def test_a_day_is_the_readers(self):
        """New year's morning in Auckland is still the old year in UTC, and summer
        time ends there while it begins elsewhere."""
        self.apply(datetime(2025, 12, 31, 12))
        self.apply(datetime(2025, 12, 31, 10))
        for tz, year, count in (
            ("Pacific/Auckland", 2026, 1),
            ("Pacific/Auckland", 2025, 1),
            ("UTC", 2025, 2),
        ):
            data = self.get(tz=tz, date_from=f"{year}-01-01", date_to=f"{year}-12-31")
            self.assertEqual(data["funnel"]["applications"], count)

    def test_a_night_of_twenty_three_hours(self):
        """Summer time begins in Stockholm on 29 March 2026."""
        self.apply(datetime(2026, 3, 28, 22, 30))
        self.apply(datetime(2026, 3, 28, 23, 30))
        self.apply(datetime(2026, 3, 29, 22, 30))
        day = "2026-03-29"
        data = self.get(tz="Europe/Stockholm", date_from=day, date_to=day)
        self.assertEqual(data["funnel"]["applications"], 1)

    def test_the_funnel(self):
        stages = self.env["hr.recruitment.stage"].search([], limit=2)
        reason = self.env.ref("hr_recruitment.refuse_reason_1")
        start = datetime(2026, 1, 5)
        history = self.env["hr.applicant.stage.history"]
        for number in range(6):
            applicant = self.apply(start, stage_id=stages[0].id)
            visit = applicant.stage_history_ids
            if number < 4:
                visit.left_date = start + timedelta(days=number + 1)
                history.create(
                    {
                        "applicant_id": applicant.id,
                        "stage_id": stages[1].id,
                        "entered_date": visit.left_date,
                    }
                )
            if number in (0, 4):
                applicant.write({"refuse_reason_id": reason.id, "active": False})
                applicant.refuse_date = start + timedelta(days=10)
        data = self.get()["funnel"]
        self.assertEqual((data["applications"], data["refused"]), (6, 2))
        first, second = (
            next(row for row in data["stages"] if row["key"] == stage.id) for stage in stages
        )
        self.assertEqual((first["entered"], first["moved_on"]), (6, 4))
        self.assertEqual((first["refused"], first["here"]), (1, 1))
        self.assertEqual(first["conversion"], 80)
        self.assertAlmostEqual(first["median_days"], median([1, 2, 3, 4, 10]))
        self.assertEqual((second["entered"], second["refused"]), (4, 1))
        self.assertEqual((second["here"], second["conversion"]), (3, 0))

    def test_sources_and_hires(self):
        source = self.env["utm.source"].create({"name": "=HYPERLINK(1)"})
        for number in range(4):
            applicant = self.apply(datetime(2026, 1, 5), source_id=source.id)
            if not number:
                applicant.date_closed = datetime(2026, 2, 5)
        self.apply(datetime(2026, 1, 5))
        rows = self.get()["sources"]
        self.assertEqual(rows[0]["source"], "=HYPERLINK(1)")
        self.assertEqual((rows[0]["applications"], rows[0]["hired"]), (4, 1))
        self.assertEqual(rows[0]["rate"], 25)
        self.assertEqual(rows[1]["source"], "Not set")

    def test_times(self):
        reason = self.env.ref("hr_recruitment.refuse_reason_1")
        start = datetime(2026, 1, 5)
        for days in (2, 4, 9):
            applicant = self.apply(start)
            applicant.write({"refuse_reason_id": reason.id, "active": False})
            applicant.refuse_date = start + timedelta(days=days)
            applicant.sudo().decision_told_date = start + timedelta(days=days + 1)
        found = self.get()["times"]
        self.assertEqual((found["decision"]["median"], found["decision"]["n"]), (4, 3))
        self.assertEqual(found["message"]["median"], 1)
        self.assertEqual(found["first_answer"]["median"], 5)
        applicant.outcome = "withdrawn"
        decisions = self.get()["times"]["decision"]
        self.assertEqual((decisions["median"], decisions["n"]), (3, 2))

    def test_a_confirmation_is_no_answer_but_a_persons_message_is(self):
        with self.at(datetime(2026, 1, 5)):
            applicant = self._make_applicants(1)
            applicant.job_id = self.jobs[0]
        with self.at(datetime(2026, 1, 6)):
            applicant.sudo()._note_contact(datetime(2026, 1, 6))
        self.assertEqual(self.get()["times"]["first_answer"]["n"], 0)
        applicant.sudo()._note_contact(datetime(2026, 1, 8), answers=True)
        applicant.sudo()._note_contact(datetime(2026, 1, 9), answers=True)
        self.assertEqual(applicant.first_answer_date, datetime(2026, 1, 8))
        self.assertEqual(self.get()["times"]["first_answer"]["n"], 1)

    def test_talent_pools_are_no_applications(self):
        pool = self.env["hr.talent.pool"].create({"name": "Pool"})
        applicant = self.apply(datetime(2026, 1, 5))
        self.assertEqual(self.get()["funnel"]["applications"], 1)
        applicant.write({"pool_applicant_id": applicant.id, "talent_pool_ids": pool.ids})
        self.assertEqual(self.get()["funnel"]["applications"], 0)

    def test_who_was_found_has_not_applied(self):
        found = self.apply(datetime(2026, 1, 5))
        self.assertEqual(self.get()["funnel"]["applications"], 1)
        found.arrival = "sourced"
        data = self.get()
        self.assertEqual(data["funnel"]["applications"], 0)
        self.assertEqual(data["funnel"]["stages"], [])
        door = data["doors"]["applications"]
        applicants = self.env["hr.applicant"].with_context(**door["context"])
        self.assertNotIn(found, applicants.search(door["domain"]))
        rows = self.env["hr.recruitment.funnel"].search([])
        self.assertNotIn(found, rows.applicant_id)
        found.arrival = "applied"
        self.assertEqual(self.get()["funnel"]["applications"], 1)

    def test_who_waits(self):
        waiting = self.apply(datetime(2026, 1, 5), partner_name="Wanda")
        waiting.sudo().write({"awaiting_reply": True, "last_reply_date": datetime(2026, 3, 10)})
        found = self.get()["waiting"]
        self.assertEqual(found["awaiting_reply"], 1)
        self.assertEqual((found["oldest"][0]["name"], found["oldest"][0]["days"]), ("Wanda", 10))
        self.assertEqual(self.get(job_ids=self.jobs[1].ids)["waiting"]["oldest"], [])


@tagged("post_install", "-at_install")
class TestReportAccess(ReportCase):
    def test_an_officer_sees_scores_of_whole_jobs_in_steps(self):
        self.fact(*[9] * 7)
        self.fact(*[0] * 3, moment="hired")
        data = self.get(self.officer)
        self.assertTrue(data["whole_time"])
        self.assertEqual(data["score"]["n"], 5)
        self.assertEqual(data["groups"]["month"], [])
        self.assertEqual(data["comments"]["reason"], "access")
        self.assertEqual(data["groups"]["user"], [])
        self.fact(0)
        self.assertEqual(self.get(self.officer)["score"], data["score"])

    def test_an_officer_has_no_score_by_recruiter_source_or_outcome(self):
        self.fact(*[9] * 5)
        for filters in (
            {"user_ids": self.manager.ids},
            {"source_ids": [1]},
            {"medium_ids": [1]},
            {"outcomes": ["refused"]},
        ):
            with self.subTest(filters=filters):
                data = self.get(self.officer, **filters)
                self.assertEqual(data["score"]["reason"], "access")
                self.assertFalse(data["groups"]["job"])
                self.assertIn("experience managers", data["summary"][0])

    def test_what_an_officer_sees_is_read_once(self):
        """It takes seconds where a million have answered."""
        self.fact(*[9] * 5)
        self.fact(*[0] * 6, moment="hired", job_id=self.jobs[1].id)
        summary = type(self.env["hr.recruitment.feedback.summary"])
        with patch.object(
            summary, "_read_group", autospec=True, side_effect=summary._read_group
        ) as read:
            data = self.read_once(self.officer)
        self.assertEqual(read.call_count, 1)
        self.assertEqual((data["score"]["n"], data["score"]["value"]), (10, 0))
        self.assertIs(type(data["score"]["n"]), int)
        self.assertEqual(self.group(data, "moment", "hired")["value"], -100)
        self.assertEqual(self.group(data, "job", self.jobs[0].id)["value"], 100)

    def test_an_officer_is_not_told_that_nobody_has_answered(self):
        self.fact(*[9] * 4)
        self.assertIn("not enough answers", self.get(self.officer)["summary"][0])

    def test_a_period_gives_an_officer_nothing_to_subtract(self):
        self.fact(*[9] * 7)
        self.fact(0, day=date(2026, 2, 1))
        whole = self.get(self.officer)
        for until in ("2026-01-31", "2026-03-31"):
            self.assertEqual(self.get(self.officer, date_to=until)["score"], whole["score"])

    def test_for_nobody_else(self):
        interviewer = self._make_user(
            "intervjuare", "hr_recruitment.group_hr_recruitment_interviewer"
        )
        for user in (interviewer, self._make_user("anna", "base.group_user")):
            with self.assertRaises(AccessError):
                self.get(user)

    def test_two_companies(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.fact(*[9] * 5)
        self.fact(*[0] * 5, company_id=other.id)
        self.assertEqual(self.get()["score"]["value"], 100)
        with self.assertRaises(AccessError):
            self.get(company_ids=other.ids)
        self.manager.company_ids += other
        both = self.report.with_context(allowed_company_ids=(self.company + other).ids).get_data(
            YEAR
        )
        self.assertEqual((both["score"]["n"], both["score"]["value"]), (10, 0))
        alone = self.report.with_context(allowed_company_ids=self.company.ids)
        self.assertEqual(alone.get_data(YEAR)["score"]["n"], 5)

    def test_what_no_filter_can_be(self):
        for filters in (
            {"job_ids": "1"},
            {"job_ids": ["1"]},
            {"job_ids": [True]},
            {"moments": ["x"]},
            {"moments": [["applied"]]},
            {"outcomes": "refused"},
            {"date_from": "2026-02-30"},
            {"date_from": 20260101},
            {"date_from": "0001-01-01"},
            {"date_from": "2026-05-01", "date_to": "2026-04-01"},
            {"compare_from": "2026-05-01", "compare_to": "2026-04-01"},
            {"compare_from": "2025-04-01", "compare_to": "2026-03-30"},
            {"compare_from": "2024-04-01", "compare_to": "2025-04-01"},
            {"user_id": [1]},
        ):
            with self.subTest(filters=filters), self.assertRaises(UserError):
                self.get(**filters)

    def test_ids_of_nothing_find_nothing(self):
        self.fact(*[9] * 5)
        for ids in ([10**9], [2**31], [2**40], [-1], [0]):
            for name in ("job_ids", "department_ids", "user_ids", "source_ids"):
                with self.subTest(name=name, ids=ids):
                    self.assertEqual(self.get(**{name: ids})["score"]["reason"], "none")
        with self.assertRaises(AccessError):
            self.get(company_ids=[2**40])

    def test_what_is_no_filter_at_all(self):
        for filters in ("abc", [1], 5, True):
            with self.subTest(filters=filters), self.assertRaises(UserError):
                self.report.get_data(filters)

    def test_it_only_reads(self):
        self.fact(*[9] * 5)
        self.env.flush_all()
        with self.env.cr.savepoint():
            self.env.cr.execute("SET TRANSACTION READ ONLY")
            self.assertEqual(self.read_once()["score"]["n"], 5)

    def test_the_number_of_queries_does_not_grow(self):
        counts = Counter()
        for size in (5, 50):
            for number in range(size):
                chief = self.env["hr.employee"].create({"name": f"Chief {number}"})
                department = self.env["hr.department"].create(
                    {"name": f"Department {number}", "manager_id": chief.id}
                )
                job = self.env["hr.job"].create({"name": f"Job {size} {number}"})
                (fact,) = self.fact(9, job_id=job.id, department_id=department.id)
                driver = self.env["hr.recruitment.feedback.driver"].create(
                    {"name": f"Driver {size} {number}"}
                )
                fact.rating_ids = [(0, 0, {"driver_id": driver.id, "value": 50})]
                self.env["hr.recruitment.improvement"].create(
                    {
                        "name": "Mend",
                        "job_id": job.id,
                        "driver_id": driver.id,
                        "state": "done",
                        "date_done": date(2026, 1, 1) + timedelta(days=number),
                        "company_id": self.company.id,
                    }
                )
            self.get()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.get()
            counts[size] = self.env.cr.sql_log_count - before
        self.assertEqual(counts[5], counts[50])


@tagged("post_install", "-at_install")
class TestFunnel(ReportCase):
    def test_the_funnel_in_pivots(self):
        """The average of ``went_on`` is the conversion, also over several stages."""
        stages = self.env["hr.recruitment.stage"].search([], limit=2)
        history = self.env["hr.applicant.stage.history"]
        reason = self.env.ref("hr_recruitment.refuse_reason_1")
        start = TODAY - timedelta(days=30)
        with freeze_time(start):
            applicants = self._make_applicants(5, stage_id=stages[0].id)
        visits = applicants.stage_history_ids
        visits.entered_date = start
        for visit in visits[:3]:
            visit.left_date = start + timedelta(days=4)
            history.create(
                {
                    "applicant_id": visit.applicant_id.id,
                    "stage_id": stages[1].id,
                    "entered_date": visit.left_date,
                }
            )
        gone = visits[3].applicant_id
        gone.write({"refuse_reason_id": reason.id, "active": False})
        gone.refuse_date = start + timedelta(days=8)
        self.env.flush_all()
        funnel = self.env["hr.recruitment.funnel"].with_user(self.officer)
        ours = [("applicant_id", "in", applicants.ids)]
        rows = {
            stage: (count, went_on, days)
            for stage, count, went_on, days in funnel._read_group(
                [*ours, ("went_to", "!=", "here")],
                ["stage_id"],
                ["__count", "went_on:avg", "days:avg"],
            )
        }
        self.assertEqual(rows[stages[0].with_user(self.officer)], (4, 75, 5))
        self.assertNotIn(stages[1].with_user(self.officer), rows)
        self.assertEqual(
            Counter(funnel.search(ours).mapped("went_to")),
            {"on": 3, "refused": 1, "here": 4},
        )
        self.assertEqual(funnel._read_group(ours, [], ["went_on:avg"])[0][0], 75, "of those gone")
