from secrets import token_urlsafe

from odoo.http import route

from ..models.candidate_page.page_values import NOTHING_SAID
from ..models.video.troubles import TROUBLES
from .candidate import PATH, Candidate
from .candidate_page import READS, WRITES

VIDEO_PATH = f"{PATH}/video/<string:meeting_id>"
# What is sent from the page of the test, and what is asked on the candidate's page.
TEST_PARTS = ("tested", "testcall")
WORKED = "worked"
# A page with a script: ours, by a number that is new each time. What it reads of
# camera and microphone stays in the browser: there is nowhere to send it to but here.
POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; connect-src 'self';"
    " style-src 'self' 'unsafe-inline'; img-src 'self' data:; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
PERMISSIONS = "camera=(self), microphone=(self), geolocation=(), display-capture=()"


class CandidateVideo(Candidate):
    """Where camera, microphone, sound and connection are tried before a video interview,
    and where the candidate tells us how it went, by a press."""

    @route(VIDEO_PATH, methods=["GET"], **READS)
    def show_test(self, applicant_id, token, meeting_id, **_query):
        applicant = self._find_applicant(applicant_id, token)
        if not applicant:
            return self._unknown()
        if not self._find_video(applicant, meeting_id):
            return self._redirect(applicant._page_path())
        return self._render_test(applicant, meeting_id)

    @route(VIDEO_PATH, methods=["POST"], **WRITES)
    def tell_of_test(self, applicant_id, token, meeting_id, **_posted):
        applicant = self._find_applicant(applicant_id, token, writes=True)
        if not applicant:
            return self._unknown()
        given = {**self._read_posted(), "meeting": meeting_id}
        part = given.get("part")
        if part not in TEST_PARTS or not self._find_video(applicant, meeting_id):
            return self._redirect(applicant._page_path())
        return self._press(applicant, part, given)

    def _find_video(self, applicant, meeting_id):
        """:return: dict of the interview by video as the candidate's page shows it; None
        for every other, and where the page shows none"""
        if applicant._get_page_state() != "ongoing":
            return None
        return next(
            (
                interview
                for interview in applicant._get_page_meetings()
                if str(interview["meeting"].id) == meeting_id and interview["format"] == "video"
            ),
            None,
        )

    # Drawing -----------------------------------------------------------------------------

    def _render_test(self, applicant, meeting_id, status=200, **values):
        interview = self._find_video(applicant, meeting_id)
        page_path = applicant._page_path()
        nonce = token_urlsafe(16)
        response = self._render(
            "video_test",
            {
                "applicant": applicant,
                "company": applicant.company_id or applicant.env.company,
                "interview": interview,
                "video": interview["video"],
                "phone": applicant._get_page_phone(),
                "troubles": TROUBLES,
                "page_path": page_path,
                "path": f"{page_path}/video/{meeting_id}",
                "nonce": nonce,
                "form": applicant._sign_form(again=values.get("again")),
                "preview": False,
                **NOTHING_SAID,
                **self._mark(applicant, values),
                **values,
            },
            status,
        )
        response.headers["Content-Security-Policy"] = POLICY.format(nonce=nonce)
        response.headers["Permissions-Policy"] = PERMISSIONS
        return response

    def _show_again(self, applicant, part, given, status=200, **values):
        if part not in TEST_PARTS:
            return super()._show_again(applicant, part, given, status, **values)
        meeting_id = given.get("meeting", "")
        if not self._find_video(applicant, meeting_id):
            return self._redirect(applicant._page_path())
        return self._render_test(
            applicant, meeting_id, status, part=part, given={part: given}, **values
        )

    def _find_wrong_field(self, applicant, part, error, given):
        if part == "testcall":
            return super()._find_wrong_field(applicant, "propose", error, given)
        if part in ("tested", WORKED):
            return "text" if error == "long" else "works"
        return super()._find_wrong_field(applicant, part, error, given)

    # Reading what was said -----------------------------------------------------------------

    def _check_tested(self, applicant, given):
        if not self._find_video(applicant, given.get("meeting", "")):
            return "gone"
        return self._check_works(given)

    def _check_testcall(self, applicant, given):
        return self._check_propose(applicant, given)

    def _check_worked(self, applicant, given):
        meeting, _start = applicant._find_held_video()
        if not meeting or str(meeting.id) != given.get("meeting"):
            return "gone"
        return self._check_works(given)

    def _check_works(self, given):
        return None if given.get("works") in ("yes", "no") else "unsaid"

    def _read_said(self, given):
        """:return: (whether everything works, names of what does not, words)"""
        troubles = [name for name in TROUBLES if given.get(name) == "yes"]
        return given["works"] == "yes", troubles, given.get("text", "")

    # Doing it ------------------------------------------------------------------------------

    def _do_tested(self, applicant, given):
        meeting, start = self._find_told(applicant, given)
        applicant._tell_tested(meeting, start, *self._read_said(given))

    def _do_testcall(self, applicant, given):
        meeting, start = self._find_told(applicant, given)
        times = self._read_times(applicant, given)
        applicant._ask_for_test_call(meeting, start, times, given.get("text", ""))

    def _do_worked(self, applicant, given):
        meeting, _start = applicant._find_held_video()
        applicant._tell_worked(meeting, *self._read_said(given))
