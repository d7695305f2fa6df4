from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, time, timedelta

import pytz
from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL
from odoo.tools.misc import format_date

from ..feedback.choices import MOMENTS, OUTCOMES

# Filter → model of its ids, and the column of facts and applications.
RECORDS = {
    "company_ids": ("res.company", "company_id"),
    "job_ids": ("hr.job", "job_id"),
    "department_ids": ("hr.department", "department_id"),
    "user_ids": ("res.users", "user_id"),
    "source_ids": ("utm.source", "source_id"),
    "medium_ids": ("utm.medium", "medium_id"),
}
DATES = ("date_from", "date_to", "compare_from", "compare_to")
MONTHS = 12
# Further back or ahead there are typing errors, not applications.
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2200, 1, 1)
# No more ids than a person selects; a longer list is no filter but an attack.
MOST_IDS = 10_000
# Beyond it no column holds an id.
HIGHEST_ID = 2**31 - 1


@dataclass(frozen=True)
class Period:
    """Days in the reader's time zone, both included."""

    first: date
    last: date

    def to_utc(self, env):
        """:return: (first moment, moment after the last), naive UTC"""

        def begin(day):
            start = env.tz.localize(datetime.combine(day, time.min))
            return start.astimezone(pytz.utc).replace(tzinfo=None)

        return begin(self.first), begin(self.last + timedelta(days=1))

    def get_months(self):
        """:return: the first days of its months, oldest first"""
        month, months = self.first.replace(day=1), []
        while month <= self.last:
            months.append(month)
            month += relativedelta(months=1)
        return months

    def describe(self, env):
        return {
            "date_from": fields.Date.to_string(self.first),
            "date_to": fields.Date.to_string(self.last),
            "label": f"{format_date(env, self.first)} – {format_date(env, self.last)}",
        }


