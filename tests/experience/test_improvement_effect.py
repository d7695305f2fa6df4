import math
import random
from datetime import date, timedelta

from odoo.exceptions import AccessError
from odoo.tests import BaseCase, Form, tagged

from ...models.experience.effect_cells import Spans, add_cells
from ...models.experience.statistics import OF_DETRACTORS, compare_changes
from ..common import NOW
from .test_improvement import CHANGED, ImprovementCase
from .test_regression import solve

DAY = timedelta(days=1)


def regress(rows):
    """Least squares of the score on being changed, on the time after, and on both at once,
    over the rows, with errors that need not be alike (White's).

    :param rows: (score, changed, after, weight)
    :return: the last coefficient and its standard error"""
    lines = [(1.0, float(c), float(a), float(c * a)) for _score, c, a, _weight in rows]
    weights = [row[3] for row in rows]
    normal = [
        [
            sum(w * line[i] * line[j] for line, w in zip(lines, weights, strict=True))
            for j in range(4)
        ]
        for i in range(4)
    ]
    inner = [
        sum(w * line[i] * row[0] for line, row, w in zip(lines, rows, weights, strict=True))
        for i in range(4)
    ]
    found = solve(normal, inner)
    # What each row does to the last coefficient: the last row of the inverse.
    last = solve(normal, [0.0, 0.0, 0.0, 1.0])
    variance = sum(
        w
        * (sum(map(float.__mul__, last, line)) ** 2)
        * (row[0] - sum(map(float.__mul__, found, line))) ** 2
        for line, row, w in zip(lines, rows, weights, strict=True)
    )
    return found[3], math.sqrt(variance)


def spread(cells, counted, extra):
    """:return: rows of ``regress`` of (before, after) of those changed, and of the others"""
    return [
        (float(value), changed, after, part + more)
        for (changed, after), cell in zip(((1, 0), (1, 1), (0, 0), (0, 1)), cells, strict=True)
        for value, part, more in zip(counted, cell, extra, strict=True)
    ]


@tagged("post_install", "-at_install")
class TestDifference(BaseCase):
    def test_it_is_that_of_a_regression(self):
        lots = random.Random(4)
        for case in range(20):
            cells = [tuple(lots.randrange(1, 60) for _part in range(3)) for _cell in range(4)]
            for counted in ((1, 0, -1), OF_DETRACTORS):
                with self.subTest(case=case, counted=counted):
                    found = compare_changes(cells[:2], cells[2:], 3, counted)
                    plain = regress(spread(cells, counted, (0, 0, 0)))
                    surer = regress(spread(cells, counted, (0.75, 1.5, 0.75)))
                    self.assertAlmostEqual(found["value"], 100 * plain[0])
                    self.assertAlmostEqual(found["margin"], 196 * surer[1], 1)
                    self.assertAlmostEqual(found["high"] + found["low"], 200 * surer[0])
                    self.assertEqual(found["significant"], abs(surer[0]) > 1.959964 * surer[1])

    def test_below_the_threshold_there_is_none(self):
        cells = [(5, 0, 0), (4, 0, 0), (50, 0, 0), (50, 0, 0)]
        found = compare_changes(cells[:2], cells[2:], 5)
        self.assertEqual((found["reason"], found["value"], found["low"]), ("few", None, None))
        self.assertIsNone(compare_changes(cells[:2], cells[2:], 4)["reason"])

    def test_answers_are_put_where_they_belong(self):
        """Against each answer by itself, on every day."""
        lots = random.Random(8)
        first = date(2026, 1, 1)
        days = [first + number * DAY for number in range(120)]
        periods = [(days[10], days[39]), (days[40], days[79]), (days[80], days[80])]
        spans = Spans(periods, DAY)
        facts = [
            (lots.choice((1, 2, 3, None)), lots.choice("ab"), day, lots.randrange(3))
            for day in days
            for _answer in range(4)
        ]
        rows = [
            (job, moment, sum(end <= day for end in spans.days), *(i == part for i in range(3)))
            for job, moment, day, part in facts
        ]
        for period in periods:
            for moment in ("a", False):
                cells = add_cells(rows, spans.list_of(period), 1, moment, [3])
                inside = [fact for fact in facts if period[0] <= fact[2] <= period[1]]
                same = [fact for fact in inside if not moment or fact[1] == moment]
                for jobs, found in (((1,), cells.changed), ((2,), cells.others)):
                    expected = [
                        sum(fact[0] in jobs and fact[3] == part for fact in same)
                        for part in range(3)
                    ]
                    self.assertEqual(list(found), expected)
                used = sum(cells.changed) + sum(cells.others)
                self.assertEqual(
                    (cells.rest, cells.rest_of_all), (len(same) - used, len(inside) - used)
                )


