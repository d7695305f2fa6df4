from odoo import fields, models

from .kinds import ADDON, TASK, USES


class HrEmployee(models.Model):
    """The tasks of the first months, where HR goes on with the new colleague."""

    _inherit = "hr.employee"

    first_tasks_open = fields.Integer(
        "Open Tasks of the First Months",
        compute="_compute_first_tasks",
        groups="hr.group_hr_user",
    )
    first_tasks_all = fields.Integer(
        "Tasks of the First Months", compute="_compute_first_tasks", groups="hr.group_hr_user"
    )

    def _compute_first_tasks(self):
        self.first_tasks_open = self.first_tasks_all = 0
        if not self.env["hr.candidate.settings"]._is_used(USES):
            return
        counts = self.env[TASK]._read_group(
            [("employee_id", "in", self.ids), ("state", "!=", "cancelled")],
            ["employee_id", "state"],
            ["__count"],
        )
        for employee, state, count in counts:
            employee.first_tasks_all += count
            if state == "open":
                employee.first_tasks_open = count

    def action_open_first_tasks(self):
        """:return: action of the list"""
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(f"{ADDON}.action_first_tasks")
        return {**action, "domain": [("employee_id", "in", self.ids)], "context": {}}
