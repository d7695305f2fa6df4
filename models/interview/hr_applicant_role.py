from odoo import api, models

from ..batch import get_batch


class HrApplicantRole(models.Model):
    """The role in short, in what prepares a candidate for an interview."""

    _inherit = "hr.applicant"

    @api.private
    def get_role(self):
        """:return: list of (title, list of lines), see ``_get_role`` of the job position, and
        the steps that are usual; looked up once for all of a run. Empty where nothing is
        known of the role itself."""
        self.ensure_one()
        applicant = self.sudo()
        if not applicant.job_id:
            return []
        batch = get_batch(self.env)
        known = batch.blocks.setdefault("role", {}) if batch else {}
        key = applicant.job_id.id, self.env.lang
        if key not in known:
            known[key] = applicant.job_id._get_role()
        role = known[key]
        return role and role + applicant._get_more_of_role()

    def _get_more_of_role(self):
        """:return: list of (title, list of lines) that goes by the application"""
        steps = [step["name"] for step in self.get_steps()]
        return [(self.env._("The steps"), [" → ".join(steps)])] if steps else []
