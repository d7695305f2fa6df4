from odoo import fields, models


class HrApplicantCommunicationNearMiss(models.Model):
    """Candidates who are kept for other positions are asked again, by email, before
    their consent ends: their application is closed, and that is no obstacle."""

    _inherit = "hr.applicant.communication"

    reason = fields.Selection(selection_add=[("page_closed", "The candidate's page is closed")])

    def _find_obstacle(self):
        if self.step_id.trigger != "keep_ends":
            return super()._find_obstacle()
        return self._find_obstacle_to_renewal() or self._find_obstacle_of_content()

    def _find_obstacle_to_renewal(self):
        if self.applicant_id.page_revoked:
            return "cancelled", "page_closed"
        if self.occurrence_key != self.applicant_id._get_keep_key():
            return "cancelled", "answered"
        if self.applicant_id.communication_paused:
            return "hold", "paused"
        if not self.step_id.active or not self.step_id.plan_id.active:
            return "cancelled", "step_archived"
        if self._is_too_late():
            return "expired", "too_late"
        return None
