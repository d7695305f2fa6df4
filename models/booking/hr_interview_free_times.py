from collections import defaultdict
from dataclasses import replace
from datetime import datetime, time, timedelta

import odoo.modules.module
from odoo import api, models
from odoo.tools import SQL

from ..company.hours import combine, find_tz, take_out, to_local, to_utc
from .free_times import (
    EPOCH,
    Person,
    close_gaps,
    find_times,
    keep_free,
    merge,
    to_intervals,
    to_spans,
)
from .recent import RECENT
from .states import LOAD_WEEKS

DAY = timedelta(days=1)
# A gap between two spans of a working day that is a break, not time off.
LONGEST_BREAK = timedelta(hours=2)


class HrInterviewFreeTimes(models.AbstractModel):
    """When all who have to take part in an interview are free: the one place where
    calendars are read. What comes out is times and who would take part, never what
    anybody does otherwise. A constant number of queries, whatever panel and horizon."""

    _name = "hr.interview.free.times"
    _description = "Free Times of Interviewers"

    @api.model
    def _find_times(self, wish, recent=False):
        """:param Wish wish:
        :param bool recent: for a page: what the panel does may have been read some seconds
            ago. Who presses is looked at anew.
        :return: list of (start, tuple of ids of ``res.users``), naive UTC, sorted"""
        company = self.env["res.company"].sudo().browse(wish.company_id)
        if recent:
            return self._find_recent_times(wish, company)
        return find_times(wish, self._read_people(wish, company), company._get_holiday_tz())

    def _find_recent_times(self, wish, company):
        """All candidates to whom a panel is offered see the same of it; each has a calendar
        of their own."""
        shared = replace(wish, partner_id=0)

        def find():
            people = self._read_people(shared, company)
            return find_times(shared, people, company._get_holiday_tz())

        times = self._get_recent(replace(shared, since=EPOCH, until=EPOCH), find)
        busy, _counted = self._read_busy(wish, self.env["res.users"], {})
        return keep_free(times, wish, Person(busy=merge(busy[wish.partner_id])))

    @api.model
    def _get_recent(self, key, find):
        """What may have been read some seconds ago: see ``Recent.get``."""
        # The hours of a test are frozen, and its transaction is rolled back.
        if odoo.modules.module.current_test:
            return find()
        return RECENT.get((self.env.cr.dbname, key), find)

    @api.model
    def _forget_recent(self):
        """Who is told that a time is taken does not find it again."""
        RECENT.forget()

    @api.model
    def _filter_present(self, users, company):
        """:return: ``res.users`` who can be invited: they work here, and in the company"""
        return users.sudo().filtered(
            lambda user: user.active and not user.share and company in user.company_ids
        )

    def _read_people(self, wish, company):
        """:return: dict id of a user → ``Person``, the candidate is None"""
        users = self._filter_present(self.env["res.users"].browse(wish.everybody), company)
        employees = self._find_employees(users, company)
        zones = {user: self._find_tz(user, employees[user], company) for user in users}
        work = self._read_work(wish, company, employees, zones)
        busy, counted = self._read_busy(wish, users, zones)
        load = self._count_load(wish, users) if wish.seats else {}
        people = {
            user.id: Person(
                work=work[user],
                busy=merge(busy[user.partner_id.id]),
                tz=zones[user],
                full=frozenset(
                    day
                    for day, number in counted[user.partner_id.id].items()
                    if number >= wish.rules.most_per_day
                ),
                load=load.get(user.partner_id.id, 0),
            )
            for user in users
        }
        if wish.partner_id:
            people[None] = Person(busy=merge(busy[wish.partner_id]))
        return people

    def _find_employees(self, users, company):
        """:return: dict user → ``hr.employee``, that of the company first; may be empty"""
        found = users.with_context(active_test=True).employee_ids.sorted(
            lambda employee: (employee.company_id != company, employee.id)
        )
        by_user = found.grouped("user_id")
        first = {user: by_user.get(user, found.browse())[:1] for user in users}
        return {user: employee.with_prefetch(found.ids) for user, employee in first.items()}

    @api.model
    def _find_tz(self, user, employee, company):
        home = company._get_holiday_tz()
        name = employee.tz or user.tz
        return find_tz(name) if name else home

    # Working hours ---------------------------------------------------------------------

    def _read_work(self, wish, company, employees, zones):
        """:return: dict user → sorted list of (begin, end), naive UTC"""
        office = company.resource_calendar_id
        schedules = {user: e.resource_calendar_id or office for user, e in employees.items()}
        # One recordset, so that the lines of all of them are read at once.
        everything = self.env["resource.calendar"].sudo().union(office, *schedules.values())
        leaves = self._find_leaves(wish, company, employees.values())
        hours = {c: c.with_prefetch(everything.ids)._get_week_hours() for c in everything}
        if office not in hours:
            hours[office] = office._get_week_hours()
        work = {}
        opens = None
        if wish.rules.within_office_hours:
            tz = company._get_holiday_tz()
            opens = self._spread(
                wish, hours[office], self._get_days_off(office, company, leaves), tz
            )
        # Most colleagues work the same hours.
        spread = {}
        for user, schedule in schedules.items():
            kind = schedule, zones[user].zone
            if kind not in spread:
                off = self._get_days_off(schedule, company, leaves)
                mine = self._spread(wish, hours[schedule], off, zones[user])
                spread[kind] = mine if opens is None else mine & opens
            mine = spread[kind]
            away = leaves.filtered(lambda x, e=employees[user]: x.resource_id & e.resource_id)
            mine -= to_intervals((leave.date_from, leave.date_to) for leave in away)
            work[user] = to_spans(mine)
        return work

    def _find_leaves(self, wish, company, employees):
        """:return: ``resource.calendar.leaves`` of these people, and those of everybody"""
        resources = self.env["resource.resource"].sudo().union(*(e.resource_id for e in employees))
        companies = company | self.env["res.company"].union(*(e.company_id for e in employees))
        return (
            self.env["resource.calendar.leaves"]
            .sudo()
            .search(
                [
                    ("time_type", "=", "leave"),
                    ("date_from", "<", wish.until + 2 * DAY),
                    ("date_to", ">", wish.since - 2 * DAY),
                    "|",
                    ("resource_id", "in", resources.ids),
                    "&",
                    ("resource_id", "=", False),
                    ("company_id", "in", [False, *companies.ids]),
                ]
            )
        )

    def _get_days_off(self, schedule, company, leaves):
        """:return: sorted list of (begin, end) on the clock of whoever keeps the schedule:
        a day off is one wherever they are"""
        companies = {company, schedule.company_id or company}
        return sorted(
            (to_local(leave.date_from, tz), to_local(leave.date_to, tz))
            for leave in leaves
            if not leave.resource_id
            and (not leave.company_id or leave.company_id in companies)
            and (not leave.calendar_id or leave.calendar_id == schedule)
            for tz in [(leave.company_id or company)._get_holiday_tz(leave.calendar_id)]
        )

    def _spread(self, wish, hours, off, tz):
        """:param dict hours: see ``_get_week_hours`` of a schedule
        :param list off: see ``_get_days_off``
        :return: ``Intervals`` of the whole horizon, naive UTC"""
        lines = self.env["resource.calendar.attendance"]
        day, last = (wish.since - DAY).date(), (wish.until + DAY).date()
        spans = []
        while day <= last:
            week = str(lines.get_week_type(day))
            of_day = [
                (combine(day, since), combine(day, until))
                for since, until in hours.get((week, day.weekday()), ())
            ]
            if wish.with_lunch:
                of_day = close_gaps(of_day, LONGEST_BREAK)
            spans += [
                (to_utc(begin, tz), to_utc(end, tz))
                for span in of_day
                for begin, end in take_out(off, *span)
            ]
            day += DAY
        return to_intervals(spans)

    # Meetings --------------------------------------------------------------------------

    def _read_busy(self, wish, users, zones):
        """:return: (dict id of a contact → list of (begin, end), naive UTC; dict id of a
        contact → dict day → number of interviews)"""
        clocks = {user.partner_id.id: zones[user] for user in users}
        busy, counted = defaultdict(list), defaultdict(lambda: defaultdict(int))
        for partner, start, stop, first, last, blocks, is_interview in self._select_meetings(
            wish, users.partner_id.ids
        ):
            tz = clocks.get(partner)
            if first and tz:
                # All day is the whole day where the person is.
                start = to_utc(datetime.combine(first, time.min), tz)
                stop = to_utc(datetime.combine((last or first) + DAY, time.min), tz)
            if blocks:
                busy[partner].append((start, stop))
            if is_interview and tz:
                counted[partner][to_local(start, tz).date()] += 1
        return busy, counted

    def _select_meetings(self, wish, partner_ids):
        """One query for all people. Meetings of a series are rows of their own, and so are
        those from other calendars; times only are read, of private ones, too."""
        self.env["calendar.event"].flush_model()
        self.env["calendar.attendee"].flush_model()
        return self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT guest.res_partner_id, event.start, event.stop,
                       CASE WHEN event.allday THEN event.start_date END,
                       CASE WHEN event.allday THEN event.stop_date END,
                       event.show_as = 'busy',
                       event.applicant_id IS NOT NULL
                  FROM calendar_event_res_partner_rel AS guest
                  JOIN calendar_event AS event ON event.id = guest.calendar_event_id
                 WHERE guest.res_partner_id = ANY(%(partners)s)
                   AND event.active
                   AND event.stop > %(since)s
                   AND event.start < %(until)s
                   AND event.id <> ALL(%(ignored)s)
                   AND (event.show_as = 'busy' OR event.applicant_id IS NOT NULL)
                   AND NOT EXISTS (
                       SELECT FROM calendar_attendee AS attendee
                        WHERE attendee.event_id = event.id
                          AND attendee.partner_id = guest.res_partner_id
                          AND attendee.state = 'declined'
                   )
                """,
                partners=[*partner_ids, *([wish.partner_id] if wish.partner_id else [])],
                since=wish.since - 2 * DAY,
                until=wish.until + 2 * DAY,
                ignored=list(wish.ignored),
            )
        )

    def _count_load(self, wish, users):
        """:return: dict id of a contact → interviews of the last weeks and those to come"""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT guest.res_partner_id, count(*)
                  FROM calendar_event_res_partner_rel AS guest
                  JOIN calendar_event AS event ON event.id = guest.calendar_event_id
                 WHERE guest.res_partner_id = ANY(%s)
                   AND event.active
                   AND event.applicant_id IS NOT NULL
                   AND event.start BETWEEN %s AND %s
                 GROUP BY guest.res_partner_id
                """,
                users.partner_id.ids,
                wish.since - timedelta(weeks=LOAD_WEEKS),
                wish.until,
            )
        )
        return dict(rows)
