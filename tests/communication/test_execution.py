from datetime import datetime, timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import LOGGER, NOW, CandidateCase


@tagged("post_install", "-at_install")
class TestExecution(CandidateCase):
    """Promises come due: what leaves, what does not, and what does the row say?"""

    def test_due_promise_becomes_one_mail_in_the_outbox(self):
        self._make_step("applied")
        applicants = self._make_applicants(3)
        self.process()
        rows = self.rows(applicants)
        self.assertEqual(rows.mapped("state"), ["queued"] * 3)
        self.assertEqual(set(rows.mapped("reason")), {"outbox"})
        mails = self.mails(applicants)
        self.assertEqual(sorted(mails.ids), sorted(rows.mapped("mail_mail_id_int")))
        for row in rows:
            mail = mails.browse(row.mail_mail_id_int)
            self.assertEqual(mail.recipient_ids, row.applicant_id.partner_id)
            self.assertEqual(mail.subject, "About Engineer")
            self.assertIn(row.applicant_id.partner_name, mail.body_html)
            self.assertEqual(mail.mail_message_id, row.message_id)
            self.assertIn(row.message_id, row.applicant_id.message_ids)
        self.process()
        self.assertEqual(len(self.mails(applicants)), 3, "nothing twice")

    def test_two_applications_of_one_person_are_two_mails(self):
        self._make_step("applied")
        applicants = self._make_applicants() + self._make_applicants()
        self.process()
        mails = self.mails(applicants)
        self.assertEqual(mails.mapped("state"), ["outgoing", "outgoing"])

    def test_not_before_its_time(self):
        self._make_step("applied", delay=2)
        with self.at(NOW):
            applicant = self._make_applicants()
        with self.at(NOW + timedelta(minutes=119)):
            self.process()
            self.assertFalse(self.mails(applicant))
        with self.at(NOW + timedelta(minutes=120)):
            self.process()
            self.assertTrue(self.mails(applicant))

    def test_office_hours_of_the_candidates_time_zone(self):
        self._make_step("applied", send_window="office_hours")
        friday_evening = datetime(2026, 6, 12, 18, 0)
        with self.at(friday_evening):
            here, there = self._make_applicants(2)
            there.partner_id.tz = "America/New_York"
            self.rows(there).sudo().unlink()
            there._plan(("applied",), {}, friday_evening)
        self.assertEqual(self.rows(here).scheduled_date, datetime(2026, 6, 15, 6, 0), "Monday 8:00")
        self.assertEqual(self.rows(there).scheduled_date, friday_evening, "Friday 14:00 there")

    def test_public_holiday_that_came_later_postpones_without_an_attempt(self):
        self._make_step("applied", send_window="office_hours", delay=1)
        with self.at(NOW):
            applicant = self._make_applicants()
            self.env["resource.calendar.leaves"].create(
                {
                    "name": "Holiday",
                    "calendar_id": self.calendar.id,
                    "company_id": self.company.id,
                    "date_from": datetime(2026, 6, 9, 22, 0),
                    "date_to": datetime(2026, 6, 10, 21, 59),
                }
            )
        with self.at(NOW + timedelta(hours=2)):
            self.process()
        row = self.rows(applicant)
        self.assertEqual((row.state, row.reason), ("scheduled", "office_hours"))
        self.assertEqual(row.next_attempt, datetime(2026, 6, 11, 6, 0))
        self.assertEqual(row.attempts, 0)

    def test_days_are_wall_clock_days_across_daylight_saving(self):
        step = self._make_step("applied", delay=1, delay_unit="days")
        tz = self._make_applicants()._get_candidate_tz()
        saturday_noon = datetime(2026, 10, 24, 10, 0)  # 12:00 in Stockholm
        self.assertEqual(
            step._scheduled_date(saturday_noon, self.calendar, tz),
            datetime(2026, 10, 25, 11, 0),
        )
        night = datetime(2026, 3, 28, 1, 30)  # 02:30; there is no 02:30 a day later
        self.assertEqual(
            step._scheduled_date(night, self.calendar, tz), datetime(2026, 3, 29, 1, 30)
        )

    def test_working_days_without_any_calendar(self):
        step = self._make_step(
            "applied", delay=2, delay_unit="working_days", send_window="office_hours"
        )
        friday = datetime(2026, 6, 12, 8, 0)
        self.assertEqual(
            step._scheduled_date(
                friday,
                self.env["resource.calendar"],
                self._make_applicants()._get_candidate_tz(),
            ),
            datetime(2026, 6, 16, 8, 0),
        )

    def test_addresses_that_cannot_work_say_so_and_alert_the_recruiter_once(self):
        self._make_step("applied")
        self._make_step("stage_entered")
        missing = self._make_applicants(email_from=False)
        invalid = self._make_applicants(email_from="not an address")
        bounced = self._make_applicants(message_bounce=1)
        self.process()
        for applicant, reason in (
            (missing, "no_address"),
            (invalid, "invalid_address"),
            (bounced, "bounced"),
        ):
            rows = self.rows(applicant)
            self.assertEqual(rows.mapped("state"), ["failed", "failed"])
            self.assertEqual(set(rows.mapped("reason")), {reason})
            self.assertEqual(len(applicant.activity_ids), 1)
            self.assertEqual(applicant.activity_ids.user_id, self.recruiter)

    def test_mended_address_is_tried_again_by_itself(self):
        self._make_step("applied")
        applicant = self._make_applicants(email_from=False)
        self.process()
        applicant.email_from = "found@candidate.example"
        self.process()
        self.assertEqual(self.rows(applicant).state, "queued")

    def test_blacklisted_candidate_is_left_in_peace(self):
        self._make_step("applied")
        applicant = self._make_applicants()
        self.env["mail.blacklist"]._add(applicant.email_from)
        self.process()
        row = self.rows(applicant)
        self.assertEqual((row.state, row.reason), ("skipped", "blacklisted"))
        self.assertFalse(self.mails(applicant))

    def test_paused_waits_and_resumed_goes_on(self):
        self._make_step("applied")
        applicant = self._make_applicants()
        applicant.action_pause_communication()
        self.process()
        row = self.rows(applicant)
        self.assertEqual((row.state, row.reason), ("scheduled", "paused"))
        self.assertFalse(row.next_attempt)
        applicant.action_resume_communication()
        self.process()
        self.assertEqual(self.rows(applicant).state, "queued")

    def test_too_late_expires(self):
        self._make_step("applied", expire_after=2)
        with self.at(NOW):
            applicant = self._make_applicants()
        with self.at(NOW + timedelta(days=3)):
            self.process()
        row = self.rows(applicant)
        self.assertEqual((row.state, row.reason), ("expired", "too_late"))

    def test_archived_step(self):
        step = self._make_step("applied")
        applicant = self._make_applicants()
        step.active = False
        self.process()
        row = self.rows(applicant)
        self.assertEqual((row.state, row.reason), ("cancelled", "step_archived"))

    def test_closing_the_job_still_welcomes_the_one_who_was_hired(self):
        self._make_step("hired")
        self._make_step("stage_entered")
        hired, other = self._make_applicants(2)
        hired.stage_id = self.signed
        self.job.active = False
        self.process()
        self.assertEqual(
            self.rows(hired).filtered(lambda r: r.step_id.trigger == "hired").state,
            "queued",
        )
        self.assertEqual(self.rows(other).reason, "closed")

    def test_application_brought_back_in_a_closed_job_hears_nothing(self):
        self._make_step("stage_entered", stage_ids=self.offer.ids)
        applicant = self._make_applicants()
        self.job.active = False
        applicant.active = True
        applicant.stage_id = self.offer
        self.process()
        row = self.rows(applicant)
        self.assertEqual((row.state, row.reason), ("skipped", "job_closed"))

    def test_one_broken_template_stops_nobody_else(self):
        broken = self._make_template(body_html='<p><t t-out="object.partner_name.upper(1)"/></p>')
        bad = self._make_step("applied", mail_template_id=broken.id)
        good = self._make_step("stage_entered")
        applicants = self._make_applicants(3)
        with self.assertLogs(LOGGER, level="WARNING"):
            self.process()
        self.assertEqual(
            {(row.state, row.reason) for row in self.rows(applicants, step_id=bad)},
            {("failed", "broken")},
        )
        self.assertEqual(set(self.rows(applicants, step_id=good).mapped("state")), {"queued"})

    def test_one_bad_record_stops_nobody_else_of_its_batch(self):
        picky = self._make_template(
            body_html="<p><t t-out=\"1 / ('1' not in object.partner_name)\"/></p>"
        )
        self._make_step("applied", mail_template_id=picky.id)
        applicants = self._make_applicants(3)
        with self.assertLogs(LOGGER, level="WARNING"):
            self.process()
        self.assertEqual(self.rows(applicants).mapped("state"), ["queued", "failed", "queued"])
        self.assertEqual(len(self.mails(applicants)), 2)

    def test_log_tells_nothing_about_the_candidate(self):
        leaky = self._make_template(body_html='<p><t t-out="{}[object.partner_name]"/></p>')
        self._make_step("applied", mail_template_id=leaky.id)
        self._make_applicants()
        with self.assertLogs(LOGGER, level="WARNING") as logs:
            self.process()
        self.assertNotIn("Anna", "".join(logs.output))

    def test_silence_is_counted_from_the_last_contact(self):
        self._make_step("silence", action="activity", delay=7, delay_unit="days")
        with self.at(NOW):
            applicant = self._make_applicants()
            self.env.cr.execute(
                "UPDATE hr_applicant SET create_date = %s WHERE id = %s",
                (NOW, applicant.id),
            )
            applicant.invalidate_recordset(["create_date"])
        with self.at(NOW + timedelta(days=5)):
            applicant.with_user(self.recruiter).message_post(
                body="Soon",
                message_type="comment",
                partner_ids=applicant.partner_id.ids,
            )
        with self.at(NOW + timedelta(days=8)):
            self.process()
            row = self.rows(applicant)
            self.assertEqual((row.state, row.reason), ("scheduled", "heard_since"))
        with self.at(NOW + timedelta(days=12, minutes=1)):
            self.process()
        self.assertEqual(self.rows(applicant).state, "sent")
        self.assertEqual(applicant.activity_ids.user_id, self.recruiter)

    def test_activity_goes_to_whom_the_step_says_or_the_next_who_can(self):
        interviewer = self._make_user(
            "intervjuare", "hr_recruitment.group_hr_recruitment_interviewer"
        )
        self._make_step("applied", action="activity", responsible="interviewers")
        applicant = self._make_applicants(interviewer_ids=interviewer.ids)
        alone = self._make_applicants()
        ownerless = self.env["hr.job"].create({"name": "Cook", "user_id": False})
        self.plan.job_ids += ownerless
        nobody = self._make_applicants(job_id=ownerless.id)
        self.company.candidate_hr_user_id = self._make_user(
            "hr", "hr_recruitment.group_hr_recruitment_user"
        )
        self.process()
        self.assertEqual(applicant.activity_ids.user_id, interviewer)
        self.assertEqual(alone.activity_ids.user_id, self.recruiter)
        self.assertEqual(nobody.activity_ids.user_id, self.company.candidate_hr_user_id)
        self.assertEqual(set(self.rows(applicant + alone).mapped("state")), {"sent"})

    def test_preferred_channel_where_the_step_has_something_for_it(self):
        sms = self._make_sms_text()
        self._make_step(
            "applied",
            sms_template_id=sms.id,
            activity_type_id=self.env.ref("mail.mail_activity_data_call").id,
        )
        by_sms = self._make_applicants(preferred_channel="sms", partner_phone="+46 70 174 06 05")
        by_phone = self._make_applicants(preferred_channel="phone", partner_phone="+46812345678")
        self.process()
        self.assertEqual(self.rows(by_sms).action, "sms")
        message = self.env["sms.sms"].browse(self.rows(by_sms).sms_id_int)
        self.assertEqual(message.body, "Hello Anna Ek 0")
        self.assertEqual(message.number, "+46701740605")
        self.assertEqual(self.rows(by_phone).state, "sent")
        self.assertEqual(
            by_phone.activity_ids.activity_type_id,
            self.env.ref("mail.mail_activity_data_call"),
        )

    def test_edited_text_goes_to_this_one_only(self):
        self._make_step("applied", delay=1)
        first, second = self._make_applicants(2)
        row = self.rows(first).with_user(self.recruiter)
        row.action_edit_text()
        self.assertIn("Anna Ek 0", row.body)
        row.write({"subject": "Personally", "body": "<p>Only for you {{ 1 }}</p>"})
        self.rows(first + second).with_user(self.recruiter).action_send_now()
        self.process()
        mail = self.mails(first)
        self.assertEqual(mail.subject, "Personally")
        self.assertIn("Only for you {{ 1 }}", mail.body_html)
        self.assertEqual(self.mails(second).subject, "About Engineer")

    def test_recruiter_moves_skips_and_sends_but_cannot_forge(self):
        self._make_step("applied", delay=1, send_window="office_hours")
        applicant = self._make_applicants()
        row = self.rows(applicant).with_user(self.recruiter)
        saturday = datetime(2026, 6, 13, 20, 0)
        row.scheduled_date = saturday
        self.assertEqual(row.reason, "rescheduled")
        for forged in ({"state": "sent"}, {"reason": "due"}, {"mail_mail_id_int": 1}):
            with self.assertRaises(AccessError):
                row.write(forged)
        with self.at(saturday):
            self.process()
        self.assertEqual(row.state, "queued", "a time chosen by a person is kept")
        with self.assertRaises(UserError):
            row.action_skip()
        with self.assertRaises(UserError):
            row.scheduled_date = NOW

    def test_skipped_by_a_recruiter_stays_skipped(self):
        self._make_step("stage_entered", stage_ids=self.interview.ids, delay=1)
        applicant = self._make_applicants()
        applicant.stage_id = self.interview
        self.rows(applicant).with_user(self.recruiter).action_skip()
        applicant.stage_id = self.new
        applicant.stage_id = self.interview
        row = self.rows(applicant)
        self.assertEqual((row.state, row.reason), ("skipped", "by_recruiter"))
