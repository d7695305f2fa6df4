from odoo.http import content_disposition, request, route

from ..models.booking.fresh import read_anew
from .candidate import LONGEST_LINE, PATH, Candidate
from .candidate_device import for_known_devices
from .candidate_page import HEADERS, READS

# What candidates do with an offer.
OFFER_PARTS = ("accept", "decline", "undecline", "askoffer")
# What the page says when it turns out too late.
ERRORS = {"changed": "offer_changed", "gone": "offer_over", "accepted": "offer_accepted"}


def _find_place(offer_id="", **_given):
    """:return: str, where to go on after the code: where the offer stands"""
    return f"offer/{offer_id}" if offer_id.isdecimal() else "offer/0"


class CandidateOffer(Candidate):
    """An offer is read, asked about, accepted on a page of its own, or declined. The link to
    the page is passed on with an email: all of this wants the code of a known device. Looking
    changes nothing."""

    @route(f"{PATH}/offer/<string:offer_id>", methods=["GET"], **READS)
    @for_known_devices(_find_place)
    def show_offer(self, applicant_id, token, **_query):
        """The page shows it, once the device is known."""
        applicant = self._find_applicant(applicant_id, token)
        return self._redirect(f"{applicant._page_path()}#joboffer")

    @route(f"{PATH}/offer/<string:offer_id>/accept", methods=["GET"], **READS)
    @for_known_devices(_find_place)
    def ask_to_accept(self, applicant_id, token, offer_id, **_query):
        """What is about to be accepted, once more: it may bind both."""
        applicant = self._find_applicant(applicant_id, token)
        offer = self._find_shown(applicant, offer_id)
        if not offer or not offer._may_accept():
            return self._redirect(f"{applicant._page_path()}#joboffer")
        return self._render_accept(applicant, offer, {})

    @route(f"{PATH}/offer/<string:offer_id>/document", methods=["GET"], **READS)
    @for_known_devices(_find_place)
    def give_document(self, applicant_id, token, offer_id, **_query):
        """The paper, as it was made when the message left."""
        applicant = self._find_applicant(applicant_id, token)
        offer = self._find_shown(applicant, offer_id)
        if not offer or not offer.document_hash:
            return self._unknown()
        return request.make_response(
            offer._read_document(),
            [
                *HEADERS.items(),
                ("Content-Type", "application/pdf"),
                ("Content-Disposition", content_disposition(offer._get_document_name())),
            ],
        )

    def _find_shown(self, applicant, number):
        """:param str number: as it stands in the link or was sent
        :return: ``hr.applicant.offer``, empty for what is not on the page"""
        found = applicant._find_shown_offer()
        return found.filtered(lambda offer: offer.id == self._read_id(number or ""))

    def _is_offered(self, applicant, part):
        if part in OFFER_PARTS:
            return bool(applicant._find_shown_offer())
        return super()._is_offered(applicant, part)

    def _press(self, applicant, part, given):
        """Nothing is taken from a device that is not known."""
        if part in OFFER_PARTS and not self._is_device_known(applicant):
            place = _find_place(given.get("offer", ""))
            return self._redirect(f"{applicant._page_path()}/device?to={place}")
        return super()._press(applicant, part, given)

    # Drawing ---------------------------------------------------------------------------

    def _render_page(self, applicant, status=200, **values):
        """Without the code the page says that there is an offer, and until when."""
        known = self._is_device_known(applicant)
        return super()._render_page(applicant, status, offer_known=known, **values)

    def _render_accept(self, applicant, offer, given, status=200, **values):
        shown = {"given": given, "offer": offer._describe_on_page()}
        return self._render_second("accept", applicant, shown, status, **values)

    def _show_again(self, applicant, part, given, status=200, **values):
        """Nothing that was typed is lost; the second page stays the second page."""
        if part == "accept":
            offer = self._find_shown(applicant, given.get("offer"))
            if offer and offer._may_accept():
                return self._render_accept(applicant, offer, given, status, **values)
        return super()._show_again(applicant, part, given, status, **values)

    def _find_wrong_field(self, applicant, part, error, given):
        if part == "accept":
            return {"offer_name": "name", "offer_read": "read"}.get(error)
        if part == "decline":
            return "reason" if error == "offer_reason" else None
        if part == "undecline":
            return None
        return super()._find_wrong_field(applicant, part, error, given)

    # Reading what was pressed ----------------------------------------------------------

    def _check_accept(self, applicant, given):
        offer = self._find_shown(applicant, given.get("offer"))
        if not offer:
            return "offer_changed"
        if offer.state == "accepted":
            return None
        if not offer._may_accept():
            return "offer_over"
        if given.get("read") != "yes":
            return "offer_read"
        name = given.get("name", "")
        return None if name and len(name) <= LONGEST_LINE else "offer_name"

    def _check_decline(self, applicant, given):
        offer = self._find_shown(applicant, given.get("offer"))
        if not offer:
            return "offer_changed"
        if offer.state == "accepted":
            return "offer_accepted"
        if offer.state != "declined" and not offer._may_answer():
            return "offer_over"
        reasons = [code for code, _words in offer._get_decline_reasons()]
        return None if given.get("reason") in reasons else "offer_reason"

    def _check_undecline(self, applicant, given):
        offer = self._find_shown(applicant, given.get("offer"))
        if offer and (offer.state == "open" or offer._get_time_to_undo()):
            return None
        return "offer_over"

    def _check_askoffer(self, applicant, given):
        return self._check_ask(applicant, given)

    # Doing it --------------------------------------------------------------------------

    def _do_accept(self, applicant, given):
        done = self._find_shown(applicant, given["offer"])._accept(given.get("name", ""))
        return self._show_what_came(applicant, "accept", given, done, "accepted")

    def _do_decline(self, applicant, given):
        offer = self._find_shown(applicant, given["offer"])
        done = offer._decline(given["reason"], given.get("text", ""))
        return self._show_what_came(applicant, "decline", given, done, "declined")

    def _do_undecline(self, applicant, given):
        if not self._find_shown(applicant, given["offer"])._take_back_decline():
            return self._show_anew_offer(applicant, "undecline", given, "offer_over")
        return None

    def _do_askoffer(self, applicant, given):
        applicant._ask_about_offer(given["text"])

    def _show_what_came(self, applicant, part, given, done, wanted):
        """:param str done: what has become of it
        :param str wanted: what it is when all went well"""
        if done == wanted:
            return None
        return self._show_anew_offer(applicant, part, given, ERRORS[done])

    def _show_anew_offer(self, applicant, part, given, error):
        """The page as it is by now."""
        with read_anew(applicant) as fresh:
            return self._show_again(fresh, part, given, 409, error=error)
