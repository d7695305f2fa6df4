from datetime import date, datetime, timedelta

import pytz

from odoo.tests import tagged

from ..common import CandidateCase

STOCKHOLM = pytz.timezone("Europe/Stockholm")
FRIDAY, SATURDAY, MONDAY = date(2026, 6, 12), date(2026, 6, 13), date(2026, 6, 15)
WEEKDAYS, EVERY_DAY = "01234", "0123456"


def line(day, since, until, **values):
    return (
        0,
        0,
        {
            "name": day,
            "dayofweek": day,
            "hour_from": since,
            "hour_to": until,
            "day_period": "morning",
            **values,
        },
    )


def lines(days, since, until, **values):
    return [line(day, since, until, **values) for day in days]


# What is in a schedule → (from, to) on a Friday, and whether Saturday is a day off.
SCHEDULES = {
    "fixed": ({"attendance_ids": lines(WEEKDAYS, 9, 16)}, (9, 16), True),
    "from early to late": ({"attendance_ids": lines(WEEKDAYS, 5, 23)}, (7, 21), True),
    "empty": ({"attendance_ids": []}, (8, 17), True),
    "flexible": (
        {"schedule_type": "flexible", "attendance_ids": lines(WEEKDAYS, 9, 16)},
        (8, 17),
        True,
    ),
    "flexible, all hours of a week": (
        {"schedule_type": "flexible", "hours_per_day": 24, "full_time_required_hours": 168},
        (8, 17),
        True,
    ),
    "flexible, no hours": (
        {"schedule_type": "flexible", "hours_per_day": 0, "full_time_required_hours": 0},
        (8, 17),
        True,
    ),
    "flexible, a few hours a day": (
        {"schedule_type": "flexible", "hours_per_day": 4, "full_time_required_hours": 40},
        (8, 17),
        True,
    ),
    "two weeks": (
        {
            "two_weeks_calendar": True,
            "attendance_ids": [
                line("0", 0, 0, display_type="line_section", week_type="0", sequence=0),
                *lines(WEEKDAYS, 9, 15, week_type="0", sequence=1),
                line("0", 0, 0, display_type="line_section", week_type="1", sequence=25),
                *lines(WEEKDAYS, 9, 15, week_type="1", sequence=26),
            ],
        },
        (9, 15),
        True,
    ),
    "by duration": (
        {"duration_based": True, "attendance_ids": lines(WEEKDAYS, 8, 16, day_period="full_day")},
        (8, 16),
        True,
    ),
    "by duration, day and night": (
        {"duration_based": True, "attendance_ids": lines(WEEKDAYS, 0, 24, day_period="full_day")},
        (7, 21),
        True,
    ),
    "nights over midnight": (
        {"attendance_ids": [*lines(WEEKDAYS, 22, 24), *lines("12345", 0, 6)]},
        (8, 17),
        True,
    ),
    "evenings": ({"attendance_ids": lines(WEEKDAYS, 18, 24)}, (18, 21), True),
    "always": ({"attendance_ids": lines(EVERY_DAY, 0, 24)}, (7, 21), True),
    "also on Saturdays, not on Sundays": (
        {"attendance_ids": lines("012345", 9, 16)},
        (9, 16),
        False,
    ),
    "archived": ({"active": False, "attendance_ids": lines(WEEKDAYS, 9, 16)}, (9, 16), True),
    "of another time zone": (
        {"tz": "Asia/Tokyo", "attendance_ids": lines(WEEKDAYS, 9, 16)},
        (9, 16),
        True,
    ),
}


