from odoo.exceptions import UserError
from odoo.http import content_disposition, request, route

from ..models.paperwork.states import CHECK_PATH, LARGEST_FILE, MEGABYTE
from .candidate import PATH, Candidate
from .candidate_device import for_known_devices
from .candidate_page import HEADERS, LARGEST_FORM, READS, WRITES

PAPERS = f"{PATH}/papers"
PAPER = f"{PAPERS}/<string:paper_id>"


def _draw_too_large():
    return Candidate()._render_error("candidate_paper_too_large", 413)


TAKES_A_FILE = {
    **WRITES,
    "max_content_length": LARGEST_FILE * MEGABYTE + LARGEST_FORM,
    "candidate_page": _draw_too_large,
}


def _find_place(paper_id, **_given):
    return f"papers/{paper_id}"


class CandidatePapers(Candidate):
    """Documents before the first day. The link to the page is passed on with an email: all of
    this wants the code of a known device."""

    @route(PAPERS, methods=["GET"], **READS)
    @for_known_devices("papers")
    def show_papers(self, applicant_id, token, **_query):
        applicant = self._find_applicant(applicant_id, token)
        papers = self._find_papers(applicant)
        if not papers:
            return self._redirect(applicant._page_path())
        return self._render(
            "paperwork_list",
            {
                **self._get_values_of_papers(applicant),
                "papers": [p._describe_on_page() for p in papers],
            },
        )

    @route(PAPER, methods=["GET"], **READS)
    @for_known_devices(_find_place)
    def show_paper(self, applicant_id, token, paper_id, **_query):
        applicant = self._find_applicant(applicant_id, token)
        paper = self._find_paper(applicant, paper_id)
        return self._render_paper(paper) if paper else self._redirect_to_papers(applicant)

    @route(PAPER, methods=["POST"], **TAKES_A_FILE)
    @for_known_devices(_find_place)
    def hand_in(self, applicant_id, token, paper_id, **_posted):
        applicant = self._find_applicant(applicant_id, token, writes=True)
        paper = self._find_paper(applicant, paper_id)
        if not paper or not paper._describe_on_page()["is_open"]:
            return self._redirect_to_papers(applicant)
        given = self._read_posted()
        faults = self._take_paper(applicant, paper, given)
        if faults:
            return self._render_paper(paper, 422, faults=faults, given=given)
        return self._redirect_after(paper)

    @route(f"{PAPER}/document", methods=["GET"], **READS)
    @for_known_devices(_find_place)
    def give_paper_document(self, applicant_id, token, paper_id, **_query):
        """The PDF, as it stands now."""
        applicant = self._find_applicant(applicant_id, token)
        paper = self._find_paper(applicant, paper_id)
        shown = paper and paper._describe_on_page()["has_file"]
        content = paper._read_document() if shown else b""
        if not content:
            return self._redirect_to_papers(applicant)
        return request.make_response(
            content,
            [
                *HEADERS.items(),
                ("Content-Type", "application/pdf"),
                ("Content-Disposition", content_disposition(f"{paper.name}.pdf")),
            ],
        )

    @route(f"{PAPER}/file", methods=["GET"], **READS)
    @for_known_devices(_find_place)
    def give_own_file(self, applicant_id, token, paper_id, **_query):
        """What the candidate has handed in."""
        applicant = self._find_applicant(applicant_id, token)
        paper = self._find_paper(applicant, paper_id)
        if not paper or not paper.file_name:
            return self._redirect_to_papers(applicant)
        stream = request.env["ir.binary"]._get_stream_from(paper, "file", paper.file_name)
        response = stream.get_response(as_attachment=True)
        response.headers.update(HEADERS)
        return response

    # Finding ---------------------------------------------------------------------------

    def _find_papers(self, applicant):
        """:return: ``hr.applicant.paperwork`` that are on the page"""
        ongoing = applicant._get_page_state() in ("ongoing", "hired")
        papers = applicant._find_shown_papers()
        return papers if ongoing else papers.browse()

    def _find_paper(self, applicant, paper_id):
        number = self._read_id(paper_id)
        return self._find_papers(applicant).filtered(lambda paper: paper.id == number)

    def _redirect_to_papers(self, applicant):
        return self._redirect(f"{applicant._page_path()}/papers")

    def _redirect_after(self, paper):
        """To the receipt of a signature, else to what is still to do."""
        if paper.kind != "sign":
            return self._redirect_to_papers(paper.applicant_id)
        return self._redirect(f"{paper.applicant_id._page_path()}/papers/{paper.id}")

    # Handing in ------------------------------------------------------------------------

    def _take_paper(self, applicant, paper, given):
        """:return: dict name of a field → what is wrong with it; empty if it was taken"""
        if self._is_machine(applicant, given):
            return {"form": "again"}
        if not applicant._may_press("papers"):
            return {"form": "limit"}
        # What is said to be read, or answered, is what stood there when it was opened.
        if given.get("shown") != paper._describe_on_page()["shown"]:
            return {"form": "changed"}
        return getattr(self, f"_take_paper_{paper.kind}")(paper, given)

    def _take_paper_read(self, paper, given):
        if given.get("read") != "yes":
            return {"read": "unread"}
        paper._hand_in()
        return {}

    def _take_paper_fill_in(self, paper, given):
        faults = paper._find_faults(given)
        if not faults:
            paper._fill_in(given)
        return faults

    def _take_paper_upload(self, paper, _given):
        file = request.httprequest.files.get("file")
        content = file.read() if file else b""
        fault = paper._find_fault_of_file(content)
        if fault:
            return {"file": fault}
        paper._upload(self._clean(file.filename or ""), content)
        return {}

    def _take_paper_sign(self, paper, given):
        faults = paper._find_faults_of_signature(given)
        if faults:
            return faults
        try:
            paper._sign(given["signed_name"], given.get("drawn"))
        except UserError:
            return {"form": "unprinted"}
        return {}

    # Drawing ---------------------------------------------------------------------------

    def _get_values_of_papers(self, applicant):
        return {
            "company": applicant.company_id or applicant.env.company,
            "applicant": applicant,
            "home": applicant._page_path(),
            "path": f"{applicant._page_path()}/papers",
            "error": None,
        }

    def _get_values_of_paper(self, paper, faults=None, given=None):
        applicant = paper.applicant_id
        faults = faults or {}
        return {
            **self._get_values_of_papers(applicant),
            "paper": paper._describe_on_page(),
            "form": applicant._sign_form(again=faults.get("form") == "again"),
            "faults": faults,
            "first": next(iter(faults), None),
            "given": given,
            "error": bool(faults),
            "megabytes": LARGEST_FILE,
            "check_path": f"{CHECK_PATH}?lang={applicant._get_page_lang()}",
        }

    def _render_paper(self, paper, status=200, faults=None, given=None):
        values = self._get_values_of_paper(paper, faults, given)
        return self._render("paperwork_paper", values, status)
