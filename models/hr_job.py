from odoo import fields, models


class HrJob(models.Model):
    _inherit = "hr.job"

    awaiting_reply_count = fields.Integer(
        "Candidates Waiting for Our Answer", compute="_compute_awaiting_reply_count"
    )

    def _compute_awaiting_reply_count(self):
        waiting = dict(
            self.env["hr.applicant"]
            .with_context(active_test=False)
            ._read_group(
                [("job_id", "in", self.ids), ("awaiting_reply", "=", True)],
                ["job_id"],
                ["__count"],
            )
        )
        for job in self:
            job.awaiting_reply_count = waiting.get(job, 0)

    def action_open_awaiting_reply(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_recruitment_candidate_experience.action_waiting_for_answer"
        )
        action["domain"] = [("job_id", "in", self.ids), ("awaiting_reply", "=", True)]
        return action
