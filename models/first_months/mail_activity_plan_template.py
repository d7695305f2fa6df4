from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .kinds import COLLEAGUE, KINDS, LONGEST, OWNERS, WORKING_DAYS
from .working_days import REACH, find_day

OURS = dict(OWNERS)


class MailActivityPlanTemplate(models.Model):
    """A line of Odoo's plan, as a task of the first months."""

    _name = "mail.activity.plan.template"
    _inherit = ["mail.activity.plan.template", "hr.candidate.shared.mixin"]

    responsible_type = fields.Selection(
        selection_add=OWNERS, ondelete=dict.fromkeys(OURS, "cascade")
    )
    delay_unit = fields.Selection(
        selection_add=[(WORKING_DAYS, "working days")], ondelete={WORKING_DAYS: "set default"}
    )
    is_first_months = fields.Boolean(related="plan_id.is_first_months")
    task_name = fields.Char(
        "Task",
        translate=True,
        help="What is to be done, in the words of whoever does it. Empty: the summary.",
    )
    task_kind = fields.Selection(KINDS, "Kind", default="task", required=True)
    is_shown = fields.Boolean(
        "On Their Page",
        help="The new colleague sees it on their own page, with what we do for them.",
    )
    page_name = fields.Char(
        "Shown As", translate=True, help="On the page of the new colleague. Empty: the task."
    )
    page_text = fields.Text(
        "Explained",
        translate=True,
        help="On the page of the new colleague: what to do, what they get, what the check is "
        "about.",
    )
    depends_ids = fields.Many2many(
        "mail.activity.plan.template",
        "mail_activity_plan_template_depends_rel",
        "template_id",
        "depends_id",
        string="Waits For",
        domain="[('plan_id', '=', plan_id), ('id', '!=', id)]",
        copy=False,
        help="The to-do comes when these are done.",
    )
    check_url = fields.Char(
        "Link",
        help="Where whoever does it goes: the order form of a provider, for instance.",
    )
    skips_internal = fields.Boolean(
        "Not for Colleagues",
        help="Left out for somebody who works here already.",
    )
    # Code that runs as superuser: only who may write such actions anyway chooses one.
    server_action_id = fields.Many2one(
        "ir.actions.server",
        domain="[('model_id.model', 'in', ('hr.first.months.task', 'hr.applicant'))]",
        ondelete="set null",
        copy=False,
        groups="base.group_system",
        help="Runs on the press of a button in the task: creates an account, for instance. "
        "What the new colleague has typed is never part of it.",
    )

    def _filter_shared(self):
        """Odoo's other plans are as they were."""
        return super()._filter_shared().filtered(lambda line: line.sudo().is_first_months)

    def write(self, vals):
        """Nor does one of somebody's own become everybody's."""
        res = super().write(vals)
        if not self.env.su:
            self._filter_shared().check_access("write")
        return res

    @api.constrains("responsible_type", "plan_id", "delay_unit", "task_kind")
    def _check_owner(self):
        for template in self:
            ours = template.responsible_type in OURS or template.delay_unit == WORKING_DAYS
            if ours and not template.plan_id.is_first_months:
                raise ValidationError(
                    self.env._(
                        "“%s” is for plans of the first months only: choose somebody and a unit "
                        "that every plan has.",
                        template.display_name,
                    )
                )
            if template.responsible_type == COLLEAGUE and template.task_kind != "task":
                raise ValidationError(
                    self.env._(
                        "“%s”: the new colleague has tasks of no other kind.",
                        template.display_name,
                    )
                )

    @api.constrains("delay_count", "delay_unit", "plan_id")
    def _check_delay(self):
        for template in self.filtered("is_first_months"):
            if not 0 <= template.delay_count <= LONGEST[template.delay_unit]:
                raise ValidationError(
                    self.env._(
                        "“%(task)s” may be at most %(number)s %(unit)s from the first day.",
                        task=template.display_name,
                        number=LONGEST[template.delay_unit],
                        unit=dict(self._fields["delay_unit"]._description_selection(self.env))[
                            template.delay_unit
                        ],
                    )
                )

    @api.constrains("depends_ids", "plan_id")
    def _check_depends(self):
        for template in self:
            if template.depends_ids.plan_id - template.plan_id:
                raise ValidationError(self.env._("A task waits for tasks of the same plan."))
        if self._has_cycle("depends_ids"):
            raise ValidationError(self.env._("These tasks wait for each other."))

    @api.depends("task_name", "summary")
    @api.depends_context("lang")
    def _compute_display_name(self):
        res = super()._compute_display_name()
        for template in self.filtered("task_name"):
            template.display_name = template.task_name
        return res

    @api.model_create_multi
    def create(self, vals_list):
        """Odoo's dialog shows the summary: it is the task's name, unless it says more."""
        for vals in vals_list:
            if vals.get("task_name"):
                vals.setdefault("summary", vals["task_name"])
        return super().create(vals_list)

    def _get_date_deadline(self, base_date=False):
        if self.delay_unit != WORKING_DAYS:
            return super()._get_date_deadline(base_date)
        base = base_date or fields.Date.context_today(self)
        company = self.company_id or self.env.company
        calendar = company.resource_calendar_id.with_company(company)
        days = calendar._list_working_days(base - REACH, base + REACH)
        before = self.delay_from == "before_plan_date"
        return find_day(base, self.delay_count, self.delay_unit, before, days)

    def _determine_responsible(self, on_demand_responsible, applied_on_record):
        """Whose tasks ours are, where a plan is started by Odoo's own dialog: whoever
        starts it."""
        if self.responsible_type not in OURS:
            return super()._determine_responsible(on_demand_responsible, applied_on_record)
        return {
            "responsible": on_demand_responsible or self.env.user,
            "error": False,
            "warning": False,
        }
