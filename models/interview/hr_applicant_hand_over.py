from odoo import models

from .opened_by import OPENED_BY


class HrApplicantHandOver(models.Model):
    """What we have asked of somebody who may not open the application any more is asked
    of its recruiter: an interviewer of the job that it was for, as a rule."""

    _inherit = "hr.applicant"

    def write(self, vals):
        res = super().write(vals)
        if OPENED_BY & vals.keys():
            self._hand_over_todos()
        return res

    def _hand_over_todos(self):
        todos = (
            self.env["mail.activity"]
            .sudo()
            .search(
                [
                    ("res_model", "=", self._name),
                    ("res_id", "in", self.ids),
                    ("automated", "=", True),
                    ("user_id", "!=", False),
                ]
            )
        )
        lost = todos.browse()
        for user, theirs in todos.grouped("user_id").items():
            opened = self.browse(theirs.mapped("res_id"))._filter_opened_by(user)
            lost |= theirs.filtered(lambda todo, ids=opened.ids: todo.res_id not in ids)
        quiet = lost.with_context(mail_activity_quick_update=True)
        for user, group in quiet.grouped(self._find_successor).items():
            group.user_id = user

    def _find_successor(self, todo):
        applicant = self.browse(todo.res_id)
        return todo._find_who_may_open(applicant, applicant._get_page_colleague("recruiter"))

    def _filter_opened_by(self, user):
        """:return: those that the user may read, in whatever company the user works"""
        mine = self.with_user(user).with_context(allowed_company_ids=user.company_ids.ids)
        return self.browse(mine._filtered_access("read").ids)
