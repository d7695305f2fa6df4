from datetime import timedelta

from odoo import api, models

from ..batch import get_batch, get_today
from ..rendering.dates_in_words import get_locale, say_day


class HrApplicantClosedDays(models.Model):
    """What a greeting before days off says of them."""

    _inherit = "hr.applicant"

    @api.private
    def get_closed_days(self):
        """:return: a sentence on the days on which nobody is here next, and when
        somebody is again, in the language of the context; "" where there are none"""
        plan = self._get_message_row().step_id.plan_id or self.sudo().communication_plan_id
        calendar = plan._get_calendar(self.sudo().company_id or self.env.company)
        batch = get_batch(self.env)
        known = batch.closed if batch else {}
        today, tz = self._get_candidate_today(), self._get_candidate_tz()
        key = calendar, calendar.env.company, tz, today, self.env.lang
        if key not in known:
            known[key] = self._say_closed_days(calendar, calendar._find_closed_days(today, tz))
        return known[key]

    def _say_closed_days(self, calendar, days):
        if not days:
            return ""
        kind, names = calendar._name_closed_days(days, self.env.lang or "en_US")
        if kind == "weekend":
            return self.env._(
                "We are closed over the weekend, and back on %s.", self._say_back(days)
            )
        words = {
            "days": self._say_days(days),
            "names": ", ".join(names),
            "back": self._say_back(days),
        }
        if kind == "leave":
            return self.env._("We are on leave %(days)s, and back on %(back)s.", **words)
        if names:
            return self.env._("We are closed %(days)s (%(names)s), and back on %(back)s.", **words)
        return self.env._("We are closed %(days)s, and back on %(back)s.", **words)

    def _say_days(self, days):
        """:return: "on Monday, January 6", "from Friday, April 3 to Monday, April 6\""""
        locale, today = get_locale(self.env), get_today(self.env)
        first, last = (say_day(day, locale, today) for day in (days[0], days[-1]))
        if len(days) == 1:
            return self.env._("on %s", first)
        return self.env._("from %(first)s to %(last)s", first=first, last=last)

    def _say_back(self, days):
        back = days[-1] + timedelta(days=1)
        return say_day(back, get_locale(self.env), get_today(self.env))
