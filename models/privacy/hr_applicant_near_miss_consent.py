from odoo import models
from odoo.tools import html2plaintext

from .consent_kinds import NEAR_MISS

WORDS = "hr_recruitment_candidate_experience.application_other_positions_words"


class HrApplicantNearMissConsent(models.Model):
    """The consent of near misses in the register, too."""

    _inherit = "hr.applicant"

    def _get_near_miss_choice(self):
        choice = super()._get_near_miss_choice()
        return choice and {**choice, "key": self._sign_words(self._get_near_miss_words(choice))}

    def _get_near_miss_words(self, choice):
        """:return: str, what stands above the buttons"""
        return html2plaintext(self.env["ir.qweb"]._render(WORDS, choice)).strip()

    def _choose_near_miss_on_page(self, agrees):
        before, choice = self._get_near_miss_chosen(), self._get_near_miss_choice()
        super()._choose_near_miss_on_page(agrees)
        if self._get_near_miss_chosen() == before:
            return
        kept = before in ("given", "ending")
        if agrees:
            event = "renewed" if kept else "given"
        else:
            event = "withdrawn" if kept else "declined"
        self.env["hr.applicant.consent"]._note(
            self,
            NEAR_MISS,
            event,
            until=agrees and self.near_miss_until,
            words=agrees and choice and self._get_near_miss_words(choice),
            lang=self.env.lang,
        )

    def action_keep_declined(self):
        res = super().action_keep_declined()
        self._note_near_miss_ended()
        return res

    def _end_consent(self):
        res = super()._end_consent()
        self._note_near_miss_ended()
        return res

    def _note_near_miss_ended(self):
        register = self.env["hr.applicant.consent"]
        register._note(register._filter_pressed(self, NEAR_MISS), NEAR_MISS, "ended")
