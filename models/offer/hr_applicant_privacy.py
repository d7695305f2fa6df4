from odoo import models

from ..privacy.hr_applicant_copy_parts import Fact
from .states import TOLD


class HrApplicantOfferPrivacy(models.Model):
    """What was offered stands in the copy of the candidate's data with the paper, and goes with
    the application: offers hang on it."""

    _inherit = "hr.applicant"

    def _get_known_facts(self):
        return [*super()._get_known_facts(), *self._get_facts_of_offers()]

    def _find_told_offers(self):
        offers = self.sudo().offer_ids.sorted("version")
        return offers.filtered(
            lambda o: o.told_date and o.state in (*TOLD, "replaced", "withdrawn")
        )

    def _get_facts_of_offers(self):
        """:return: list of ``Fact``, the terms of what the candidate was told, and the answer"""
        facts = []
        for offer in self._find_told_offers().with_context(lang=self.env.lang):
            terms = "\n".join(
                f"{label}: {'; '.join(lines)}" for _name, label, lines in offer._get_terms()
            )
            label = self.env._("Our offer, version %s", offer.version)
            facts += [Fact("offer", label, terms), *self._get_facts_of_answer(offer)]
        return facts

    def _get_facts_of_answer(self, offer):
        if not offer.answered_date:
            return []
        reasons = dict(offer._get_decline_reasons())
        said = [
            self.env._("Accepted") if offer.state == "accepted" else self.env._("Declined"),
            offer.accepted_name,
            reasons.get(offer.decline_reason),
            offer.decline_words,
        ]
        answered = self._get_moment_fact(
            "offer_answered", self.env._("You answered our offer on"), offer.answered_date
        )
        words = "\n".join(filter(None, said))
        return [answered, Fact("offer_answer", self.env._("Your answer to our offer"), words)]

    def _find_shared_files(self):
        """The papers that the candidate was shown."""
        files = (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("res_model", "=", "hr.applicant.offer"),
                    ("res_field", "=", "document"),
                    ("res_id", "in", self._find_told_offers().ids),
                ]
            )
        )
        return super()._find_shared_files() | files

    def _get_internal_fields(self):
        """What was never sent: colleagues' words, which somebody looks at before they are
        given."""
        untold = (self.sudo().offer_ids - self._find_told_offers()).with_context(lang=self.env.lang)
        return [
            *super()._get_internal_fields(),
            *(
                Fact("offer_draft", label, "\n".join(lines))
                for offer in untold
                for _name, label, lines in offer._get_terms()
            ),
        ]
