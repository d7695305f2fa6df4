from odoo import models
from odoo.fields import Domain


class HrJob(models.Model):
    """Candidates of a job position who wait for a reply."""

    _inherit = "hr.job"

    def write(self, vals):
        res = super().write(vals)
        if "user_id" in vals:
            self.env["hr.applicant.communication"]._release_for_sender()
        return res

    def action_open_awaiting_reply(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_recruitment_candidate_experience.action_waiting_for_answer"
        )
        action["domain"] = [("job_id", "in", self.ids), ("awaiting_reply", "=", True)]
        return action

    def _count_applicants(self, domain):
        """:return: dict job -> number of its applications, closed ones included"""
        applicants = self.env["hr.applicant"].with_context(active_test=False)
        return dict(
            applicants._read_group(
                Domain("job_id", "in", self.ids) & Domain(domain),
                ["job_id"],
                ["__count"],
            )
        )
