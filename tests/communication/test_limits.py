from datetime import datetime, timedelta

from psycopg2.errors import CheckViolation

from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from ..common import NOW, CandidateCase

HUGE = 20261126
NUMBERS = {
    "res.company": (
        "refusal_delay_hours",
        "unanswered_days",
        "quiet_days",
        "near_miss_months",
        "candidate_keep_months",
        "feedback_min_scores",
        "feedback_min_comments",
        "feedback_cooldown_days",
        "feedback_deadline_days",
        "feedback_reminder_days",
        "merits_days",
        "ad_score_limit",
        "prospect_keep_days",
        "prospect_untold_days",
        "screening_minutes",
        "screening_megabytes",
        "screening_keep_days",
        "first_months_lead_days",
        "first_months_page_days",
        "first_day_start",
        "offer_days",
        "review_days",
        "review_keep_months",
        "alarm_rate",
    ),
    "hr.employer.review": ("rating", "scale_min", "scale_max"),
    "hr.employer.review.source": ("scale_min", "scale_max"),
    "hr.applicant.offer": ("share_percent", "hours_per_week", "probation_months"),
    "hr.employer.fact": ("year", "show_from"),
    "hr.recruitment.stage": ("expected_days",),
    "hr.recruitment.communication.step": (
        "delay",
        "expire_after",
        "assessment_days",
        "assessment_reminder_days",
        "screening_days",
        "screening_reminder_days",
        "booking_minutes",
    ),
    "hr.screening.set": ("minutes",),
    "hr.paperwork.set": ("days",),
    "hr.interview.booking.rule": (
        "buffer_before",
        "buffer_after",
        "most_per_day",
        "notice_hours",
        "horizon_days",
        "slot_minutes",
        "choose_days",
        "reminder_days",
        "moves_allowed",
        "change_hours",
    ),
}
# Numbers that order or colour records, and those of no consequence for dates.
# Nobody types the last one.
NO_LIMIT = {"sequence", "color", "holidays_asked_year"}


@tagged("post_install", "-at_install")
class TestLimits(CandidateCase):
    """A typing error in a number is said, and stops nobody's application."""

    def assertRefused(self, record, values):
        words = None
        try:
            with self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                record.write(values)
                record.flush_recordset()
        except ValidationError as error:
            words = str(error)
        except CheckViolation as error:
            # As Odoo says it to whoever typed the number.
            words = record._sql_error_to_message(error)
        self.assertTrue(words, values)
        self.assertRegex(words, r"\d|cannot be negative|fewer than three")
        self.assertNotIn("_", words)

    def test_what_an_administrator_can_type(self):
        records = {
            "res.company": self.company,
            "hr.employer.fact": self.env["hr.employer.fact"].create({"kind": "founded"}),
            "hr.employer.review": self.env["hr.employer.review"].create({"rating": 3}),
            "hr.employer.review.source": self.env["hr.employer.review.source"].create(
                {"name": "Forum"}
            ),
            "hr.recruitment.stage": self.new,
            "hr.recruitment.communication.step": self._make_step("applied"),
            "hr.screening.set": self.env["hr.screening.set"].create({"name": "Before we meet"}),
            "hr.paperwork.set": self.env["hr.paperwork.set"].create({"name": "Before day one"}),
            "hr.interview.booking.rule": self.env["hr.interview.booking.rule"].create(
                {"name": "Interviews"}
            ),
            "hr.applicant.offer": self.env["hr.applicant.offer"].create(
                {"applicant_id": self._make_applicants().id}
            ),
        }
        for model, fields in NUMBERS.items():
            for field in fields:
                for number in (-1, HUGE, 2**31 - 1):
                    with self.subTest(model=model, field=field, number=number):
                        self.assertRefused(records[model], {field: number})

    def test_no_number_was_forgotten(self):
        """Every number of ours that people type is in the list above."""
        for model, fields in NUMBERS.items():
            ours = {
                name
                for name, field in self.env[model]._fields.items()
                if field.type in ("integer", "float")
                and field.store
                and not field.readonly
                and field._modules
                and "hr_recruitment_candidate_experience" in field._modules
            }
            self.assertEqual(ours - NO_LIMIT, set(fields), model)

    def test_longest_delay_by_unit(self):
        step = self._make_step("applied")
        tz = self._make_applicants()._get_candidate_tz()
        for unit, longest in (
            ("minutes", 1_051_200),
            ("hours", 17_520),
            ("days", 730),
            ("working_days", 521),
        ):
            with self.subTest(unit=unit):
                step.write({"delay": longest, "delay_unit": unit})
                due = step._scheduled_date(NOW, self.calendar, tz)
                self.assertAlmostEqual(due - NOW, timedelta(days=730), delta=timedelta(days=5))
                self.assertRefused(step, {"delay": longest + 1})
        step.write({"delay": 17_520, "delay_unit": "hours"})
        self.assertRefused(step, {"delay_unit": "days"})

    def type_before(self, step, **values):
        """What an administrator could type in the version before."""
        self.env.flush_all()
        for column, value in values.items():
            self.env.execute_query(
                SQL(
                    "UPDATE hr_recruitment_communication_step SET %s = %s WHERE id = %s",
                    SQL.identifier(column),
                    value,
                    step.id,
                )
            )
        step.invalidate_recordset()

    def test_an_absurd_delay_from_before_stops_no_application(self):
        step = self._make_step("applied", send_window="office_hours")
        other = self._make_step("applied", mail_template_id=self.template.id)
        for unit in ("minutes", "hours", "days", "working_days"):
            for number in (HUGE, 2**31 - 1):
                with self.subTest(unit=unit, number=number):
                    self.type_before(step, delay=number, delay_unit=unit, expire_after=number)
                    applicant = self._make_applicants()
                    row = self.rows(applicant, step_id=step)
                    self.assertLess(row.scheduled_date - NOW, timedelta(days=1200), "some day")
                    self.process()
                    self.assertEqual(self.rows(applicant, step_id=other).state, "queued")
                    self.assertIn("two years", step.warning)
                    row.sudo().write({"next_attempt": NOW, "exact_time": True})
                    self.process()
                    self.assertIn(row.state, ("queued", "failed", "cancelled"))

    def test_absurd_delays_around_interviews(self):
        before = self._make_step("interview_before")
        after = self._make_step("interview_after")
        self.type_before(before, delay=HUGE, delay_unit="days")
        self.type_before(after, delay=HUGE, delay_unit="working_days")
        applicant = self._make_applicants()
        for start in (NOW + timedelta(days=400), datetime(9999, 12, 30, 9, 0)):
            self.env["calendar.event"].create(
                {
                    "name": "Interview",
                    "start": start,
                    "stop": start + timedelta(hours=1),
                    "applicant_id": applicant.id,
                    "partner_ids": applicant.partner_id.ids,
                }
            )
            self.assertTrue(self.rows(applicant))
