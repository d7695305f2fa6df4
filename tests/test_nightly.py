from datetime import datetime, timedelta
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .common import LOGGER, NOW, CandidateCase

# A Thursday before a Friday off, see below.
EVE = datetime(2026, 6, 11, 9, 0)


@tagged("post_install", "-at_install")
class TestNightly(CandidateCase):
    """One broken application stops no cron for the others, and somebody hears."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.administrator = cls.env["hr.recruitment.communication.step"]._find_administrator(
            cls.company
        )

    def setUp(self):
        super().setUp()
        self.applicants = self._make_applicants(4)
        self.bad = self.applicants[1]
        self.good = self.applicants - self.bad
        logs = mute_logger(
            f"{LOGGER}.models.communication.hr_applicant_nightly",
            f"{LOGGER}.models.experience.hr_recruitment_experience_report_mail",
            f"{LOGGER}.models.feedback.hr_recruitment_feedback_release",
        )
        self.enterContext(logs)

    def breaking(self, model, method):
        """The method fails wherever the broken application is among its records."""
        registry = type(self.env[model])
        original = getattr(registry, method)
        bad = self.bad

        def work(records, *args, **kwargs):
            applicants = records if model == "hr.applicant" else records.applicant_id
            if bad in applicants:
                raise ZeroDivisionError
            return original(records, *args, **kwargs)

        return patch.object(registry, method, work)

    def assertHeard(self, *on):
        """An administrator has one to-do, on the application at fault."""
        found = self.env["mail.activity"].search(
            [("user_id", "=", self.administrator.id), ("summary", "like", "could not")]
        )
        self.assertEqual(len(found), 1)
        if on:
            self.assertEqual((found.res_model, found.res_id), ("hr.applicant", *on))

    def test_consent_that_has_ended_and_the_flag_is_set_again(self):
        self.applicants.write({"near_miss": True, "near_miss_consent": "given"})
        self.good.near_miss_until = NOW.date() - timedelta(days=1)
        with self.at(NOW):
            self.env["hr.applicant"]._cron_near_misses()
        self.assertEqual(self.good.mapped("near_miss"), [False] * 3)
        self.assertTrue(self.bad.near_miss, "marked on purpose")
        self.assertFalse(self.bad.near_miss_consent, "and to be asked anew")

    def test_times_for_interviews(self):
        everybody = self.env.ref("base.group_user")
        everybody._apply_group(self.env.ref("hr_recruitment_candidate_experience.group_booking"))
        offers = self.env["hr.interview.booking"]._offer(self.applicants, self.recruiter, [])
        offers.deadline = NOW - timedelta(days=1)
        step = self._make_step("manual", name="Times", action="booking")
        for offer, row in zip(offers, offers.applicant_id._start_step(step, NOW), strict=True):
            # They have heard of it.
            row.sudo().write({"booking_id": offer.id, "state": "sent", "sent_date": NOW})
        with self.at(NOW), self.breaking("hr.applicant", "_watch_bookings"):
            self.env["hr.interview.booking"]._cron_bookings()
        states = {offer.applicant_id: offer.state for offer in offers}
        self.assertEqual([states[applicant] for applicant in self.good], ["expired"] * 3)
        self.assertEqual(states[self.bad], "open")
        self.assertHeard(self.bad.id)

    def test_offers(self):
        everybody = self.env.ref("base.group_user")
        everybody._apply_group(self.env.ref("hr_recruitment_candidate_experience.group_offer"))
        offers = self.env["hr.applicant.offer"].create(
            [{"applicant_id": applicant.id, "state": "open"} for applicant in self.applicants]
        )
        offers.deadline = NOW - timedelta(days=1)
        with self.at(NOW), self.breaking("hr.applicant", "_watch_offers"):
            self.env["hr.applicant.offer"]._cron_offers()
        states = {offer.applicant_id: offer.state for offer in offers}
        self.assertEqual([states[applicant] for applicant in self.good], ["expired"] * 3)
        self.assertEqual(states[self.bad], "open")
        self.assertHeard(self.bad.id)

    def test_screening_questions(self):
        everybody = self.env.ref("base.group_user")
        everybody._apply_group(self.env.ref("hr_recruitment_candidate_experience.group_screening"))
        questions = self.env["hr.screening.set"].create(
            {"name": "Before we meet", "question_ids": [(0, 0, {"name": "Why?"})]}
        )
        asked = self.env["hr.applicant.screening"]._ask(self.applicants, questions)
        self.applicants.answer_state = "told"
        with self.at(NOW), self.breaking("hr.applicant", "_watch_screenings"):
            self.env["hr.applicant.screening"]._cron_screenings()
        states = {each.applicant_id: each.state for each in asked}
        self.assertEqual([states[applicant] for applicant in self.good], ["withdrawn"] * 3)
        self.assertEqual(states[self.bad], "sent")
        self.assertHeard(self.bad.id)

    def test_consents(self):
        self.applicants.write(
            {
                "near_miss": True,
                "near_miss_consent": "given",
                "near_miss_until": NOW.date() - timedelta(days=1),
            }
        )
        with self.at(NOW), self.breaking("hr.applicant", "_leave_talent_pools"):
            self.env["hr.applicant"]._cron_near_misses()
        self.assertFalse(any(self.good.mapped("near_miss")))
        self.assertTrue(self.bad.near_miss)
        self.assertHeard(self.bad.id)

    def test_silence(self):
        with self.at(NOW):
            self.env.cr.execute(
                "UPDATE hr_applicant SET create_date = %s, last_contact_date = NULL"
                " WHERE id = ANY(%s)",
                (NOW - timedelta(days=16), self.applicants.ids),
            )
            self.applicants.invalidate_recordset()
            with self.breaking("hr.applicant", "_prepare_silence_task"):
                self.env["hr.applicant"]._cron_silence()
        task = "hr_recruitment_candidate_experience.activity_type_silence"
        told = self.good.activity_ids.filtered(lambda a: a.activity_type_id == self.env.ref(task))
        self.assertEqual(len(told), 3)
        self.assertHeard(self.bad.id)

    def test_reply_promises(self):
        self.applicants.write(
            {
                "reply_promise_state": "open",
                "reply_due_date": NOW.date() - timedelta(days=1),
            }
        )
        with self.at(NOW), self.breaking("hr.applicant", "_settle_reply_promises"):
            self.env["hr.applicant"]._cron_promises()
        self.assertEqual(set(self.good.mapped("reply_promise_state")), {"broken"})
        self.assertHeard(self.bad.id)

    def test_greetings_before_days_off(self):
        self._make_step("before_days_off")
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Day off",
                "calendar_id": self.calendar.id,
                "company_id": self.company.id,
                "date_from": datetime(2026, 6, 11, 22, 0),
                "date_to": datetime(2026, 6, 12, 21, 59),
            }
        )
        with self.at(EVE):
            for applicant in self.applicants:
                self.env["calendar.event"].create(
                    {
                        "name": "Interview",
                        "start": EVE - timedelta(days=1),
                        "stop": EVE - timedelta(hours=23),
                        "applicant_id": applicant.id,
                        "partner_ids": applicant.partner_id.ids,
                    }
                )
            with self.breaking("hr.applicant", "_prepare_communication"):
                self.env["hr.applicant"]._cron_days_off()
        self.assertEqual(self.rows(self.applicants).applicant_id, self.good)
        self.assertHeard(self.bad.id)

    def test_reports_of_a_company_without_a_time_zone(self):
        """A calendar whose time zone does not exist any more."""
        other = self.env["res.company"].create({"name": "Other AB"})
        (self.company + other).write({"experience_report_active": True})
        self.env.flush_all()
        self.env.execute_query(
            SQL(
                "UPDATE resource_calendar SET tz = 'Mars/Phobos' WHERE id = %s",
                other.resource_calendar_id.id,
            )
        )
        self.env.invalidate_all()
        self.company.experience_report_user_ids = self.recruiter
        letters = self.env["hr.recruitment.experience.report.mail"]
        with self.at(datetime(2026, 6, 1, 9, 0)):
            due = letters._find_due()
        self.assertEqual({key[0] for key in due}, {self.company})
        found = self.env["mail.activity"].search([("summary", "like", "could not be")])
        self.assertEqual(len(found), 1)

    def test_feedback_that_cannot_be_disclosed(self):
        rows = self.env["hr.recruitment.feedback"].create(
            [
                {
                    "applicant_id": applicant.id,
                    "company_id": self.company.id,
                    "job_id": self.job.id,
                    "moment": "applied",
                    "anonymity": "named",
                    "score": 9,
                    "response_date": NOW.date(),
                }
                for applicant in self.applicants
            ]
        )
        self.applicants.date_closed = NOW
        registry = type(rows)
        original = registry.write

        def write(records, vals):
            if self.bad in records.applicant_id:
                raise ZeroDivisionError
            return original(records, vals)

        with patch.object(registry, "write", write):
            rows._cron_release()
        self.assertEqual(rows.mapped("disclosed"), [True, False, True, True])
        self.assertHeard()
