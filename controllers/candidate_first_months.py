from odoo.http import content_disposition, request, route

from ..models.first_months.kinds import COLLEAGUE, LONGEST_LINE, LONGEST_WISH
from .candidate import PATH, Candidate
from .candidate_page import HEADERS, READS

# What new colleagues do on their page, and which tasks it is about.
MAY = {
    "did": lambda task: task.owner == COLLEAGUE,
    "undid": lambda task: task.owner == COLLEAGUE,
    "wish": lambda task: task.kind == "equipment" and not task.done_date,
    "agree": lambda task: task.kind == "check" and not task.done_date,
}
# What says something of somebody's health or past, or agrees to something: not by a link that
# was passed on.
CODED = ("wish", "agree")


class CandidateFirstMonths(Candidate):
    """The page of the new colleague: what both sides do, and the first day."""

    @route(f"{PATH}/first-day", methods=["GET"], **READS)
    def give_first_day(self, applicant_id, token, **_query):
        """The first day, for the calendar of the phone."""
        applicant = self._find_applicant(applicant_id, token)
        if not applicant or not applicant._shows_first_months():
            return self._unknown()
        return request.make_response(
            applicant._get_first_months_ics(),
            [
                *HEADERS.items(),
                ("Content-Type", "text/calendar; charset=utf-8"),
                ("Content-Disposition", content_disposition("first-day.ics")),
            ],
        )

    @route(f"{PATH}/person/<string:user_id>", methods=["GET"], **READS)
    def show_person(self, applicant_id, token, user_id, **_query):
        """The picture of one of those whom the new colleague meets."""
        applicant = self._find_applicant(applicant_id, token)
        if not applicant or not applicant._shows_first_months():
            return self._unknown()
        shown = [each for each in applicant._get_page_people() if str(each["id"]) == user_id]
        if not shown or not shown[0]["picture"]:
            return self._unknown()
        user = request.env["res.users"].sudo().browse(shown[0]["id"])
        response = request.env["ir.binary"]._get_image_stream_from(user, "image_128").get_response()
        response.headers.update({**HEADERS, "Cache-Control": "private, max-age=3600"})
        return response

    def _is_offered(self, applicant, part):
        if part not in MAY:
            return super()._is_offered(applicant, part)
        return applicant._shows_first_months() and applicant._get_first_months_phase() != "over"

    def _press(self, applicant, part, given):
        if part in CODED and not self._is_device_known(applicant):
            return self._redirect(f"{applicant._page_path()}/device")
        return super()._press(applicant, part, given)

    def _render_page(self, applicant, status=200, **values):
        """What is behind the code is asked for where somebody goes on."""
        known = self._is_device_known(applicant)
        return super()._render_page(applicant, status, device_known=known, **values)

    def _find_task(self, applicant, part, given):
        number = self._read_id(given.get("task", ""))
        return applicant._find_page_task(number, MAY[part])

    def _find_wrong_field(self, applicant, part, error, given):
        if part == "wish" and error == "long":
            return "size" if len(given.get("size", "")) > LONGEST_LINE else "text"
        if part in MAY:
            return None
        return super()._find_wrong_field(applicant, part, error, given)

    # Reading what was pressed ----------------------------------------------------------

    def _check_did(self, applicant, given):
        return None if self._find_task(applicant, "did", given) else "task_gone"

    def _check_undid(self, applicant, given):
        return None if self._find_task(applicant, "undid", given) else "task_gone"

    def _check_agree(self, applicant, given):
        return None if self._find_task(applicant, "agree", given) else "task_gone"

    def _check_wish(self, applicant, given):
        if not self._find_task(applicant, "wish", given):
            return "task_gone"
        long = len(given.get("size", "")) > LONGEST_LINE
        return "long" if long or len(given.get("text", "")) > LONGEST_WISH else None

    # Doing it --------------------------------------------------------------------------

    def _do_did(self, applicant, given):
        self._find_task(applicant, "did", given)._finish_on_page()

    def _do_undid(self, applicant, given):
        self._find_task(applicant, "undid", given)._reopen_on_page()

    def _do_agree(self, applicant, given):
        applicant._agree_on_page(self._find_task(applicant, "agree", given))

    def _do_wish(self, applicant, given):
        applicant._wish_on_page(
            self._find_task(applicant, "wish", given),
            given.get("size", ""),
            bool(given.get("left_handed")),
            bool(given.get("screen_reader")),
            given.get("text", ""),
        )