@tagged("post_install", "-at_install")
class TestImprovementEffect(ImprovementCase):
    """What an action did, against job positions that stayed as they were."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other, cls.third = cls.job.create([{"name": "Other"}, {"name": "Third"}])
        cls.earlier, cls.before = CHANGED - timedelta(days=250), CHANGED - DAY

    def setUp(self):
        super().setUp()
        at = self.at(NOW)
        at.__enter__()
        self.addCleanup(at.__exit__, None, None, None)

    def fill(self, job, *cells):
        """:param cells: scores earlier, before and after"""
        for scores, day in zip(cells, (self.earlier, self.before, CHANGED), strict=True):
            self._make_answers(scores, day, job_id=job.id)

    def find(self, action):
        self.env.invalidate_all()
        return action._get_effects()[action.id]

    def test_what_the_others_gained_too_is_taken_out(self):
        bad, good = [2] * 30 + [9] * 10, [2] * 10 + [9] * 30
        self.fill(self.job, bad, bad, good)
        self.fill(self.other, bad, bad, [2] * 25 + [9] * 15)
        action = self._done()
        found = self.find(action)
        self.assertAlmostEqual(found["value"], 100 - 25)
        self.assertTrue(found["significant"])
        self.assertTrue(found["parallel"])
        self.assertAlmostEqual(found["detractors"]["value"], -50 + 12.5)
        self.assertIn("75 points better than the others", action.effect_text)
        self.assertIn("went alike", action.effect_check_text)
        data = self.report.with_user(self.manager).get_data(
            {"date_from": "2026-01-01", "date_to": "2026-06-30"}
        )
        (row,) = data["improvements"]
        self.assertEqual(row["effect"]["label"], action.effect_text)
        self.assertAlmostEqual(row["effect"]["value"], 75)
        with Form(action.with_user(self.manager)) as form:
            self.assertEqual(form.effect_text, action.effect_text)
            form.name = "Called something else"

    def test_what_cannot_be_told_says_why(self):
        bad, good = [2] * 8, [9] * 8
        action = self._done()
        with self.subTest("no answers at all"):
            self.assertEqual(self.find(action)["reason"], "no_control")
        self.fill(self.job, bad, bad, good)
        with self.subTest("one job position only"):
            self.assertEqual(self.find(action)["reason"], "no_control")
            self.assertIn("Cannot be told", action.effect_text)
        with self.subTest("the others have too few answers"):
            self.fill(self.other, bad, bad, [2] * 4)
            self.assertEqual(self.find(action)["reason"], "few")
        with self.subTest("just enough"):
            self._make_answers([2], CHANGED, job_id=self.other.id)
            self.assertIsNone(self.find(action)["reason"])
        with self.subTest("the few of no job position could be worked out"):
            self._make_answers([2] * 2, CHANGED, job_id=False)
            self.assertEqual(self.find(action)["reason"], "complement")
            self._make_answers([2] * 3, CHANGED, job_id=False)
            self.assertIsNone(self.find(action)["reason"])
        with self.subTest("everywhere"):
            self.assertEqual(self.find(self._done(job_id=False))["reason"], "everywhere")
        with self.subTest("to come"):
            action.date_done = NOW.date() + timedelta(days=9)
            self.assertEqual(self.find(action)["reason"], "not_yet")
        with self.subTest("not done"):
            action.write({"state": "in_progress", "date_done": False})
            self.assertIsNone(self.find(action))
            self.assertFalse(action.effect_text)

    def test_job_positions_that_were_changed_are_no_comparison(self):
        bad, good = [2] * 20, [9] * 20
        for job in self.job, self.other:
            self.fill(job, bad, bad, good)
        self.fill(self.third, bad, bad, bad)
        action, same = self._done(), self._done(job_id=self.other.id, name="The same")
        self.assertAlmostEqual(self.find(action)["value"], 200)
        with self.subTest("archived job positions count"):
            self.third.active = False
            self.assertAlmostEqual(self.find(action)["value"], 200)
        with self.subTest("deleted"):
            same.sudo().unlink()
            self.assertAlmostEqual(self.find(action)["value"], 200 - 100)
        with self.subTest("another one of the same"):
            self._done(name="And something else")
            self.assertTrue(self.find(action)["mixed"])
            self.assertIn("Another action", action.effect_text)

    def test_what_went_apart_before_is_not_trusted(self):
        bad, good = [2] * 20, [9] * 20
        self.fill(self.job, bad, [2] * 10 + [9] * 10, good)
        self.fill(self.other, bad, bad, bad)
        action = self._done()
        found = self.find(action)
        self.assertIs(found["parallel"], False)
        self.assertIn("did not go alike before", action.effect_text)
        self.assertIn("did not go alike", action.effect_check_text)

    def test_many_ask_as_often_as_one(self):
        self.fill(self.job, *[[2] * 8] * 3)
        self.fill(self.other, *[[2] * 8] * 3)
        actions = self._done()
        for number in range(5):
            actions += self._make_action(state="done", date_done=CHANGED - number * DAY)
        self.env.flush_all()

        def count(some):
            self.env.invalidate_all()
            some.mapped("job_id.name")
            some.company_id.mapped("feedback_min_scores")
            before = self.env.cr.sql_log_count
            some._get_effects()
            return self.env.cr.sql_log_count - before

        count(actions)
        self.assertEqual(count(actions), count(actions[0]))

    def test_owners_do_not_read_it(self):
        action = self._done(user_id=self.owner.id)
        with self.assertRaises(AccessError):
            action.with_user(self.owner).read(["effect_text"])
        (row,) = action.with_user(self.owner).read(["name"])
        self.assertEqual(row["name"], "Call everybody")
