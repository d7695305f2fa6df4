from markupsafe import Markup

from odoo import models

ADDON = "hr_recruitment_candidate_experience"


class HrRecruitmentExperienceAlarmTodo(models.Model):
    """Whoever can act has one to-do, for all that has turned."""

    _inherit = "hr.recruitment.experience.alarm"

    def _find_who_can_act(self):
        """The recruiter of the job position, else the manager of its department; what is of the
        company, of a recruiter or of answers goes to HR."""
        for alarm in self:
            manager = alarm.company_id._find_experience_manager()
            job = alarm.job_id
            people = (job.user_id, job.department_id.manager_id.user_id, manager)
            wanted = people if alarm.for_officers and job else (manager,)
            alarm.user_id = next(filter(alarm._may_be_told, wanted), manager)

    def _may_be_told(self, user):
        """:return: whether the user is there, and may read it"""
        return bool(
            user.active
            and not user.share
            and self.company_id in user.company_ids
            and self.with_user(user).has_access("read")
        )

    def _tell(self):
        """One to-do for each person, which has everything that is new for them."""
        activities = self.env["mail.activity"]
        kind = activities._get_todo_type("activity_type_alarm")
        if not kind:
            return
        new = self.search([("user_id", "in", self.user_id.ids), ("state", "=", "new")])
        todos = []
        for user, alarms in new.grouped("user_id").items():
            mine = alarms.sorted("id")
            todo = activities._prepare_todo(
                mine, user, kind, lambda alarms: alarms._say_todo(), on=mine[:1]
            )
            todos.append(todo)
        activities._raise_todos(
            todos, same=("user_id", "activity_type_id", "automated"), renew=True
        )

    def _say_todo(self):
        """:return: (summary, HTML note)"""
        if len(self) == 1:
            summary = self.display_name
        else:
            summary = self.env._("%s trend changes", len(self))
        rows = Markup().join(
            Markup('<li><a href="/odoo/action-%s.action_alarm/%s">%s</a></li>')
            % (ADDON, alarm.id, alarm.sentence)
            for alarm in self
        )
        return summary, Markup("<ul>%s</ul>") % rows

    def _drop_todos(self):
        """Whoever has no new alarm any more has nothing to do."""
        activities = self.env["mail.activity"]
        kind = activities._get_todo_type("activity_type_alarm")
        users = self.sudo().user_id
        new = self.sudo().search([("user_id", "in", users.ids), ("state", "=", "new")])
        done = users - new.user_id
        if not kind or not done:
            return
        activities.sudo().search(
            [
                ("res_model", "=", self._name),
                ("activity_type_id", "=", kind.id),
                ("user_id", "in", done.ids),
                ("automated", "=", True),
            ]
        ).unlink()
