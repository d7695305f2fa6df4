import math
from datetime import date, datetime, timedelta
from statistics import median

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import SQL

from ...models.experience.statistics import Z
from ..cases.looks import LookCase
from ..cases.report import TODAY


class NumbersCase(LookCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.goals = cls.env["hr.recruitment.experience.goal"]

    def set_goals(self, company=None, year=2026, **values):
        return self.goals.create(
            [
                {
                    "company_id": (company or self.company).id,
                    "year": year,
                    "kind": kind,
                    "value": value,
                }
                for kind, value in values.items()
            ]
        )

    def apply(self, days, job=None, **values):
        """Applications that heard from us after so many days each; None: not yet.

        :param values: columns, each with one value or a list of them"""
        people = self._make_applicants(len(days), job_id=(job or self.jobs[0]).id)
        self.env.flush_all()
        for number, (one, wait) in enumerate(zip(people, days, strict=True)):
            written = {
                name: value[number] if isinstance(value, list) else value
                for name, value in values.items()
            }
            came = datetime(2026, 1, 10, 9) + timedelta(days=number)
            heard = None if wait is None else came + timedelta(days=wait)
            written |= {
                "create_date": came,
                "first_answer_date": heard,
                "decision_told_date": None,
            }
            columns = SQL(", ").join(
                SQL("%s = %s", SQL.identifier(name), value) for name, value in written.items()
            )
            self.env.cr.execute(SQL("UPDATE hr_applicant SET %s WHERE id = %s", columns, one.id))
        self.env.invalidate_all()
        return people


@tagged("post_install", "-at_install")
class TestGoals(NumbersCase):
    """The HR manager's own result, against the goal of the year; and everybody's own."""

    def test_nothing_without_goals_and_for_managers_only(self):
        self.assertEqual(self.get()["results"], [])
        self.set_goals(score=20)
        self.set_goals(year=2025, score=20)
        self.assertEqual(self.get(user=self.officer)["results"], [])
        (result,) = self.get()["results"]
        self.assertEqual((result["year"], len(result["rows"])), (2026, 1))

    def test_against_numbers_counted_by_hand(self):
        self.set_goals(score=20, promises=90, answer=3, actions=2)
        self.fact(*[10] * 12, *[8] * 6, *[3] * 2)
        self.fact(*[0] * 9, day=date(2025, 12, 31))
        waits = [1, 2, 2, 4, 9, 1.5, None]
        kept, broken = [2] * 5 + [0, 0], [0] * 5 + [1, 0]
        self.apply(waits, reply_kept_count=kept, reply_broken_count=broken)
        self.env["hr.recruitment.improvement"].create(
            [
                {"name": "Done", "state": "done", "date_done": date(2026, 2, 1)},
                {"name": "Last year", "state": "done", "date_done": date(2025, 12, 31)},
                {"name": "Open"},
            ]
        )
        (result,) = self.get()["results"]
        rows = {row["key"]: row for row in result["rows"]}
        self.assertEqual(list(rows), ["score", "promises", "answer", "actions"])
        score = rows["score"]
        self.assertEqual((score["n"], score["value"]), (20, 100 * (12 - 2) / 20))
        high, low = (12 + 0.75) / 23, (2 + 0.75) / 23
        margin = 100 * Z * math.sqrt((high + low - (high - low) ** 2) / 23)
        self.assertAlmostEqual(score["low"], 100 * (high - low) - margin)
        self.assertAlmostEqual(score["high"], 100 * (high - low) + margin)
        self.assertEqual(score["verdict"], "unsure" if score["low"] < 20 else "reached")
        promises = rows["promises"]
        self.assertEqual(promises["n"], 11)
        self.assertAlmostEqual(promises["value"], 100 * 10 / 11)
        share, z = 10 / 11, Z
        middle = (share + z * z / 22) / (1 + z * z / 11)
        half = z / (1 + z * z / 11) * math.sqrt(share * (1 - share) / 11 + z * z / 484)
        self.assertAlmostEqual(promises["low"], 100 * (middle - half))
        self.assertEqual(promises["verdict"], "unsure")
        answer = rows["answer"]
        self.assertEqual((answer["n"], answer["value"]), (6, median([1, 2, 2, 4, 9, 1.5])))
        self.assertEqual(answer["verdict"], "reached")
        actions = rows["actions"]
        self.assertEqual((actions["value"], actions["verdict"]), (1, "under_way"))

    def test_three_answers_a_year_are_no_score(self):
        self.set_goals(score=20, answer=3)
        self.fact(10, 10, 0)
        (result,) = self.get()["results"]
        for row in result["rows"]:
            self.assertIsNone(row["value"])
            self.assertFalse(row["verdict"])
            self.assertTrue(row["reason"] and row["reason_label"])
        sentences = self.report._say_results(self.get())
        self.assertIn("Fewer than 5 answers", sentences[0])

    def test_two_companies_cannot_be_subtracted(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.manager.company_ids |= other
        self.set_goals(score=20)
        self.set_goals(other, score=20)
        self.fact(*[9] * 12)
        self.fact(0, 1, company_id=other.id, job_id=False)
        report = self.report.with_context(allowed_company_ids=(self.company | other).ids)
        with self.at(TODAY):
            results = report.get_data({"date_from": "2026-01-01", "date_to": "2026-03-31"})[
                "results"
            ]
        found = {each["company_id"]: each["rows"][0] for each in results}
        self.assertEqual(found[other.id]["reason"], "few")
        self.assertEqual(found[self.company.id]["reason"], "complement")

    def test_who_sets_them(self):
        (goal,) = self.set_goals(score=20)
        admin = self._make_user("admin2", "hr_recruitment.group_hr_recruitment_manager")
        goal.with_user(admin).value = 30
        self.assertEqual(goal.with_user(self.manager).value, 30)
        for user in (self.manager, self.officer):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                goal.with_user(user).value = 10
        with self.assertRaises(AccessError):
            goal.with_user(self.officer).read(["value"])

    def test_typing_errors_are_said(self):
        for kind, value in (("score", 101), ("promises", -1), ("answer", 366), ("actions", 1e6)):
            with self.subTest(kind=kind), self.assertRaisesRegex(ValidationError, "from"):
                self.set_goals(year=2030, **{kind: value})
        with self.assertRaisesRegex(ValidationError, "A year is"):
            self.set_goals(year=26, score=1)

    # The numbers of the own job positions -------------------------------------------------

    def own(self, user, **context):
        self.env.flush_all()
        self.env.invalidate_all()
        with self.at(TODAY):
            return self.report.with_user(user).with_context(**context).get_own_data()

    def test_their_own_and_no_others(self):
        self.jobs[1].user_id = self.officer
        for user, names, role in (
            (self.recruiter, ["A"], "recruiter"),
            (self.boss, ["A"], "manager"),
            (self.officer, ["B"], "recruiter"),
            (self.manager, [], None),
        ):
            rows = self.own(user)["jobs"]
            # Engineer is the recruiter's, from the case.
            found = [row for row in rows if row["id"] in self.jobs.ids]
            with self.subTest(user=user.login):
                self.assertEqual([row["name"] for row in found], names)
                self.assertEqual({row["role"] for row in found}, {role} if names else set())
        portal = self._make_user("portal", "base.group_portal")
        with self.assertRaises(AccessError):
            self.own(portal)

    def test_own_numbers_counted_by_hand(self):
        self.fact(*[10] * 7, *[8] * 3, *[2] * 2)
        waits = [1, 2, 2, 4, 9, None]
        self.apply(
            waits,
            outcome=[*["withdrawn"] * 2, *["refused"] * 3, "ongoing"],
            reply_kept_count=[1, 1, 2, 2, 2, 0],
            reply_broken_count=[0, 0, 1, 1, 1, 0],
        )
        self.apply([7] * 6, job=self.jobs[1])
        (row,) = self.own(self.boss)["jobs"]
        # In steps of five.
        self.assertEqual(row["score"]["n"], 10)
        self.assertEqual((row["answer"]["value"], row["answer"]["n"]), (median([1, 2, 2, 4, 9]), 5))
        self.assertEqual(row["promises"]["n"], 2 + 9)
        self.assertAlmostEqual(row["promises"]["value"], 100 * 8 / 11)
        self.assertEqual((row["withdrawn"]["n"], row["withdrawn"]["value"]), (5, 100 * 2 / 5))
        facts = {fact["key"]: fact for fact in row["facts"]}
        self.assertEqual(facts["score"]["note"], "n = 10")
        self.assertEqual(facts["answer"]["value"], "2 days")
        # As the overview counts it.
        with self.at(TODAY):
            data = self.report.sudo()._get_data({"job_ids": self.jobs[0].ids}, access="officer")
        self.assertEqual(data["score"]["n"], row["score"]["n"])
        self.assertEqual(data["score"]["value"], row["score"]["value"])
        self.assertEqual(data["times"]["first_answer"]["median"], row["answer"]["value"])
        self.assertEqual(data["promises"]["rate"], row["promises"]["value"])
        self.assertEqual(data["waiting"]["unanswered"], row["unanswered"])

    def test_below_the_threshold_nothing_is_shown(self):
        self.fact(10, 9, 0)
        self.apply([1, 2])
        (row,) = self.own(self.boss)["jobs"]
        for name in ("score", "answer", "promises", "withdrawn"):
            with self.subTest(name=name):
                self.assertIsNone(row[name]["value"])
                self.assertTrue(row[name]["reason_label"])
        self.assertEqual(row["score"]["n"], 0, "nor how many there are")

    def test_one_of_two_job_positions_cannot_be_subtracted(self):
        """Nothing here, nor in the mail, changes with an answer of the other one."""
        self.jobs[1].department_id = self.department
        self.fact(*[9] * 8)
        before = {row["id"]: row["score"] for row in self.own(self.boss)["jobs"]}
        self.fact(0, job_id=self.jobs[1].id)
        after = {row["id"]: row["score"] for row in self.own(self.boss)["jobs"]}
        self.assertEqual(before, after)

    def test_of_the_companies_that_are_switched_on(self):
        other = self.env["res.company"].create({"name": "Other"})
        theirs = self.env["hr.job"].create(
            {"name": "Theirs", "company_id": other.id, "user_id": self.boss.id}
        )
        self.assertNotIn(theirs.id, [row["id"] for row in self.own(self.boss)["jobs"]])
        with self.assertRaises(AccessError):
            self.own(self.boss, allowed_company_ids=other.ids)

    def test_constant_queries(self):
        self.own(self.boss)
        with self.assertQueryCount(60):
            self.own(self.boss)
        more = self.env["hr.job"].create([{"name": name} for name in "YZ"])
        more.department_id = self.department
        self.own(self.boss)
        with self.assertQueryCount(60):
            self.own(self.boss)

    def test_by_mail_each_month(self):
        letters = self.env["hr.recruitment.experience.report.mail"]
        self.apply([1, 2, 2, 4, 9, 3])
        moment = datetime(2026, 3, 2, 9)
        with self.at(moment):
            self.assertFalse(letters._find_due(), "off at first")
            self.company.experience_recruiter_report_active = True
            ((_company, kind, user, _month),) = due = letters._find_due()
            row = letters._try_send(*due[0])
        self.assertEqual((kind, user), ("jobs", self.recruiter), "not the hiring manager")
        self.assertIn("Median time to our first message: 2.5 days (n = 6).", row.words)
        self.assertIn("not enough answers for a score", row.words)
        mail = self.env["mail.mail"].search([("res_id", "=", row.id), ("model", "=", row._name)])
        self.assertIn("2.5 days (n = 6)", mail.body_html)

    def test_goals_by_mail_to_the_readers_of_the_settings(self):
        letters = self.env["hr.recruitment.experience.report.mail"]
        self.set_goals(score=20, actions=3)
        self.company.experience_report_user_ids = self.manager | self.officer
        self.company.experience_report_active = True
        with self.at(datetime(2026, 3, 2, 9)):
            rows = letters.browse()
            for key in letters._find_due():
                rows |= letters._try_send(*key)
        words = {row.user_id: row.words for row in rows}
        self.assertIn("Goal of 2026, Improvement actions done: 3. So far: 0.", words[self.manager])
        self.assertNotIn("Goal of 2026", words[self.officer])
