from odoo import api, fields, models
from odoo.fields import Domain

from ..batch import get_now


class HrJob(models.Model):
    _inherit = "hr.job"

    awaiting_reply_count = fields.Integer(
        "Candidates Waiting for Our Answer", compute="_compute_awaiting_reply_count"
    )

    unanswered_count = fields.Integer("Unanswered Candidates", compute="_compute_unanswered_count")
    remaining_count = fields.Integer(
        "Candidates Who Remain",
        compute="_compute_remaining_count",
        help="Those who are still in the process, or were left without a word.",
    )
    near_miss_count = fields.Integer(compute="_compute_near_miss_count")

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
        """From the groups that everybody may see, so that it tells no more than they
        do; the same for every reader."""
        groups = (
            self.env["hr.recruitment.feedback.summary"]
            .sudo()
            ._read_group(
                [
                    ("job_id", "in", self.ids),
                    ("company_id", "in", self.env.companies.ids),
                ],
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
        waiting = self._count_applicants([("awaiting_reply", "=", True)])
        for job in self:
            job.awaiting_reply_count = waiting.get(job, 0)

    def action_open_awaiting_reply(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_recruitment_candidate_experience.action_waiting_for_answer"
        )
        action["domain"] = [("job_id", "in", self.ids), ("awaiting_reply", "=", True)]
        return action

    # Nobody is left without an answer ---------------------------------------------------

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

    def _compute_unanswered_count(self):
        unanswered = self._count_applicants([("is_unanswered", "=", True)])
        for job in self:
            job.unanswered_count = unanswered.get(job, 0)

    def action_open_unanswered(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_recruitment_candidate_experience.action_unanswered"
        )
        action["domain"] = [("job_id", "in", self.ids), ("is_unanswered", "=", True)]
        return action

    @api.model
    def _get_remaining_domain(self):
        return Domain([("refuse_reason_id", "=", False), ("talent_pool_ids", "=", False)]) & (
            Domain("answer_state", "=", "owed")
            | Domain([("active", "=", True), ("outcome", "=", "ongoing")])
        )

    def _compute_remaining_count(self):
        remaining = self._count_applicants(self._get_remaining_domain())
        for job in self:
            job.remaining_count = remaining.get(job, 0)

    def action_answer_remaining(self):
        """Everybody who remains hears that it is over: one decision, one preview."""
        remaining = (
            self.env["hr.applicant"]
            .with_context(active_test=False)
            .search(Domain("job_id", "in", self.ids) & self._get_remaining_domain())
        )
        if not remaining:
            return {"type": "ir.actions.act_window_close"}
        action = remaining.archive_applicant()
        action["name"] = self.env._("Answer All Who Remain")
        filled = self.env.ref("hr_recruitment.refuse_reason_5", raise_if_not_found=False)
        if filled and filled.active and filled.ended_by == "company":
            action["context"]["default_refuse_reason_id"] = filled.id
        return action

    def action_archive(self):
        """Who closes a job position is asked what the candidates hear."""
        res = super().action_archive()
        may_answer = self.env.user.has_group("hr_recruitment.group_hr_recruitment_user")
        if may_answer and any(job.remaining_count for job in self):
            return self.action_answer_remaining()
        return res

    def write(self, vals):
        """What watches over candidates was skipped while the job position was closed."""
        res = super().write(vals)
        if vals.get("active"):
            applicants = self.env["hr.applicant"].sudo()
            applicants.search([("job_id", "in", self.ids)])._watch_again()
        return res

    # Near misses --------------------------------------------------------------------------

    def _get_near_miss_domain(self):
        """Good enough for another position: suggested for this one, or of the same
        department, as long as they have not declined and may be kept."""
        self.ensure_one()
        fits = Domain("suggested_job_id", "=", self.id)
        if self.department_id:
            fits |= Domain("department_id", "=", self.department_id.id) & Domain(
                "job_id", "!=", self.id
            )
        today = fields.Date.context_today(self, get_now(self.env))
        return (
            Domain("near_miss", "=", True)
            & Domain("near_miss_consent", "!=", "declined")
            & (Domain("near_miss_until", "=", False) | Domain("near_miss_until", ">=", today))
            & fits
        )

    def _compute_near_miss_count(self):
        applicants = self.env["hr.applicant"].with_context(active_test=False)
        for job in self:
            job.near_miss_count = job.id and applicants.search_count(job._get_near_miss_domain())

    def action_open_near_misses(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Near Misses"),
            "res_model": "hr.applicant",
            "view_mode": "list,kanban,form",
            "domain": list(self._get_near_miss_domain()),
            "context": {"active_test": False, "no_create_application_button": True},
        }
