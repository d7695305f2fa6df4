from odoo.http import request, route

from ..models.candidate_page.page_requests import LARGEST_DOCUMENT
from .candidate import PATH, Candidate
from .candidate_page import LARGEST_FORM, WRITES


def _draw_too_large():
    return Candidate()._render_error("candidate_file_too_large", 413)


# The one form of the page that takes a file: the others are refused at much less.
TAKES_A_FILE = {
    **WRITES,
    "max_content_length": LARGEST_DOCUMENT + LARGEST_FORM,
    "candidate_page": _draw_too_large,
}


class CandidateDocuments(Candidate):
    """A better CV, a certificate: what a candidate sends on their own page."""

    @route(f"{PATH}/document", methods=["POST"], **TAKES_A_FILE)
    def send_document(self, applicant_id, token, **_posted):
        applicant = self._find_applicant(applicant_id, token, writes=True)
        if not applicant:
            return self._unknown()
        file = request.httprequest.files.get("document")
        given = {
            **self._read_posted(),
            "name": self._clean(file.filename or "") if file else "",
            "content": file.read() if file else b"",
        }
        return self._press(applicant, "document", given)
