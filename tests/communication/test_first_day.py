from datetime import date, datetime, timedelta

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ..common import NOW, CandidateCase

# A Monday.
DAY = date(2026, 8, 3)


@tagged("post_install", "-at_install")
class TestFirstDay(CandidateCase):
    """What new colleagues hear around their first day, whatever becomes of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        hours = {"send_window": "office_hours"}
        days = {**hours, "delay_unit": "working_days"}
        cls.soon = cls._make_step("first_day_before", delay=10, expire_after=5, **days)
        cls.eve = cls._make_step("first_day_before", delay=1, expire_after=3, **days)
        cls.week = cls._make_step("first_day_after", delay=4, expire_after=5, **days)
        cls.around = cls.soon + cls.eve + cls.week

    def setUp(self):
        super().setUp()
        self.enterContext(self.at(NOW))

    def hire(self, day=DAY, **values):
        applicant = self._make_applicants(**values)
        applicant.write({"stage_id": self.signed.id, "first_day": day})
        return applicant

    def planned(self, applicant):
        rows = self.rows(applicant, state="scheduled")
        rows = rows.filtered(lambda row: row.step_id in self.around)
        return {row.step_id: row.scheduled_date for row in rows}

    def dates(self, applicant):
        return [moment.date() for moment in self.planned(applicant).values()]

    # When ---------------------------------------------------------------------------------

    def test_steps_count_from_the_morning_of_the_day(self):
        planned = self.planned(self.hire())
        # Nine in Stockholm, in summer.
        self.assertEqual(planned[self.soon], datetime(2026, 7, 20, 7))
        self.assertEqual(planned[self.eve], datetime(2026, 7, 31, 7), "the Friday before")
        self.assertEqual(planned[self.week], datetime(2026, 8, 7, 7))

    def test_a_day_on_a_public_holiday(self):
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Closed",
                "company_id": self.company.id,
                "date_from": datetime(2026, 7, 30, 22),
                "date_to": datetime(2026, 8, 3, 21, 59),
            }
        )
        planned = self.planned(self.hire())
        self.assertEqual(planned[self.eve].date(), date(2026, 7, 30), "the last day of work")
        self.assertEqual(planned[self.week].date(), date(2026, 8, 7))

    def test_across_the_change_of_clocks(self):
        step = self._make_step(
            "first_day_before", delay=7, delay_unit="days", send_window="office_hours"
        )
        row = self.rows(self.hire(date(2026, 10, 30)), step_id=step)
        self.assertEqual(row.scheduled_date, datetime(2026, 10, 23, 7))

    def test_nobody_who_is_not_hired(self):
        applicant = self._make_applicants()
        applicant.first_day = DAY
        self.assertFalse(self.planned(applicant))
        applicant.stage_id = self.signed
        self.assertEqual(len(self.planned(applicant)), 3)

    def test_a_typing_error_is_refused(self):
        for day in (date(26, 8, 3), date(2062, 8, 3)):
            with self.assertRaises(ValidationError):
                self._make_applicants().first_day = day

    # Ways in --------------------------------------------------------------------------------

    def test_on_every_way_in(self):
        made = self._make_applicants(stage_id=self.signed.id, first_day=DAY)
        self.assertEqual(len(self.planned(made)), 3)
        hired = self._make_applicants(stage_id=self.signed.id)
        hired.with_context(import_file=True).load([".id", "first_day"], [[hired.id, "2026-08-03"]])
        self.assertEqual(len(self.planned(hired)), 3, "those who know of the hire")
        new = self.env["hr.applicant"].with_context(import_file=True)
        new = new.create({"partner_name": "Bo", "job_id": self.job.id, "stage_id": self.signed.id})
        self.assertFalse(self.planned(new), "an import tells nobody of a hire")

    def test_the_welcome_is_planned_once(self):
        step = self._make_step("hired")
        applicant = self.hire()
        applicant.first_day = DAY + timedelta(days=30)
        self.assertEqual(len(self.rows(applicant, step_id=step)), 1)

    def test_many_at_once_take_no_more_queries(self):
        counts = []
        for number in (2, 12):
            applicants = self._make_applicants(number)
            applicants.write({"stage_id": self.signed.id})
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            applicants.write({"first_day": DAY})
            applicants.write({"first_day": DAY + timedelta(days=30)})
            counts.append(self.env.cr.sql_log_count - before)
            self.assertEqual(len(self.planned(applicants)), 3)
            self.assertEqual(len(self.rows(applicants, state="scheduled")), 3 * number)
        # Tracking posts a message each, in batches.
        self.assertLessEqual(counts[1], counts[0] + 2)

    # When it changes ------------------------------------------------------------------------

    def test_moved_by_a_month(self):
        applicant = self.hire()
        with self.at(datetime(2026, 7, 20, 8)):
            self.process()
            self.assertEqual(self.rows(applicant, step_id=self.soon).state, "queued")
            applicant.first_day = date(2026, 9, 1)
        gone = self.rows(applicant, state="cancelled")
        self.assertEqual(gone.step_id, self.eve + self.week)
        self.assertEqual(set(gone.mapped("reason")), {"first_day_moved"})
        self.assertEqual(
            sorted(self.dates(applicant)), [date(2026, 8, 18), date(2026, 8, 31), date(2026, 9, 7)]
        )
        todo = applicant.activity_ids
        self.assertEqual(todo.user_id, self.recruiter)
        self.assertIn("September 1", todo.summary, "whoever had a message about the old day")

    def test_moved_and_back_again(self):
        applicant = self.hire()
        before = self.planned(applicant)
        applicant.first_day = date(2026, 9, 1)
        applicant.first_day = DAY
        self.assertEqual(self.planned(applicant), before)
        self.assertFalse(applicant.activity_ids, "nobody had heard of it")

    def test_taken_away(self):
        applicant = self.hire()
        applicant.first_day = False
        self.assertFalse(self.planned(applicant))

    def test_not_hired_after_all(self):
        applicant = self.hire()
        applicant.stage_id = self.offer
        self.assertFalse(self.planned(applicant))
        applicant.stage_id = self.signed
        self.assertEqual(len(self.planned(applicant)), 3)

    def test_withdrawn_by_either_side(self):
        reasons = self.env["hr.applicant.refuse.reason"].create(
            [{"name": "No"}, {"name": "Changed my mind", "ended_by": "candidate"}]
        )
        for reason in reasons:
            applicant = self.hire()
            applicant.write({"refuse_reason_id": reason.id, "active": False})
            self.assertFalse(self.planned(applicant))
            applicant.write({"refuse_reason_id": False, "active": True})
            self.assertEqual(len(self.planned(applicant)), 3, "taken back")

    def test_archived_with_the_job_position_they_begin_all_the_same(self):
        applicant = self.hire()
        self.job.active = False
        applicant.active = False
        with self.at(datetime(2026, 7, 20, 8)):
            self.process()
        self.assertEqual(self.rows(applicant, step_id=self.soon).state, "queued")

    def test_another_plan(self):
        other = self.env["hr.job"].create({"name": "Cook", "user_id": self.recruiter.id})
        plan = self.env["hr.recruitment.communication.plan"].create(
            {"name": "Cooks", "job_ids": other.ids, "in_use": True}
        )
        step = self._make_step("first_day_before", plan_id=plan.id, delay=1, delay_unit="days")
        self.signed.job_ids = False
        applicant = self.hire()
        applicant.job_id = other
        rows = self.rows(applicant, state="scheduled")
        self.assertIn(step, rows.step_id)
        self.assertFalse(rows.step_id & self.around)

    def test_who_has_left_hears_nothing_more(self):
        applicant = self.hire()
        employee = self.env["hr.employee"].create({"name": "Anna Ek"})
        applicant.employee_id = employee
        employee.departure_date = date(2026, 8, 5)
        with self.at(datetime(2026, 8, 7, 8)):
            self.process()
        self.assertEqual(self.rows(applicant, step_id=self.week).reason, "has_left")

    # When it leaves -------------------------------------------------------------------------

    def test_not_before_the_hire_is_told(self):
        step = self._make_step("hired", send_window="any", delay=0)
        applicant = self.hire(date(2026, 6, 11))
        told = self.rows(applicant, step_id=step)
        told.sudo().write({"scheduled_date": NOW + timedelta(hours=3)})
        told.sudo()._set_next_attempt()
        eve = self.rows(applicant, step_id=self.eve)
        self.process()
        self.assertEqual((eve.state, eve.reason), ("scheduled", "hire_untold"))
        with self.at(NOW + timedelta(hours=4)):
            self.process()
            told.sudo()._mark_sent("delivered")
        with self.at(NOW + timedelta(hours=6)):
            self.process()
        self.assertEqual(eve.state, "queued")

    def test_too_late_is_not_said(self):
        applicant = self.hire(date(2026, 6, 12))
        self.process()
        self.assertEqual(self.rows(applicant, step_id=self.soon).state, "expired")
        with self.at(datetime(2026, 6, 12, 8)):
            self.process()
        self.assertEqual(self.rows(applicant, step_id=self.eve).state, "expired")

    def test_rather_in_the_evening_than_not_at_all(self):
        applicant = self.hire()
        with self.at(datetime(2026, 8, 2, 16)):
            self.process()
        self.assertEqual(self.rows(applicant, step_id=self.eve).state, "queued")

    def test_the_shipped_texts(self):
        general = self.env.ref("hr_recruitment_candidate_experience.communication_plan_default")
        general.step_ids.filtered(lambda step: step.trigger in ("hired",)).active = False
        self.plan.active = False
        applicant = self.hire(partner_name="Maja Berg", user_id=self.recruiter.id)
        rows = self.rows(applicant).filtered(lambda row: row.step_id.trigger.startswith("first_"))
        days = sorted(row.scheduled_date.date() for row in rows)
        self.assertLessEqual(
            max(b - a for a, b in zip(days, days[1:], strict=False)), timedelta(days=16)
        )
        for row in rows:
            with self.at(row.scheduled_date + timedelta(minutes=1)):
                self.process()
        self.assertFalse(rows.filtered(lambda row: row.state not in ("sent", "queued")))
        bodies = "".join(self.mails(applicant).mapped("body_html"))
        self.assertIn("Monday, August 3", bodies)
        self.assertNotIn("False", bodies)
