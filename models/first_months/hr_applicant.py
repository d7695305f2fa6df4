from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from ..batch import get_now
from ..write_groups import OFFICER
from .kinds import OFFICERS, TASK, USES
from .preparations import Preparation
from .working_days import read_hour


class HrApplicant(models.Model):
    """A new colleague: who takes care of them, what the first day is like, and how far the
    preparations are."""

    _inherit = "hr.applicant"

    first_months_plan_id = fields.Many2one(
        "mail.activity.plan",
        "Plan of the First Months",
        copy=False,
        readonly=True,
        ondelete="set null",
    )
    first_months_date = fields.Datetime(
        "First Months Planned On", copy=False, readonly=True, index="btree_not_null"
    )
    first_task_ids = fields.One2many(
        TASK, "applicant_id", "Tasks of the First Months", groups=OFFICERS
    )
    buddy_id = fields.Many2one(
        "res.users",
        copy=False,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        write_groups=OFFICER,
        help="A colleague who is there for questions in the first months.",
    )
    first_months_manager_id = fields.Many2one(
        "res.users",
        "Manager of the New Colleague",
        copy=False,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        write_groups=OFFICER,
        help="Empty: whoever leads the department.",
    )
    first_day_time = fields.Char(
        "First Day Begins at",
        copy=False,
        write_groups=OFFICER,
        help="For example 09:30. Empty: as in the settings.",
    )
    first_day_location_id = fields.Many2one(
        "hr.work.location",
        "Where to Come on the First Day",
        copy=False,
        domain="[('company_id', 'in', [False, company_id])]",
        write_groups=OFFICER,
        help="Empty: the place of the job position.",
    )
    first_day_lunch = fields.Char("Lunch on the First Day", copy=False, write_groups=OFFICER)
    first_day_bring = fields.Text("What to Bring", copy=False, write_groups=OFFICER)
    first_day_program = fields.Text(
        "The First Day",
        copy=False,
        write_groups=OFFICER,
        help="With times, a line for each.",
    )
    first_week_program = fields.Text("The First Week", copy=False, write_groups=OFFICER)
    first_months_ready = fields.Char(
        "Ready", compute="_compute_first_months_ready", compute_sudo=True, groups=OFFICERS
    )
    first_months_late = fields.Boolean(
        "Preparations Late",
        compute="_compute_first_months_ready",
        compute_sudo=True,
        search="_search_first_months_late",
        groups=OFFICERS,
    )
    first_day_notice = fields.Char(compute="_compute_first_day_notice", compute_sudo=True)
    first_months_differs = fields.Boolean(
        compute="_compute_first_months_differs", compute_sudo=True
    )

    @api.constrains("first_day_time")
    def _check_first_day_time(self):
        for applicant in self.filtered("first_day_time"):
            if read_hour(applicant.first_day_time) is None:
                raise ValidationError(
                    self.env._("“%s” is not a time of day such as 09:30.", applicant.first_day_time)
                )

    @api.constrains("buddy_id", "first_months_manager_id")
    def _check_first_months_people(self):
        for applicant in self.sudo():
            for user in applicant.buddy_id | applicant.first_months_manager_id:
                if not user._may_speak_for(applicant.company_id):
                    raise ValidationError(
                        self.env._(
                            "%(user)s does not work in %(company)s.",
                            user=user.name,
                            company=applicant.company_id.name or "",
                        )
                    )

    # How far it is ---------------------------------------------------------------------

    @api.depends("first_task_ids.state", "first_task_ids.date_deadline", "first_day")
    @api.depends_context("lang", "uid")
    def _compute_first_months_ready(self):
        """How many of the tasks until the first day are done, and what is missing first."""
        self.first_months_ready, self.first_months_late = False, False
        if not self.env["hr.candidate.settings"]._is_used(USES):
            return
        today = fields.Date.context_today(self, get_now(self.env))
        found = self.env[TASK].search(
            [("applicant_id", "in", self.ids), ("state", "!=", "cancelled")]
        )
        for applicant, tasks in found.grouped("applicant_id").items():
            applicant.first_months_late = applicant._is_prepared_late(tasks, today)
            applicant.first_months_ready = applicant._say_ready(tasks, today)

    def _is_prepared_late(self, tasks, today):
        """:param tasks: of this application, without those that are cancelled"""
        return any(task.state == "open" and task.date_deadline < today for task in tasks)

    def _list_preparations(self, tasks, today):
        """:param tasks: see ``_is_prepared_late``
        :return: list of ``Preparation``: until the first day what has to be there then, and
            all there is after it"""
        ahead = self.first_day and self.first_day >= today
        return [
            Preparation(
                name=task.name,
                who=task._say_who() or self.partner_name or "",
                day=task.date_deadline,
                is_done=task.state == "done",
            )
            for task in (tasks.filtered("is_before") if ahead else tasks)
        ]

    def _say_ready(self, tasks, today):
        counted = self._list_preparations(tasks, today)
        done = len([each for each in counted if each.is_done])
        missing = [each for each in counted if not each.is_done]
        words = self._say_ready_for(done, len(counted), today)
        if not missing:
            return words
        first = min(missing, key=lambda each: each.day)
        return self.env._(
            "%(ready)s, missing: %(task)s (%(who)s, %(day)s)",
            ready=words,
            task=first.name,
            who=first.who,
            day=self._say_near_day(first.day, today),
        )

    def _say_ready_for(self, done, number, today):
        """:return: "Ready for Monday, July 20: 11 of 12\""""
        if not self.first_day or self.first_day < today:
            return self.env._("%(done)s of %(all)s", done=done, all=number)
        return self.env._(
            "Ready for %(day)s: %(done)s of %(all)s",
            day=self._say_near_day(self.first_day, today),
            done=done,
            all=number,
        )

    def _say_near_day(self, day, today):
        days = {-1: self.env._("yesterday"), 0: self.env._("today"), 1: self.env._("tomorrow")}
        return days.get((day - today).days) or self._say_day(day)

    def _search_first_months_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        if True in value and False in value:
            return Domain.TRUE
        late = self._get_domain_of_late()
        return late if True in value else ~late

    @api.model
    def _get_domain_of_late(self):
        """:return: domain of applications for which something is late"""
        today = fields.Date.context_today(self, get_now(self.env))
        late = (
            self.env[TASK].sudo()._search([("state", "=", "open"), ("date_deadline", "<", today)])
        )
        return Domain("id", "in", late.subselect("applicant_id"))

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        """What is late comes first, in lists and in Today."""
        if field_name != "first_months_late":
            return super()._order_field_to_sql(alias, field_name, direction, nulls, query)
        self._check_field_access(self._fields[field_name], "read")
        everybody = self.sudo().with_context(active_test=False)
        late = everybody._search(self._get_domain_of_late()).subselect()
        return SQL("%s IN %s %s", SQL.identifier(alias, "id"), late, direction)

    @api.depends("first_day", "company_id", "first_months_date", "refuse_reason_id")
    @api.depends_context("lang")
    def _compute_first_day_notice(self):
        """Somebody who comes to a closed door is told so by nobody else."""
        self.first_day_notice = False
        if not self.env["hr.candidate.settings"]._is_used(USES):
            return
        for applicant in self.filtered("first_day"):
            if not applicant._is_first_day_worked():
                applicant.first_day_notice = self.env._(
                    "Nobody works on the first day: it is a public holiday or a free day."
                )

    def _is_first_day_worked(self):
        company = self.company_id or self.env.company
        calendar = company.resource_calendar_id.with_company(company)
        return bool(calendar._list_working_days(self.first_day, self.first_day))

    @api.depends("first_months_plan_id.template_ids.write_date", "first_months_date")
    def _compute_first_months_differs(self):
        for applicant in self:
            applicant.first_months_differs = bool(
                applicant.first_months_date
                and applicant.first_months_plan_id
                and applicant._find_differences()
            )

    # Who and where ---------------------------------------------------------------------

    def _find_first_months_manager(self):
        """:return: ``res.users``, as superuser, may be empty"""
        applicant = self.sudo()
        return applicant.first_months_manager_id or applicant.department_id.manager_id.user_id

    def _find_first_day_place(self):
        """:return: ``hr.work.location``, as superuser, may be empty"""
        return self.sudo().first_day_location_id or self._find_work_place()

    def _find_work_place(self):
        """:return: as above, whatever was said of the first day"""
        applicant = self.sudo()
        company = applicant.company_id or self.env.company.sudo()
        address = applicant.job_id.address_id or company.partner_id
        return self.env["hr.work.location"]._find_at(address, company)

    def _is_colleague_already(self):
        """:return: those who work here already: their job changes"""
        partners = self.sudo().partner_id
        # Who has left is none.
        employees = self.env["hr.employee"].sudo().with_context(active_test=True)
        known = employees.search(
            [
                "|",
                ("work_contact_id", "in", partners.ids),
                ("user_id.partner_id", "in", partners.ids),
            ]
        )
        people = known.work_contact_id | known.user_id.partner_id
        # Who has been handed over is an employee because of this application.
        return self.filtered(lambda a: a.partner_id in people and not a.sudo().employee_id)
