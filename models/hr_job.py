from odoo import fields, models


class HrJob(models.Model):
    _inherit = "hr.job"

    awaiting_reply_count = fields.Integer(
        "Candidates Waiting for Our Answer", compute="_compute_awaiting_reply_count"
    )

    cnps_score = fields.Float(
        "cNPS",
        compute="_compute_cnps_score",
        help="What candidates of this job position thought, once enough have answered.",
    )
    feedback_count = fields.Integer("Answers", compute="_compute_cnps_score")

    def _compute_cnps_score(self):
        """From the groups that everybody may see, so that it tells no more than they
        do; the same for every reader."""
        groups = (
            self.env["hr.recruitment.feedback.summary"]
            .sudo()
            ._read_group(
                [("job_id", "in", self.ids)],
                ["job_id"],
                ["nps_value:avg", "answers:sum"],
            )
        )
        scores = {job.id: (score, answers) for job, score, answers in groups}
        for job in self:
            job.cnps_score, job.feedback_count = scores.get(job.id, (0, 0))

    def action_open_feedback(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_recruitment_candidate_experience.action_feedback_summary"
        )
        action["domain"] = [("job_id", "in", self.ids)]
        return action

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
