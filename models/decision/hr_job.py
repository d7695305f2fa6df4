from odoo import api, fields, models
from odoo.fields import Domain

from ..batch import get_now


class HrJobDecision(models.Model):
    """Candidates of a job position who have not been told, and near misses for it."""

    _inherit = "hr.job"

    unanswered_count = fields.Integer("Unanswered Candidates", compute="_compute_unanswered_count")
    remaining_count = fields.Integer(
        "Candidates Who Remain",
        compute="_compute_remaining_count",
        help="Those who are still in the process, or were closed without being told.",
    )
    near_miss_count = fields.Integer(compute="_compute_near_miss_count")

    # Unanswered ------------------------------------------------------------------------

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
        """Open the refuse dialog for all who remain: one decision, one preview.

        :return: the action of the dialog
        """
        remaining = (
            self.env["hr.applicant"]
            .with_context(active_test=False)
            .search(Domain("job_id", "in", self.ids) & self._get_remaining_domain())
        )
        if not remaining:
            return {"type": "ir.actions.act_window_close"}
        action = remaining.archive_applicant()
        action["name"] = self.env._("Tell All Who Remain")
        filled = self.env.ref("hr_recruitment.refuse_reason_5", raise_if_not_found=False)
        if filled and filled.active and filled.ended_by == "company":
            action["context"]["default_refuse_reason_id"] = filled.id
        return action

    def action_archive(self):
        """Recruiters who close a job position choose how its candidates are told."""
        res = super().action_archive()
        may_answer = self.env.user.has_group("hr_recruitment.group_hr_recruitment_user")
        if may_answer and any(job.remaining_count for job in self):
            return self.action_answer_remaining()
        return res

    def write(self, vals):
        """To-dos and reply promises were skipped while the job position was closed."""
        res = super().write(vals)
        if vals.get("active"):
            applicants = self.env["hr.applicant"].sudo()
            applicants.search([("job_id", "in", self.ids)])._watch_again()
        return res

    # Near misses --------------------------------------------------------------------------

    def _get_near_miss_domain(self):
        """Near misses that were suggested for this job position or are of its
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
