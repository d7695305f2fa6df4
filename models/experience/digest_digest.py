from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError

OFFICER = "hr_recruitment.group_hr_recruitment_user"
MANAGER = "hr_recruitment_candidate_experience.group_experience_manager"
ADDON = "hr_recruitment_candidate_experience"


class DigestDigest(models.Model):
    _inherit = "digest.digest"

    kpi_candidate_cnps = fields.Boolean("Candidate Experience (cNPS)")
    # Words, since a score of too few answers is none, and not zero.
    kpi_candidate_cnps_value = fields.Char(compute="_compute_kpi_candidate_cnps_value")
    kpi_candidate_answers = fields.Boolean("Feedback from Candidates")
    kpi_candidate_answers_value = fields.Integer(compute="_compute_kpi_candidate_answers_value")
    kpi_candidate_unanswered = fields.Boolean("Unanswered Candidates, Now")
    kpi_candidate_unanswered_value = fields.Integer(
        compute="_compute_kpi_candidate_unanswered_value"
    )

    def _compute_kpi_candidate_cnps_value(self):
        """Scores of a period are for those who may see them: experience managers."""
        self._check_kpi_group(MANAGER)
        report = self.env["hr.recruitment.experience.report"]
        filters = self._get_kpi_days()
        for digest in self:
            company = digest._enter_company()
            here = report.with_context(allowed_company_ids=company.ids)
            score = here.with_company(company)._get_score(filters)
            digest.kpi_candidate_cnps_value = report._say_score(score)

    def _compute_kpi_candidate_answers_value(self):
        self._check_kpi_group(OFFICER)
        days = self._get_kpi_days()
        for digest in self:
            company = digest._enter_company()
            # How many have answered is no secret; what they said is.
            rows = self.env["hr.recruitment.feedback"].sudo()
            digest.kpi_candidate_answers_value = rows.search_count(
                [
                    ("company_id", "=", company.id),
                    ("released", "=", True),
                    ("response_date", ">=", days["date_from"]),
                    ("response_date", "<=", days["date_to"]),
                ]
            )

    def _compute_kpi_candidate_unanswered_value(self):
        """The number of today, not of the digest's period: these candidates can still be told."""
        self._check_kpi_group(OFFICER)
        applicants = self.env["hr.applicant"].with_context(active_test=False)
        for digest in self:
            company = digest.company_id or self.env.company
            digest.kpi_candidate_unanswered_value = applicants.search_count(
                [("is_unanswered", "=", True), ("company_id", "=", company.id)]
            )

    def _compute_kpis_actions(self, company, user):
        actions = super()._compute_kpis_actions(company, user)
        menu = self.env.ref("hr_recruitment.menu_hr_recruitment_root").id
        dashboard = f"{ADDON}.action_experience_dashboard?menu_id={menu}"
        actions["kpi_candidate_cnps"] = dashboard
        actions["kpi_candidate_answers"] = dashboard
        actions["kpi_candidate_unanswered"] = f"{ADDON}.action_unanswered?menu_id={menu}"
        return actions

    @api.model
    def _get_margin_value(self, value, previous_value=0.0):
        """A score is no amount: there is no percentage between two of them."""
        if isinstance(value, str):
            return 0.0
        return super()._get_margin_value(value, previous_value)

    def _check_kpi_group(self, group):
        """Odoo leaves out of a digest what its reader may not see."""
        if not self.env.user.has_group(group):
            raise AccessError(self.env._("These numbers are not for the reader of this digest."))

    def _enter_company(self):
        """:return: the company of the digest
        :raise AccessError: for whom it is not open"""
        company = self.company_id or self.env.company
        return self.with_context(allowed_company_ids=company.ids).env.companies

    def _get_kpi_days(self):
        """:return: the whole days of the period, as the filter of a report: today,
        when few can have answered, counts tomorrow"""
        start, end, _companies = self._get_kpi_compute_parameters()
        # Outside a mail a digest has no period: the last day is taken.
        now = fields.Datetime.now()
        first = (fields.Datetime.to_datetime(start) or now - timedelta(days=1)).date()
        last = (fields.Datetime.to_datetime(end) or now).date() - timedelta(days=1)
        return {
            "date_from": fields.Date.to_string(first),
            "date_to": fields.Date.to_string(max(first, last)),
        }
