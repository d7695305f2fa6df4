from datetime import datetime, timedelta
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytz

from odoo.tests import tagged

from ...models.company.hours import WAKING_HOURS, find_waking_time
from ..cases.interview import DAY, HOUR, InterviewCase

# A Wednesday evening in Stockholm: 21:34, with ten minutes to put it right.
NIGHT = datetime(2026, 6, 10, 19, 34)
MORNING = datetime(2026, 6, 11, 5, 0)
MINUTE = timedelta(minutes=1)
MIGRATION = Path(__file__).parents[2] / "migrations" / "19.0.1.3.0" / "post-waking_hours.py"

# time zone, when it is due (UTC) → when the candidate is awake (UTC)
WAKING = [
    ("Europe/Stockholm", (2026, 6, 10, 19, 0), (2026, 6, 11, 5, 0)),
    ("Europe/Stockholm", (2026, 6, 10, 18, 59), (2026, 6, 10, 18, 59)),
    ("Europe/Stockholm", (2026, 6, 10, 4, 59), (2026, 6, 10, 5, 0)),
    ("Europe/Stockholm", (2026, 6, 10, 5, 0), (2026, 6, 10, 5, 0)),
    # Saturdays are as good as other days.
    ("Europe/Stockholm", (2026, 6, 13, 10, 0), (2026, 6, 13, 10, 0)),
    ("America/Los_Angeles", (2026, 6, 10, 8, 0), (2026, 6, 10, 14, 0)),
    ("Pacific/Auckland", (2026, 6, 10, 12, 0), (2026, 6, 10, 19, 0)),
    ("Asia/Kolkata", (2026, 6, 10, 15, 31), (2026, 6, 11, 1, 30)),
    # Nights that are shorter or longer, north and south.
    ("Europe/Stockholm", (2026, 3, 28, 21, 0), (2026, 3, 29, 5, 0)),
    ("Europe/Stockholm", (2026, 10, 24, 20, 0), (2026, 10, 25, 6, 0)),
    ("Australia/Sydney", (2026, 4, 4, 11, 0), (2026, 4, 4, 21, 0)),
    ("Australia/Sydney", (2026, 10, 3, 12, 0), (2026, 10, 3, 20, 0)),
]


