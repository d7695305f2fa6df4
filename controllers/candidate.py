from datetime import datetime

import pytz

from odoo import SUPERUSER_ID
from odoo.exceptions import AccessError
from odoo.http import Controller, content_disposition, request, route

from ..models.batch import get_now
from ..models.candidate_page.candidate_links import CONSENT, OTHER_POSITIONS
from ..models.candidate_page.page_columns import APPLICANT
from ..models.candidate_page.page_values import LONGEST_TEXT, NOTHING_SAID, mark_wrong
from ..models.company.hours import localize
from .candidate_page import HEADERS, LARGEST_ID, READS, WRITES, CandidatePage

PATH = "/candidate/page/<string:applicant_id>/<string:token>"
PREVIEW_PATH = "/candidate/preview/<int:applicant_id>"
# Where near misses were asked until 19.0.1.2.0.
EARLIER_PATH = "/candidate/keep/<string:applicant_id>/<string:token>"
LONGEST_LINE = 200
MOST_TIMES = 3
# What can be chosen by the forms that let one choose.
CHOICES = {
    "channel": ("email", "sms", "phone"),
    "easy": ("yes", "no"),
    OTHER_POSITIONS: ("yes", "no"),
    CONSENT: ("yes", "no"),
    "helped": ("yes", "partly", "no"),
}
# What is still possible when the application is closed.
ALWAYS = (
    "ask",
    "copy",
    "erase",
    "keep",
    "stop",
    "resume",
    "undo",
    "language",
    "address",
    "code",
    "copycode",
    "fetch",
    "devicecode",
    "device",
    CONSENT,
    "merits",
    "helped",
)
# What can be done here, and said to have been done.
PARTS = (
    *ALWAYS,
    OTHER_POSITIONS,
    "propose",
    "travel",
    "questions",
    "channel",
    "easy",
    "document",
    "withdraw",
    "book",
    "unfit",
    "calloff",
    "zone",
    "matters",
    "offer",
    "nooffer",
    "accept",
    "decline",
    "undecline",
    "askoffer",
    "person",
    "languages",
    "earlier",
    "adjustments",
    "onemore",
    "tested",
    "testcall",
    "worked",
    "did",
    "undid",
    "wish",
    "agree",
)
# Those in which a line is typed.
LINES = ("travel", "address", "code", "fetch", "device")


