from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..batch import get_now


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
        limits = [
            (now - timedelta(days=days), [*same, *([0] if self.env.company.id in same else [])])
            for days, same in self.env["res.company"]._get_unanswered_days().items()
        ]
        return Domain.custom(
            to_sql=lambda model, alias, query: model._select_silent(alias, query, limits, within)
        )

    def _select_silent(self, alias, query, limits, within):
        """In SQL, because the job board waits for it: of a domain each part is looked at
        several times before anything is asked.

        :param limits: list of (naive UTC datetime, ids of its companies, with 0 for
            applications without one)
        :return: SQL condition that is never NULL, so that its opposite is one, too"""

        def column(name):
            return self._field_to_sql(alias, name, query)

        def is_past(date, limit):
            since = SQL(" AND %s >= %s", date, limit - within) if within else SQL()
            return SQL("%s < %s%s", date, limit, since)

        told, arrived = column("last_contact_date"), column("create_date")
        # Whoever was found and not written to does not wait for us.
        late = (
            SQL(
                """(COALESCE(%s, 0) = ANY(%s) AND (
                    %s IS NOT NULL AND %s
                    OR %s IS NULL AND %s <> 'sourced' AND %s))""",
                column("company_id"),
                companies,
                told,
                is_past(told, limit),
                told,
                column("arrival"),
                is_past(arrived, limit),
            )
            for limit, companies in limits
        )
        return SQL(
            """(%s IS TRUE AND COALESCE(%s, '') = 'ongoing' AND (%s)
                AND NOT EXISTS (SELECT FROM hr_applicant_hr_talent_pool_rel AS pool
                                 WHERE pool.hr_applicant_id = %s))""",
            column("active"),
            column("outcome"),
            SQL(" OR ").join(late),
            SQL.identifier(alias, "id"),
        )

    @api.depends("answer_state", "refuse_reason_id", "active", "job_id.active")
    @api.depends("last_contact_date")
    def _compute_unanswered_reason(self):
        for applicant in self:
            applicant.unanswered_reason = applicant._say_why_unanswered()

    def _say_why_unanswered(self):
        if self.answer_state == "owed" and self.refuse_reason_id:
            return self.env._("Refused, not informed")
        if self.answer_state == "owed" and self.job_id and not self.job_id.active:
            return self.env._("The job position is closed")
        if self.answer_state == "owed":
            return self.env._("Archived, not informed")
        return self.env._("No contact for %s days", self.days_since_contact)

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
        return owed.archive_applicant() | {"name": self.env._("Inform the Candidate")}
