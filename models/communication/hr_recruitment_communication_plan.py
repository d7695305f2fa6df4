from odoo import api, fields, models
from odoo.exceptions import UserError

from .triggers import BY_NAME


class HrRecruitmentCommunicationPlan(models.Model):
    """What candidates hear from us, and when. Configuration only: the rows
    that come of it are rows of ``hr.applicant.communication``."""

    _name = "hr.recruitment.communication.plan"
    _description = "Candidate Communication Plan"
    _inherit = "hr.candidate.shared.mixin"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    in_use = fields.Boolean(
        copy=False,
        help="Candidates get the messages of this plan. While it is not in use, the plan that "
        "applied before is used.",
    )
    company_id = fields.Many2one(
        "res.company",
        default=lambda self: self._get_company_of_creator(),
        help="Leave empty to share the plan between all companies.",
    )
    calendar_id = fields.Many2one(
        "resource.calendar",
        string="Office Hours",
        domain="['|', ('company_id', '=', False), ('company_id', '=?', company_id)]",
        help="Messages that keep office hours are sent within this schedule, in the candidate's "
        "time zone and not on its public holidays. Leave empty to use the company's working "
        "schedule.",
    )
    step_ids = fields.One2many(
        "hr.recruitment.communication.step", "plan_id", string="Steps", copy=True
    )
    compared_plan_id = fields.Many2one(
        "hr.recruitment.communication.plan",
        string="Compared With",
        compute="_compute_left_out_step_ids",
        help="The general plan that would apply without this one.",
    )
    left_out_step_ids = fields.Many2many(
        "hr.recruitment.communication.step",
        string="Left Out",
        compute="_compute_left_out_step_ids",
        help="What the general plan does and this one does not.",
    )
    warning_count = fields.Integer(compute="_compute_warning_count")
    sender_missing = fields.Boolean(compute="_compute_sender_missing", compute_sudo=True)
    applicant_count = fields.Integer(
        string="Ongoing Applications", compute="_compute_applicant_count"
    )

    @api.depends("step_ids.warning", "step_ids.active")
    def _compute_warning_count(self):
        for plan in self:
            plan.warning_count = len(
                plan.step_ids.filtered(lambda step: step.active and step.warning)
            )

    @api.depends("company_id")
    @api.depends_context("company")
    def _compute_sender_missing(self):
        for plan in self:
            company = plan.company_id or self.env.company
            plan.sender_missing = company.candidate_sender_missing

    @api.depends(
        "company_id",
        "is_general",
        "job_ids",
        "step_ids.trigger",
        "step_ids.action",
        "step_ids.active",
    )
    def _compute_left_out_step_ids(self):
        plans = self.sudo().search([("in_use", "=", True)])
        for plan in self:
            company = plan.company_id or self.env.company
            general = (plans - plan._origin)._select_for(self.env["hr.job"], company)
            plan.compared_plan_id = general
            plan.left_out_step_ids = plan._filter_left_out(general.step_ids)

    def _filter_left_out(self, steps):
        """:return: those of the other plan's steps that nothing here stands for. What
        is started by hand is no loss, and some things no plan can forget."""
        own = {step._get_purpose() for step in self.step_ids if step.active}
        return steps.filtered(
            lambda step: (
                step.active
                and step.trigger != "manual"
                and not BY_NAME[step.trigger].never_forgotten
                and step._get_purpose() not in own
                and step._has_stage_of(self.job_ids)
            )
        )

    def _compute_applicant_count(self):
        counts = dict(
            self.env["hr.applicant"]._read_group(
                [("communication_plan_id", "in", self.ids)],
                ["communication_plan_id"],
                ["__count"],
            )
        )
        for plan in self:
            plan.applicant_count = counts.get(plan, 0)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        self.with_context(active_test=False).step_ids._unlink_except_used()

    @api.model
    def _get_company_of_creator(self):
        """What a person makes is for their own company; the system's is shared."""
        return False if self.env.su else self.env.company

    @api.model_create_multi
    def create(self, vals_list):
        plans = super().create(vals_list)
        plans._check_not_empty()
        self._reassign_applicants()
        return plans

    def write(self, vals):
        res = super().write(vals)
        if vals.get("in_use"):
            self._check_not_empty()
        if {"active", "in_use", "sequence", "company_id", "is_general", "job_ids"} & vals.keys():
            self._reassign_applicants()
        return res

    def _check_not_empty(self):
        """Nobody silences candidates by a plan that says nothing. Data files and
        scripts, which run as superuser, add the steps afterwards."""
        empty = self.filtered(lambda plan: plan.in_use and not plan._has_steps())
        if empty and not self.env.su:
            raise UserError(
                self.env._(
                    "Add a step first: with an empty plan, candidates would get no messages."
                )
            )

    def _has_steps(self):
        return any(step.active for step in self.sudo().step_ids)

    def _leave_use_if_empty(self):
        """The last step is gone: what applied before the plan was put in use applies
        again."""
        emptied = self.exists().filtered(lambda plan: plan.in_use and not plan._has_steps())
        if emptied:
            emptied.in_use = False

    def action_put_in_use(self):
        """From now on the plan applies."""
        self.write({"in_use": True})

    def action_take_out_of_use(self):
        self.write({"in_use": False})

    def action_add_left_out(self):
        """Add what the plan for everybody does and this one does not: a step that was
        archived here comes back, the others are copied."""
        self.check_access("write")
        for plan in self:
            for step in plan.left_out_step_ids:
                archived = plan.with_context(active_test=False).step_ids.filtered(
                    lambda own, step=step: (
                        own._get_purpose() == step._get_purpose() and not own.active
                    )
                )
                if archived:
                    archived.active = True
                else:
                    step.copy({"plan_id": plan.id})

    def unlink(self):
        res = super().unlink()
        self._reassign_applicants()
        return res

    def copy_data(self, default=None):
        """What somebody says of the copy holds."""
        said = default or {}
        return [
            {
                **vals,
                "name": self.env._("%s (copy)", plan.name),
                **plan._get_own(),
                **{name: said[name] for name in ("name", "company_id") if name in said},
            }
            for plan, vals in zip(self, super().copy_data(default=default), strict=True)
        ]

    def _get_own(self):
        """:return: values of a copy: who may not share makes one for their own company"""
        if self.env.su or self.company_id or self.env.user._acts_in_all_companies():
            return {}
        return {"company_id": self.env.company.id}

    def action_open_applicants(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_recruitment.crm_case_categ0_act_job"
        )
        action["domain"] = [("communication_plan_id", "=", self.id)]
        action["context"] = {}
        return action

    @api.model
    def _reassign_applicants(self):
        """Plans changed: every open application looks up its plan again. What is
        already planned keeps its step, and with it its own plan."""
        Applicant = self.env["hr.applicant"].sudo()
        self.env.add_to_compute(
            Applicant._fields["communication_plan_id"],
            Applicant.search([("talent_pool_ids", "=", False)]),
        )

    def _get_calendar(self, company):
        """:return: the ``resource.calendar`` of office hours, may be empty; its company
        is the one whose days off are meant"""
        calendar = self.calendar_id or company.resource_calendar_id
        return calendar.sudo().with_company(company)
