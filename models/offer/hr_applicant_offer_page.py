from odoo import models

from .states import DECLINE_REASONS, TOLD


class HrApplicantOfferPage(models.Model):
    """What the candidate's page shows of an offer: only what was delivered, or told in a
    call."""

    _inherit = "hr.applicant.offer"

    def _filter_shown(self):
        """:return: the newest version that the candidate was told of, may be empty; one that
        both have agreed on is shown as long as no newer one is accepted"""
        told = self.filtered(lambda offer: offer.state in TOLD and offer.told_date)
        newest = told.sorted("version", reverse=True)[:1]
        agreed = told.filtered(lambda offer: offer.state == "accepted")
        return newest if newest.state == "open" or not agreed else agreed[:1]

    def _describe_on_page(self):
        """:return: dict for the template, in the language of the context"""
        applicant = self.applicant_id
        may_answer = self._may_answer()
        state = "expired" if self.state == "open" and not may_answer else self.state
        answered = self.answered_date and applicant._to_candidate_time(self.answered_date)
        undo = self._get_time_to_undo()
        return {
            "id": self.id,
            "version": self.version,
            "state": state,
            "terms": self._get_terms(),
            "role": self.role_name,
            "day": self.deadline and applicant._say_day(self._get_day()),
            "is_paused": bool(self.paused_date),
            "may_answer": may_answer,
            "may_accept": self._may_accept(),
            "has_document": bool(self.document_hash),
            "hash": self.document_hash,
            "signer": self.sudo().signer_id.name,
            "answered": answered and applicant._say_date(answered),
            "may_undo": bool(undo),
            "accepted_name": self.accepted_name,
            "changed": self.version > 1,
            "agreed": "accepted" in (applicant.offer_ids - self).mapped("state"),
        }

    def _get_decline_reasons(self):
        """:return: list of (code, words), for the candidate"""
        words = {
            "other_offer": self.env._("I take another offer"),
            "pay": self.env._("The pay"),
            "content": self.env._("What the work is about"),
            "place": self.env._("The place, or the way there"),
            "hours": self.env._("The hours, or too little flexibility"),
            "conditions": self.env._("Other conditions"),
            "stays": self.env._("I stay where I am"),
            "process": self.env._("How the recruitment went"),
            "personal": self.env._("Personal reasons"),
            "other": self.env._("Something else"),
        }
        return [(code, words[code]) for code, _label in DECLINE_REASONS]
