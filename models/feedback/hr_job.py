from odoo import fields, models


class HrJobFeedback(models.Model):
    """The score of a job position, as the summary of feedback shows it."""

    _inherit = "hr.job"

    cnps_score = fields.Float(
        "cNPS",
        compute="_compute_cnps_score",
        groups="hr_recruitment.group_hr_recruitment_user",
        help="What candidates of this job position thought, once enough have answered.",
    )
    feedback_count = fields.Integer(
        "Answers",
        compute="_compute_cnps_score",
        groups="hr_recruitment.group_hr_recruitment_user",
    )

    def _compute_cnps_score(self):
        """The average of the groups that all of recruitment may see: it tells no more
        than they do, and is the same for every reader."""
        summary = self.env["hr.recruitment.feedback.summary"].sudo()
        scores = summary._read_scores(self.ids, self.env.companies.ids)
        self.cnps_score = self.feedback_count = 0
        for job in self.filtered(lambda job: job.id in scores):
            job.cnps_score, job.feedback_count = scores[job.id]

    def action_open_feedback(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_recruitment_candidate_experience.action_feedback_summary"
        )
        action["domain"] = [("job_id", "in", self.ids)]
        return action
