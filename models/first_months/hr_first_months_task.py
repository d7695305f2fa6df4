from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..batch import get_now
from ..write_groups import OFFICER
from .kinds import INTERVIEWERS, KINDS, OFFICERS, OWNERS, REASONS, STATES, WORKING_DAYS


class HrFirstMonthsTask(models.Model):
    """What is done for, or by, a new colleague around the first day: one row for each
    application and line of the plan, as the line was when it was planned.

    Whoever has to do it need not be in recruitment. They read the name, the job position
    and the first day, and nothing else of the application.
    """

    _name = "hr.first.months.task"
    _description = "Task of the First Months"
    # A to-do that is done wants to be noted somewhere.
    _inherit = ["hr.candidate.application.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date_deadline, sequence, id"
    _mail_post_access = "read"

    applicant_id = fields.Many2one(
        "hr.applicant",
        "Application",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
        groups=INTERVIEWERS,
    )
    company_id = fields.Many2one(
        related="applicant_id.company_id", store=True, index="btree_not_null"
    )
    candidate_name = fields.Char(
        related="applicant_id.partner_name", store=True, string="New Colleague"
    )
    job_id = fields.Many2one(related="applicant_id.job_id", store=True, string="Job Position")
    department_id = fields.Many2one(related="applicant_id.department_id", store=True)
    first_day = fields.Date(related="applicant_id.first_day", store=True, string="First Day")
    employee_id = fields.Many2one(
        related="applicant_id.employee_id",
        store=True,
        index="btree_not_null",
        groups="hr.group_hr_user",
    )
    template_id = fields.Many2one(
        "mail.activity.plan.template",
        "Line of the Plan",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        groups=OFFICERS,
    )
    sequence = fields.Integer(readonly=True, default=10)
    name = fields.Char("Task", required=True, readonly=True, translate=True)
    kind = fields.Selection(KINDS, required=True, readonly=True, default="task")
    note = fields.Html(readonly=True)
    check_url = fields.Char("Link", readonly=True)
    activity_kind_id = fields.Many2one(
        "mail.activity.type", "Kind of To-Do", readonly=True, ondelete="set null"
    )
    owner = fields.Selection(
        [*OWNERS, ("other", "Somebody named"), ("on_demand", "Who started the plan")],
        "Whose",
        required=True,
        readonly=True,
        default="months_hr",
    )
    user_id = fields.Many2one(
        "res.users",
        "Assigned To",
        index="btree_not_null",
        ondelete="set null",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        write_groups=OFFICER,
    )
    date_deadline = fields.Date("Due On", required=True, index=True, write_groups=OFFICER)
    is_fixed = fields.Boolean(
        "Set by Hand",
        readonly=True,
        technical=True,
        help="The day stays when the first day is moved.",
    )
    # From the line of the plan, which may change meanwhile.
    delay_count = fields.Integer(readonly=True, technical=True)
    delay_unit = fields.Selection(
        [
            ("days", "days"),
            ("weeks", "weeks"),
            ("months", "months"),
            (WORKING_DAYS, "working days"),
        ],
        readonly=True,
        technical=True,
        default="days",
    )
    is_before = fields.Boolean(
        "Before the First Day", readonly=True, help="By the plan, the first day included."
    )
    depends_ids = fields.Many2many(
        "hr.first.months.task",
        "hr_first_months_task_depends_rel",
        "task_id",
        "depends_id",
        string="Waits For",
        readonly=True,
    )
    is_waiting = fields.Boolean(
        "Waiting", compute="_compute_is_waiting", compute_sudo=True, search="_search_is_waiting"
    )
    state = fields.Selection(STATES, required=True, readonly=True, default="open", index=True)
    done_date = fields.Datetime("Done On", readonly=True)
    done_by_id = fields.Many2one("res.users", readonly=True, ondelete="set null")
    reason = fields.Selection(REASONS, "Cancelled Because", readonly=True)
    undo_of_id = fields.Many2one(
        "hr.first.months.task",
        "Undoes",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
    )
    # On the page of the new colleague.
    is_shown = fields.Boolean("On Their Page", readonly=True)
    page_name = fields.Char("Shown As", readonly=True, translate=True)
    page_text = fields.Text("Explained", readonly=True, translate=True)
    wish_size = fields.Char("Size", readonly=True)
    wish_left_handed = fields.Boolean("Left-Handed", readonly=True)
    wish_screen_reader = fields.Boolean("Uses a Screen Reader", readonly=True)
    wish_text = fields.Text("Own Wishes", readonly=True)
    wish_date = fields.Datetime("Wishes Given On", readonly=True)
    consent_date = fields.Datetime("Consent Given On", readonly=True)
    may_run = fields.Boolean(compute="_compute_may_run", compute_sudo=True)

    _one_each = models.UniqueIndex("(applicant_id, template_id) WHERE template_id IS NOT NULL")
    _to_do = models.Index("(date_deadline, user_id) WHERE state = 'open'")

    @api.depends("name", "candidate_name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for task in self:
            task.display_name = " – ".join(filter(None, (task.name, task.candidate_name)))

    def _say_who(self):
        """:return: str, who does it, by name, and of IT that it is IT; empty for what the new
        colleague does"""
        name = self.user_id.name or ""
        if self.owner != "months_it" or not name:
            return name
        return self.env._("IT: %s", name)

    @api.depends("depends_ids.state", "state")
    def _compute_is_waiting(self):
        for task in self:
            task.is_waiting = task.state == "open" and "open" in task.depends_ids.mapped("state")

    def _search_is_waiting(self, operator, value):
        if operator != "in":
            return NotImplemented
        waiting = self.sudo()._search(
            [("state", "=", "open"), ("depends_ids", "any", [("state", "=", "open")])]
        )
        domain = Domain("id", "in", waiting)
        if True in value and False in value:
            return Domain.TRUE
        return domain if True in value else ~domain

    @api.depends("template_id", "state")
    def _compute_may_run(self):
        for task in self:
            task.may_run = bool(task.state == "open" and task.template_id.server_action_id)

    # Who reads it ----------------------------------------------------------------------

    @api.model
    def _get_domain_of_readers(self):
        """Those of applications that the user may read, and their own."""
        domain = super()._get_domain_of_readers() | Domain("user_id", "=", self.env.uid)
        if self.env.user.has_group("hr.group_hr_user"):
            domain |= Domain("employee_id", "!=", False)
        return domain

    def _filter_open(self):
        handed_over = self.env.user.has_group("hr.group_hr_user")
        own = self.filtered(
            lambda task: (
                task.sudo().user_id == self.env.user or (handed_over and task.sudo().employee_id)
            )
        )
        return own | super()._filter_open()

    # By hand ---------------------------------------------------------------------------

    def write(self, vals):
        if self.env.su:
            return super().write(vals)
        if "date_deadline" in vals:
            if not vals["date_deadline"]:
                raise UserError(self.env._("A task needs a day."))
            self.sudo().is_fixed = True
        res = super().write(vals)
        if vals.keys() & {"date_deadline", "user_id"}:
            self._check_people()
            self.sudo()._renew_todos()
        return res

    def _check_people(self):
        """:raise UserError: for somebody who does not work in the company"""
        for task in self.sudo().filtered("user_id"):
            user, company = task.user_id, task.company_id
            if not user._may_speak_for(company):
                raise UserError(
                    self.env._(
                        "%(user)s does not work in %(company)s.",
                        user=user.name,
                        company=company.name or "",
                    )
                )

    def _get_today(self):
        return fields.Date.context_today(self, get_now(self.env))
