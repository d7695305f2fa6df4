from datetime import timedelta

from odoo import Command
from odoo.tests import tagged

from ..cases.interview import InterviewCase
from ..common import NOW

DAY = timedelta(days=1)


@tagged("post_install", "-at_install")
class TestTimeline(InterviewCase):
    """What goes next is first, and every row says because of what and to whom."""

    def setUp(self):
        super().setUp()
        with self.at(NOW):
            self.applicant = self._make_applicants()
        self.rows(self.applicant).unlink()

    def start(self, trigger, days=1, now=NOW, **values):
        """:return: the row of a new step, started by hand, as the recruiter sees it"""
        step = self._make_step(trigger, **values)
        with self.at(now):
            person = self.applicant.with_user(self.recruiter)
            return person._start_step(step, now + days * DAY)

    def say(self, row, moment=NOW, **context):
        self.env.invalidate_all()
        with self.at(moment):
            return row.with_user(self.recruiter).with_context(**context).because

    def happen(self, trigger, do, **values):
        """:return: the row that the plan makes when it happens"""
        step = self._make_step(trigger, **values)
        with self.at(NOW):
            do()
        return self.rows(self.applicant, step_id=step)[-1:]

    # Order --------------------------------------------------------------------------------

    def test_next_first_then_what_happened_and_at_the_end_what_did_not(self):
        later, sooner, old, older, stopped, earlier = (
            self.start("manual", days=days) for days in (5, 2, -3, -5, 1, 0.5)
        )
        (old | older).sudo().state = "sent"
        (stopped | earlier).sudo()._close("skipped", "by_recruiter")
        expected = sooner | later | old | older | stopped | earlier
        domain = [("applicant_id", "=", self.applicant.id)]
        for user in (self.recruiter, self.env.user):
            ledger = self.ledger.with_user(user)
            self.assertEqual(ledger.search(domain, order="timeline_order, id").ids, expected.ids)
        found = self.ledger.search(domain, order="timeline_order desc")
        self.assertEqual(found, expected[::-1])
        self.assertEqual(found.sorted("timeline_order"), expected, "sorted in memory as in SQL")
        self.env.invalidate_all()
        shown = self.applicant.with_user(self.recruiter).web_read(
            {
                "timeline_communication_ids": {"fields": {}, "order": "timeline_order"},
                "stopped_communication_ids": {"fields": {}},
                "stopped_communication_count": {},
            }
        )[0]
        self.assertEqual(
            [row["id"] for row in shown["timeline_communication_ids"]],
            (sooner | later | old | older).ids,
        )
        self.assertEqual(
            {row["id"] for row in shown["stopped_communication_ids"]}, set((stopped | earlier).ids)
        )
        self.assertEqual(shown["stopped_communication_count"], 2)

    # Why ----------------------------------------------------------------------------------

    def test_because_of_a_stage(self):
        values = {"stage_ids": [Command.set(self.interview.ids)], "delay": 100}
        idle = self._make_step("stage_idle", **values)
        row = self.happen(
            "stage_entered", lambda: self.applicant.write({"stage_id": self.interview.id}), **values
        )
        self.assertEqual(self.say(row), "Moved to Meeting Jun 10")
        self.assertEqual(self.say(row, NOW + 300 * DAY), "Moved to Meeting Jun 10, 2026")
        waits = self.rows(self.applicant, step_id=idle)
        self.assertEqual(self.say(waits), "In Meeting since Jun 10")
        self.assertEqual(waits.addressee, "Candidate")

    def test_because_of_any_stage(self):
        """A survey is not bound to the stage, and the step is for all of them."""
        row = self.happen(
            "stage_entered", lambda: self.applicant.write({"stage_id": self.interview.id}), delay=9
        )
        row.stage_id = False
        self.assertEqual(self.say(row), "Stage reached Jun 10")

    def test_because_of_an_interview(self):
        before = self._make_step("interview_before", delay=1)
        row = self.happen("interview_booked", lambda: self.book(applicant=self.applicant), delay=2)
        self.assertEqual(self.say(row), "Interview booked Jun 10")
        reminder = self.rows(self.applicant, step_id=before)
        start = reminder.meeting_start
        self.assertEqual(self.say(reminder), f"Interview {start:%b} {start.day}")

    def test_because_somebody_started_it(self):
        for trigger in ("manual", "interview_booked", "stage_entered", "applied"):
            row = self.start(trigger, days=3)
            self.assertEqual(self.say(row), "Started by Rekryterare Jun 10")

    def test_the_day_is_the_readers(self):
        row = self.start("manual", now=NOW.replace(hour=23))
        self.assertEqual(self.say(row, tz="Europe/Stockholm")[-6:], "Jun 11")
        self.assertEqual(self.say(row, tz="UTC")[-6:], "Jun 10")

    def test_what_else_is_to_be_said(self):
        row = self.start("manual")
        self.applicant.communication_paused = True
        self.assertIn(" · On hold", self.say(row))
        self.applicant.communication_paused = False
        self.assertNotIn("·", self.say(row))
        with self.at(NOW):
            row.action_send_soon()
        self.assertIn(" · Will be sent in a moment", self.say(row))
        row.sudo()._close("skipped", "by_recruiter")
        self.assertIn(" · Skipped by a recruiter", self.say(row))

    def test_every_trigger_says_something(self):
        for trigger, _label in (
            self.env["hr.recruitment.communication.step"]
            ._fields["trigger"]
            ._description_selection(self.env)
        ):
            row = self.start("manual", send_window="office_hours")
            row.sudo().started = False
            row.sudo().step_id.trigger = trigger
            with self.subTest(trigger):
                self.assertTrue(self.say(row))
                self.assertNotIn("%", self.say(row))

    # What, and to whom --------------------------------------------------------------------

    def test_a_reminder_is_called_one(self):
        row = self.start("manual", name="How was it?")
        row.sudo().is_reminder = True
        self.assertEqual(row.title, "Reminder: How was it?")
        self.assertEqual(self.applicant.next_communication_title, "Reminder: How was it?")

    def test_a_todo_says_for_whom(self):
        colleague = self._make_user("maria", "hr_recruitment.group_hr_recruitment_user")
        self.job.interviewer_ids = colleague
        recruiters = self.start("manual", action="activity")
        interviewers = self.start("manual", action="activity", responsible="interviewers")
        self.assertEqual(recruiters.addressee, "To-do for Rekryterare")
        self.assertEqual(interviewers.addressee, "To-do for Maria")
        with self.at(NOW + 2 * DAY):
            self.process()
        self.assertEqual(interviewers.state, "sent")
        self.job.interviewer_ids = False
        self.env.invalidate_all()
        self.assertEqual(interviewers.addressee, "To-do for Maria")
        interviewers.sudo().activity_id.action_done()
        self.env.invalidate_all()
        self.assertEqual(interviewers.addressee, "To-do for Maria")

    def test_constant_queries(self):
        steps = [
            self._make_step("manual"),
            self._make_step("manual", action="activity"),
        ]
        counts = []
        for number in (2, 20):
            with self.at(NOW):
                people = self._make_applicants(number).with_user(self.recruiter)
                rows = self.ledger.concat(*(people._start_step(step, NOW + DAY) for step in steps))
            rows = rows.with_user(self.recruiter)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            rows.mapped(lambda row: (row.title, row.addressee, row.because))
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 2)
