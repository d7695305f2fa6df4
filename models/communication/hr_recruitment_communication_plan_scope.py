from odoo import Command, api, fields, models
from odoo.exceptions import UserError


class HrRecruitmentCommunicationPlanScope(models.Model):
    """Whose plan it is: that of some job positions, or of all that have none."""

    _inherit = "hr.recruitment.communication.plan"

    is_general = fields.Boolean(
        "For All Other Job Positions",
        default=True,
        copy=False,
        help="The plan of every job position that has no plan of its own.",
    )
    job_ids = fields.Many2many(
        "hr.job",
        string="Job Positions",
        copy=False,
        domain="['|', ('company_id', '=', False), ('company_id', '=?', company_id)]",
        help="The plan of these job positions. It comes before the one for all others.",
    )
    is_nobodys = fields.Boolean("For No Job Position Yet", compute="_compute_is_nobodys")

    @api.depends("is_general", "job_ids")
    def _compute_is_nobodys(self):
        for plan in self:
            plan.is_nobodys = not plan.is_general and not plan.job_ids

    @api.onchange("job_ids")
    def _onchange_job_ids(self):
        self.is_general = not self.job_ids
        self._follow_company_of_jobs()

    @api.onchange("is_general")
    def _onchange_is_general(self):
        if self.is_general:
            self.job_ids = False

    def _follow_company_of_jobs(self):
        if len(self.job_ids.company_id) == 1:
            self.company_id = self.job_ids.company_id

    @api.model_create_multi
    def create(self, vals_list):
        plans = super().create([self._prepare_scope(vals) for vals in vals_list])
        for plan, vals in zip(plans, vals_list, strict=True):
            if "company_id" not in vals and not self.env.su:
                plan._follow_company_of_jobs()
        plans._check_belongs()
        return plans

    @api.model
    def _prepare_scope(self, vals):
        """:return: values of a new plan, which is that of the job positions it names"""
        jobs = self.new({"job_ids": vals.get("job_ids")}).job_ids
        return dict(vals, is_general=not jobs and vals.get("is_general", True))

    def write(self, vals):
        """Whoever names job positions, or takes the last of them away, says with it whose
        plan it is. When a job position is deleted, nobody says so."""
        if vals.get("is_general") and not vals.get("job_ids"):
            vals = dict(vals, job_ids=[Command.clear()])
        res = super().write(vals)
        if "job_ids" in vals:
            self._follow_jobs(vals)
        if {"in_use", "is_general", "job_ids"} & vals.keys():
            self._check_belongs()
        return res

    def _follow_jobs(self, vals):
        for has_jobs, plans in self.grouped(lambda plan: bool(plan.sudo().job_ids)).items():
            is_general = not has_jobs and vals.get("is_general", True)
            other = plans.filtered_domain([("is_general", "!=", is_general)])
            other.write({"is_general": is_general})

    def _check_belongs(self):
        """:raise UserError: if a plan would be in use and apply to nothing"""
        if any(plan.in_use and plan.is_nobodys for plan in self.sudo()) and not self.env.su:
            raise UserError(
                self.env._("Choose the job positions first, or tick “For All Other Job Positions”.")
            )

    def copy_data(self, default=None):
        """A copy is nobody's until somebody says whose it is: if it were everybody's, or
        that of the same job positions, it would compete with what it was copied from.
        Who puts it in use at once means the same ones."""
        said = default or {}
        same = said.get("in_use") and not {"is_general", "job_ids"} & said.keys()
        return [
            {**(plan._get_scope() if same else {"is_general": False}), **vals}
            for plan, vals in zip(self, super().copy_data(default=default), strict=True)
        ]

    def _get_scope(self):
        return {"is_general": self.is_general, "job_ids": [Command.set(self.job_ids.ids)]}

    def _select_for(self, job, company):
        """The plan for an application, of those in use: the job's own comes before the
        general one, the company's before the shared one, then their order.

        :param job: ``hr.job`` record, may be empty
        :param company: ``res.company`` record
        :return: the plan, or an empty recordset
        """
        # A job position that is closed keeps its plan.
        plans = self.with_context(active_test=False)
        fitting = plans.filtered(
            lambda plan: (
                plan.in_use
                and plan.company_id in (company, company.browse())
                and (plan.is_general or job in plan.job_ids)
            )
        )
        return fitting.sorted(
            lambda plan: (
                plan.is_general,
                not plan.company_id,
                plan.sequence,
                plan.id,
            )
        )[:1].with_env(self.env)
