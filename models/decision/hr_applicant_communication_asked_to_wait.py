from odoo import fields, models


class HrApplicantCommunicationAskedToWait(models.Model):
    """Who waits is asked for the day that counts, and not when it has passed."""

    _inherit = "hr.applicant.communication"

    reason = fields.Selection(
        selection_add=[("asked_anew", "The candidate waits for another day, or no more")]
    )

    def _obstacle_asked_to_wait(self, known):
        applicant = self.applicant_id
        day = applicant.asked_to_wait_until
        if self.occurrence_key != applicant._get_wait_key(day):
            return "cancelled", "asked_anew"
        return ("expired", "too_late") if day <= applicant._get_candidate_today() else None
