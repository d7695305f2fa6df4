from odoo.http import content_disposition, request

from ..models.privacy.copy_limits import FILE_NAME
from .candidate import Candidate
from .candidate_page import HEADERS


class CandidateCopy(Candidate):
    """A copy of the data: a code by email, and the file for it."""

    def _is_offered(self, applicant, part):
        if part in ("copycode", "fetch"):
            return bool(applicant._find_copy()) and applicant._may_fetch_copy()
        return super()._is_offered(applicant, part)

    def _check_copycode(self, applicant, _given):
        return applicant._find_fault_of_copycode()

    def _check_fetch(self, applicant, given):
        return applicant._find_fault_of_fetch(given.get("text", ""))

    def _do_copycode(self, applicant, _given):
        applicant._send_copycode()

    def _do_fetch(self, applicant, _given):
        """:return: the file; the page stays where it is"""
        data_request = applicant._fetch_copy()
        return request.make_response(
            data_request._read_copy_for_candidate(),
            [
                *HEADERS.items(),
                ("Content-Type", "application/zip"),
                ("Content-Disposition", content_disposition(FILE_NAME)),
            ],
        )
