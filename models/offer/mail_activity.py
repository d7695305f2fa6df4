from odoo import models


class MailActivity(models.Model):
    """The call that tells of an offer: made, the email leaves and the page shows it; dropped,
    the email leaves all the same."""

    _inherit = "mail.activity"

    def _action_done(self, feedback=False, attachment_ids=None):
        calls = self._find_calls_of_offers()
        res = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        calls.call_made = True
        for call in calls:
            call.offer_id._note_called()
        return res

    def write(self, vals):
        res = super().write(vals)
        if "active" in vals and not vals["active"]:
            self._find_calls_of_offers()._release_offers()
        return res

    def unlink(self):
        calls = self._find_calls_of_offers()
        res = super().unlink()
        calls._release_offers()
        return res

    def _find_calls_of_offers(self):
        """:return: ledger rows, as superuser, of these calls"""
        ledger = self.env["hr.applicant.communication"].sudo()
        on_applications = self.filtered(lambda activity: activity.res_model == "hr.applicant")
        if not on_applications or not self.env["hr.candidate.settings"]._is_used("uses_offers"):
            return ledger
        return ledger.search(
            [("activity_id", "in", on_applications.ids), ("offer_id.state", "=", "planned")]
        )


class HrApplicantCommunicationOfferCall(models.Model):
    _inherit = "hr.applicant.communication"

    def _release_offers(self):
        """What waits for these calls leaves at its time."""
        if not self:
            return
        rows = self.search([("waits_for_id", "in", self.ids), ("state", "=", "scheduled")])
        rows._set_next_attempt()
