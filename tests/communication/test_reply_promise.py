from datetime import date, datetime, timedelta

import pytz

from odoo.tests import tagged

from ..common import NOW, CandidateCase


@tagged("post_install", "-at_install")
class TestPromise(CandidateCase):
    """ "You will hear from us by …": kept, moved with a message, or broken."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.new.expected_days = 5
        cls.dated = cls._make_template(
            body_html='<p>By <t t-out="object.answer_expected_date"/></p>'
        )
        cls._make_step("applied", mail_template_id=cls.dated.id)
        cls.due = cls._make_step("reply_due", action="activity")

    def setUp(self):
        super().setUp()
        with self.at(NOW):
            self.applicant = self._make_applicants(stage_id=self.new.id)
            self.process()
            self.rows(self.applicant)._mark_sent("delivered")

    def state(self):
        return self.applicant.reply_promise_state, self.applicant.reply_due_date

    def test_the_date_that_was_told_is_promised(self):
        self.assertEqual(self.state(), ("open", date(2026, 6, 17)))
        (row,) = self.rows(self.applicant, step_id=self.due)
        self.assertEqual(row.scheduled_date, datetime(2026, 6, 16, 6, 0))

    def test_followed_up_the_working_day_before(self):
        with self.at(datetime(2026, 6, 16, 6, 0)):
            self.process()
        (row,) = self.rows(self.applicant, step_id=self.due)
        self.assertEqual(row.state, "sent")
        self.assertTrue(row.activity_id)

    def test_hearing_in_time_keeps_it(self):
        with self.at(NOW + timedelta(days=2)):
            self.applicant._note_contact(NOW + timedelta(days=2))
        self.assertEqual(self.state()[0], "kept")
        self.assertEqual(self.applicant.reply_kept_count, 1)
        with self.at(datetime(2026, 6, 16, 6, 0)):
            self.process()
        (row,) = self.rows(self.applicant, step_id=self.due)
        self.assertEqual((row.state, row.reason), ("cancelled", "heard"))

    def test_a_new_message_moves_it(self):
        again = self._make_step("manual", mail_template_id=self.dated.id)
        with self.at(NOW + timedelta(days=2)):
            row = self.applicant._start_step(again)
            self.process()
            row.sudo()._mark_sent("delivered")
        self.assertEqual(self.state(), ("open", date(2026, 6, 19)))
        self.assertEqual(self.applicant.reply_kept_count, 1)

    def test_silence_breaks_it(self):
        with self.at(datetime(2026, 6, 18, 3, 0)):
            self.env["hr.applicant"]._cron_promises()
            self.assertEqual(self.state()[0], "broken")
            self.env["hr.applicant"]._cron_promises()
        self.assertEqual(self.applicant.reply_broken_count, 1)
        with self.at(datetime(2026, 6, 18, 9, 0)):
            self.applicant._note_contact(datetime(2026, 6, 18, 9, 0))
        self.assertEqual(self.state()[0], "broken", "late is late")

    def test_a_mail_without_a_date_promises_nothing(self):
        plain = self._make_step("manual")
        with self.at(NOW):
            other = self._make_applicants(email_from="b@candidate.example")
            self.rows(other).unlink()
            row = other._start_step(plain)
            self.process()
            row.sudo()._mark_sent("delivered")
        self.assertFalse(other.reply_promise_state)

    def test_the_message_of_the_plan_keeps_it(self):
        """Whenever somebody applies, also in the evening, in another time zone and with a
        half day in between: an answer by Monday comes on Monday."""
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Half day",
                "company_id": self.company.id,
                "date_from": datetime(2026, 6, 18, 10, 0),
                "date_to": datetime(2026, 6, 18, 22, 0),
            }
        )
        for window in ("office_hours", "waking_hours", "any"):
            step = self._make_step(
                "silence", delay=5, delay_unit="working_days", send_window=window
            )
            for zone in ("Europe/Stockholm", "Asia/Tokyo", "America/Los_Angeles"):
                self.applicant.partner_id.tz = zone
                tz = self.applicant._get_candidate_tz()
                for hour in range(0, 24 * 9, 5):
                    told = NOW + timedelta(hours=hour)
                    with self.at(told), self.subTest(window=window, zone=zone, told=told):
                        self.applicant.invalidate_recordset(["answer_expected_date"])
                        promised = self.applicant.answer_expected_date
                        leaves = step._scheduled_date(
                            told, *self.rows(self.applicant)[:1]._find_hours()
                        )
                        self.assertEqual(pytz.utc.localize(leaves).astimezone(tz).date(), promised)
                        self.assertGreater(leaves, told)
