import re
from functools import wraps

from odoo.http import request, route

from ..models.candidate_page.page_requests import (
    DEVICE_CODE,
    HOURS_OF_A_DEVICE,
    HOURS_TO_FINISH,
    MINUTES_OF_A_DEVICE_CODE,
)
from ..models.candidate_page.page_values import NOTHING_SAID
from .candidate import PATH, Candidate
from .candidate_page import READS, WRITES

DEVICE_PATH = f"{PATH}/device"
DEVICE_PARTS = (DEVICE_CODE, "device")
COOKIE = "candidate_device"
# A page below the candidate's own one.
BELOW = re.compile(r"[a-z]+(/[a-z0-9]+)*")


def for_known_devices(place):
    """What the link to the page alone does not open: offers, documents, personal numbers.

    :param place: path of where to go on after the code, below that of the page (str), or
        function of what the route is called with → such a path
    :return: decorator of a route below ``PATH``; one whose device is not known gets the page
        that asks for a code instead, and nothing that was sent is taken
    """

    def decorate(endpoint):
        @wraps(endpoint)
        def ask_first(self, applicant_id, token, *arguments, **given):
            applicant = self._find_applicant(applicant_id, token)
            if not applicant:
                return self._unknown()
            if not self._is_device_known(applicant):
                below = place(**given) if callable(place) else place
                # Part of it is as it was sent.
                below = below if BELOW.fullmatch(below) else ""
                return self._redirect(f"{applicant._page_path()}/device?to={below}")
            return endpoint(self, applicant_id, token, *arguments, **given)

        return ask_first

    return decorate


class CandidateDevice(Candidate):
    """A code by email or SMS, and a cookie that says that it was typed here."""

    @route(DEVICE_PATH, methods=["GET"], **READS)
    def ask_for_code(self, applicant_id, token, to="", **_query):
        applicant = self._find_applicant(applicant_id, token)
        if not applicant:
            return self._unknown()
        if self._is_device_known(applicant):
            return self._go_on(applicant, to)
        return self._render_device(applicant, to)

    @route(DEVICE_PATH, methods=["POST"], **WRITES)
    def take_code(self, applicant_id, token, **_posted):
        applicant = self._find_applicant(applicant_id, token, writes=True)
        if not applicant:
            return self._unknown()
        given = self._read_posted()
        part = given.get("part")
        if part not in DEVICE_PARTS:
            return self._render_device(applicant, given.get("to"))
        return self._press(applicant, part, given)

    def _is_device_known(self, applicant):
        kept = request.httprequest.cookies.get(f"{COOKIE}_{applicant.id}")
        finishes = request.httprequest.method == "POST"
        return applicant._is_device_known(kept, finishes)

    def _go_on(self, applicant, to):
        """:param str to: where the candidate was going, by whomever it was written"""
        below = f"/{to}" if to and BELOW.fullmatch(to) else ""
        return self._redirect(f"{applicant._page_path()}{below}")

    # What is pressed --------------------------------------------------------------------

    def _is_offered(self, applicant, part):
        if part in DEVICE_PARTS:
            return not applicant.page_revoked
        return super()._is_offered(applicant, part)

    def _check_devicecode(self, applicant, given):
        return applicant._find_fault_of_device_code(given.get("channel"))

    def _check_device(self, applicant, given):
        return applicant._find_fault_of_device(given.get("text", ""))

    def _do_devicecode(self, applicant, given):
        applicant._send_device_code(given["channel"])
        return self._render_device(applicant, given.get("to"), said=DEVICE_CODE)

    def _do_device(self, applicant, given):
        response = self._go_on(applicant, given.get("to"))
        response.set_cookie(
            f"{COOKIE}_{applicant.id}",
            applicant._know_device(),
            max_age=(HOURS_OF_A_DEVICE + HOURS_TO_FINISH) * 3600,
            path=f"/candidate/page/{applicant.id}",
            secure=request.httprequest.scheme == "https",
            httponly=True,
            samesite="Lax",
        )
        return response

    # Drawing ----------------------------------------------------------------------------

    def _show_again(self, applicant, part, given, status=200, **values):
        if part not in DEVICE_PARTS:
            return super()._show_again(applicant, part, given, status, **values)
        return self._render_device(
            applicant, given.get("to"), status, part=part, given={part: given}, **values
        )

    def _render_device(self, applicant, to, status=200, **values):
        company = applicant.company_id or applicant.env.company
        return self._render(
            "application_device",
            {
                "applicant": applicant,
                "company": company,
                "channels": applicant._get_device_channels(),
                "waits": bool(applicant._find_device_request()),
                "our_phone": applicant._get_speaker().phone or company.phone,
                "minutes": MINUTES_OF_A_DEVICE_CODE,
                "to": to if to and BELOW.fullmatch(to) else "",
                "page_path": applicant._page_path(),
                "path": f"{applicant._page_path()}/device",
                "form": applicant._sign_form(again=values.get("again")),
                "preview": False,
                **NOTHING_SAID,
                **self._mark(applicant, values),
                **values,
            },
            status,
        )