@tagged("post_install", "-at_install")
class TestWakingHours(InterviewCase):
    """Nobody is woken by a mail about an interview, unless the interview is near."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.anna.partner_id.tz = "Europe/Stockholm"
        cls.steps = cls.booked | cls.moved | cls.cancelled | cls.after
        cls.steps.send_window = "waking_hours"

    def row_of(self, step):
        return self.rows(self.anna, step_id=step)[-1:]

    def tell(self, start, moment):
        """Anna knows of an interview."""
        with self.at(moment):
            meeting = self.book(start)
        with self.at(moment + HOUR):
            self.process()
        self.row_of(self.booked).write({"state": "sent", "sent_date": moment + HOUR})
        return meeting

    def test_a_table_of_nights(self):
        for name, due, awake in WAKING:
            with self.subTest(zone=name, due=due):
                found = find_waking_time(datetime(*due), pytz.timezone(name))
                self.assertEqual(found, datetime(*awake))

    def test_there_are_hours_to_be_awake_in(self):
        wakes, sleeps = WAKING_HOURS
        self.assertTrue(5 <= wakes < sleeps <= 22)

    def test_booked_in_the_evening_for_next_week(self):
        with self.at(NIGHT):
            self.book(NIGHT + 7 * DAY)
        row = self.row_of(self.booked)
        self.assertEqual(row.scheduled_date, MORNING)
        with self.at(NIGHT + HOUR):
            self.process()
        self.assertEqual(row.state, "scheduled")
        with self.at(MORNING):
            self.process()
        self.assertEqual(row.state, "queued")

    def test_on_the_candidates_clock(self):
        self.anna.partner_id.tz = "America/New_York"
        with self.at(NIGHT):
            self.book(NIGHT + 7 * DAY)
        self.assertEqual(self.row_of(self.booked).scheduled_date, NIGHT + 10 * MINUTE)

    def test_booked_in_the_evening_for_tomorrow(self):
        with self.at(NIGHT):
            self.book(MORNING + 3 * HOUR)
        row = self.row_of(self.booked)
        self.assertEqual(row.scheduled_date, NIGHT + 10 * MINUTE)
        with self.at(NIGHT + 10 * MINUTE):
            self.process()
        self.assertEqual(row.state, "queued")

    def test_near_is_a_day(self):
        for start, due in (
            (NIGHT + 10 * MINUTE + DAY, NIGHT + 10 * MINUTE),
            (NIGHT + 11 * MINUTE + DAY, MORNING),
        ):
            with self.at(NIGHT), self.env.cr.savepoint() as savepoint:
                self.book(start)
                self.assertEqual(self.row_of(self.booked).scheduled_date, due)
                savepoint.close(rollback=True)

    def test_moved(self):
        later, sooner = NIGHT + 7 * DAY, NIGHT + 14 * HOUR
        cases = {
            # old, new → when it is said
            (later, later + DAY): MORNING,
            (later, sooner): NIGHT + 5 * MINUTE,
            (sooner, later): NIGHT + 5 * MINUTE,
        }
        for (old, new), due in cases.items():
            with self.subTest(old=old, new=new), self.env.cr.savepoint() as savepoint:
                meeting = self.tell(old, NIGHT - 10 * HOUR)
                with self.at(NIGHT):
                    meeting.write({"start": new, "stop": new + HOUR})
                    row = self.row_of(self.moved)
                    self.assertEqual(row.scheduled_date, due)
                with self.at(NIGHT + HOUR):
                    self.process()
                self.assertEqual(row.state, "scheduled" if due == MORNING else "queued")
                savepoint.close(rollback=True)

    def test_cancelled(self):
        for start, due in (
            (NIGHT + 7 * DAY, MORNING),
            (NIGHT + 14 * HOUR, NIGHT + 5 * MINUTE),
        ):
            with self.subTest(start=start), self.env.cr.savepoint() as savepoint:
                meeting = self.tell(start, NIGHT - 10 * HOUR)
                with self.at(NIGHT):
                    meeting.active = False
                    row = self.row_of(self.cancelled)
                    self.assertEqual(row.scheduled_date, due)
                with self.at(NIGHT + HOUR):
                    self.process()
                self.assertEqual(row.state, "scheduled" if due == MORNING else "queued")
                savepoint.close(rollback=True)

    def test_thanks_wait_for_the_morning(self):
        with self.at(NIGHT - DAY):
            self.book(NIGHT - HOUR)
        self.assertEqual(self.row_of(self.after).scheduled_date, MORNING)

    def test_the_cron_was_late(self):
        """What could not leave in the evening waits as well, as far as it may."""
        for start, state in ((NIGHT + 7 * DAY, "scheduled"), (NIGHT + 12 * HOUR, "queued")):
            with self.subTest(start=start), self.env.cr.savepoint() as savepoint:
                with self.at(NIGHT - 2 * HOUR):
                    self.book(start)
                row = self.row_of(self.booked)
                self.assertEqual(row.scheduled_date, NIGHT - 2 * HOUR + 10 * MINUTE)
                with self.at(NIGHT + HOUR):
                    self.process()
                self.assertEqual(row.state, state)
                if state == "scheduled":
                    self.assertEqual(row.reason, "waking_hours")
                    self.assertEqual(row.scheduled_date, MORNING)
                savepoint.close(rollback=True)

    def test_resumed_at_night(self):
        with self.at(NIGHT - 2 * HOUR):
            self.anna.communication_paused = True
            self.book(NIGHT + 7 * DAY)
        with self.at(NIGHT + HOUR):
            self.anna.communication_paused = False
            self.process()
        row = self.row_of(self.booked)
        self.assertEqual((row.state, row.scheduled_date), ("scheduled", MORNING))

    def test_a_time_that_a_person_chose(self):
        with self.at(NIGHT):
            self.book(NIGHT + 7 * DAY)
            row = self.row_of(self.booked)
            row.with_user(self.recruiter).action_send_now()
            self.process()
        self.assertEqual(row.state, "queued")

    def test_office_hours_do_not_outlast_the_interview(self):
        """Booked on Friday evening for Saturday, called off on Friday evening."""
        self.steps.send_window = "office_hours"
        friday = datetime(2026, 6, 12, 17)
        with self.at(friday):
            meeting = self.book(friday + 17 * HOUR)
        self.assertEqual(self.row_of(self.booked).scheduled_date, friday + 10 * MINUTE)
        with self.at(friday + 10 * MINUTE):
            self.process()
        self.assertEqual(self.row_of(self.booked).state, "queued")
        with self.at(friday + HOUR):
            meeting.active = False
        with self.at(friday + 2 * HOUR):
            self.process()
        self.assertEqual(self.row_of(self.cancelled).state, "queued")

    def test_the_step_says_so(self):
        english = self.booked.with_context(lang="en_US")
        self.assertIn("during the day or evening", english.summary)

    def test_shipped_steps(self):
        plan = self.env.ref("hr_recruitment_candidate_experience.communication_plan_default")
        steps = plan.with_context(active_test=False).step_ids
        told = ("interview_booked", "interview_moved", "interview_cancelled", "interview_after")
        hours = {
            (step.trigger, step.send_window)
            for step in steps
            if step.trigger in told and step.action == "email"
        }
        self.assertEqual(hours, {(trigger, "waking_hours") for trigger in told})

    def test_upgrade_leaves_what_was_chosen(self):
        name = "hr_recruitment_candidate_experience.communication_step_interview_"
        ours, chosen = self.env.ref(f"{name}booked"), self.env.ref(f"{name}moved")
        ours.send_window, chosen.send_window = "any", "office_hours"
        self.booked.send_window = "any"
        self.env.flush_all()
        spec = spec_from_file_location("waking_hours", MIGRATION)
        script = module_from_spec(spec)
        spec.loader.exec_module(script)
        for _again in range(2):
            script.migrate(self.env.cr, "19.0.1.2.0")
            self.env.invalidate_all()
            self.assertEqual(ours.send_window, "waking_hours")
            self.assertEqual(chosen.send_window, "office_hours")
            self.assertEqual(self.booked.send_window, "any", "an administrator's own")
