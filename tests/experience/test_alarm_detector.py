from datetime import date, timedelta

from odoo.tests import BaseCase, tagged

from ...models.experience.alarm_detector import Baseline, Block, find_turn, new_state
from ...models.experience.alarm_series import compare, count_a_year, cut, dump, load, new_tail
from ...models.experience.alarm_stays import Stays
from ..cases import quiet_years as quiet


@tagged("post_install", "-at_install")
class TestAlarmDetector(BaseCase):
    """The test behind the alarms, on years that are invented: ``dev/proofs/alarms.py`` has a
    thousand of them."""

    def test_quiet_years_have_no_more_alarms_than_stated(self):
        """Of six company years; one a year is stated."""
        streams = (*quiet.COMPANY[3:8], *quiet.COMPANY[-8:])
        alarms = [
            day
            for seed in range(3)
            for day in quiet.live(quiet.make_rng(seed), streams, quiet.LEARNED + 2 * quiet.YEAR)
        ]
        self.assertLessEqual(len(alarms), 6)

    def test_a_change_is_found(self):
        stream = quiet.Stream(400, 0.9, summer=-0.08, weeks=0.05, alike=0.08)
        delays = [quiet.find_delay(stream, -0.25, quiet.make_rng(n)) for n in range(3)]
        found = sorted(delay for delay in delays if delay is not None)
        self.assertGreaterEqual(len(found), 2)
        self.assertLess(found[0], 270)

    def test_the_day_on_which_it_began(self):
        blocks = [self.block(day, 5, 4.6 if day < 700 else 2.5) for day in range(1, 800, 3)]
        direction, since = find_turn(blocks, {**new_state(), "seen": 600}, 5000)
        self.assertEqual(direction, "down")
        self.assertAlmostEqual(since, 700, delta=3)

    def block(self, day, n, total, part="a"):
        return Block(day, day, {part: [n, total, total]})

    def test_little_to_compare_with_is_no_alarm(self):
        blocks = [self.block(day, 5, 5) for day in range(1, 30, 6)]
        blocks += [self.block(day, 5, 0) for day in range(100, 200, 2)]
        self.assertIsNone(find_turn(blocks, {**new_state(), "seen": 0}, 100, 99))

    def test_three_answers_a_year_are_not_watched(self):
        blocks = quiet.Years(quiet.COMPANY[-1], quiet.make_rng(1)).make()
        self.assertLess(count_a_year(blocks, quiet.LEARNED)[1], 30)
        self.assertFalse(quiet.is_watched(blocks))

    def test_a_season_is_known_after_a_year(self):
        """July is worse every year."""

        def summer(day):
            return 3.9 if 180 < day % 365 < 215 else 4.5

        def look(first_summer):
            days = range(1, 2 * 365 + 240, 2)
            blocks = [
                self.block(day, 5, summer(day) if day > 2 * 365 or first_summer else 4.5)
                for day in days
            ]
            state = {**new_state(), "seen": 2 * 365 + 100}
            return find_turn(blocks, state, 500)

        self.assertIsNone(look(True), "as last year")
        self.assertTrue(look(False), "for the first time")
        baseline = Baseline()
        for day in range(1, 2 * 365, 2):
            baseline.add(self.block(day, 5, summer(day)))
        self.assertLess(baseline.find_season(2 * 365 + 197), -0.03)
        self.assertGreater(baseline.find_season(2 * 365 + 20), -0.03)

    def test_another_mix_is_no_change(self):
        """Rejected candidates always score lower; from some day on there are more of them."""
        blocks = []
        for day in range(1, 900):
            many = "refused" if day > 700 else "applied"
            few = "applied" if day > 700 else "refused"
            mean = {"applied": 0.8, "refused": 0.3}
            cells = {part: [n, n * mean[part], n * mean[part]] for part, n in ((many, 5), (few, 1))}
            blocks.append(Block(day, day, cells))
        self.assertIsNone(find_turn(blocks, {**new_state(), "seen": 600}, 1000))
        before, _n, after, n = compare(blocks, 701)
        self.assertEqual(n, 199 * 6)
        self.assertAlmostEqual(before, after, 2, "before is that of the same mix")
        self.assertAlmostEqual(after, (5 * 0.3 + 0.8) / 6)

    def test_blocks_are_the_same_whatever_is_read_at_once(self):
        days = {day: {"a": [1 + day % 3, 1.0, 1.0, 1 + day % 3]} for day in range(1, 200)}
        whole = cut(new_tail(), days, 5)
        tail, pieces = new_tail(), []
        for first in range(1, 200, 7):
            week = {day: days[day] for day in range(first, min(first + 7, 200))}
            pieces += cut(tail, week, 5)
        self.assertEqual(pieces, whole)
        self.assertTrue(all(block.n >= 5 for block in whole))
        self.assertEqual(load(dump(whole)), whole)

    def test_answers_that_open_no_group_finish_no_block(self):
        """Colleagues may have invented them: five candidates make a number."""
        days = {1: {"a": [9, 5.0, 5.0, 4]}, 2: {"a": [1, 1.0, 1.0, 1]}}
        (block,) = cut(new_tail(), days, 5)
        self.assertEqual((block.first, block.day, block.n), (1, 2, 10))

    # Time in the stage ------------------------------------------------------------------

    def stays(self, closed=()):
        first = date(2026, 9, 1)
        days = [first + timedelta(days=number) for number in range(150)]
        days = [day for day in days if day.weekday() < 5 and day not in closed]
        return Stays(days, date(2026, 11, 1), date(2027, 1, 20))

    def cell(self, entered, ended, n=1):
        return {"stage_id": 1, "entered": entered, "ended": ended, "n": n}

    def test_time_is_working_time(self):
        """Over Christmas nobody is slow."""
        christmas = {date(2026, 12, 24) + timedelta(days=number) for number in range(14)}
        for closed, longer in ((set(), 1), (christmas, 0)):
            with self.subTest(closed=bool(closed)):
                cell = self.cell(date(2026, 12, 21), date(2027, 1, 8))
                (row,) = self.stays(closed).judge([cell], {1: 5})
                self.assertEqual(row["total"], longer)

    def test_who_is_still_there_counts_as_long(self):
        stays = self.stays()
        there = self.cell(date(2026, 12, 1), None)
        left = self.cell(date(2026, 12, 1), date(2026, 12, 8))
        rows = stays.judge([there, left], {1: 5})
        self.assertEqual([row["total"] for row in rows], [1, 0])
        # The sixth working day after it.
        self.assertEqual({row["day"] for row in rows}, {date(2026, 12, 9)})
        self.assertFalse(stays.judge([self.cell(date(2027, 1, 15), None)], {1: 5}), "too soon")

    def test_one_in_four_is_long(self):
        stays = self.stays()
        entered = date(2026, 9, 7)
        ends = [entered + timedelta(days=days) for days in (1, 2, 3, 4, 7, 9, 14, 30)]
        cells = [self.cell(entered, end, 10) for end in ends]
        (limit,) = stays.learn(cells).values()
        longer = sum(cell["n"] for cell in cells if stays.count(entered, cell["ended"]) > limit)
        self.assertEqual(longer, 20)
        self.assertFalse(stays.learn(cells[:2]), "too few to say what is long")
