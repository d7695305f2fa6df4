from odoo import api, fields, models
from odoo.exceptions import ValidationError


class MailActivityPlan(models.Model):
    """Odoo's plan of activities, as the plan for a new colleague's first months: for which
    job positions, departments and places."""

    _name = "mail.activity.plan"
    _inherit = ["mail.activity.plan", "hr.candidate.shared.mixin"]

    is_first_months = fields.Boolean(
        "For the First Months",
        help="From the signature to the third month: tasks around the first day of a new "
        "colleague.",
    )
    first_months_job_ids = fields.Many2many(
        "hr.job",
        "mail_activity_plan_first_months_job_rel",
        string="Job Positions",
        help="Leave empty for all job positions. Of several plans that fit, the one that "
        "says most about whom it is for is chosen: job position, then department, then "
        "place.",
    )
    first_months_location_ids = fields.Many2many(
        "hr.work.location",
        "mail_activity_plan_first_months_location_rel",
        string="Work Locations",
        help="Leave empty for all places.",
    )

    def _filter_shared(self):
        """Odoo's other plans are as they were."""
        return super()._filter_shared().filtered(lambda plan: plan.sudo().is_first_months)

    def write(self, vals):
        """Nor does one of somebody's own become everybody's."""
        res = super().write(vals)
        if not self.env.su:
            self._filter_shared().check_access("write")
        return res

    @api.constrains("is_first_months", "res_model")
    def _check_first_months(self):
        if self.filtered(lambda plan: plan.is_first_months and plan.res_model != "hr.applicant"):
            raise ValidationError(self.env._("A plan for the first months is for applications."))
        self.template_ids._check_owner()

    def copy(self, default=None):
        """What waits for what is copied, too, among the new lines."""
        copies = super().copy(default)
        for plan, copied in zip(self, copies, strict=True):
            twins = dict(zip(plan._sort_lines(), copied._sort_lines(), strict=False))
            for line in plan.template_ids.filtered("depends_ids"):
                found = [twins[other].id for other in line.depends_ids if other in twins]
                twins[line].depends_ids = [(6, 0, found)]
        return copies

    def _sort_lines(self):
        # As Odoo copies them.
        return self.template_ids.sorted("id")

    @api.model
    def _find_first_months(self, applicants):
        """:return: dict ``hr.applicant`` → the plan that says most about them, empty where
        there is none"""
        # Some callers look among archived records.
        plans = self.sudo().with_context(active_test=True)
        plans = plans.search([("is_first_months", "=", True)], order="id")
        return {
            applicant: max(
                plans.filtered(lambda p, a=applicant: p._fits_first_months(a)),
                key=lambda plan: plan._count_conditions(),
                default=plans.browse(),
            )
            for applicant in applicants
        }

    def _fits_first_months(self, applicant):
        """:param applicant: as superuser"""
        company = applicant.company_id
        place = applicant._find_first_day_place()
        return (
            (not self.company_id or self.company_id == company)
            and (not self.first_months_job_ids or applicant.job_id in self.first_months_job_ids)
            and (not self.department_id or self.department_id == applicant.department_id)
            and (not self.first_months_location_ids or place in self.first_months_location_ids)
        )

    def _count_conditions(self):
        """:return: tuple, the larger the more it says"""
        return (
            bool(self.first_months_job_ids),
            bool(self.department_id),
            bool(self.first_months_location_ids),
            bool(self.company_id),
        )