@tagged("standard", "at_install")
class TestSchedules(CandidateCase):
    """Holidays, nights and weekends are free, whatever kind of schedule it is."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["resource.calendar.leaves"].search([]).unlink()
        cls.company.country_id = cls.env.ref("base.se")
        cls.company.partner_id.tz = "Europe/Stockholm"

    def make(self, **values):
        schedule = self._make_calendar(**{"attendance_ids": [], **values})
        if not values.get("attendance_ids"):
            schedule.attendance_ids.unlink()
        return schedule

    def close(self, first, last=None, schedule=None, company=None, name="Off", **values):
        """Whole days on the clock of the schedule, else of the company."""
        schedule = schedule or self.env["resource.calendar"]
        tz = pytz.timezone(schedule.tz or "Europe/Stockholm")
        ends = (last or first) + timedelta(days=1)

        def utc(day):
            midnight = tz.localize(datetime(day.year, day.month, day.day))
            return midnight.astimezone(pytz.utc).replace(tzinfo=None)

        leave = self.env["resource.calendar.leaves"].create(
            {
                "name": name,
                "calendar_id": schedule.id,
                "date_from": utc(first),
                "date_to": utc(ends) - timedelta(seconds=1),
                **values,
            }
        )
        # Odoo computes it from the company of whoever works at that moment.
        leave.flush_recordset(["company_id"])
        leave.company_id = company or self.company
        return leave

    def hours_of(self, schedule, day, tz=STOCKHOLM):
        """:return: (from, to) of each span of that day, as the clocks of ``tz`` show it"""
        start = tz.localize(datetime(day.year, day.month, day.day))
        return [
            (opens.hour + opens.minute / 60, closes.hour + closes.minute / 60)
            for opens, closes in schedule._read_office_hours(
                day - timedelta(days=day.weekday()), tz
            )
            if opens.date() == day and opens >= start
        ]

    def test_each_kind(self):
        for name, (values, hours, saturday_off) in SCHEDULES.items():
            with self.subTest(schedule=name):
                schedule = self.make(**values)
                self.assertEqual(self.hours_of(schedule, FRIDAY), [hours])
                self.assertEqual(not self.hours_of(schedule, SATURDAY), saturday_off)
                self.assertEqual(self.hours_of(schedule, MONDAY), [hours])

    def test_each_kind_has_holidays(self):
        self.close(FRIDAY)
        for name, (values, hours, _saturday_off) in SCHEDULES.items():
            with self.subTest(schedule=name):
                schedule = self.make(**values)
                self.close(MONDAY, schedule=schedule)
                self.assertFalse(self.hours_of(schedule, FRIDAY), "the company's")
                self.assertFalse(self.hours_of(schedule, MONDAY), "its own")
                self.assertEqual(self.hours_of(schedule, date(2026, 6, 16)), [hours])

    def test_no_schedule_at_all(self):
        self.company.resource_calendar_id = False
        none = self.plan._get_calendar(self.company)
        self.assertFalse(none)
        self.assertEqual(self.hours_of(none, FRIDAY), [(8, 17)])
        self.assertFalse(self.hours_of(none, SATURDAY))
        self.close(FRIDAY)
        self.assertFalse(self.hours_of(none, FRIDAY))
        self.assertEqual(
            none._next_office_time(datetime(2026, 6, 11, 20), STOCKHOLM), datetime(2026, 6, 15, 6)
        )

    def test_weekends_of_countries(self):
        self.company.resource_calendar_id = False
        cases = {"SE": "56", "SA": "45", "IR": "4", "IN": "56", "AE": "56", False: "56"}
        for code, weekend in cases.items():
            self.company.country_id = code and self.env.ref(f"base.{code.lower()}")
            none = self.plan._get_calendar(self.company)
            days = [MONDAY + timedelta(days=number) for number in range(7)]
            off = "".join(str(day.weekday()) for day in days if not self.hours_of(none, day))
            self.assertEqual(off, weekend, code)

    def test_a_fixed_schedule_has_its_own_weekend(self):
        self.company.country_id = self.env.ref("base.sa")
        self.assertTrue(self.hours_of(self.make(attendance_ids=lines(WEEKDAYS, 8, 17)), FRIDAY))
        self.assertFalse(self.hours_of(self.make(attendance_ids=lines(EVERY_DAY, 0, 24)), FRIDAY))

    def test_days_off_of_others_are_working_days(self):
        other = self.env["res.company"].create({"name": "Other"})
        schedule = self.company.resource_calendar_id
        colleague = self.env["resource.resource"].create(
            {"name": "Colleague", "calendar_id": schedule.id}
        )
        self.close(FRIDAY, schedule=schedule, resource_id=colleague.id)
        self.close(FRIDAY, company=other)
        self.close(FRIDAY, schedule=self.make())
        self.close(FRIDAY, time_type="other")
        for mine in schedule, self.plan._get_calendar(self.company):
            self.assertEqual(self.hours_of(mine, FRIDAY), [(8, 17)])
        other.resource_calendar_id = False
        self.assertFalse(self.hours_of(self.plan._get_calendar(other), FRIDAY))

    def test_two_companies_without_a_schedule_in_one_batch(self):
        """Neither has the days off of the other."""
        other = self.env["res.company"].create({"name": "Other"})
        other.resource_calendar_id = self.company.resource_calendar_id = False
        other.partner_id.tz = "Europe/Stockholm"
        self.close(FRIDAY, company=other)
        self._make_step("applied", send_window="office_hours")
        self.plan.job_ids.company_id = False
        with self.at(datetime(2026, 6, 12, 8)):
            here = self._make_applicants()
            there = self._make_applicants(company_id=other.id, email_from="other@x.example")
            self.assertEqual(self.rows(here).scheduled_date, datetime(2026, 6, 12, 8))
            self.assertEqual(self.rows(there).scheduled_date, datetime(2026, 6, 15, 6))
            self.rows(here | there).write({"next_attempt": datetime(2026, 6, 12, 8)})
            self.process()
        self.assertEqual(self.rows(here).state, "queued")
        self.assertEqual(self.rows(there).state, "scheduled")

    def test_a_day_off_is_the_day_where_the_candidate_is(self):
        """East and west of us, too, it is the whole day and no other."""
        schedule = self.company.resource_calendar_id
        self.close(FRIDAY, schedule=schedule)
        for name in "Pacific/Auckland", "Asia/Tokyo", "America/Los_Angeles", "Europe/London":
            tz = pytz.timezone(name)
            self.assertFalse(self.hours_of(schedule, FRIDAY, tz), name)
            for day in FRIDAY - timedelta(days=1), MONDAY:
                self.assertEqual(self.hours_of(schedule, day, tz), [(8, 17)], name)

    def test_half_a_day(self):
        schedule = self.company.resource_calendar_id
        noon = datetime(2026, 6, 12, 10)
        self.close(FRIDAY, schedule=schedule, date_from=noon, date_to=noon + timedelta(hours=12))
        self.assertEqual(self.hours_of(schedule, FRIDAY), [(8, 12)])
        self.assertTrue(schedule._is_working_day(FRIDAY, STOCKHOLM))

    def test_where_clocks_change(self):
        """The hours are those on the wall, before and after, north and south."""
        schedule = self.company.resource_calendar_id
        cases = {
            # time zone → a Friday before and a Monday after the change
            "Europe/Stockholm": (date(2026, 3, 27), date(2026, 3, 30)),
            "America/New_York": (date(2026, 10, 30), date(2026, 11, 2)),
            "Australia/Sydney": (date(2026, 4, 3), date(2026, 4, 6)),
            "America/Santiago": (date(2026, 9, 4), date(2026, 9, 7)),
        }
        for name, days in cases.items():
            for day in days:
                self.assertEqual(self.hours_of(schedule, day, pytz.timezone(name)), [(8, 17)], name)

    def test_a_week_costs_the_same_with_many_days_off(self):
        schedule = self.company.resource_calendar_id
        counts = []
        for _round in range(2):
            self.env.flush_all()
            schedule._is_working_day(FRIDAY, STOCKHOLM)
            before = self.env.cr.sql_log_count
            schedule._is_working_day(FRIDAY, STOCKHOLM)
            counts.append(self.env.cr.sql_log_count - before)
            for number in range(1, 13):
                self.close(date(2026, number, 1), schedule=schedule)
        self.assertEqual(counts[0], counts[1])
