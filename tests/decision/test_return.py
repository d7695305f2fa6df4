from datetime import timedelta

from odoo.tests import tagged

from ..cases.decision import DAY, DecisionCase
from ..common import NOW

HOUR = timedelta(hours=1)


@tagged("post_install", "-at_install")
class TestReturn(DecisionCase):
    """Closed by mistake, and open again: what lies ahead and what watches is planned
    again, and nothing that has passed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.confirmation = cls._make_step("applied", name="Confirmation", delay=2)
        cls.survey_applied = cls._make_survey_step(
            cls.survey, trigger="applied", delay=5, delay_unit="days", name="How was it"
        )
        cls.reply_due = cls._make_step("reply_due", name="Promised date", action="activity")
        cls.idle = cls._make_step(
            "stage_idle",
            name="No movement",
            action="activity",
            delay=7,
            delay_unit="days",
        )
        cls.silence = cls._make_step("silence", name="Silence", delay=9, delay_unit="days")
        cls.booked = cls._make_step("interview_booked", name="Welcome")
        cls.before = cls._make_step(
            "interview_before", name="Preparation", delay=1, delay_unit="days"
        )
        cls.after = cls._make_step("interview_after", name="Thank you", delay=1)

    def apply(self, **values):
        applicant = self._make_applicants(user_id=self.recruiter.id, **values)
        self.run_at(NOW + 2 * HOUR)
        confirmed = self.rows(applicant, step_id=self.confirmation)
        confirmed.sudo()._mark_sent("delivered")
        return applicant

    def promise(self, applicant, date=NOW + 4 * DAY):
        applicant.sudo().write({"reply_due_date": date.date(), "reply_promise_state": "open"})
        applicant._plan(("reply_due",), {}, NOW)

    def planned(self, applicant):
        return set(self.rows(applicant, state="scheduled").mapped("step_id.name"))

    def close(self, applicant, way):
        if way == "refused":
            self.refuse(applicant, channel="mail", explanation="More years.")
        elif way == "archived":
            applicant.with_user(self.recruiter).action_archive()
        elif way == "job":
            self.job.active = False
        self.assertFalse(applicant._is_open())

    def reopen(self, applicant, way):
        mine = applicant.with_user(self.recruiter)
        if way == "take back":
            mine.action_take_back_refusal()
        elif way == "unarchive":
            mine.action_unarchive()
        elif way == "reset":
            mine.active = True
            mine.reset_applicant()
        elif way == "rpc":
            mine.write({"refuse_reason_id": False, "active": True})
        elif way == "import":
            mine.with_context(import_file=True).write({"refuse_reason_id": False, "active": True})
        elif way == "job":
            self.job.active = True
            mine.action_unarchive()
        self.assertTrue(applicant._is_open())

    def test_every_way_back(self):
        """The watch, the survey to come, the promised date and the interview."""
        ways = (
            ("refused", "take back"),
            ("refused", "unarchive"),
            ("refused", "reset"),
            ("refused", "rpc"),
            ("refused", "import"),
            ("archived", "unarchive"),
            ("archived", "rpc"),
            ("archived", "import"),
            ("job", "job"),
            ("job", "rpc"),
        )
        for number, way in enumerate(ways):
            with self.subTest(way=way), self.at(NOW):
                applicant = self.apply(email_from=f"way{number}@candidate.example")
                self.promise(applicant)
                meeting = self.meet(applicant, NOW + 3 * DAY)
                before = self.planned(applicant)
                self.assertEqual(
                    before,
                    {
                        "How was it",
                        "Promised date",
                        "No movement",
                        "Silence",
                        "Welcome",
                        "Preparation",
                        "Thank you",
                    },
                )
                with self.at(NOW + HOUR):
                    self.close(applicant, way[0])
                    self.assertFalse(self.planned(applicant) & before)
                with self.at(NOW + 2 * HOUR):
                    self.reopen(applicant, way[1])
                    self.assertEqual(self.planned(applicant), before)
                words = applicant.message_ids[:1].body
                for name in before:
                    self.assertIn(name, words)
                self.assertTrue(meeting.exists().active)
                self.job.active = True

    def test_the_interview_is_told_after_all(self):
        applicant = self.apply()
        self.meet(applicant, NOW + 3 * DAY)
        applicant.action_archive()
        self.run_at(NOW + 2 * HOUR)
        self.assertFalse(self.rows(applicant, step_id=self.booked, state="queued"))
        with self.at(NOW + 3 * HOUR):
            applicant.action_unarchive()
            self.process()
        told = self.rows(applicant, step_id=self.booked)
        self.assertEqual(told.state, "queued")

    def test_an_interview_that_is_off_since_is_corrected_once(self):
        cancelled = self._make_step("interview_cancelled", name="Cancelled")
        applicant = self.apply()
        meeting = self.meet(applicant, NOW + 3 * DAY)
        with self.at(NOW + HOUR):
            self.process()
            self.rows(applicant, step_id=self.booked).sudo()._mark_sent("delivered")
            applicant.action_archive()
            meeting.unlink()
            self.assertFalse(self.rows(applicant, step_id=cancelled))
            applicant.action_unarchive()
            self.process()
        self.assertEqual(self.rows(applicant, step_id=cancelled).state, "queued")

    def test_who_has_read_the_no_knows_that_the_interview_is_off(self):
        cancelled = self._make_step("interview_cancelled", name="Cancelled")
        applicant = self.apply()
        self.meet(applicant, NOW + 9 * DAY)
        with self.at(NOW + HOUR):
            self.process()
            self.rows(applicant, step_id=self.booked).sudo()._mark_sent("delivered")
            row = self.refuse(applicant, channel="mail")
        self.deliver(row, NOW + 2 * DAY)
        with self.at(NOW + 3 * DAY):
            applicant.action_unarchive()
        self.assertFalse(self.rows(applicant, step_id=cancelled))

    def test_what_has_passed_is_not_said(self):
        """Months later: no confirmation, no survey, but somebody watches."""
        applicant = self._make_applicants(user_id=self.recruiter.id)
        self.promise(applicant)
        applicant.action_archive()
        with self.at(NOW + 60 * DAY):
            applicant.action_unarchive()
            self.process()
        gone = self.rows(applicant).filtered(lambda row: row.state != "scheduled")
        self.assertEqual(set(gone.mapped("state")), {"cancelled"})
        self.assertEqual(self.planned(applicant), {"No movement", "Silence"})
        (idle,) = self.rows(applicant, step_id=self.idle)
        self.assertEqual(idle.scheduled_date, NOW + 67 * DAY)

    def test_taken_back_within_minutes_the_confirmation_leaves(self):
        """It had not left when the application was refused: the candidate waits."""
        applicant = self._make_applicants()
        with self.at(NOW + HOUR):
            self.refuse(applicant)
        with self.at(NOW + 9 * HOUR):
            applicant.with_user(self.recruiter).action_take_back_refusal()
            self.process()
        self.assertEqual(self.rows(applicant, step_id=self.confirmation).state, "queued")

    def test_the_reminder_of_the_promised_date_is_overdue(self):
        """It was to come yesterday; the date itself is still ahead."""
        applicant = self.apply()
        self.promise(applicant, NOW + 2 * DAY)
        applicant.action_archive()
        with self.at(NOW + DAY + 9 * HOUR):
            applicant.action_unarchive()
            self.process()
        reminder = self.rows(applicant, step_id=self.reply_due)
        self.assertEqual(reminder.state, "sent")
        self.assertEqual(reminder.activity_id.user_id, self.recruiter)

    def test_a_promise_that_was_kept_is_not_reminded_of(self):
        applicant = self.apply()
        self.promise(applicant)
        applicant.action_archive()
        applicant.sudo()._settle_reply_promises("kept", NOW.date())
        applicant.action_unarchive()
        self.process()
        with self.at(NOW + 5 * DAY):
            self.process()
        self.assertFalse(self.rows(applicant, step_id=self.reply_due, state="sent"))

    def test_a_step_of_another_plan_stays_where_it_was(self):
        applicant = self.apply()
        applicant.action_archive()
        applicant.job_id = self.env["hr.job"].create({"name": "Other"})
        applicant.action_unarchive()
        waiting = self.rows(applicant, state="scheduled")
        self.assertTrue(waiting)
        self.assertNotIn(self.plan, waiting.plan_id)

    def test_paused_and_brought_back(self):
        applicant = self.apply()
        applicant.communication_paused = True
        applicant.action_archive()
        applicant.action_unarchive()
        self.assertFalse(any(self.rows(applicant, state="scheduled").mapped("next_attempt")))
        applicant.communication_paused = False
        self.assertTrue(all(self.rows(applicant, state="scheduled").mapped("next_attempt")))

    def test_the_thank_you_for_an_interview_during_the_wait(self):
        applicant = self.apply()
        with self.at(NOW - DAY):
            self.meet(applicant, NOW + 3 * HOUR)
        with self.at(NOW + 3 * HOUR):
            self.refuse(applicant, channel="mail", explanation="More years.")
            self.assertFalse(self.rows(applicant, step_id=self.after, state="scheduled"))
        with self.at(NOW + 6 * HOUR):
            applicant.with_user(self.recruiter).action_take_back_refusal()
            self.process()
        self.assertEqual(self.rows(applicant, step_id=self.after).state, "queued")

    def test_withdrawn_and_regretted_while_a_no_waits_for_its_call(self):
        """The same words, the same date, and the call is somebody's again."""
        applicant = self.apply()
        rows = self.refuse(applicant, channel="call_mail")
        mail = rows.filtered(lambda row: row.action == "email")
        call = rows - mail
        self.run_at(NOW + DAY)
        mail.body = "<p>Written for Anna</p>"
        with self.at(NOW + DAY):
            applicant.sudo()._withdraw_on_page(self.withdrawal, "")
            self.assertEqual(mail.state, "cancelled")
            self.assertFalse(call.activity_id)
        with self.at(NOW + DAY + HOUR):
            applicant.sudo()._undo_withdrawal()
            self.process()
        self.assertEqual(applicant.refuse_reason_id, self.reason)
        self.assertEqual(applicant.decision_date, NOW)
        self.assertEqual((mail.state, mail.reason), ("scheduled", "awaits_call"))
        self.assertTrue(call.activity_id.active)
        with self.at(NOW + DAY + 2 * HOUR):
            call.activity_id.action_done()
            self.process()
        self.assertEqual(mail.state, "queued")
        self.assertIn("Written for Anna", mail.message_id.body)

    def test_no_client_says_that_it_comes_back_later(self):
        applicant = self.apply()
        applicant.action_archive()
        hostile = applicant.with_user(self.recruiter).with_context(coming_back=True)
        hostile.active = True
        self.assertIn("No movement", self.planned(applicant))

    def test_brought_back_before_the_job_position_is_open_again(self):
        """While it is closed nobody watches, and afterwards somebody does."""
        applicant = self.apply()
        self.job.active = False
        applicant.action_unarchive()
        with self.at(NOW + 12 * DAY):
            self.process()
            watches = {"No movement", "Silence"}
            self.assertFalse(self.planned(applicant) & watches)
            self.job.active = True
            self.assertLessEqual(watches, self.planned(applicant))

    def test_queries_do_not_grow_with_the_applicants(self):
        counts = []
        for number in (5, 5, 25):
            applicants = self._make_applicants(number)
            self.refuse(applicants)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            applicants.action_take_back_refusal()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[2] - counts[1], 15, counts)
