from odoo import api, fields, models
from odoo.fields import Domain

from ..batch import get_now


class HrJobDecision(models.Model):
    """Candidates of a job position who have not been told, and near misses for it."""

    _inherit = "hr.job"

    remaining_count = fields.Integer(
        "Candidates Who Remain",
        compute="_compute_remaining_count",
        help="Those who are still in the process, or were closed without being told.",
    )
    near_miss_count = fields.Integer(compute="_compute_near_miss_count")

    # Unanswered ------------------------------------------------------------------------

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
        remaining = self._find_remaining()
        if not remaining:
            return {"type": "ir.actions.act_window_close"}
        return remaining.archive_applicant() | {"name": self.env._("Tell All Who Remain")}

    def _find_remaining(self):
        return (
            self.env["hr.applicant"]
            .with_context(active_test=False)
            .search(Domain("job_id", "in", self.ids) & self._get_remaining_domain())
        )

    # Closing ---------------------------------------------------------------------------

    def action_ask_to_close(self):
        """Asked on a screen before anything is closed.

        :return: the dialog in which the job positions are closed, or False where nobody
            remains, or where this user is not the one to tell them
        """
        open_jobs = self.filtered("active")
        remaining = open_jobs._find_remaining() if self._may_answer() else ()
        if not remaining:
            return False
        open_jobs.check_access("write")
        action = remaining.archive_applicant() | {"name": self.env._("Close Job Positions")}
        action["context"]["default_closing_job_ids"] = open_jobs.ids
        return action

    def _may_answer(self):
        return self.env.user.has_group("hr_recruitment.group_hr_recruitment_user")

    def action_archive(self):
        """What was closed without the dialog, by a program for instance, is closed:
        recruiters choose afterwards how its candidates are told."""
        res = super().action_archive()
        if self._may_answer() and any(job.remaining_count for job in self):
            return self.action_answer_remaining()
        return res

    def action_unarchive(self):
        """Applications stay as they are, and the recruiter is told so."""
        closed = self.filtered(lambda job: not job.active)
        res = super().action_unarchive()
        if self._may_answer():
            closed._say_who_stays_closed()
        return res

    def _say_who_stays_closed(self):
        stay = self._count_applicants([("active", "=", False)])
        untold = self._count_applicants([("active", "=", False), ("answer_state", "=", "owed")])
        if not stay:
            return
        texts = {
            job.id: self.env._(
                "Open again. Applications that stay closed: %(closed)s. Of these, not told: "
                "%(untold)s. No refusal was taken back: open those that go on one by one.",
                closed=count,
                untold=untold.get(job, 0),
            )
            for job, count in stay.items()
        }
        self.browse(texts)._message_log_batch(texts)
        self.env.user._bus_send(
            "simple_notification",
            {
                "type": "info",
                "message": self.env._(
                    "The applications stay closed: %s. Open those that go on one by one.",
                    sum(stay.values()),
                ),
            },
        )

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
