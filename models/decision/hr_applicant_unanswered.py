from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..batch import get_now

# Whoever was found and not written to does not wait for us.
APPLIED = Domain("arrival", "!=", "sourced")


class HrApplicantUnanswered(models.Model):
    """Candidates who have not been told, or are about to be left so, are found, and
    a colleague who closes an application in silence is asked."""

    _inherit = "hr.applicant"

    is_unanswered = fields.Boolean(compute="_compute_is_unanswered", search="_search_is_unanswered")
    unanswered_reason = fields.Char("Why", compute="_compute_unanswered_reason")

    def _compute_is_unanswered(self):
        unanswered = self.with_context(active_test=False).search(
            Domain("id", "in", self.ids) & self._get_unanswered_domain()
        )
        for applicant in self:
            applicant.is_unanswered = applicant._origin in unanswered

    def _search_is_unanswered(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._get_unanswered_domain()

    @api.model
    def _get_unanswered_domain(self):
        """Those whom nobody has told how it ended, and ongoing candidates who have
        heard nothing for longer than their company finds decent."""
        return Domain("answer_state", "=", "owed") | self._get_silent_domain()

    @api.model
    def _get_silent_domain(self, within=None):
        """:param timedelta within: only those who have passed their company's limit
        in the last so many days; by default everybody who has"""
        now = get_now(self.env)
        silent = Domain.FALSE
        for days, same in self.env["res.company"]._get_unanswered_days().items():
            limit = now - timedelta(days=days)
            ids = [*same, *([False] if self.env.company.id in same else [])]
            told, arrived = (
                Domain(date, "<", limit)
                & (Domain(date, ">=", limit - within) if within else Domain.TRUE)
                for date in ("last_contact_date", "create_date")
            )
            silent |= Domain("company_id", "in", ids) & (
                told | (Domain("last_contact_date", "=", False) & APPLIED & arrived)
            )
        return silent & Domain(
            [
                ("active", "=", True),
                ("outcome", "=", "ongoing"),
                ("talent_pool_ids", "=", False),
            ]
        )

    @api.depends("answer_state", "refuse_reason_id", "active", "job_id.active")
    @api.depends("last_contact_date")
    def _compute_unanswered_reason(self):
        for applicant in self:
            applicant.unanswered_reason = applicant._say_why_unanswered()

    def _say_why_unanswered(self):
        if self.answer_state == "owed" and self.refuse_reason_id:
            return self.env._("Refused, not told")
        if self.answer_state == "owed" and self.job_id and not self.job_id.active:
            return self.env._("The job position is closed")
        if self.answer_state == "owed":
            return self.env._("Archived, not told")
        return self.env._("Silent for %s days", self.days_since_contact)

    def action_archive(self):
        """A colleague who closes an application without a message is asked how the candidate
        is told. Left without a message, it is listed as unanswered."""
        res = super().action_archive()
        return self._ask_to_tell() or res

    def _ask_to_tell(self):
        """:return: the refuse wizard for those who are owed a message, or None"""
        owed = self.filtered(lambda a: a.answer_state == "owed" and not a.refuse_reason_id)
        if not owed or not self.env.user.has_group("hr_recruitment.group_hr_recruitment_user"):
            return None
        return owed.archive_applicant() | {"name": self.env._("What Does the Candidate Hear?")}
