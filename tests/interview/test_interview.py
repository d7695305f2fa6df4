from datetime import datetime, timedelta

from odoo import Command
from odoo.tests import tagged

from ..cases.interview import DAY, HOUR, LATER, InterviewCase
from ..common import NOW


@tagged("post_install", "-at_install")
class TestInterview(InterviewCase):
    def test_an_interview_from_booking_to_thanks(self):
        with self.at(NOW):
            meeting = self.book()
        rows = {row.step_id: row for row in self.rows(self.anna)}
        self.assertEqual(set(rows), {self.booked, self.day_before, self.after})
        self.assertEqual(rows[self.booked].scheduled_date, NOW + timedelta(minutes=10))
        self.assertEqual(rows[self.day_before].scheduled_date, LATER - DAY)
        self.assertEqual(rows[self.after].scheduled_date, LATER + 2 * HOUR)
        self.assertEqual(rows[self.booked].meeting_id, meeting.sudo())
        for moment in (NOW + HOUR, LATER - DAY, LATER + 2 * HOUR):
            with self.at(moment):
                self.process()
        self.assertEqual(self.told(), [self.booked, self.day_before, self.after])
        mail = self.letters()[-1]
        self.assertIn("June 17 at 10:00", mail.body_html)

    def test_one_mail_not_two(self):
        """Odoo's calendar stays silent towards the candidate where the plan speaks."""
        with self.at(NOW):
            meeting = self.book(user=self.env.user)
        notified = self.env["mail.message"].search(
            [("model", "=", "calendar.event"), ("res_id", "=", meeting.id)]
        )
        self.assertNotIn(self.anna.partner_id, notified.notified_partner_ids)
        self.assertIn(self.recruiter.partner_id, notified.notified_partner_ids)
        self.booked.active = False
        with self.at(NOW):
            other = self.book(LATER + DAY)
        notified = self.env["mail.message"].search(
            [("model", "=", "calendar.event"), ("res_id", "=", other.id)]
        )
        self.assertIn(self.anna.partner_id, notified.notified_partner_ids)

    def test_colleagues_who_meet_about_a_candidate(self):
        with self.at(NOW):
            self.book(partner_ids=[Command.set(self.recruiter.partner_id.ids)])
        self.assertFalse(self.rows(self.anna))

    def test_book_move_twice_cancel_and_book_again_within_five_minutes(self):
        with self.at(NOW):
            meeting = self.book()
            meeting.write({"start": LATER + HOUR, "stop": LATER + 2 * HOUR})
        with self.at(NOW + timedelta(minutes=2)):
            meeting.write({"start": LATER + DAY, "stop": LATER + DAY + HOUR})
        with self.at(NOW + timedelta(minutes=3)):
            meeting.unlink()
        self.assertFalse(self.pending())
        with self.at(NOW + timedelta(minutes=4)):
            self.book(LATER + 2 * DAY)
        self.run_until(NOW, NOW + HOUR)
        self.assertEqual(self.told(), [self.booked])
        self.assertIn("June 19 at 10:00", self.letters().body_html)

    def test_cancelled_and_booked_again_after_the_candidate_was_told(self):
        """One message that another one is booked; none that the first is cancelled."""
        with self.at(NOW):
            meeting = self.book()
        with self.at(NOW + HOUR):
            self.process()
            meeting.unlink()
        with self.at(NOW + HOUR + timedelta(minutes=4)):
            self.book(LATER + DAY)
        self.run_until(NOW + HOUR, NOW + 2 * HOUR)
        self.assertEqual(self.told(), [self.booked, self.booked])
        self.assertEqual(self.rows(self.anna, step_id=self.cancelled).reason, "rebooked")

    def test_moved_after_the_candidate_was_told(self):
        with self.at(NOW):
            meeting = self.book()
        with self.at(NOW + HOUR):
            self.process()
            meeting.write({"start": LATER + DAY, "stop": LATER + DAY + HOUR})
        with self.at(NOW + 2 * HOUR):
            self.process()
        self.assertEqual(self.told(), [self.booked, self.moved])
        self.assertIn("June 18 at 10:00", self.letters()[0].body_html)
        before = self.rows(self.anna, step_id=self.day_before)
        self.assertEqual(before.mapped("state"), ["cancelled", "scheduled"])
        self.assertEqual(before[1].scheduled_date, LATER)

    def test_there_and_back_again(self):
        with self.at(NOW):
            meeting = self.book()
        with self.at(NOW + HOUR):
            self.process()
            meeting.write({"start": LATER + DAY, "stop": LATER + DAY + HOUR})
            meeting.write({"start": LATER, "stop": LATER + HOUR})
        self.run_until(NOW + HOUR, NOW + 2 * HOUR)
        self.assertEqual(self.told(), [self.booked])
        with self.at(LATER - DAY):
            self.process()
        self.assertEqual(self.told(), [self.booked, self.day_before])

    def test_cancelled_after_the_candidate_was_told(self):
        with self.at(NOW):
            meeting = self.book()
        with self.at(NOW + HOUR):
            self.process()
            meeting.unlink()
        with self.at(NOW + 2 * HOUR):
            self.process()
        self.assertEqual(self.told(), [self.booked, self.cancelled])
        self.assertIn("June 17 at 10:00", self.letters()[0].body_html)
        self.assertFalse(self.pending())

    def test_archived_is_cancelled_and_unarchived_booked_again(self):
        with self.at(NOW):
            meeting = self.book()
        with self.at(NOW + HOUR):
            self.process()
            meeting.active = False
        with self.at(NOW + 2 * HOUR):
            self.process()
            meeting.active = True
        with self.at(NOW + 3 * HOUR):
            self.process()
        self.assertEqual(self.told(), [self.booked, self.cancelled, self.booked])

    def test_the_candidate_is_taken_out(self):
        with self.at(NOW):
            meeting = self.book()
        with self.at(NOW + HOUR):
            self.process()
            meeting.partner_ids -= self.anna.partner_id
        with self.at(NOW + 2 * HOUR):
            self.process()
        self.assertEqual(self.told(), [self.booked, self.cancelled])

    def test_moved_to_another_day_within_the_last_hour(self):
        with self.at(NOW):
            meeting = self.book(videocall_location="https://meet.example/1")
        for moment in (NOW + HOUR, LATER - DAY, LATER - HOUR):
            with self.at(moment):
                self.process()
        self.assertEqual(self.told(), [self.booked, self.day_before, self.hour_before])
        with self.at(LATER - timedelta(minutes=30)):
            meeting.write({"start": LATER + DAY, "stop": LATER + DAY + HOUR})
        with self.at(LATER - timedelta(minutes=20)):
            self.process()
        # Tomorrow at the same time: to prepare for it now is not too early.
        self.assertEqual(set(self.told()[3:]), {self.moved})
        for moment in (LATER, LATER + DAY - HOUR):
            with self.at(moment):
                self.process()
        self.assertEqual(self.told()[3:], [self.moved, self.day_before, self.hour_before])

    def test_booked_at_short_notice(self):
        """The last message before the interview says it all."""
        soon = NOW + timedelta(minutes=40)
        with self.at(NOW):
            self.book(soon, videocall_location="https://meet.example/1")
        self.run_until(NOW, soon - timedelta(minutes=5))
        self.assertEqual(set(self.told()), {self.booked, self.hour_before})
        self.assertEqual(self.rows(self.anna, step_id=self.day_before).reason, "superseded")

    def test_what_waits_does_not_come_when_it_has_begun(self):
        with self.at(NOW):
            self.book(NOW + 2 * HOUR)
        with self.at(NOW + 3 * HOUR):
            self.process()
        states = {row.step_id: row.state for row in self.rows(self.anna)}
        self.assertEqual(states[self.booked], "expired")
        self.assertEqual(states[self.day_before], "expired")

    def test_a_meeting_recorded_afterwards(self):
        with self.at(NOW):
            self.book(NOW - DAY)
        self.assertFalse(self.rows(self.anna))

    def test_formats(self):
        with self.at(NOW):
            meeting = self.book()
        self.assertNotIn(self.hour_before, self.pending())
        with self.at(NOW):
            meeting.videocall_location = "https://meet.example/1"
        self.assertIn(self.hour_before, self.pending())
        with self.at(NOW):
            meeting.meeting_format = "phone"
        self.assertNotIn(self.hour_before, self.pending())
        self.assertIn(self.booked, self.pending())

    def test_a_longer_meeting_is_thanked_for_later(self):
        with self.at(NOW):
            meeting = self.book()
            meeting.stop = LATER + 3 * HOUR
        row = self.rows(self.anna, step_id=self.after)
        self.assertEqual(row.scheduled_date, LATER + 4 * HOUR)
        self.assertEqual(len(row), 1)

    def test_all_day(self):
        with self.at(NOW):
            self.book(allday=True, start_date=LATER.date(), stop_date=LATER.date())
        self.assertEqual(set(self.pending()), {self.booked, self.day_before, self.after})
        with self.at(NOW + HOUR):
            self.process()
        self.assertNotIn(":00", self.letters().body_html)
        text = self.letters().attachment_ids.raw.decode()
        self.assertIn("DTSTART;VALUE=DATE:20260617", text)
        self.assertIn("DTEND;VALUE=DATE:20260618", text)

    def test_a_series(self):
        with self.at(NOW):
            self.book(
                recurrency=True,
                rrule_type="daily",
                interval=1,
                end_type="count",
                count=3,
            )
        self.assertEqual(len(self.rows(self.anna, step_id=self.booked)), 1)
        self.assertEqual(len(self.rows(self.anna, step_id=self.day_before)), 3)
        with self.at(NOW + HOUR):
            self.process()
        self.assertIn("June 17", self.letters().body_html)

    def test_two_candidates_in_one_meeting(self):
        with self.at(NOW):
            bo = self._make_applicants(1, partner_name="Bo", email_from="bo@candidate.example")
            self.ledger.search([("applicant_id", "=", bo.id)]).unlink()
            both = self.anna.partner_id | bo.partner_id | self.recruiter.partner_id
            self.book(partner_ids=[Command.set(both.ids)])
        for applicant in self.anna, bo:
            self.assertIn(self.booked, self.rows(applicant).step_id)

    def test_two_interviews_on_one_day(self):
        with self.at(NOW):
            self.book()
            self.book(LATER + 3 * HOUR)
        with self.at(NOW + HOUR):
            self.process()
        bodies = "".join(self.letters().mapped("body_html"))
        self.assertIn("10:00", bodies)
        self.assertIn("1:00 PM", bodies)

    def test_the_candidates_time_zone_and_a_night_that_is_shorter(self):
        """Booked in winter time for the morning after the clocks have changed."""
        self.anna.partner_id.tz = "America/New_York"
        winter = datetime(2026, 10, 29, 14)  # 10:00 in New York, still summer time
        with self.at(winter - 3 * DAY):
            self.book(winter + 4 * DAY)
        with self.at(winter - 2 * DAY):
            self.process()
        body = self.letters().body_html
        self.assertIn("November 2 at 9:00 AM (New York time, UTC-5)", body)

    def test_working_days_before(self):
        """Monday's interview is prepared for on Thursday."""
        step = self._make_step(
            "interview_before",
            delay=2,
            delay_unit="working_days",
            send_window="office_hours",
        )
        monday = datetime(2026, 6, 15, 8)
        with self.at(NOW - 2 * DAY):
            self.book(monday)
        row = self.rows(self.anna, step_id=step)
        self.assertEqual(row.scheduled_date, datetime(2026, 6, 11, 8))

    def test_without_an_address(self):
        with self.at(NOW):
            nobody = self._make_applicants(1, email_from=False)
            self.ledger.search([("applicant_id", "=", nobody.id)]).unlink()
            self.book(applicant=nobody)
        with self.at(NOW + HOUR):
            self.process()
        row = self.rows(nobody, step_id=self.booked)
        self.assertEqual((row.state, row.reason), ("failed", "no_address"))

    def test_the_calendar_file(self):
        with self.at(NOW):
            meeting = self.book(
                description="<p>Internal: too expensive?</p>",
                videocall_location="https://meet.example/1",
            )
        with self.at(NOW + HOUR):
            self.process()
        (attachment,) = self.letters().attachment_ids
        self.assertTrue(attachment.with_user(self.recruiter).has_access("read"))
        text = attachment.raw.decode()
        self.assertIn("DTSTART:20260617T080000Z", text)
        self.assertIn("https://meet.example/1", text)
        self.assertNotIn("Internal", text)
        self.assertIn(f"interview-{meeting.id}@", text)

    def test_several_at_once_in_constant_queries(self):
        counts = {}
        for size in (2, 5, 20):
            with self.at(NOW):
                applicants = self._make_applicants(size, user_id=self.recruiter.id)
                for number, applicant in enumerate(applicants):
                    applicant.email_from = f"n{size}-{number}@candidate.example"
                meetings = self.env["calendar.event"]
                for applicant in applicants:
                    meetings |= self.book(applicant=applicant).sudo()
                self.env.flush_all()
                self.env.invalidate_all()
                interviews = meetings._read_interviews()
                before = self.env.cr.sql_log_count

                meetings._plan_interviews(
                    {
                        meeting: one._replace(start=one.start + HOUR)
                        for meeting, one in interviews.items()
                    }
                )
                self.env.flush_all()
                counts[size] = self.env.cr.sql_log_count - before
        self.assertEqual(counts[5], counts[20])


