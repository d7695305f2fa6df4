from odoo.tools import consteq

from ..models.candidate_page.candidate_links import CONSENT, OTHER_POSITIONS
from .candidate import Candidate


class CandidateConsent(Candidate):
    """Consents are given and withdrawn here. A yes counts for the text that was read:
    where it has changed since, the page shows it anew."""

    def _is_offered(self, applicant, part):
        if part == CONSENT:
            return bool(applicant._get_page_consents())
        return super()._is_offered(applicant, part)

    def _find_consent(self, applicant, given):
        """:return: dict of ``_get_page_consents``, None for what is not on the page"""
        for consent in applicant._get_page_consents():
            if str(consent["question"].id) == given.get("question"):
                return consent
        return None

    def _check_consent(self, applicant, given):
        consent = self._find_consent(applicant, given)
        if not consent:
            return "consent_gone"
        if given[CONSENT] == "no":
            return None
        if not consent["may_agree"]:
            return "consent_gone"
        same = consteq(consent["key"], given.get("words", "").encode("ascii", "replace").decode())
        return None if same else "consent_changed"

    def _check_other_positions(self, applicant, given):
        """Pages that were opened before this was checked do not send the words."""
        key = applicant._get_near_miss_choice()["key"]
        words = given.get("words", key).encode("ascii", "replace").decode()
        return None if given[OTHER_POSITIONS] == "no" or consteq(key, words) else "consent_changed"

    def _do_consent(self, applicant, given):
        consent = self._find_consent(applicant, given)
        applicant._answer_consent_on_page(consent, given[CONSENT] == "yes")
