from datetime import date

import pytz

from odoo.http import request

from ..models.booking.fresh import read_anew
from ..models.company.hours import to_local
from ..models.inside import Inside
from .candidate import Candidate

# What candidates do with times that they are offered.
BOOKING_PARTS = ("book", "unfit", "calloff")


class CandidateBooking(Candidate):
    """An interview is booked, moved and cancelled here. Looking changes nothing."""

    def _is_offered(self, applicant, part):
        if part in BOOKING_PARTS:
            offered = super()._is_offered(applicant, part)
            return offered and bool(applicant._find_shown_bookings())
        return super()._is_offered(applicant, part)

    def _find_offer(self, applicant, given):
        """:return: ``hr.interview.booking``, empty for what is not on the page"""
        number = self._read_id(given.get("booking", ""))
        return applicant._find_shown_bookings().filtered(lambda offer: offer.id == number)

    def _find_wrong_field(self, applicant, part, error, given):
        if part in (*BOOKING_PARTS, "zone"):
            return "text" if part == "unfit" and error in ("empty", "long") else None
        return super()._find_wrong_field(applicant, part, error, given)

    # Which days are looked at ----------------------------------------------------------

    def _render_page(self, applicant, status=200, **values):
        day = self._find_day(applicant, values.get("given") or {})
        if day:
            applicant = applicant.with_context(candidate_page_day=Inside(day))
        return super()._render_page(applicant, status, **values)

    def _find_day(self, applicant, given):
        """:return: date that the candidate has asked for, or on which the time is that was
        just chosen; None for what is none"""
        start = request.env["hr.interview.booking"]._read_start(given.get("book", {}).get("start"))
        try:
            if start:
                return to_local(start, applicant._get_candidate_tz()).date()
            return date.fromisoformat(request.httprequest.args.get("day", ""))
        except (ValueError, OverflowError):
            return None

    # Reading what was chosen -----------------------------------------------------------

    def _check_book(self, applicant, given):
        offer = self._find_offer(applicant, given)
        if not offer or not (offer._may_choose() or offer._may_move()):
            return "over"
        return None if offer._read_start(given.get("start")) else "unchosen"

    def _check_unfit(self, applicant, given):
        offer = self._find_offer(applicant, given)
        if not offer or not offer._may_choose():
            return "over"
        return None if given.get("text") else "empty"

    def _check_calloff(self, applicant, given):
        offer = self._find_offer(applicant, given)
        return None if offer and offer._may_change() else "over"

    def _check_zone(self, _applicant, given):
        return None if given.get("zone") in pytz.common_timezones_set else "empty"

    # Doing it --------------------------------------------------------------------------

    def _do_book(self, applicant, given):
        offer = self._find_offer(applicant, given)
        done = offer._choose(offer._read_start(given["start"]))
        if done == "booked":
            return None
        return self._show_anew(applicant, "book", given, "taken" if done == "taken" else "over")

    def _do_unfit(self, applicant, given):
        self._find_offer(applicant, given)._say_none_fits(given["text"])

    def _do_calloff(self, applicant, given):
        if self._find_offer(applicant, given)._call_off(given.get("text", "")):
            return None
        return self._show_anew(applicant, "calloff", given, "over")

    def _do_zone(self, applicant, given):
        applicant._choose_tz(given["zone"])

    def _show_anew(self, applicant, part, given, error):
        """The page with the times that are left now."""
        with read_anew(applicant) as fresh:
            return self._show_again(fresh, part, given, 409, error=error)
