from collections import namedtuple

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from ..batch import get_now
from .kinds import ADDON, COLLEAGUE, OFFICERS, TASK, USES
from .task_rows import INSERT_DEPENDS, INSERT_TASKS, UPDATE_TASKS
from .working_days import REACH, find_day

# What becomes a task: whose, and by when.
Line = namedtuple("Line", "applicant template user day")


class HrApplicantStart(models.Model):
    """The plan of the first months becomes tasks: one insert, however many new colleagues
    there are and however long the plan is."""

    _inherit = "hr.applicant"

    def action_plan_first_months(self):
        """:return: action of the dialog"""
        self._check_may_plan()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Plan the First Months"),
            "res_model": "hr.first.months.start",
            "view_mode": "form",
            "target": "new",
            "context": {"default_applicant_ids": self.ids},
        }

    def action_open_first_tasks(self):
        """:return: action of the list"""
        self._check_may_see_tasks()
        action = self.env["ir.actions.act_window"]._for_xml_id(f"{ADDON}.action_first_tasks")
        return {
            **action,
            "domain": [("applicant_id", "in", self.ids)],
            "context": {"active_test": False},
        }

    def action_take_over_changes(self):
        """The plan was changed meanwhile: what is open follows it."""
        self._check_may_plan()
        self.sudo().filtered("first_months_date")._take_over_changes()
        return True

    def _check_may_plan(self):
        """:raise AccessError: for who does not recruit, or not here
        :raise UserError: where it is switched off"""
        self._check_may_see_tasks()
        self.check_access("write")
        if not self.env["hr.candidate.settings"]._is_used(USES):
            raise UserError(self.env._("Plans for the first months are switched off."))

    def _check_may_see_tasks(self):
        """Others find their own under My Onboarding Tasks.

        :raise AccessError: for who does not recruit"""
        if not self.env.user.has_group(OFFICERS):
            raise AccessError(self.env._("Recruiters plan the first months."))
        self.check_access("read")

    # Starting --------------------------------------------------------------------------

    def _find_obstacle_to_first_months(self):
        """:return: str, why nothing can be planned for this application, or None"""
        applicant = self.sudo()
        if applicant.first_months_date:
            return self.env._("The first months are planned already.")
        if not applicant.first_day:
            return self.env._("The first day is not known yet.")
        if not applicant._is_hired():
            return self.env._("The application is not hired.")
        return None

    def _is_hired(self):
        applicant = self.sudo()
        return bool(
            applicant.stage_id.hired_stage
            and not applicant.refuse_reason_id
            and not applicant.talent_pool_ids
        )

    def _start_first_months(self, plans=None, started_by=None):
        """:param dict plans: ``hr.applicant`` → plan; by default the one that fits
        :param started_by: ``res.users`` whose the tasks "of who starts" are
        :return: the tasks, as superuser"""
        starting = self.sudo().filtered(lambda a: not a._find_obstacle_to_first_months())
        if plans is None:
            plans = self.env["mail.activity.plan"]._find_first_months(starting)
        starting = starting.filtered(lambda applicant: plans.get(applicant))
        if not starting:
            return self.env[TASK].sudo()
        lines = starting._list_first_tasks(plans, started_by)
        tasks = self._insert_first_tasks(lines)
        now = get_now(self.env)
        for plan, applicants in starting.grouped(lambda a: plans[a].id).items():
            applicants.write({"first_months_plan_id": plan, "first_months_date": now})
        tasks._raise_due()
        starting._message_log_batch(
            {
                applicant.id: self.env._(
                    "The first months are planned: %(plan)s, first day %(day)s.",
                    plan=plans[applicant].name,
                    day=applicant._say_date(applicant.first_day),
                )
                for applicant in starting
            }
        )
        return tasks

    def _list_first_tasks(self, plans, started_by=None):
        """:param dict plans: ``hr.applicant`` → plan
        :return: list of ``Line``, in the order of applications and plan"""
        days = self._find_working_days()
        internal = self._is_colleague_already()
        known = {}
        lines = []
        for applicant in self:
            for template in plans[applicant].sudo().template_ids:
                if template.skips_internal and applicant in internal:
                    continue
                user = applicant._look_up_owner(template, started_by, known)
                day = applicant._find_task_day(template, days)
                lines.append(Line(applicant, template, user, day))
        return lines

    def _find_working_days(self):
        """:return: dict ``res.company`` → sorted list of working dates around the first days"""
        found = {}
        for company, applicants in self.grouped("company_id").items():
            first_days = [day for day in applicants.mapped("first_day") if day]
            calendar = company.resource_calendar_id.with_company(company)
            found[company] = first_days and calendar._list_working_days(
                min(first_days) - REACH, max(first_days) + REACH
            )
        return found

    def _find_task_day(self, line, days):
        """:param line: of a plan, or ``hr.first.months.task``
        :param dict days: see ``_find_working_days``"""
        if line._name == TASK:
            before = line.is_before
        else:
            before = line.delay_from == "before_plan_date"
        day = find_day(
            self.first_day, line.delay_count, line.delay_unit, before, days[self.company_id]
        )
        # What should have been done by now is for today.
        return max(day, fields.Date.context_today(self, get_now(self.env)))

    # Whose -----------------------------------------------------------------------------

    def _look_up_owner(self, template, started_by, known):
        """As below; asked once for each application and role."""
        role = template.responsible_type
        key = self, role, template.responsible_id, started_by
        if key not in known:
            known[key] = self._find_task_owner(role, template, started_by)
        return known[key]

    def _find_task_owner(self, role, template=None, started_by=None):
        """:param str role: of a line of a plan
        :return: ``res.users``, the one who is asked for, or else the next who can; none for
            what the new colleague does"""
        applicant, company = self.sudo(), self.sudo().company_id
        users = self.env["res.users"].sudo()
        if role == COLLEAGUE:
            return users
        manager = applicant._find_first_months_manager()
        asked = {
            "months_recruiter": applicant.user_id,
            "months_manager": manager,
            "months_buddy": applicant.buddy_id or manager,
            "months_it": company.first_months_it_user_id,
            "other": template.responsible_id if template else users,
            "on_demand": started_by or users,
        }
        hr = company.candidate_hr_user_id
        for user in (asked.get(role, hr), hr, applicant._get_speaker()):
            if user and user._may_speak_for(company):
                return user
        return self.env["hr.recruitment.communication.step"]._find_administrator(company)

    # Writing it ------------------------------------------------------------------------

    @api.model
    def _insert_first_tasks(self, lines):
        """Past the ORM: a statement for the tasks and one for what waits for what.

        :param list lines: ``Line``
        :return: the tasks, as superuser"""
        tasks = self.env[TASK].sudo()
        if not lines:
            return tasks
        self.env.flush_all()
        self.env.execute_query(
            SQL(
                INSERT_TASKS,
                uid=self.env.uid,
                applicants=[line.applicant.id for line in lines],
                templates=[line.template.id for line in lines],
                users=[line.user.id or None for line in lines],
                days=[line.day for line in lines],
            )
        )
        applicants = list({line.applicant.id for line in lines})
        self.env.execute_query(SQL(INSERT_DEPENDS, applicants=applicants))
        self.env["hr.applicant"].browse(applicants).invalidate_recordset(["first_task_ids"])
        tasks.invalidate_model()
        templates = list({line.template.id for line in lines})
        return tasks.search([("applicant_id", "in", applicants), ("template_id", "in", templates)])

    # The plan was changed --------------------------------------------------------------

    def _find_differences(self):
        """:return: whether the plan says something else than the tasks that are open"""
        applicant = self.sudo()
        lines = applicant.first_months_plan_id.template_ids
        if applicant in applicant._is_colleague_already():
            lines = lines.filtered(lambda line: not line.skips_internal)
        tasks = applicant.first_task_ids.filtered(lambda task: not task.undo_of_id)
        if tasks.filtered(lambda task: task.state == "open" and not task.template_id):
            return True
        kept = tasks.filtered(lambda task: task.state == "open" or task.template_id in lines)
        changed = lines.filtered(lambda line: line.write_date > applicant.first_months_date)
        return bool(changed or lines != kept.template_id & lines or kept.template_id - lines)

    def _take_over_changes(self):
        """Lines that are new become tasks, those that are gone are cancelled, and what is
        open is as the plan says now; what is done stays."""
        for applicant in self.filtered(lambda a: a.first_months_plan_id and a._is_hired()):
            plan = applicant.first_months_plan_id
            tasks = applicant.first_task_ids.filtered(lambda task: not task.undo_of_id)
            gone = tasks.filtered(lambda t, p=plan: t.template_id not in p.template_ids)
            gone.filtered(lambda task: task.state == "open")._cancel("replaced")
            known = tasks.template_id
            lines = applicant._list_first_tasks({applicant: plan})
            new = [line for line in lines if line.template not in known]
            open_tasks = (tasks - gone).filtered(lambda task: task.state == "open")
            applicant._renew_first_tasks(open_tasks)
            self._insert_first_tasks(new)
            applicant.first_months_date = get_now(self.env)
            open_tasks = applicant.first_task_ids.filtered(lambda task: task.state == "open")
            open_tasks._move_todos()
        self._message_log_batch(
            {
                applicant.id: self.env._("The changes of the plan were applied.")
                for applicant in self
            }
        )

    def _renew_first_tasks(self, tasks):
        if not tasks:
            return
        self.env.flush_all()
        self.env.execute_query(SQL(UPDATE_TASKS, ids=tasks.ids))
        tasks.invalidate_recordset()
        days = self._find_working_days()
        for task in tasks:
            task.user_id = self._find_task_owner(task.owner, task.template_id) or False
            if not task.is_fixed:
                task.date_deadline = self._find_task_day(task, days)
