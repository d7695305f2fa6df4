from odoo import api, models

from ..offer.states import OFFICERS

USES_OFFERS = "uses_offers"
# Where an offer stands that nobody begins on.
OVER = ("withdrawn", "declined", "expired")


class HrApplicant(models.Model):
    """What an offer says of the first day that was agreed."""

    _inherit = "hr.applicant"

    @api.depends("offer_ids.state")
    @api.depends_context("uid")
    def _compute_first_day_notice(self):
        """The first day stays when an offer comes to nothing: a person decides whether it
        holds. Who may not read offers is not told how they stand."""
        res = super()._compute_first_day_notice()
        if self.env.user.has_group(OFFICERS) and self.env["hr.candidate.settings"]._is_used(
            USES_OFFERS
        ):
            for applicant in self.filtered("first_day"):
                applicant._add_offer_to_notice()
        return res

    def _add_offer_to_notice(self):
        state = self.sudo().offer_state
        if state in OVER:
            words = {
                "declined": self.env._("The offer is declined: does the first day still hold?"),
                "expired": self.env._("The offer has expired: does the first day still hold?"),
                "withdrawn": self.env._("The offer is withdrawn: does the first day still hold?"),
            }
            notices = (words[state], self.first_day_notice)
            self.first_day_notice = " ".join(filter(None, notices))
