from datetime import date, datetime, timedelta

from odoo.tests import tagged

from ..cases.alarms import ON, WEEK, AlarmCase


@tagged("post_install", "-at_install")
class TestAlarmEvents(AlarmCase):
    """What alarms are made of: feedback that is released, visits and promises."""

    def count_events(self, kind, since=date(2025, 1, 1), until=ON):
        """:return: dict sight → (events, sum) of all days"""
        found = {}
        series = self.watches._read_events(self.company, since, until, {})
        for (_company, its_kind, sight, *_ids), days in series.items():
            if its_kind == kind:
                n, total = found.get(sight, (0, 0.0))
                for parts in days.values():
                    n += sum(cell[0] for cell in parts.values())
                    total += sum(cell[1] for cell in parts.values())
                found[sight] = n, total
        return found

    def test_feedback_counts_once_it_is_released(self):
        day = date(2025, 12, 20)
        self.fact(10, 9, 0, 7, day=day, user_id=self.recruiter.id)
        self.fact(10, day=date(2025, 12, 1), anonymity="anonymous", released=False)
        found = self.count_events("score")
        self.assertEqual(found["company"], (4, 2.5))
        self.assertEqual(found["recruiter"], (4, 2.5))
        self.assertEqual(found["job"], (4, 2.5))

    def test_anonymous_feedback_comes_when_its_month_is_over(self):
        """It may be released on any day of the month, and has the date of the first."""
        self.fact(*[10] * 6, day=date(2025, 12, 1), anonymity="anonymous")
        self.assertFalse(self.count_events("score", until=date(2025, 12, 29)))
        self.assertEqual(self.count_events("score", until=date(2026, 1, 1))["company"][0], 6)
        self.assertFalse(self.count_events("score", since=date(2026, 1, 1), until=date(2026, 1, 8)))

    def test_a_score_that_turns_is_for_experience_managers(self):
        rows = []
        for number in range(0, 280, 2):
            day = ON + timedelta(days=number - 160)
            scores = (3, 8, 2) if day >= ON else (10, 9, 6 if number % 8 == 0 else 9)
            rows.append((day, scores))
        self.feedback.create(
            [
                {
                    "score": score,
                    "moment": "applied",
                    "anonymity": "confidential",
                    "response_date": day,
                    "company_id": self.company.id,
                    "job_id": self.jobs[number % 2].id,
                }
                for day, scores in rows
                for number, score in enumerate(scores)
            ]
        )
        self.watch_until(ON + 17 * WEEK)
        alarm = self.alarms.search([("kind", "=", "score"), ("sight", "=", "company")])
        self.assertEqual((alarm.direction, alarm.user_id), ("worse", self.manager))
        self.assertRegex(alarm.sentence, r"the cNPS is lower .* 8\d before .* −\d+ since")
        self.assertFalse(self.alarms.with_user(self.officer).search([("kind", "=", "score")]))
        # What an answer was is not known from a number of fewer than five.
        watch = self.watches.search([("kind", "=", "score"), ("sight", "=", "company")])
        self.assertTrue(all(block.n >= 5 for block in watch.sudo()._get_blocks()))

    def test_the_few_other_answers_are_not_given_away(self):
        for other, hidden in ((2, True), (30, False)):
            with self.subTest(other=other), self.env.cr.savepoint() as savepoint:
                self.fact(*[10] * 60, day=ON - 20 * WEEK)
                self.fact(*[0] * 30, day=ON + 5 * WEEK)
                self.fact(*[5] * other, day=ON + 6 * WEEK, job_id=self.jobs[1].id)
                self.watches._watch(self.company, ON + 20 * WEEK)
                watch = self.watches.search([("kind", "=", "score"), ("sight", "=", "job")])
                watch = watch.filtered(lambda one: one.job_id == self.jobs[0])
                whole = self.alarms._count_everything(self.company)
                values = self.alarms._measure(watch, "down", ON + 4 * WEEK, whole)
                self.assertEqual((values["before_n"], values["after_n"]), (60, 30))
                self.assertEqual(values["is_hidden"], hidden)
                savepoint.rollback()

    def test_promises_are_noted_when_they_are_settled(self):
        """Whatever became of them, once, without a name."""
        before = self.outcomes.search([])
        kept, broken, waiting = self._make_applicants(3, user_id=self.recruiter.id)
        with self.at(datetime(2026, 3, 4, 9)):
            (kept | broken | waiting)._note_reply_promises(
                {
                    kept: date(2026, 3, 6),
                    broken: date(2026, 3, 3),
                    waiting: date(2026, 3, 9),
                }
            )
            kept._note_contact(datetime(2026, 3, 4, 9))
            kept._note_contact(datetime(2026, 3, 4, 9))
            self.env["hr.applicant"]._cron_promises()
        new = self.outcomes.search([]) - before
        self.assertEqual(sorted(new.mapped("kept")), [False, True])
        self.assertEqual(set(new.mapped("day")), {date(2026, 3, 4)})
        self.assertEqual(new.job_id, self.job)

    def test_withdrawn_and_time_in_the_stage(self):
        moved, gone, refused, there = self._make_applicants(4)
        history = self.env["hr.applicant.stage.history"]
        (moved | gone | refused | there).stage_history_ids.unlink()
        entered = datetime(2025, 12, 1, 9)
        values = {"job_id": self.job.id, "company_id": self.company.id}
        history.create(
            [
                {
                    **values,
                    "applicant_id": applicant.id,
                    "stage_id": self.new.id,
                    "entered_date": entered,
                    "left_date": applicant == moved and entered + timedelta(days=2),
                }
                for applicant in moved | gone | refused | there
            ]
        )
        self.env.flush_all()
        for applicant, outcome in ((gone, "withdrawn"), (refused, "refused")):
            self.env.cr.execute(
                "UPDATE hr_applicant SET outcome = %s, refuse_date = %s WHERE id = %s",
                (outcome, entered + timedelta(days=20), applicant.id),
            )
        self.env.invalidate_all()
        found = self.count_events("withdrawn", until=date(2026, 1, 10))
        self.assertEqual(found["stage"], (2, 1), "who was refused had no choice")
        rows = self.watches._read_stay_events(
            self.company, date(2025, 12, 1), date(2026, 1, 10), {self.new.id: 3}
        )
        rows = [row for row in rows if row["stage_id"] == self.new.id]
        self.assertEqual(sum(row["n"] for row in rows), 4)
        self.assertEqual(sum(row["total"] for row in rows), 3)
        self.assertEqual({row["day"] for row in rows}, {date(2025, 12, 5)})

    def test_erased_candidates_leave_whole_blocks(self):
        self.watch_until(ON)
        watch = self.watches.search([("kind", "=", "promise"), ("sight", "=", "company")])
        before = watch.sudo().blocks
        self.outcomes.search([]).unlink()
        self.watch_until(ON + WEEK)
        self.assertEqual(watch.sudo().blocks, before)

    def test_queries_do_not_grow_with_job_positions(self):
        def count(jobs):
            for job in jobs:
                self.promise(ON - 20 * WEEK, ON, job=job)
            self.company.sudo().alarm_read_until = ON - WEEK
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.watches._watch(self.company, ON)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        self.watches._watch(self.company, ON - WEEK)
        few = count(self.jobs[1])
        many = self.env["hr.job"].create([{"name": f"Job {number}"} for number in range(12)])
        self.assertLessEqual(count(many), few + 12)
