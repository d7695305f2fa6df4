from odoo.http import Controller, content_disposition, request, route

from ..models.booking.fresh import read_anew
from .candidate import LONGEST_LINE, PATH, Candidate
from .candidate_page import HEADERS, READS

# What candidates do with an offer.
OFFER_PARTS = ("accept", "decline", "undecline", "askoffer")
# What the page says when it turns out too late.
ERRORS = {"changed": "offer_changed", "gone": "offer_over", "accepted": "offer_accepted"}


class CandidateOffer(Candidate, Controller):
    """An offer is read, asked about, accepted on a page of its own, or declined. Looking
    changes nothing."""

    @route(f"{PATH}/offer/<string:offer_id>/accept", methods=["GET"], **READS)
    def ask_to_accept(self, applicant_id, token, offer_id, **_query):
        """What is about to be accepted, once more: it may bind both."""
        applicant = self._find_applicant(applicant_id, token)
        if not applicant:
            return self._unknown()
        offer = self._find_shown(applicant, offer_id)
        if not offer or not offer._may_accept():
            return self._redirect(f"{applicant._page_path()}#joboffer")
        return self._render_accept(applicant, offer, {})

    @route(f"{PATH}/offer/<string:offer_id>/document", methods=["GET"], **READS)
    def give_document(self, applicant_id, token, offer_id, **_query):
        """The paper, as it was made when the message left."""
        applicant = self._find_applicant(applicant_id, token)
        offer = applicant and self._find_shown(applicant, offer_id)
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

    # Drawing ---------------------------------------------------------------------------

    def _render_accept(self, applicant, offer, given, status=200, **values):
        return self._render(
            "application_accept",
            {
                "company": applicant.company_id or applicant.env.company,
                "applicant": applicant,
                "offer": offer._describe_on_page(),
                "path": applicant._page_path(),
                "form": applicant._sign_form(again=values.get("again")),
                "given": given,
                "error": None,
                "again": None,
                **self._mark(applicant, {**values, "part": "accept"}),
                **values,
            },
            status,
        )

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
