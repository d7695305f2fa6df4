from odoo import fields, models


class HrApplicantCommunicationAskedToWait(models.Model):
    """Who waits is asked for the day that counts, and not when it has passed."""

    _inherit = "hr.applicant.communication"

    reason = fields.Selection(
        selection_add=[("asked_anew", "The candidate waits for another day, or no more")]
    )

    def _obstacle_asked_to_wait(self, known):
        day = self.applicant_id.asked_to_wait_until
        if not day:
            return "cancelled", "asked_anew"
        passed = day <= self.applicant_id._get_candidate_today()
        return ("expired", "too_late") if passed else None
