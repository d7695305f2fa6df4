import re
import secrets

from odoo.http import Controller, request, route

from ..models.candidate_page.page_values import LONGEST_TEXT
from ..models.screening.recordings import PLAYABLE
from ..models.screening.states import LARGEST_RECORDING, MEGABYTE
from .candidate import PATH, Candidate
from .candidate_page import HEADERS, LARGEST_FORM, LARGEST_ID, READS, WRITES

OVERVIEW = f"{PATH}/screening/<string:screening_id>"
QUESTION = f"{OVERVIEW}/<string:answer_id>"
IN_PATH = re.compile(r"/candidate/page/([^/]+)/([^/]+)/screening/([^/]+)/([^/]+)")
WAYS = ("write", "record", "file")
# A page with a script: ours, and nothing but what it needs.
MAY_RECORD = {
    "Content-Security-Policy": "default-src 'none'; script-src 'nonce-{nonce}';"
    " style-src 'self' 'unsafe-inline'; img-src 'self' data:; media-src 'self' blob:;"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Permissions-Policy": "camera=(self), microphone=(self)",
}
# Where a recording is only played: the same without any script.
MAY_PLAY = HEADERS["Content-Security-Policy"] + "; media-src 'self'"
# Where a browser opens a recording on its own.
ALONE = "default-src 'none'; media-src 'self'"
NO_STORE = {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer"}


def _draw_too_large():
    """The question once more, in the candidate's language: what is too large is not read."""
    return CandidateScreening()._refuse_unread()


def _find_limit(controller):
    """:return: int, bytes of what one press may send: of the company whose page it is"""
    return controller._find_largest() + LARGEST_FORM


TAKES_A_RECORDING = {
    **WRITES,
    "max_content_length": _find_limit,
    "candidate_page": _draw_too_large,
}


class CandidateScreening(Candidate, Controller):
    """Screening questions: for each of them, candidates choose how to answer. All is a draft
    until they hand it in. Everything but recording works without JavaScript."""

    @route(OVERVIEW, methods=["GET"], **READS)
    def show_screening(self, applicant_id, token, screening_id, said=None, proof=None, **_query):
        applicant = self._find_applicant(applicant_id, token)
        if not applicant:
            return self._unknown()
        screening = self._find_screening(applicant, screening_id)
        if not screening:
            return self._redirect(applicant._page_path())
        done = said in ("saved", "cleared") and applicant._was_said(said, proof)
        return self._render_overview(screening, said=said if done else None)

    @route(OVERVIEW, methods=["POST"], **WRITES)
    def finish_screening(self, applicant_id, token, screening_id, **_posted):
        """Hand in, or delete what was recorded."""
        applicant = self._find_applicant(applicant_id, token, writes=True)
        if not applicant:
            return self._unknown()
        screening = self._find_screening(applicant, screening_id)
        if not screening:
            return self._redirect(applicant._page_path())
        given = self._read_posted()
        do = given.get("do")
        if do not in ("hand_in", "delete"):
            return self._render_overview(screening)
        if self._is_machine(applicant, given):
            return self._render_overview(screening, again=do)
        if do == "delete":
            screening._delete_recordings_on_page()
        elif not screening._hand_in():
            return self._render_overview(screening, 422, error="nothing")
        return self._redirect(self._get_path(screening))

    @route(QUESTION, methods=["GET"], **READS)
    def show_question(self, applicant_id, token, screening_id, answer_id, by=None, **_query):
        applicant = self._find_applicant(applicant_id, token)
        if not applicant:
            return self._unknown()
        answer = self._find_open_answer(applicant, screening_id, answer_id)
        if not answer:
            return self._redirect_home(applicant, screening_id)
        return self._render_question(answer, by)

    @route(QUESTION, methods=["POST"], **TAKES_A_RECORDING)
    def save_answer(self, applicant_id, token, screening_id, answer_id, **_posted):
        applicant = self._find_applicant(applicant_id, token, writes=True)
        if not applicant:
            return self._unknown()
        answer = self._find_open_answer(applicant, screening_id, answer_id)
        if not answer:
            return self._redirect_home(applicant, screening_id)
        given = self._read_posted()
        by = given.get("by")
        save = getattr(self, f"_save_by_{by}", None) if by in (*WAYS, "clear") else None
        if not save:
            return self._render_question(answer, None)
        if self._is_machine(applicant, given):
            return self._render_question(answer, by, again=True, text=given.get("text"))
        return self._save(answer, by, save, given)

    @route(f"{QUESTION}/recording", methods=["GET"], **READS)
    def play_own(self, applicant_id, token, screening_id, answer_id, **_query):
        applicant = self._find_applicant(applicant_id, token)
        screening = applicant and self._find_screening(applicant, screening_id)
        number = self._read_id(answer_id)
        answer = screening and number and screening._find_answer(number)
        return (answer and _play(answer)) or self._unknown()

    # Finding ---------------------------------------------------------------------------

    def _find_screening(self, applicant, screening_id):
        """:return: ``hr.applicant.screening``, empty for what is not on the page"""
        number = self._read_id(screening_id)
        shown = [each["id"] for each in applicant._get_page()["screenings"]]
        return applicant.screening_ids.filtered(lambda s: s.id == number and s.id in shown)

    def _find_open_answer(self, applicant, screening_id, answer_id):
        """:return: the answer, None for what cannot be answered here, or not any more"""
        screening = self._find_screening(applicant, screening_id)
        if not screening or not screening._is_open():
            return None
        return screening._find_answer(self._read_id(answer_id)) or None

    def _find_largest(self):
        """Before anything of the body is read, and for whoever sends it."""
        found = IN_PATH.search(request.httprequest.path)
        number = found and self._read_id(found[1])
        applicant = request.env["hr.applicant"].sudo().browse(number or 0).exists()
        company = applicant.company_id or request.env.company
        return min(company._get_largest_recording(), LARGEST_RECORDING * MEGABYTE)

    def _refuse_unread(self):
        found = IN_PATH.search(request.httprequest.path)
        applicant = found and self._find_applicant(found[1], found[2])
        answer = applicant and self._find_open_answer(applicant, found[3], found[4])
        if not answer:
            return self._render_error("candidate_too_large", 413)
        return self._render_question(answer, "file", 413, error="file_large")

    # Saving: a draft of one question -----------------------------------------------------

    def _save(self, answer, by, save, given):
        if not answer._may_save():
            return self._render_question(answer, by, 429, error="limit", text=given.get("text"))
        error = save(answer, given)
        if error:
            way = "file" if by == "record" else by
            return self._render_question(answer, way, 422, error=error, text=given.get("text"))
        said = "cleared" if by == "clear" else "saved"
        proof = answer.applicant_id._sign_said(said)
        return self._redirect(
            f"{self._get_path(answer.screening_id)}?said={said}&proof={proof}#answer_{answer.id}"
        )

    def _save_by_write(self, answer, given):
        text = given.get("text", "")
        if not text:
            return "empty"
        if len(text.encode()) > LONGEST_TEXT:
            return "long"
        answer._save_text(text)
        return None

    def _save_by_file(self, answer, _given):
        file = request.httprequest.files.get("file")
        content = file.read() if file else b""
        error = answer._find_fault_of_recording(content)
        if not error:
            answer._save_recording(content)
        return error

    def _save_by_record(self, answer, given):
        return self._save_by_file(answer, given)

    def _save_by_clear(self, answer, _given):
        answer._clear()

    # Drawing ---------------------------------------------------------------------------

    def _get_path(self, screening):
        return f"{screening.applicant_id._page_path()}/screening/{screening.id}"

    def _redirect_home(self, applicant, screening_id):
        """To where it says how it stands."""
        screening = self._find_screening(applicant, screening_id)
        return self._redirect(self._get_path(screening) if screening else applicant._page_path())

    def _get_values(self, screening):
        applicant = screening.applicant_id
        return {
            "company": applicant.company_id or applicant.env.company,
            "applicant": applicant,
            "contact": applicant._get_page_contact(),
            "home": applicant._page_path(),
            "path": self._get_path(screening),
            "form": applicant._sign_form(again=False),
            "screening": screening._describe_on_page(),
            "error": None,
            "again": None,
            "said": None,
        }

    def _render_overview(self, screening, status=200, **values):
        again = values.get("again")
        response = self._render(
            "screening_overview",
            {
                **self._get_values(screening),
                "form": screening.applicant_id._sign_form(again=bool(again)),
                **values,
            },
            status,
        )
        response.headers["Content-Security-Policy"] = MAY_PLAY
        return response

    def _render_question(self, answer, by, status=200, text=None, **values):
        """:param str by: how the candidate would like to answer; None: that is to be chosen
        :param str text: what was typed"""
        way = by if by in WAYS else None
        company = answer._get_company()
        nonce = secrets.token_urlsafe(16)
        response = self._render(
            "screening_question",
            {
                **self._get_values(answer.screening_id),
                "form": answer.applicant_id._sign_form(again=bool(values.get("again"))),
                "answer": answer._describe_on_page(),
                "by": way,
                "typed": answer.text if text is None else text,
                "megabytes": company.sudo().screening_megabytes,
                "minutes": company.sudo().screening_minutes,
                "nonce": nonce,
                **values,
            },
            status,
        )
        response.headers["Content-Security-Policy"] = MAY_PLAY
        if way == "record":
            for name, value in MAY_RECORD.items():
                response.headers[name] = value.replace("{nonce}", nonce)
        return response


class ScreeningRecording(Controller):
    """The recordings of candidates, for colleagues who may read the answer."""

    @route(
        "/recruitment/screening/<int:answer_id>/recording",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=False,
    )
    def play(self, answer_id, **_query):
        """Whoever may not read the answer is told no more than of one that is not there."""
        number = answer_id if 0 < answer_id <= LARGEST_ID else 0
        answer = request.env["hr.applicant.screening.answer"].search([("id", "=", number)])
        return (answer and _play(answer)) or request.not_found()


def _play(answer):
    """In parts where a player asks for parts. What browsers do not play is downloaded.

    :return: response, None where there is no recording (any more)"""
    stream = answer.sudo()._get_stream()
    if not stream:
        return None
    response = stream.get_response(
        as_attachment=answer.sudo().mimetype not in PLAYABLE, content_security_policy=ALONE
    )
    response.headers.update(NO_STORE)
    return response
