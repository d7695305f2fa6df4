from datetime import timedelta

from odoo import models

from ..company.hours import combine, take_out


class ResourceCalendar(models.Model):
    """Which days are worked, a long time at once: a plan for fifty people asks once."""

    _inherit = "resource.calendar"

    def _list_working_days(self, first, last):
        """:return: sorted list of the dates from the first to the last that have office
        hours, on the clock of the schedule"""
        hours, closed = self._get_week_hours(), self._read_closed(first, last)
        week_type = self.env["resource.calendar.attendance"].get_week_type
        days = (first + timedelta(days=number) for number in range((last - first).days + 1))
        return [
            day
            for day in days
            if any(
                any(True for _span in take_out(closed, combine(day, since), combine(day, until)))
                for since, until in hours.get((str(week_type(day)), day.weekday()), ())
            )
        ]
