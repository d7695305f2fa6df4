from odoo import models

from ..rendering.dates_in_words import get_locale
from .slots import write_slots
from .zones import write_zones


class HrApplicantBookingPage(models.Model):
    """Times to choose among on the candidate's own page."""

    _inherit = "hr.applicant"

    def _get_page(self):
        page = super()._get_page()
        offers = self._get_page_bookings() if page["state"] == "ongoing" else []
        waiting = [offer for offer in offers if offer["may_choose"]]
        choosing = any(offer["days"] for offer in offers)
        return {
            **page,
            "bookings": offers,
            "write_slots": write_slots,
            "open_booking": waiting[0] if waiting else None,
            "zones": choosing and write_zones(get_locale(self.env), self._get_candidate_tz().zone),
        }

    def _get_told_meetings(self):
        """Who has chosen a time knows it at once, and so who has moved it."""
        told = super()._get_told_meetings()
        if not self.env["hr.candidate.settings"]._is_used("uses_booking"):
            return told
        heard_of = self.communication_ids.sudo().meeting_id
        for offer in self.sudo().booking_ids.filtered(lambda o: o.state == "booked"):
            meeting = offer.meeting_id
            unheard = meeting - heard_of and meeting._confirmed("active")
            if unheard or (meeting in told and offer._is_as_chosen()):
                told[meeting] = offer.chosen_start
        return told

    def _get_page_bookings(self):
        """:return: list of dicts of what the candidate was offered, the latest first"""
        return [offer._describe_on_page() for offer in self._find_shown_bookings()]

    def _find_shown_bookings(self):
        if not self.env["hr.candidate.settings"]._is_used("uses_booking"):
            return self.env["hr.interview.booking"]
        return self.sudo().booking_ids._filter_shown()
