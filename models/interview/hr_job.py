from odoo import models

from .opened_by import OPENED_BY


class HrJob(models.Model):
    _inherit = "hr.job"

    def write(self, vals):
        """Who interviews no more for the job has nothing to do for its candidates."""
        res = super().write(vals)
        if OPENED_BY & vals.keys():
            applicants = self.env["hr.applicant"].sudo().with_context(active_test=False)
            applicants.search([("job_id", "in", self.ids)])._hand_over_todos()
        return res
