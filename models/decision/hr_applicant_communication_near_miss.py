from odoo import fields, models


class HrApplicantCommunicationNearMiss(models.Model):
    """Candidates who are kept for other positions are asked again, by email, before
    their consent ends: their application is closed, and that is no obstacle."""

    _inherit = "hr.applicant.communication"

    reason = fields.Selection(selection_add=[("page_closed", "The candidate's page is closed")])

    def _obstacle_keep_ends(self, known):
        if self.applicant_id.page_revoked:
            return "cancelled", "page_closed"
        renewable = self.occurrence_key == self.applicant_id._get_keep_key()
        return None if renewable else ("cancelled", "answered")
