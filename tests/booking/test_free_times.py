from datetime import datetime, timedelta

from odoo import Command
from odoo.tests import tagged

from odoo.addons.hr_recruitment_candidate_experience.models.booking.free_times import (
    Wish,
    find_meal,
)
from odoo.addons.hr_recruitment_candidate_experience.models.booking.rules import Rules
from odoo.addons.hr_recruitment_candidate_experience.models.booking.states import MEALS

from ..common import NOW, CandidateCase

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FRIDAY = datetime(2026, 6, 12)
PLAIN = Rules(buffer_before=0, buffer_after=0, slot_minutes=60)


@tagged("post_install", "-at_install")
class TestFreeTimes(CandidateCase):
    """When all can meet, read from calendars and schedules. Stockholm is two hours ahead of
    UTC in June: nine hours from six to fifteen, a meeting of an hour begins at fourteen."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.eva = cls._make_user("eva", "base.group_user")
        cls.omar = cls._make_user("omar", "base.group_user")

    def find(self, *users, seats=(), since=FRIDAY, until=FRIDAY + DAY, rules=PLAIN, **values):
        """:return: list of (start, names of those who take part)"""
        wish = Wish(
            company_id=self.company.id,
            panel=tuple(user.id for user in users),
            seats=tuple(tuple(user.id for user in seat) for seat in seats),
            minutes=values.pop("minutes", 60),
            rules=rules,
            since=since,
            until=until,
            **values,
        )
        return self.env["hr.interview.free.times"]._find_times(wish)

    def hours(self, *users, **values):
        return [start.hour for start, _who in self.find(*users, **values)]

    def meet(self, user, start, stop=None, **values):
        return self.env["calendar.event"].create(
            {
                "name": "x",
                "start": start,
                "stop": stop or start + HOUR,
                "user_id": user.id,
                "partner_ids": user.partner_id.ids,
                **values,
            }
        )

    def employ(self, user, tz, **values):
        # Odoo gives employees the time zone of their user.
        user.tz = tz
        calendar = self._make_calendar(tz=tz, company_id=self.company.id)
        return self.env["hr.employee"].create(
            {
                "name": user.name,
                "user_id": user.id,
                "company_id": self.company.id,
                "resource_calendar_id": calendar.id,
                "tz": tz,
                **values,
            }
        )

    def test_a_day_of_office_hours(self):
        self.assertEqual(self.hours(self.eva), list(range(6, 15)))
        self.assertEqual(self.hours(self.eva, minutes=120), list(range(6, 14)))
        self.assertFalse(self.find(self.eva, since=FRIDAY + DAY, until=FRIDAY + 3 * DAY))

    def test_what_blocks_and_what_does_not(self):
        at_ten = FRIDAY + 8 * HOUR
        for values, blocks in (
            ({}, True),
            ({"privacy": "private"}, True),
            ({"show_as": "free"}, False),
            ({"active": False}, False),
            # From another calendar: without an organizer here.
            ({"user_id": False}, True),
        ):
            meeting = self.meet(self.eva, at_ten, **values)
            with self.subTest(values=values):
                self.assertEqual(8 not in self.hours(self.eva), blocks)
            meeting.unlink()
        meeting = self.meet(self.eva, at_ten)
        meeting.attendee_ids.state = "declined"
        self.assertIn(8, self.hours(self.eva))
        self.assertIn(8, self.hours(self.omar))

    def test_a_series(self):
        self.meet(
            self.eva,
            FRIDAY - 7 * DAY + 8 * HOUR,
            recurrency=True,
            rrule_type_ui="weekly",
            rrule_type="weekly",
            fri=True,
            interval=1,
            end_type="count",
            count=3,
        )
        self.assertNotIn(8, self.hours(self.eva))

    def test_all_day_is_the_own_day(self):
        self.meet(self.eva, FRIDAY, FRIDAY, allday=True, start_date=FRIDAY, stop_date=FRIDAY)
        self.assertFalse(self.find(self.eva))
        self.assertTrue(self.find(self.eva, since=FRIDAY - DAY, until=FRIDAY))

    def test_room_before_and_after(self):
        self.meet(self.eva, FRIDAY + 10 * HOUR)
        roomy = PLAIN._replace(buffer_before=15, buffer_after=30)
        self.assertEqual(
            set(self.hours(self.eva)) - set(self.hours(self.eva, rules=roomy)), {9, 11}
        )

    def test_most_interviews_a_day(self):
        applicant = self._make_applicants()
        few = PLAIN._replace(most_per_day=1)
        meeting = self.meet(self.eva, FRIDAY + 8 * HOUR, applicant_id=applicant.id)
        self.assertFalse(self.find(self.eva, rules=few))
        self.assertTrue(self.find(self.eva, rules=few, ignored=(meeting.id,)))
        self.assertTrue(self.find(self.eva, rules=few, since=FRIDAY - DAY, until=FRIDAY))

    def test_the_candidate_is_in_one_interview_at_a_time(self):
        partner = self._make_applicants().partner_id
        self.meet(self.omar, FRIDAY + 8 * HOUR, partner_ids=partner.ids)
        self.assertNotIn(8, self.hours(self.eva, partner_id=partner.id))

    def test_days_off_and_leave(self):
        employee = self.employ(self.eva, "Europe/Stockholm")
        leaves = self.env["resource.calendar.leaves"].sudo()
        leave = leaves.create(
            {
                "name": "Own",
                "resource_id": employee.resource_id.id,
                "calendar_id": employee.resource_calendar_id.id,
                "date_from": FRIDAY,
                "date_to": FRIDAY + 10 * HOUR,
            }
        )
        self.assertEqual(self.hours(self.eva), list(range(10, 15)))
        self.assertEqual(self.hours(self.omar), list(range(6, 15)))
        leave.unlink()
        self.company._enter_holidays({FRIDAY.date(): "Midsummer"})
        self.assertFalse(self.find(self.eva))
        self.assertFalse(self.find(self.omar))

    def test_three_time_zones(self):
        sam = self._make_user("sam", "base.group_user")
        self.employ(self.eva, "Europe/Stockholm")
        self.employ(self.omar, "Europe/London")
        self.employ(sam, "America/New_York")
        # New York opens at noon UTC, Stockholm closes at fifteen.
        self.assertEqual(self.hours(self.eva, self.omar, sam), [12, 13, 14])
        # London's own hours are cut by ours, or not.
        self.assertEqual(self.hours(self.omar), list(range(7, 15)))
        free = PLAIN._replace(within_office_hours=False)
        self.assertEqual(self.hours(self.omar, rules=free), list(range(7, 16)))

    def test_when_the_clocks_change(self):
        """On October 25 Stockholm goes back an hour; New York a week later."""
        sam = self._make_user("sam", "base.group_user")
        self.employ(self.eva, "Europe/Stockholm")
        self.employ(sam, "America/New_York")
        for day, alone, both in (
            (datetime(2026, 10, 23), 6, [12, 13, 14]),
            (datetime(2026, 10, 26), 7, [12, 13, 14, 15]),
            (datetime(2026, 11, 2), 7, [13, 14, 15]),
        ):
            with self.subTest(day=day):
                span = {"since": day, "until": day + DAY}
                self.assertEqual(self.hours(self.eva, **span)[0], alone)
                self.assertEqual(self.hours(self.eva, sam, **span), both)

    def test_one_of_several_and_nobody_twice(self):
        self.meet(self.eva, FRIDAY + 8 * HOUR)
        both = self.eva | self.omar
        self.assertEqual(self.hours(seats=[both]), list(range(6, 15)))
        self.assertNotIn(8, self.hours(seats=[both, both]))
        who = dict(self.find(seats=[both]))[FRIDAY + 8 * HOUR]
        self.assertEqual(who, (self.omar.id,))

    def test_who_is_gone_or_works_elsewhere(self):
        self.omar.active = False
        self.assertFalse(self.find(self.eva, self.omar))
        self.assertTrue(self.find(seats=[self.eva | self.omar]))

    def test_lunch_is_a_break_unless_it_is_had_together(self):
        self.company.resource_calendar_id = self._make_calendar(
            attendance_ids=[
                Command.create(
                    {
                        "name": "x",
                        "dayofweek": "4",
                        "hour_from": since,
                        "hour_to": until,
                        "day_period": period,
                    }
                )
                for since, until, period in ((8, 12, "morning"), (13, 17, "afternoon"))
            ]
        )
        self.assertNotIn(10, self.hours(self.eva))
        self.assertIn(10, self.hours(self.eva, with_lunch=True))

    def test_coffee_and_lunch(self):
        tz = self.env.company._get_holiday_tz()
        lines = [("talk", 30), ("lunch", 60)]
        for hour, meal in ((7, None), (9, "lunch"), (10, "lunch"), (12, None)):
            start = FRIDAY + hour * HOUR + timedelta(minutes=30)
            self.assertEqual(find_meal(start, lines, tz, MEALS), meal, hour)

    def test_the_same_number_of_queries_whatever_is_asked(self):
        users = [self._make_user(f"user{number}", "base.group_user") for number in range(6)]
        for number, user in enumerate(users):
            self.employ(user, "Europe/London" if number % 2 else "Europe/Stockholm")
            for day in range(5):
                self.meet(user, NOW + day * DAY)
        counts = []
        for people, days in ((users[:1], 2), (users[:2], 2), (users, 30)):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.find(*people, until=FRIDAY + days * DAY)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])
