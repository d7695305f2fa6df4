import secrets

from odoo.http import request, route

from .candidate_device import for_known_devices
from .candidate_page import READS, WRITES
from .candidate_papers import PAPER, CandidatePapers

SIGNING = f"{PAPER}/sign"
BUNDLE = "hr_recruitment_candidate_experience.assets_signing"
# A page with scripts: Odoo's form for signatures, by a number that is new each time, and what
# that one loads. Odoo's templates are compiled in the browser, hence unsafe-eval. Nothing is
# read from elsewhere, or sent there.
POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'unsafe-eval';"
    " connect-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
    " font-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def _find_place(paper_id, **_given):
    return f"papers/{paper_id}/sign"


class CandidateSigning(CandidatePapers):
    """Where a document is signed with Odoo's own form, drawn or set from the name. Without
    JavaScript the page takes the typed name, as that of the document does."""

    @route(SIGNING, methods=["GET"], **READS)
    @for_known_devices(_find_place)
    def show_signing(self, applicant_id, token, paper_id, **_query):
        applicant = self._find_applicant(applicant_id, token)
        paper = self._find_paper(applicant, paper_id)
        if not self._may_sign(paper):
            return self._leave_signing(applicant, paper)
        return self._render_signing(paper)

    @route(SIGNING, methods=["POST"], **WRITES)
    @for_known_devices(_find_place)
    def take_signature(self, applicant_id, token, paper_id, **_posted):
        applicant = self._find_applicant(applicant_id, token, writes=True)
        paper = self._find_paper(applicant, paper_id)
        if not self._may_sign(paper):
            return self._leave_signing(applicant, paper)
        given = self._read_posted()
        faults = self._take_paper(applicant, paper, given)
        if faults:
            return self._render_signing(paper, 422, faults=faults, given=given)
        return self._redirect_after(paper)

    def _may_sign(self, paper):
        return bool(paper) and paper.kind == "sign" and paper._describe_on_page()["is_open"]

    def _leave_signing(self, applicant, paper):
        """Whoever has signed, in another window, say, sees the receipt."""
        return self._redirect_after(paper) if paper else self._redirect_to_papers(applicant)

    def _render_signing(self, paper, status=200, faults=None, given=None):
        nonce = secrets.token_urlsafe(16)
        nodes = request.env["ir.qweb"]._get_asset_nodes(BUNDLE, css=False, js=True)
        response = self._render(
            "paperwork_signing",
            {
                **self._get_values_of_paper(paper, faults, given),
                "default_name": (given or {}).get("signed_name", paper.applicant_id.partner_name),
                "scripts": [attributes["src"] for _tag, attributes in nodes],
                "nonce": nonce,
            },
            status,
        )
        response.headers["Content-Security-Policy"] = POLICY.format(nonce=nonce)
        return response
