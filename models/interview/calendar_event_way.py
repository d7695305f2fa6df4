from datetime import timedelta
from urllib.parse import urlencode

from odoo import models

from ..company.addresses import is_address
from ..rendering.dates_in_words import get_locale, say_time

# Time for coats, a lift and a name at the reception.
ARRIVES_BEFORE = timedelta(minutes=10)
DIRECTIONS = "https://www.google.com/maps/dir/?"
# As the map calls them, the one that most people take first.
TRAVEL_MODES = ("transit", "driving", "walking")


class CalendarEventWay(models.Model):
    """The way to an interview on site: when to be there, from where, through which door."""

    _inherit = "calendar.event"

    def _get_candidate_way(self, applicant, begin):
        """:param begin: aware, when the candidate is told that it begins, in the
            candidate's time zone; or False
        :return: dict arrive (str, "" where there is no time), location
            (``hr.work.location``, may be empty) and entrance, see the work location"""
        meeting = self._for_candidate(applicant)
        location = meeting._get_work_location().with_env(meeting.env)
        return {
            "arrive": meeting._say_arrival(applicant, begin),
            "location": location,
            "entrance": location._get_candidate_entrance(),
        }

    def _say_arrival(self, applicant, begin):
        if not begin or self._confirmed("allday"):
            return ""
        moment = begin - ARRIVES_BEFORE
        words = say_time(moment, get_locale(self.env))
        return applicant._name_zone(words, moment, self._find_country_to_come_to())

    def _get_candidate_routes(self, applicant, origin):
        """:param str origin: where the candidate travels from
        :return: list of dict mode and url, empty where one end is not known"""
        place = self._get_candidate_place(applicant)
        name = place["name"]
        address = place["address"] or (is_address(name) and name)
        origin = (origin or "").strip()
        if not origin or not address:
            return []
        ends = {"api": 1, "origin": origin, "destination": address}
        return [
            {"mode": mode, "url": DIRECTIONS + urlencode({**ends, "travelmode": mode})}
            for mode in TRAVEL_MODES
        ]
