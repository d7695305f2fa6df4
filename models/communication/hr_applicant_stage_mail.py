from odoo import models

from ..inside import get_inside


class HrApplicantStageMail(models.Model):
    """Odoo's own mail about a stage: one mail, not two."""

    _inherit = "hr.applicant"

    def _track_template(self, changes):
        """Where the plan writes, core does not; nor does it thank somebody for applying
        who did not."""
        templates = super()._track_template(changes)
        applicant = self[:1].sudo()
        if "stage_id" in templates and (
            applicant._plan_writes_for_stage() or applicant._is_found_at_first()
        ):
            del templates["stage_id"]
        return templates

    def _plan_writes_for_stage(self):
        steps = self.communication_plan_id.step_ids.filtered(
            lambda step: step.active and step.action == "email"
        )
        if any(
            step.trigger == "stage_entered" and step._applies_to_stage(self.stage_id)
            for step in steps
        ):
            return True
        triggers = steps.mapped("trigger")
        if self.stage_id.hired_stage and "hired" in triggers:
            return True
        return "applied" in triggers and self._is_at_first()

    def _is_found_at_first(self):
        return self.arrival == "sourced" and self._is_at_first()

    def _is_at_first(self):
        """:return: whether it is about the arrival of the application"""
        return get_inside(self.env, "candidate_applies") or (
            self.job_id and self.stage_id == self.job_id._get_first_stage()
        )