@tagged("post_install", "-at_install")
class TestInterviewAndDecision(InterviewCase):
    """Page, calendar and mails never run ahead of a delivered decision."""

    def refuse(self):
        self.anna.write({"refuse_reason_id": self.env.ref("hr_recruitment.refuse_reason_1").id})

    def test_nothing_about_an_interview_to_whom_a_no_is_on_its_way(self):
        with self.at(NOW):
            meeting = self.book()
        with self.at(NOW + HOUR):
            self.process()
            self.refuse()
            self.assertEqual(self.anna.answer_state, "pending")
            meeting.write({"start": LATER + DAY, "stop": LATER + DAY + HOUR})
            notified = self.env["mail.message"].search(
                [("model", "=", "calendar.event"), ("res_id", "=", meeting.id)]
            )
            self.book(LATER + 2 * DAY)
        self.run_until(NOW + HOUR, NOW + 3 * HOUR)
        self.assertEqual(
            [step for step in self.told() if step in self.plan.step_ids], [self.booked]
        )
        self.assertNotIn(self.anna.partner_id, notified.notified_partner_ids)

    def test_the_page_keeps_an_interview_that_was_deleted_too_early(self):
        with self.at(NOW):
            meeting = self.book().sudo()
        with self.at(NOW + HOUR):
            self.process()
            self.rows(self.anna, state="queued")._mark_sent("delivered")
            self.refuse()
            meeting.sudo(False).unlink()
        self.assertTrue(meeting.exists())
        self.assertFalse(meeting.active)
        self.assertEqual(self.anna._get_told_meetings(), {meeting: LATER})

    def test_taken_back_the_interview_is_prepared_for(self):
        with self.at(NOW):
            self.book()
        with self.at(NOW + HOUR):
            self.process()
            self.refuse()
            self.assertNotIn(self.day_before, self.pending())
            self.anna.action_take_back_refusal()
        self.assertIn(self.day_before, self.pending())
        with self.at(LATER - DAY):
            self.process()
        self.assertEqual(self.told(), [self.booked, self.day_before])

    def test_the_page_knows_what_messages_have_said(self):
        entered = self._make_step("stage_entered", delay=0)
        with self.at(NOW):
            meeting = self.book()
            self.anna.stage_id = self.interview
        self.assertFalse(self.anna._get_told_meetings())
        with self.at(NOW + HOUR):
            self.process()
        self.assertFalse(self.anna._get_told_meetings(), "in the outbox only")
        rows = self.rows(self.anna, state="queued")
        self.assertEqual(rows.step_id, self.booked | entered)
        with self.at(NOW + HOUR):
            rows._mark_sent("delivered")
        self.assertEqual(self.anna._get_told_meetings(), {meeting.sudo(): LATER})
        self.assertEqual(self.anna.told_stage_id, self.interview)
        with self.at(NOW + 2 * HOUR):
            meeting.write({"start": LATER + DAY, "stop": LATER + DAY + HOUR})
            self.anna.stage_id = self.offer
        self.assertEqual(self.anna._get_told_meetings(), {meeting.sudo(): LATER})
        self.assertEqual(self.anna.told_stage_id, self.interview)


