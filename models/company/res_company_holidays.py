from collections import defaultdict
from datetime import date, datetime, time, timedelta

from markupsafe import Markup

from odoo import api, fields, models

from ..batch import get_today
from .hours import combine, find_tz, to_local, to_utc
from .public_holidays import find_public_holidays

# From this month on, the next year is the coming one: plans and promises reach into it.
FIRST_MONTH_OF_NEXT_YEAR = 10
ACTION = "hr_recruitment_candidate_experience.action_public_holidays"


class ResCompanyHolidays(models.Model):
    """Public holidays: without them, candidates hear from us, and are promised to, on
    days on which nobody is here."""

    _inherit = "res.company"

    holidays_asked_year = fields.Integer(
        copy=False,
        groups=fields.NO_ACCESS,
        help="The last year for which an administrator was told that none are entered.",
    )

    @api.model
    def _watch_public_holidays(self):
        """Tell an administrator of each company that recruits, once for each year, that no
        public holidays are entered for it."""
        for year, companies in self._find_recruiting()._find_years_to_enter():
            missing = companies.filtered(lambda c, year=year: c.holidays_asked_year < year)
            if missing:
                activities = self.env["mail.activity"]
                todos = [company._prepare_holiday_todo(year) for company in missing]
                activities._raise_todos(todos, same=("summary", "user_id"))
                missing.holidays_asked_year = year

    def _find_years_to_enter(self):
        """:return: list of (year, companies in which no public holiday of it is entered): this
        year as long as some are still to come, and the coming one"""
        today, coming = get_today(self.env), self._get_coming_year()
        found = []
        if today.year < coming:
            ahead = self.filtered(
                lambda c: any(d >= today for d in c._get_public_holidays(today.year))
            )
            found.append((today.year, ahead._filter_without_holidays(today.year)))
        found.append((coming, self._filter_without_holidays(coming)))
        return [(year, companies) for year, companies in found if companies]

    @api.model
    def _get_coming_year(self):
        today = get_today(self.env)
        return today.year + (today.month >= FIRST_MONTH_OF_NEXT_YEAR)

    @api.model
    def _find_recruiting(self):
        """:return: ``res.company``, as superuser, with job positions or applications"""
        found = self.sudo()
        for model in ("hr.job", "hr.applicant"):
            groups = (
                self.env[model].sudo()._read_group([("company_id", "!=", False)], ["company_id"])
            )
            found = found.union(*(company for (company,) in groups))
        return found.filtered("active")

    def _filter_without_holidays(self, year):
        """:return: the companies in which nobody has entered a public holiday of the
        year: any day off for all, where the country's are not known"""
        entered = self._find_holidays_entered(year)
        missing = self.browse()
        for company in self:
            days = entered[company.id]
            public = company._get_public_holidays(year)
            if not (days & public.keys() if public else days):
                missing |= company
        return missing

    def _find_holidays_entered(self, year):
        """:return: dict id of a company → set of the dates in the year that are off for
        everybody there"""
        entered = defaultdict(set)
        for leave in self._find_days_off(date(year, 1, 1), date(year, 12, 31)):
            for company in leave.company_id or self:
                entered[company.id].update(company._find_days_of(leave, year))
        return entered

    def _find_days_off(self, first, last):
        """:param date first:
        :param date last:
        :return: ``resource.calendar.leaves``, as superuser, of everybody in one of the
            companies, whatever the schedule"""
        leaves = self.env["resource.calendar.leaves"].sudo()
        return leaves.search(
            [
                ("resource_id", "=", False),
                ("time_type", "=", "leave"),
                ("company_id", "in", [False, *self.ids]),
                # With a day more at each end, for who is east or west of UTC.
                ("date_from", "<", combine(last + timedelta(days=2), 0)),
                ("date_to", ">", combine(first - timedelta(days=1), 0)),
            ]
        )

    def _find_days_of(self, leave, year):
        tz = self._get_holiday_tz(leave.calendar_id)
        first = max(to_local(leave.date_from, tz).date(), date(year, 1, 1))
        last = min(to_local(leave.date_to, tz).date(), date(year, 12, 31))
        return [first + timedelta(days=number) for number in range((last - first).days + 1)]

    def _get_holiday_tz(self, calendar=None):
        """:return: pytz time zone whose clocks days off go by"""
        own = self.sudo()
        name = calendar and calendar.tz
        return find_tz(name or own.resource_calendar_id.tz or own.partner_id.tz)

    def _get_public_holidays(self, year):
        """:return: dict date → name, in the language of the company, else of the
        country; empty where they are not known"""
        own = self.sudo()
        place = own.country_id.code, own.state_id.code, year
        return find_public_holidays(*place, own.partner_id.lang or "en_US") or (
            find_public_holidays(*place)
        )

    def _prepare_holiday_todo(self, year):
        steps = self.env["hr.recruitment.communication.step"]
        activities = self.env["mail.activity"]
        todo = activities._prepare_todo(
            self,
            steps._find_administrator(self) or self.env.ref("base.user_admin"),
            activities._get_todo_type(),
            lambda company: (
                company.env._(
                    "%(company)s: no public holidays are entered for %(year)s",
                    company=company.name,
                    year=year,
                ),
                Markup('<p>%s</p><p><a href="/odoo/action-%s">%s</a></p>')
                % (
                    company.env._(
                        "Candidates would get messages and promises on days on which nobody is "
                        "here."
                    ),
                    ACTION,
                    company.env._("Enter public holidays"),
                ),
            ),
        )
        # Odoo has no list of what is to be done on companies.
        return todo | {"res_model_id": False, "res_id": False}

    def _enter_holidays(self, names):
        """Days off for everybody in the company, whatever the schedule.

        :param dict names: date → name
        :return: ``resource.calendar.leaves``"""
        tz = self._get_holiday_tz()
        # Odoo takes the company of whoever works, and counts its colleagues' time off.
        leaves = (
            self.env["resource.calendar.leaves"]
            .with_company(self)
            .sudo()
            .create(
                [
                    {
                        "name": name,
                        "calendar_id": False,
                        "date_from": to_utc(datetime.combine(day, time.min), tz),
                        "date_to": to_utc(datetime.combine(day, time(23, 59, 59)), tz),
                    }
                    for day, name in names.items()
                ]
            )
        )
        # Also where somebody else's reading would compute it.
        leaves.flush_recordset(["company_id"])
        return leaves
