from datetime import date, timedelta

from ..models.preferences.preferences import LONGEST_LINE, LONGEST_TEXT, MOST_DAYS, MOST_MATTERS
from .candidate import Candidate

# What candidates say of themselves. None of them is counted by its name: that somebody has
# asked for adjustments is nobody's business.
TOLD = (
    "matters",
    "offer",
    "nooffer",
    "person",
    "languages",
    "earlier",
    "adjustments",
    "onemore",
)
# Part of the page → fields in which a line is typed.
TYPED = {
    "person": ("name_spoken", "pronoun"),
    "languages": ("languages_spoken", "interview_language"),
}


class CandidatePreferences(Candidate):
    """What matters to candidates, another offer, their name, what they need, and one more
    thing after an interview. All of it is voluntary."""

    def _render_page(self, applicant, status=200, **values):
        """What is needed is shown to the candidate alone."""
        ongoing = applicant._get_page_state() == "ongoing"
        adjustment = applicant._get_page_adjustment() if ongoing else None
        return super()._render_page(applicant, status, adjustment=adjustment, **values)

    def _is_offered(self, applicant, part):
        offered = super()._is_offered(applicant, part)
        if part not in TOLD or not offered:
            return offered
        if part == "adjustments":
            return applicant._get_page_adjustment() is not None
        if part == "earlier":
            return bool(applicant._find_told_earlier())
        if part == "onemore":
            return bool(applicant._find_kits_for_one_more())
        return applicant._uses_preferences()

    def _find_wrong_field(self, applicant, part, error, given):
        if part in TYPED and error == "long":
            long = [name for name in TYPED[part] if len(given.get(name, "")) > LONGEST_LINE]
            return long[0]
        if part == "offer":
            return "day"
        if part == "matters" and error == "many":
            return None
        return super()._find_wrong_field(applicant, part, error, given)

    # Reading what was typed ----------------------------------------------------------

    def _check(self, applicant, part, given):
        if part in TOLD and len(given.get("text", "")) > LONGEST_TEXT:
            return "long"
        if any(len(given.get(name, "")) > LONGEST_LINE for name in TYPED.get(part, ())):
            return "long"
        return super()._check(applicant, part, given)

    def _check_matters(self, applicant, given):
        return "many" if len(self._find_matters(applicant, given)) > MOST_MATTERS else None

    def _check_offer(self, applicant, given):
        day = self._read_day(given)
        if not day:
            return "offer_day"
        today = applicant._get_candidate_today()
        if day < today:
            return "offer_past"
        return "offer_far" if day > today + timedelta(days=MOST_DAYS) else None

    def _check_onemore(self, applicant, given):
        kit = self._find_kit(applicant, given)
        if not kit or kit.one_more_thing:
            return "gone"
        return None if given.get("text") else "empty"

    def _find_matters(self, applicant, given):
        """:return: those that are ticked"""
        known = applicant.env["hr.candidate.matter"]._find_for(applicant.company_id)
        known |= applicant.matter_ids
        return known.filtered(lambda matter: given.get(f"matter_{matter.id}"))

    def _read_day(self, given):
        """:return: date, None for what is none"""
        try:
            return date.fromisoformat(given.get("day", ""))
        except ValueError:
            return None

    def _find_kit(self, applicant, given):
        number = self._read_id(given.get("kit", ""))
        return applicant._find_kits_for_one_more().filtered(lambda kit: kit.id == number)

    # Doing it --------------------------------------------------------------------------

    def _do_matters(self, applicant, given):
        applicant._tell_matters(self._find_matters(applicant, given), given.get("text", ""))

    def _do_offer(self, applicant, given):
        applicant._tell_other_offer(self._read_day(given))

    def _do_nooffer(self, applicant, _given):
        applicant._tell_other_offer(None)

    def _do_person(self, applicant, given):
        self._tell_lines(applicant, "person", given)

    def _do_languages(self, applicant, given):
        self._tell_lines(applicant, "languages", given)

    def _do_earlier(self, applicant, _given):
        applicant._take_over_lines()

    def _tell_lines(self, applicant, part, given):
        applicant._tell_about_self({name: given.get(name, "") for name in TYPED[part]})

    def _do_adjustments(self, applicant, given):
        applicant._tell_adjustment(given.get("text", ""))

    def _do_onemore(self, applicant, given):
        applicant._tell_one_more(self._find_kit(applicant, given), given["text"])
