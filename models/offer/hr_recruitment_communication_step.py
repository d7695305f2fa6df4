from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .states import OFFER, USES


class HrRecruitmentCommunicationStepOffer(models.Model):
    """A step that brings an offer: the email carries the way to it. Its activity is the call
    that may come first, its SMS a word beside the email."""

    _inherit = "hr.recruitment.communication.step"

    action = fields.Selection(selection_add=[(OFFER, "Job offer")], ondelete={OFFER: "cascade"})

    @api.constrains("action", "trigger")
    def _check_offer_by_hand(self):
        """An offer leaves because a person sends it, never by itself."""
        if any(step.action == OFFER and step.trigger != "manual" for step in self):
            raise ValidationError(
                self.env._("A job offer is always sent by a person: choose “Started by hand”.")
            )

    @api.model
    def fields_get(self, allfields=None, attributes=None):
        """Where offers are not used, nobody is offered to send one."""
        found = super().fields_get(allfields, attributes)
        action = found.get("action", {})
        if "selection" in action and not self._brings_offers():
            action["selection"] = [pair for pair in action["selection"] if pair[0] != OFFER]
        return found

    @api.model
    def _brings_offers(self):
        return self.env["hr.candidate.settings"]._is_used(USES)

    def _find_fault(self, action, edited=False):
        if action != OFFER:
            return super()._find_fault(action, edited)
        self.ensure_one()
        return super()._find_fault("email", edited) or self._find_link_fault(action, edited)

    def _find_missing_link(self, action, body):
        if action == OFFER and "get_offer()" not in body:
            return self.env._("The email has no link to the offer.")
        return super()._find_missing_link(action, body)

    def _describe_content(self):
        if self.action == OFFER:
            return self.env._("job offer")
        return super()._describe_content()
