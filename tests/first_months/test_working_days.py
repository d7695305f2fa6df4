from datetime import date, datetime, timedelta

from odoo.tests import tagged

from odoo.addons.hr_recruitment_candidate_experience.models.first_months.working_days import (
    find_day,
)

from ..common import CandidateCase

FRIDAY, MONDAY = date(2026, 6, 19), date(2026, 6, 22)


@tagged("post_install", "-at_install")
class TestWorkingDays(CandidateCase):
    """Days around the first day, as they are worked."""

    def days(self):
        return self.calendar.with_company(self.company)._list_working_days(
            MONDAY - timedelta(days=60), MONDAY + timedelta(days=60)
        )

    def find(self, count, before=True, unit="working_days", base=MONDAY):
        return find_day(base, count, unit, before, self.days())

    def test_weekends_are_left_out(self):
        self.assertEqual(self.find(0), MONDAY)
        self.assertEqual(self.find(1), FRIDAY)
        self.assertEqual(self.find(6), date(2026, 6, 12))
        self.assertEqual(self.find(5, before=False), date(2026, 6, 29))
        # A first day on a Sunday: the working day before and after it.
        self.assertEqual(self.find(1, base=date(2026, 6, 21)), FRIDAY)
        self.assertEqual(self.find(1, before=False, base=date(2026, 6, 21)), MONDAY)

    def test_holidays_of_the_company_are_left_out(self):
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Midsummer",
                "company_id": self.company.id,
                "calendar_id": False,
                "date_from": datetime(2026, 6, 18, 22),
                "date_to": datetime(2026, 6, 19, 21, 59),
            }
        )
        self.assertEqual(self.find(1), date(2026, 6, 18))

    def test_days_weeks_and_months_are_those_of_the_calendar(self):
        self.assertEqual(self.find(2, unit="days"), date(2026, 6, 20))
        self.assertEqual(self.find(1, False, "months"), date(2026, 7, 22))
        self.assertEqual(self.find(10**9, unit="weeks"), MONDAY - timedelta(weeks=53))

    def test_without_days_that_are_worked(self):
        self.assertEqual(find_day(MONDAY, 3, "working_days", True, []), FRIDAY)
