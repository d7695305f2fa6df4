from datetime import timedelta

from odoo import api, fields, models

from ..batch import Batch, get_now
from ..inside import is_silent
from ..past_orm import write_past_orm
from .kinds import TASK, USES

# What a plan of the first months follows.
WATCHED = {"first_day", "stage_id", "refuse_reason_id", "active"}
BEGINNING = {"first_day", "stage_id"}


class HrApplicantFirstMonthsLife(models.Model):
    """What becomes of the tasks when the first day is moved, or somebody does not come."""

    _inherit = "hr.applicant"

    @api.model_create_multi
    def create(self, vals_list):
        applicants = super().create(vals_list)
        if any(vals.get("first_day") for vals in vals_list):
            applicants._follow_first_months({"first_day"})
        return applicants

    def write(self, vals):
        res = super().write(vals)
        if watched := WATCHED & vals.keys():
            self._follow_first_months(watched)
        return res

    def unlink(self):
        """With what asks for their tasks."""
        self.sudo().with_context(active_test=False).first_task_ids.unlink()
        return super().unlink()

    def _follow_first_months(self, names):
        """:param set names: of fields that were written"""
        if not self or not self.env["hr.candidate.settings"]._is_used(USES):
            return
        batch = Batch(get_now(self.env))
        applicants = batch.put_around(self.sudo().with_context(active_test=False))
        planned = applicants.filtered("first_months_date")
        if planned and "first_day" in names:
            planned._move_first_tasks()
        if planned and names - {"first_day"}:
            planned._end_or_resume_first_months()
        if names & BEGINNING and not is_silent(self.env):
            applicants._start_by_itself()

    # By itself -------------------------------------------------------------------------

    def _start_by_itself(self):
        """Hired, and the first day is known: where the company wants it, that is enough."""
        ready = self.filtered(
            lambda applicant: (
                applicant.first_day
                and not applicant.first_months_date
                and applicant.company_id.first_months_automatic
                and applicant._is_hired()
            )
        )
        if ready:
            (ready - ready._filter_planned_elsewhere())._start_first_months()

    def _filter_planned_elsewhere(self):
        """:return: those of people who are planned for with another application"""
        others = self.search(
            [
                ("partner_id", "in", self.partner_id.ids),
                ("first_months_date", "!=", False),
                ("refuse_reason_id", "=", False),
            ]
        )
        return self.filtered(lambda a: any(o.partner_id == a.partner_id for o in others if o != a))

    # Another first day -----------------------------------------------------------------

    def _move_first_tasks(self):
        """What is open follows; what is done, and what somebody has set a day for, stays."""
        moving = self.filtered("first_day")
        tasks = moving.first_task_ids.filtered(
            lambda task: task.state == "open" and not task.is_fixed
        )
        days = moving._find_working_days()
        moved = {}
        for task in tasks:
            day = task.applicant_id._find_task_day(task, days)
            if day != task.date_deadline:
                moved[task] = {"date_deadline": day}
        if not moved:
            return
        write_past_orm(moved)
        changed = tasks.browse([task.id for task in moved])
        changed._move_todos()
        changed._ask_to_move_meetings()
        self._message_log_batch(
            {
                applicant.id: self.env._("The tasks of the first months follow the first day.")
                for applicant in changed.applicant_id
            }
        )

    # Not after all ---------------------------------------------------------------------

    def _end_or_resume_first_months(self):
        ended = self._filter_given_up()
        ended.first_task_ids._withdraw()
        resumed = (self - ended).first_task_ids.filtered(
            lambda task: task.reason == "withdrawn" or task.undo_of_id
        )
        resumed._resume()

    def _filter_given_up(self):
        """Archived is also who works here by now, and who was hired for the last vacancy: with
        the job position Odoo archives its applications.

        :return: those who were refused or have withdrawn, and do not begin"""
        return self.filtered(
            lambda a: (
                a.refuse_reason_id or not (a.active or a.employee_id or a.stage_id.hired_stage)
            )
        )

    # Every night -----------------------------------------------------------------------

    @api.model
    def _cron_first_months(self):
        """To-dos of what has come near, and new owners for tasks of who has left."""
        if not self.env["hr.candidate.settings"]._is_used(USES):
            return
        tasks = self.env[TASK].sudo()
        tasks._find_orphans().applicant_id._do_nightly("_pass_on_first_tasks")
        last = fields.Date.add(get_now(self.env).date(), days=tasks._get_longest_lead())
        near = tasks.search(
            [
                ("state", "=", "open"),
                ("user_id", "!=", False),
                ("date_deadline", "<=", last),
            ]
        )
        near.applicant_id._do_nightly("_raise_first_tasks")

    def _find_days_to_notice(self):
        tasks = self.sudo().first_task_ids
        lead = timedelta(days=tasks._get_longest_lead() + 1)
        near = [
            task.date_deadline - lead
            for task in tasks
            if task.state == "open" and task.user_id and task.date_deadline
        ]
        return super()._find_days_to_notice() + near

    def _rehearse_night(self):
        res = super()._rehearse_night()
        self._raise_first_tasks()
        return res

    def _pass_on_first_tasks(self):
        orphans = self.env[TASK]._find_orphans()
        orphans.filtered(lambda task: task.applicant_id in self)._pass_on()

    def _raise_first_tasks(self):
        self.sudo().first_task_ids.filtered(lambda task: task.state == "open")._raise_due()