@tagged("post_install", "-at_install")
class TestInvitation(InterviewCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.invitation = cls._make_step(
            "stage_entered",
            stage_ids=cls.interview.ids,
            unless_interview=True,
            delay=1,
        )

    def test_who_has_an_interview_is_not_invited_to_one(self):
        with self.at(NOW):
            self.anna.stage_id = self.interview
            self.book()
        with self.at(NOW + timedelta(minutes=20)):
            self.process()
            self.rows(self.anna, state="queued")._mark_sent("delivered")
        with self.at(NOW + 2 * HOUR):
            self.process()
        row = self.rows(self.anna, step_id=self.invitation)
        self.assertEqual((row.state, row.reason), ("cancelled", "interview_booked"))
        self.assertEqual(self.anna.told_stage_id, self.interview)

    def test_who_has_none_is(self):
        with self.at(NOW):
            self.anna.stage_id = self.interview
            self.book().unlink()
        with self.at(NOW + 2 * HOUR):
            self.process()
        self.assertEqual(self.told(), [self.invitation])


@tagged("post_install", "-at_install")
class TestDaysOff(InterviewCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.greeting = cls._make_step("before_days_off", send_window="office_hours")

    def greet(self, moment):
        with self.at(moment):
            self.env["hr.applicant"]._cron_days_off()

    def test_before_the_weekend_to_those_who_met_us(self):
        with self.at(NOW):
            self.book(NOW + HOUR)
        self.greet(NOW + DAY)
        self.assertFalse(self.rows(self.anna, step_id=self.greeting), "a Thursday")
        friday = datetime(2026, 6, 12, 5)
        self.greet(friday)
        self.greet(friday + 4 * HOUR)
        (row,) = self.rows(self.anna, step_id=self.greeting)
        self.assertEqual(row.scheduled_date, datetime(2026, 6, 12, 11))
        with self.at(friday + 7 * HOUR):
            self.process()
        self.assertEqual(row.state, "queued")
        self.greet(friday + 7 * DAY)
        self.assertEqual(len(self.rows(self.anna, step_id=self.greeting)), 1)

    def test_before_a_public_holiday(self):
        self.calendar.leave_ids.create(
            {
                "name": "Midsummer",
                "calendar_id": self.calendar.id,
                "date_from": datetime(2026, 6, 10, 22),
                "date_to": datetime(2026, 6, 11, 22),
            }
        )
        with self.at(NOW - HOUR):
            self.book(NOW + HOUR)
        self.greet(NOW)
        self.assertTrue(self.rows(self.anna, step_id=self.greeting))

    def test_not_to_whom_a_no_is_on_its_way_and_never_on_monday(self):
        with self.at(NOW):
            self.book(NOW + HOUR)
        friday = datetime(2026, 6, 12, 5)
        self.greet(friday)
        with self.at(datetime(2026, 6, 15, 8)):
            self.process()
        row = self.rows(self.anna, step_id=self.greeting)
        self.assertEqual((row.state, row.reason), ("expired", "too_late"))
        self.anna.write({"refuse_reason_id": self.env.ref("hr_recruitment.refuse_reason_1").id})
        self.greet(datetime(2026, 6, 19, 5))
        self.assertEqual(len(self.rows(self.anna, step_id=self.greeting)), 1)
