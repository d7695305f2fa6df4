from datetime import timedelta

from odoo import models

from .hours import combine, find_weekend, localize, to_local
from .public_holidays import find_public_holidays

# Days off that are further away are not "the next ones".
LOOK_AHEAD = timedelta(days=14)
# What is closed for longer is no holiday but leave.
LONGEST_HOLIDAY = 3


class ResourceCalendarClosed(models.Model):
    """Which days off come next, and what they are called."""

    _inherit = "resource.calendar"

    def _find_closed_days(self, today, tz):
        """:param date today: in the time zone ``tz``
        :return: list of the dates on which nobody is here next, without a gap; empty
            where there are none soon"""
        previous, day = today, timedelta(days=1)
        for opens, _closes in self._office_hours(localize(combine(today + day, 0), tz), tz):
            closed = (opens.date() - previous).days - 1
            if closed > 0:
                return [previous + number * day for number in range(1, closed + 1)]
            previous = opens.date()
            if previous - today > LOOK_AHEAD:
                break
        return []

    def _name_closed_days(self, days, lang):
        """:param list days: see ``_find_closed_days``
        :param str lang: code of the reader's language
        :return: (kind, names): ``weekend``, ``leave`` or ``holiday``, and the list of the
            holidays' names, as far as there are any in that language"""
        entered = self._find_entered(days)
        names = []
        for day in days:
            leave, length = entered.get(day, (None, 0))
            if length <= LONGEST_HOLIDAY:
                names.append(self._name_holiday(day, leave, lang))
        names = list(dict.fromkeys(filter(None, names)))
        if any(length > LONGEST_HOLIDAY for _leave, length in entered.values()):
            return "leave", names
        free = find_weekend(self._get_hours_company().country_id.code) | find_weekend("")
        if not entered and not names and {day.weekday() for day in days} <= free:
            return "weekend", []
        return "holiday", names

    def _find_entered(self, days):
        """:return: dict date → (``resource.calendar.leaves``, length in days) of those
        days off that somebody has entered"""
        entered = {}
        for leave, tz in self._find_days_off(days[0], days[-1]):
            first, last = to_local(leave.date_from, tz).date(), to_local(leave.date_to, tz).date()
            for day in days:
                if first <= day <= last:
                    entered[day] = leave, (last - first).days + 1
        return entered

    def _name_holiday(self, day, leave, lang):
        """:return: str, as the company calls it if it speaks the reader's language, else
        as the country's holiday is called there; or None"""
        company = self._get_hours_company()
        spoken = company.partner_id.lang or "en_US"
        if leave and leave.name and spoken.split("_")[0] == lang.split("_")[0]:
            return leave.name
        country, state = company.country_id.code, company.state_id.code
        return find_public_holidays(country, state, day.year, lang).get(day)
