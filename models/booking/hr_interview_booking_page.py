from bisect import bisect_right
from datetime import timedelta

from odoo import models
from odoo.tools import format_list

from ..batch import get_now
from ..company.hours import combine, to_local, to_utc
from ..inside import get_inside
from ..rendering.dates_in_words import (
    get_locale,
    say_day,
    say_length,
    say_time,
    say_times,
    say_zone,
)
from .free_times import find_meal
from .states import CHOOSABLE, MEALS, MOST_DAYS


class HrInterviewBookingPage(models.Model):
    """What the candidate's page shows of an offer: times and names, and nothing of what
    anybody does otherwise."""

    _inherit = "hr.interview.booking"

    def _filter_shown(self):
        """:return: those that the candidate was told of, without those of which there is
        nothing to say any more: of what is over, the latest is shown"""
        told = self.filtered(lambda offer: offer._is_told_on_page())
        return told.filtered(
            lambda offer: (
                offer._is_ahead()
                if offer.state == "booked"
                else offer.state in CHOOSABLE or offer == told[:1]
            )
        )

    def _is_told_on_page(self):
        """As ``_is_told``, by messages that the page has read already."""
        rows = self.applicant_id.sudo().communication_ids
        return any(row.state == "sent" and row.booking_id == self for row in rows)

    def _is_ahead(self):
        """:return: whether the interview is still to come, as far as the candidate knows"""
        start = self._get_known_start()
        return bool(start) and start + timedelta(minutes=self.minutes) > get_now(self.env)

    def _describe_on_page(self):
        may_choose, may_move = self._may_choose(), self._may_move()
        known = self.state == "booked" and self._get_known_start()
        invited = self._read_invited()
        times = self._find_times(recent=True, invited=invited) if may_choose or may_move else []
        days = self._group_by_day([start for start, _who in times if start != known])
        shown, earlier, later = self._cut_days(days)
        state = "expired" if self.state in CHOOSABLE and not may_choose else self.state
        return {
            "id": self.id,
            "state": state,
            "meeting": self.meeting_id.id,
            "format": self.meeting_format,
            "place": self.work_location_id.with_env(self.env).name,
            "length": say_length(self.minutes, get_locale(self.env)),
            "people": self._say_people(invited),
            "day": self.deadline and self.applicant_id._say_day(self._get_day()),
            "is_paused": bool(self.paused_date),
            "days": self._write_days(shown),
            "earlier": earlier,
            "later": later,
            "zone": self._say_zone(times),
            "may_choose": may_choose,
            "may_move": may_move,
            "may_change": self._may_change(),
            "is_near": self.state == "booked" and self._is_near(),
            "moves_left": self._get_rules().moves_allowed - self.moves,
            "hours": self._get_rules().change_hours,
            "chosen": self._say_chosen_time(),
            "text": self.none_fits_text,
        }

    def _say_people(self, invited=None):
        """:param tuple invited: see ``_read_invited``, where that was read already
        :return: str, the names, "one of Eva, Omar or Lee" among them"""
        panel, seats = self._get_people_names(invited)
        said = list(panel)
        for names in seats:
            choice = format_list(self.env, names, style="or")
            said.append(self.env._("one of %s", choice) if len(names) > 1 else choice)
        return format_list(self.env, said)

    def _group_by_day(self, starts):
        """:param list starts: naive UTC, sorted
        :return: dict day (date on the candidate's clock) → list of them"""
        tz, days, end = self.applicant_id._get_candidate_tz(), {}, None
        for start in starts:
            if end is None or start >= end:
                day = to_local(start, tz).date()
                end = to_utc(combine(day + timedelta(days=1), 0), tz)
                days[day] = []
            days[day].append(start)
        return days

    def _cut_days(self, days):
        """:param dict days: see ``_group_by_day``
        :return: those that are shown, and the first days (date or None) of those before and
            after them. The candidate has asked for the ones around the date that the
            controller puts into the context."""
        dates = list(days)
        around = get_inside(self.env, "candidate_page_day")
        passed = bisect_right(dates, around) - 1 if around else 0
        first = max(passed, 0) // MOST_DAYS * MOST_DAYS
        shown = {day: days[day] for day in dates[first : first + MOST_DAYS]}
        earlier = dates[first - MOST_DAYS] if first else None
        return shown, earlier, next(iter(dates[first + MOST_DAYS :]), None)

    def _write_days(self, days):
        """:return: list of dicts ``day`` (str) and ``times``: see ``write_slots``, those with
        coffee or lunch first"""
        locale, today = get_locale(self.env), self.applicant_id._get_page_today()
        describe = self._get_describer(locale)
        return [
            {
                "day": say_day(day, locale, today),
                "times": sorted(map(describe, found), key=lambda time: not time["meal"]),
            }
            for day, found in days.items()
        ]

    def _get_describer(self, locale):
        """:return: function of a time (naive UTC) → dict; what it asks is read once"""
        tz, agenda = self.applicant_id._get_candidate_tz(), self._get_agenda()
        home = self._get_company()._get_holiday_tz()
        meals = {"coffee": self.env._("with coffee"), "lunch": self.env._("with lunch")}

        def describe(start):
            return {
                "value": str(start),
                "number": f"start_{self.id}_{start:%m%d%H%M}",
                "words": say_time(to_local(start, tz), locale),
                "meal": meals.get(find_meal(start, agenda, home, MEALS)) if agenda else None,
            }

        return describe

    def _say_zone(self, times):
        """:return: the candidate's time zone, with what it is called at the first time"""
        moment = times[0][0] if times else get_now(self.env)
        return say_zone(self.env, self.applicant_id._to_candidate_time(moment))

    def _say_chosen_time(self):
        """:return: dict ``day`` and ``time`` in words, or None"""
        start = self.state == "booked" and self._get_known_start()
        if not start:
            return None
        applicant = self.applicant_id
        begin = applicant._to_candidate_time(start)
        end = begin + timedelta(minutes=self.minutes)
        times = say_times(begin, end, get_locale(self.env))
        return {"day": applicant._say_day(begin), "time": applicant._name_zone(times, begin)}