class Candidate(CandidatePage, Controller):
    """The candidate's own page: where the application is, what comes next, and
    everything that a candidate can do about it."""

    @route(PATH, methods=["GET"], **READS)
    def show(self, applicant_id, token, said=None, proof=None, **_query):
        applicant = self._find_applicant(applicant_id, token)
        if not applicant:
            return self._unknown()
        done = said in PARTS and applicant._was_said(said, proof)
        return self._render_page(applicant, said=said if done else None)

    @route(PATH, methods=["POST"], **WRITES)
    def answer(self, applicant_id, token, **_posted):
        applicant = self._find_applicant(applicant_id, token, writes=True)
        if not applicant:
            return self._unknown()
        posted = request.httprequest.form
        part = posted.get("part")
        if part not in PARTS:
            return self._render_page(applicant)
        return self._press(applicant, part, self._read_posted())

    def _read_posted(self):
        """:return: dict of what was typed, cleaned"""
        posted = request.httprequest.form
        return {name: self._clean(posted[name]) for name in posted}

    def _press(self, applicant, part, given):
        """:param str part: what was pressed
        :param dict given: what was typed, or sent with it
        :return: the response"""
        if not self._is_offered(applicant, part):
            return self._redirect(applicant._page_path())
        error = self._check(applicant, part, given)
        if error:
            return self._show_again(applicant, part, given, 422, error=error)
        if self._is_machine(applicant, given):
            return self._show_again(applicant, part, given, again=part)
        if not applicant._may_press(part):
            return self._show_again(applicant, part, given, 429, error="limit")
        done = getattr(self, f"_do_{part}")(applicant, given)
        if done:
            return done
        proof = applicant._sign_said(part)
        return self._redirect(f"{applicant._page_path()}?said={part}&proof={proof}")

    @route(EARLIER_PATH, methods=["GET", "POST"], **WRITES)
    def find_page(self, applicant_id, token, **_query):
        """Links of earlier mails lead to the page, as long as it offers what they ask.
        What was pressed on a page that is gone is asked there again."""
        applicant = self._find_applicant(applicant_id, token, key="keep_token")
        if not applicant or not self._is_offered(applicant, OTHER_POSITIONS):
            return self._unknown()
        return self._redirect(f"{applicant._page_path()}#{OTHER_POSITIONS}")

    @route(f"{PATH}/withdraw", methods=["GET"], **READS)
    def ask_to_withdraw(self, applicant_id, token, **_query):
        applicant = self._find_applicant(applicant_id, token)
        if not applicant:
            return self._unknown()
        if not applicant._may_withdraw():
            return self._redirect(applicant._page_path())
        return self._render_withdraw(applicant, {})

    @route(f"{PATH}/contact", methods=["GET"], **READS)
    def show_contact(self, applicant_id, token, **_query):
        """The picture of the one colleague who answers this candidate."""
        applicant = self._find_applicant(applicant_id, token)
        user = applicant._get_speaker() if applicant else applicant
        if not user or not user.image_128:
            return self._unknown()
        response = request.env["ir.binary"]._get_image_stream_from(user, "image_128").get_response()
        response.headers.update({**HEADERS, "Cache-Control": "private, max-age=3600"})
        return response

    @route(f"{PATH}/interview/<string:meeting_id>", methods=["GET"], **READS)
    def give_interview(self, applicant_id, token, meeting_id, **_query):
        """The interview, for the calendar of the phone."""
        applicant = self._find_applicant(applicant_id, token)
        if not applicant:
            return self._unknown()
        for known in applicant._get_page()["meetings"]:
            if str(known["meeting"].id) == meeting_id and known["has_calendar"]:
                return request.make_response(
                    known["meeting"]._get_candidate_ics(applicant),
                    [
                        *HEADERS.items(),
                        ("Content-Type", "text/calendar; charset=utf-8"),
                        ("Content-Disposition", content_disposition("interview.ics")),
                    ],
                )
        return self._unknown()

    @route(PREVIEW_PATH, type="http", auth="user", methods=["GET"])
    def preview(self, applicant_id, **_query):
        """The candidate's page as a recruiter previews it: its buttons do nothing. It is
        read where the candidate's is."""
        applicant = request.env["hr.applicant"].browse(
            applicant_id if 0 < applicant_id <= LARGEST_ID else 0
        )
        try:
            applicant.with_context(active_test=False)._check_may_tell()
        except AccessError:
            return self._unknown()
        if not applicant.exists():
            return self._unknown()
        return self._render("application", self._take(applicant)._get_page_preview())

    # Opening -----------------------------------------------------------------------

    def _find_applicant(self, applicant_id, token, writes=False, key="page_token"):
        """:param bool writes: what is written is the system's, not a visitor's
        :param str key: field of the token"""
        columns = [key, *APPLICANT]
        found = self._find("hr.applicant", applicant_id, token, key=key, columns=columns)
        if writes and found:
            request.update_env(user=SUPERUSER_ID)
        return self._take(found)

    def _take(self, applicant):
        applicant = applicant.sudo()
        self._use_lang(applicant._get_page_lang())
        applicant = applicant.with_env(request.env(su=True)).with_context(active_test=True)
        applicant._fetch_page()
        return applicant

    def _is_machine(self, applicant, posted):
        return applicant._find_machine(posted.get("form"), posted.get("website"))

    def _is_offered(self, applicant, part):
        """:return: whether the page has this form, as far as the candidate knows"""
        if part == OTHER_POSITIONS:
            return applicant._may_choose_near_miss()
        return part in ALWAYS or applicant._get_page_state() == "ongoing"

    # Drawing -----------------------------------------------------------------------

    def _render_page(self, applicant, status=200, **values):
        path = applicant._page_path()
        return self._render(
            "application",
            {
                **applicant._get_page(),
                "preview": False,
                "path": path,
                # A picture needs the key, which colleagues do not get.
                "picture_path": f"{path}/contact",
                "form": applicant._sign_form(again=values.get("again")),
                "longest": LONGEST_TEXT,
                **NOTHING_SAID,
                **self._mark(applicant, values),
                **values,
            },
            status,
        )

    def _render_withdraw(self, applicant, given, status=200, **values):
        shown = {"given": given, "reasons": applicant._get_withdrawal_reasons()}
        return self._render_second("withdraw", applicant, shown, status, **values)

    def _render_second(self, part, applicant, shown, status=200, **values):
        """A page that asks once more before something is done.

        :param str part: what is pressed there; its template is ``application_<part>``
        :param dict shown: what else the template reads"""
        return self._render(
            f"application_{part}",
            {
                "company": applicant.company_id or applicant.env.company,
                "applicant": applicant,
                "path": applicant._page_path(),
                "form": applicant._sign_form(again=values.get("again")),
                "error": None,
                "again": None,
                **shown,
                **self._mark(applicant, {**values, "part": part}),
                **values,
            },
            status,
        )

    def _mark(self, applicant, values):
        """:return: dict of what templates say with which form and field is wrong"""
        error, part = values.get("error"), values.get("part")
        wrong = part if error else None
        given = (values.get("given") or {}).get(part) or {}
        field = wrong and self._find_wrong_field(applicant, wrong, error, given)
        return {"wrong": wrong, "mark": mark_wrong(wrong, field)}

    def _find_wrong_field(self, applicant, part, error, given):
        """:return: name of the first field that is wrong, None if it is none of them"""
        if error in ("limit", "gone"):
            return None
        if part == "propose" and error != "long":
            values = [given.get(f"time{number}") for number in range(1, MOST_TIMES + 1)]
            times = [self._read_time(applicant, value) for value in values]
            wrong = [n for n, time in enumerate(times, 1) if self._is_wrong(time)]
            return f"time{min(wrong, default=1)}"
        if part in ("language", OTHER_POSITIONS, CONSENT):
            return None
        if part == "document":
            return "document"
        if error.startswith("number"):
            return "number"
        return part if part in ("channel", "easy") else "text"

    def _is_wrong(self, time):
        """:param time: see ``_read_time``"""
        return time is not None and (not time or time <= pytz.utc.localize(get_now(request.env)))

    def _show_again(self, applicant, part, given, status=200, **values):
        """Nothing that was typed is lost."""
        if part == "withdraw":
            return self._render_withdraw(applicant, given, status, **values)
        return self._render_page(applicant, status, part=part, given={part: given}, **values)

    # Reading what was typed ----------------------------------------------------------

    def _clean(self, value):
        return value.replace("\0", "").strip()

    def _check(self, applicant, part, given):
        """:return: name of what is wrong, or None"""
        text = given.get("text", "")
        if len(text.encode()) > LONGEST_TEXT or (part in LINES and len(text) > LONGEST_LINE):
            return "long"
        choices = self._get_choices(applicant, part)
        if choices and given.get(part) not in choices:
            return "empty"
        check = getattr(self, f"_check_{part}", None)
        return check(applicant, given) if check else None

    def _check_ask(self, _applicant, given):
        return None if given.get("text") else "empty"

    def _check_channel(self, applicant, given):
        return applicant._find_fault_of_number(given["channel"], given.get("number"))

    def _check_address(self, applicant, given):
        return applicant._find_fault_of_address(given.get("text", ""))

    def _check_code(self, applicant, given):
        return applicant._find_fault_of_code(given.get("text", ""))

    def _check_document(self, applicant, given):
        return applicant._find_fault_of_document(given.get("name", ""), given.get("content"))

    def _get_choices(self, applicant, part):
        """:return: what can be chosen in this form, None if it has no choice"""
        if part == "language":
            return [lang["code"] for lang in applicant._get_page_langs()]
        return CHOICES.get(part)

    def _check_propose(self, applicant, given):
        if not self._find_told(applicant, given):
            return "gone"
        times = self._read_times(applicant, given)
        if False in times:
            return "times"
        now = pytz.utc.localize(get_now(request.env))
        if any(moment <= now for moment in times):
            return "past"
        return None if times or given.get("text") else "empty"

    def _read_times(self, applicant, given):
        """:return: list of aware datetimes on the candidate's clock, False for one that
        is none"""
        values = [given.get(f"time{number}") for number in range(1, MOST_TIMES + 1)]
        times = [self._read_time(applicant, value) for value in values]
        return [time for time in times if time is not None]

    def _read_time(self, applicant, value):
        """:return: aware datetime on the candidate's clock, False for what is none, None
        where nothing was typed. One that the clock leaves out in spring is an hour later."""
        if not value:
            return None
        tz = applicant._get_candidate_tz()
        try:
            moment = datetime.fromisoformat(value)
            return moment.astimezone(tz) if moment.tzinfo else localize(moment, tz)
        except (ValueError, OverflowError):
            return False

    def _find_told(self, applicant, given):
        """:return: (meeting, start as the candidate knows it), or None"""
        for meeting, start in applicant._get_told_meetings().items():
            if str(meeting.id) == given.get("meeting"):
                return meeting, start
        return None

    # Doing it: a method that returns a response shows that one, the others the page ---

    def _do_ask(self, applicant, given):
        applicant._ask_on_page(given["text"])

    def _do_propose(self, applicant, given):
        meeting, start = self._find_told(applicant, given)
        applicant._propose_time_on_page(
            meeting, start, self._read_times(applicant, given), given.get("text", "")
        )

    def _do_travel(self, applicant, given):
        applicant._tell_travels_from(given.get("text", ""))

    def _do_questions(self, applicant, given):
        applicant._tell_questions(given.get("text", ""))

    def _do_other_positions(self, applicant, given):
        applicant._choose_near_miss_on_page(given[OTHER_POSITIONS] == "yes")

    def _do_channel(self, applicant, given):
        applicant._choose_channel(given["channel"], given.get("number"))

    def _do_easy(self, applicant, given):
        applicant._choose_easy_on_page(given["easy"] == "yes")

    def _do_language(self, applicant, given):
        applicant._choose_language_on_page(given["language"])

    def _do_address(self, applicant, given):
        applicant._ask_for_address(given["text"])

    def _do_code(self, applicant, _given):
        applicant._take_address()

    def _do_document(self, applicant, given):
        applicant._send_document_on_page(given["name"], given["content"], given.get("replaced"))

    def _do_copy(self, applicant, given):
        applicant._ask_for_data("copy")

    def _do_erase(self, applicant, given):
        applicant._ask_for_data("erase")

    def _do_keep(self, applicant, given):
        applicant._take_back_erasure()

    def _do_stop(self, applicant, given):
        applicant._stop_messages()

    def _do_resume(self, applicant, given):
        applicant._resume_messages()

    def _do_withdraw(self, applicant, given):
        reasons = applicant._get_withdrawal_reasons()
        chosen = reasons.filtered(lambda r: str(r.id) == given.get("reason"))
        applicant._withdraw_on_page(
            chosen or applicant._get_withdrawal_reason(), given.get("text", "")
        )

    def _do_undo(self, applicant, given):
        if applicant._may_undo_withdrawal():
            applicant._undo_withdrawal()