@dataclass(frozen=True)
class Filters:
    """What a report is about, checked. Empty means everything."""

    period: Period
    comparison: Period | None
    # The companies that the reader has switched on; None: of all companies.
    allowed: tuple | None
    moments: tuple = ()
    outcomes: tuple = ()
    records: dict = field(default_factory=lambda: dict.fromkeys(RECORDS, ()))
    # What of the period is read, if not all of it: see ``get_spans``.
    spans: tuple | None = None

    @classmethod
    def of_days(cls, begin, end):
        """:param date begin: the first day, in UTC; ``end``: the day after the last
        :return: everything of these days, of all companies"""
        spans = (tuple(datetime.combine(day, time.min) for day in (begin, end)),)
        return cls(Period(begin, end - timedelta(days=1)), None, None, spans=spans)

    @classmethod
    def parse(cls, env, given):
        """:param dict given: see ``hr.recruitment.experience.report.get_data``
        :raise UserError: for what no filter can be
        :raise AccessError: for a company that the reader has not switched on
        """
        given = given or {}
        if not isinstance(given, dict):
            raise UserError(env._("These filters cannot be read: please open the report again."))
        known = {*RECORDS, *DATES, "compare", "moments", "outcomes"}
        if given.keys() - known:
            raise UserError(env._("The report knows no such filter."))
        period = cls._read_period(env, given)
        records = {name: cls._read_ids(env, given.get(name)) for name in RECORDS}
        if set(records["company_ids"]) - set(env.companies.ids):
            raise AccessError(env._("This company is not among your active ones."))
        return cls(
            period,
            cls._read_comparison(env, given, period),
            tuple(env.companies.ids),
            cls._read_keys(env, given.get("moments"), MOMENTS),
            cls._read_keys(env, given.get("outcomes"), OUTCOMES),
            records,
        )

    @staticmethod
    def _read_date(env, value):
        try:
            day = fields.Date.to_date(value) if value else None
        except (TypeError, ValueError, AttributeError):
            day = FIRST_DAY - timedelta(days=1)
        if day and not FIRST_DAY <= day <= LAST_DAY:
            raise UserError(env._("This is not a date that a report can have."))
        return day

    @classmethod
    def _read_period(cls, env, given):
        today = fields.Date.context_today(env["res.users"])
        last = cls._read_date(env, given.get("date_to")) or today
        start = last.replace(day=1) - relativedelta(months=MONTHS - 1)
        first = cls._read_date(env, given.get("date_from")) or start
        if first > last:
            raise UserError(env._("The period ends before it begins."))
        return Period(first, last)

    @classmethod
    def _read_comparison(cls, env, given, period):
        if not given.get("compare", True):
            return None
        before = cls._find_period_before(period)
        last = cls._read_date(env, given.get("compare_to")) or before.last
        first = cls._read_date(env, given.get("compare_from")) or before.first
        if first > last:
            raise UserError(env._("The period to compare with ends before it begins."))
        if first <= period.last and period.first <= last:
            # A change is one between different people, and what two almost equal
            # periods differ by would be one answer.
            raise UserError(env._("The period to compare with overlaps the one of the report."))
        return Period(first, last)

    @staticmethod
    def _find_period_before(period):
        """From the first of a month on, the same days as many months before: recruiting
        has its seasons. Otherwise as many days just before."""
        if period.first.day != 1:
            length = period.last - period.first + timedelta(days=1)
            return Period(period.first - length, period.last - length)
        back = relativedelta(months=len(period.get_months()))
        # The end of a month is compared with the end of a month.
        after = period.last + timedelta(days=1) - back
        whole = (period.last + timedelta(days=1)).day == 1
        last = after - timedelta(days=1) if whole else period.last - back
        return Period(period.first - back, last)

    @staticmethod
    def _read_ids(env, value):
        value = value or ()
        good = isinstance(value, (list, tuple)) and len(value) <= MOST_IDS
        if not good or any(type(number) is not int for number in value):
            raise UserError(env._("A filter takes a list of records."))
        # What is no record finds nothing, and not everything.
        return tuple(dict.fromkeys(number if 0 < number <= HIGHEST_ID else -1 for number in value))

    @staticmethod
    def _read_keys(env, value, selection):
        value = value or ()
        keys = dict(selection)
        good = isinstance(value, (list, tuple))
        if not good or any(not isinstance(k, str) or k not in keys for k in value):
            raise UserError(env._("The report knows no such choice."))
        return tuple(dict.fromkeys(value))

    # What it selects ---------------------------------------------------------------

    @property
    def is_narrow(self):
        """Does it leave out some of the answers of the period?"""
        chosen = [name for name, ids in self.records.items() if ids]
        return bool(self.moments or self.outcomes or set(chosen) - {"company_ids"})

    def widen(self):
        """:return: the same period of the same companies, everything else included"""
        everything = dict.fromkeys(RECORDS, ())
        records = everything | {"company_ids": self.records["company_ids"]}
        return Filters(self.period, self.comparison, self.allowed, records=records)

    def shift(self, period):
        """:return: the same of another period"""
        return replace(self, period=period, comparison=None, spans=None)

    def cut(self, spans):
        """:return: the same, but only of these parts of the period"""
        return replace(self, spans=tuple(spans))

    def get_spans(self, env, of_days=False):
        """:param bool of_days: for days, which have no time zone; otherwise for moments
        :return: tuple of (first moment, moment after the last), naive UTC"""
        if self.spans is not None:
            return self.spans
        if not of_days:
            return (self.period.to_utc(env),)
        after = self.period.last + timedelta(days=1)
        return (tuple(datetime.combine(day, time.min) for day in (self.period.first, after)),)

    def select_days(self, env, table, column):
        """:return: SQL condition: a date of the period"""
        return self._select_spans(self.get_spans(env, of_days=True), table, column, "date")

    def select_moments(self, env, table, column):
        """:return: SQL condition: a moment (naive UTC) of the period"""
        return self._select_spans(self.get_spans(env), table, column, "timestamp")

    @staticmethod
    def _select_spans(spans, table, column, kind):
        date = SQL.identifier(table, column)
        kind = SQL(kind)
        conditions = [
            SQL("(%s >= %s::%s AND %s < %s::%s)", date, begin, kind, date, end, kind)
            for begin, end in spans
        ]
        return SQL("(%s)", SQL(" OR ").join(conditions)) if conditions else SQL("FALSE")

    def select_columns(self, env, table):
        """:return: SQL condition on the dimensions that facts and applications share"""
        conditions = [
            SQL("%s = ANY(%s)", SQL.identifier(table, name), ids)
            for name, ids in self.get_ids(env).items()
        ]
        if not self.records["company_ids"] and self.allowed is not None:
            column = SQL.identifier(table, "company_id")
            allowed = list(self.allowed)
            conditions.append(SQL("(%s = ANY(%s) OR %s IS NULL)", column, allowed, column))
        if self.outcomes:
            outcome = SQL.identifier(table, "outcome")
            conditions.append(SQL("%s = ANY(%s)", outcome, list(self.outcomes)))
        return SQL(" AND ").join(conditions) if conditions else SQL("TRUE")

    def get_domain(self, env):
        """:return: the same as ``select_columns``, as a domain"""
        domain = [(name, "in", ids) for name, ids in self.get_ids(env).items()]
        if not self.records["company_ids"]:
            domain.append(("company_id", "in", [*self.allowed, False]))
        if self.outcomes:
            domain.append(("outcome", "in", list(self.outcomes)))
        return domain

    def get_ids(self, env):
        """:return: dict column → ids, of the filters in use; departments with those
        below them"""
        chosen = {
            column: list(self.records[name])
            for name, (_model, column) in RECORDS.items()
            if self.records[name]
        }
        if "department_id" in chosen:
            below = [("id", "child_of", chosen["department_id"])]
            chosen["department_id"] = list(env["hr.department"].sudo()._search(below))
        return chosen

    # What it says ------------------------------------------------------------------

    def describe(self):
        """:return: the filters as ``parse`` takes them, complete"""
        described = {
            **{name: list(ids) for name, ids in self.records.items()},
            "moments": list(self.moments),
            "outcomes": list(self.outcomes),
            "compare": bool(self.comparison),
        }
        for names, period in (
            (DATES[:2], self.period),
            (DATES[2:], self.comparison),
        ):
            if period:
                dates = map(fields.Date.to_string, asdict(period).values())
                described.update(zip(names, dates, strict=True))
        return described

    @staticmethod
    def get_names(env):
        """:return: dict of each list of a filter → what it is called"""
        return {
            "company_ids": env._("Companies"),
            "job_ids": env._("Job Positions"),
            "department_ids": env._("Departments"),
            "user_ids": env._("Recruiters"),
            "source_ids": env._("Sources"),
            "medium_ids": env._("Mediums"),
            "moments": env._("Moments"),
            "outcomes": env._("Outcomes"),
        }

    def get_labels(self, env):
        """:return: what is in use, as list of dicts of name and value"""
        names, values = self.get_names(env), []
        for name, (model, _column) in RECORDS.items():
            found = env[model].browse(self.records[name]).exists()
            readable = found._filtered_access("read")
            values.append((names[name], readable.mapped("display_name")))
        facts = env["hr.recruitment.feedback"]
        for name, field_name, keys in (
            ("moments", "moment", self.moments),
            ("outcomes", "outcome", self.outcomes),
        ):
            known = dict(facts._fields[field_name]._description_selection(env))
            values.append((names[name], [known[key] for key in keys]))
        return [{"name": name, "value": ", ".join(texts)} for name, texts in values if texts]
