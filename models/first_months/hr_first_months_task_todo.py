from datetime import timedelta

from odoo import api, models

from ..batch import get_now
from ..past_orm import write_past_orm


class HrFirstMonthsTaskTodo(models.Model):
    """To-dos of Odoo for tasks that are near and wait for nothing else: whoever does many
    things finds these among them. They stand on the task, which those can open who have no
    right to the application."""

    _inherit = "hr.first.months.task"

    def _filter_due(self):
        """:return: those that somebody can begin with"""
        today = self._get_today()
        return self.filtered(
            lambda task: (
                task.state == "open"
                and task.user_id.active
                and not task.is_waiting
                and task.date_deadline
                <= today + timedelta(days=task.company_id.first_months_lead_days)
            )
        )

    def _find_near(self):
        """:return: those that are open and may be near, without reading all the others: of fifty
        new colleagues there are more than Odoo reads at once"""
        last = self._get_today() + timedelta(days=self._get_longest_lead())
        near = [("id", "in", self.ids), ("state", "=", "open"), ("date_deadline", "<=", last)]
        return self.search(near)

    def _raise_due(self):
        """One query to find and one to insert, however many."""
        due = self._find_near()._filter_due()
        activities = self.env["mail.activity"]
        fallback = activities._get_todo_type()
        model_id = self.env["ir.model"]._get_id(self._name)
        todos = []
        for lang, tasks in due.grouped(lambda task: task.user_id.lang).items():
            for task in tasks.with_context(lang=lang or self.env.lang):
                kind = task.activity_kind_id or fallback
                if kind:
                    todos.append(task._prepare_due(model_id, kind))
        activities._raise_todos(todos, same=("res_model_id", "res_id", "automated"))

    def _prepare_due(self, model_id, kind):
        return {
            "res_model_id": model_id,
            "res_id": self.id,
            "activity_type_id": kind.id,
            "summary": self.name,
            "note": self.note,
            "user_id": self.user_id.id,
            "date_deadline": self.date_deadline,
            "automated": True,
        }

    def _find_todos(self):
        """:return: ``mail.activity`` that ask for these; what colleagues have added stays"""
        domain = [("res_model", "=", self._name), ("res_id", "in", self.ids)]
        return self.env["mail.activity"].sudo().search([*domain, ("automated", "=", True)])

    def _close_todos(self):
        """Done, in Odoo's history too."""
        if todos := self._find_todos():
            todos._action_done()

    def _drop_todos(self):
        self._find_todos().unlink()

    def _renew_todos(self):
        """Somebody else does it, or on another day."""
        self._drop_todos()
        self._raise_due()

    def _move_todos(self):
        """Another day, for the same people; what is not near any more waits."""
        due = self._filter_due()
        todos = self._find_todos()
        early = todos.filtered(lambda todo: todo.res_id not in due.ids)
        early.unlink()
        days = {task.id: task.date_deadline for task in due}
        write_past_orm({todo: {"date_deadline": days[todo.res_id]} for todo in todos - early})
        due._raise_due()

    @api.model
    def _get_longest_lead(self):
        """:return: int, days ahead, the most of any company"""
        companies = self.env["res.company"].sudo()
        ((longest,),) = companies._read_group([], [], ["first_months_lead_days:max"])
        return longest or 0

    def _ask_to_move_meetings(self):
        """Meetings of these tasks were planned around another first day: whoever has planned
        them looks, nothing is moved by itself."""
        meetings = (
            self.env["calendar.event"]
            .sudo()
            .search(
                [
                    ("res_model", "=", self._name),
                    ("res_id", "in", self.ids),
                    ("start", ">", get_now(self.env)),
                ]
            )
        )
        activities = self.env["mail.activity"]
        kind = meetings and activities._get_todo_type()
        if not kind:
            return
        tasks = {task.id: task for task in self}
        activities._raise_todos(
            [
                activities._prepare_todo(
                    tasks[meeting.res_id],
                    meeting.user_id or tasks[meeting.res_id].user_id,
                    kind,
                    type(self)._say_move_meeting,
                    automated=False,
                )
                for meeting in meetings
            ],
            same=("res_model_id", "res_id", "activity_type_id", "summary"),
        )

    def _say_move_meeting(self):
        day = self.applicant_id.with_env(self.env)._say_date(self.first_day)
        return self.env._("The first day is %s now: does the meeting have to move?", day), False

    # Who is gone -----------------------------------------------------------------------

    @api.model
    def _find_orphans(self):
        """:return: open tasks of people who do not work here any more, or of nobody"""
        return self.sudo().search(
            [
                ("state", "=", "open"),
                ("owner", "!=", "months_colleague"),
                "|",
                ("user_id", "=", False),
                ("user_id.active", "=", False),
            ]
        )

    def _pass_on(self):
        """To whoever has the role now, else to the manager of who is gone, else to HR; with
        one to-do that says so."""
        heirs = {}
        for task in self:
            before = task.user_id
            user = task._find_heir()
            if user and user != before:
                heirs.setdefault((before, user), self.browse())
                heirs[before, user] |= task
        for (before, user), tasks in heirs.items():
            tasks._find_todos().unlink()
            tasks.user_id = user
            if before:
                tasks[:1]._tell_heir(before, user, len(tasks))
        self._raise_due()

    def _find_heir(self):
        left = self.user_id.with_context(active_test=False)
        manager = left.employee_ids.filtered(lambda e: e.company_id == self.company_id).parent_id
        candidates = [self.applicant_id._find_task_owner(self.owner, self.template_id)]
        if self.owner in ("other", "on_demand"):
            candidates.insert(0, manager[:1].user_id)
        for user in candidates:
            if user and user != self.user_id and user._may_speak_for(self.company_id):
                return user
        return self.applicant_id._find_task_owner("months_hr")

    def _tell_heir(self, before, user, number):
        activities = self.env["mail.activity"]
        kind = activities._get_todo_type()
        if not kind:
            return

        def say(task):
            return (
                task.env._(
                    "%(number)s tasks of %(person)s are yours now",
                    number=number,
                    person=before.name,
                ),
                False,
            )

        activities._raise_todos(
            [activities._prepare_todo(self, user, kind, say, automated=False)],
            same=("res_model_id", "res_id", "activity_type_id", "summary"),
        )
