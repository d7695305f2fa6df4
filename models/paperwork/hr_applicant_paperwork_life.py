from datetime import timedelta

from odoo import api, models

from ..batch import get_today
from .states import ASKED, MEND

TO_CHECK = "activity_type_papers"
# So long there is to mend something, at least.
DAYS_TO_MEND = timedelta(days=3)


class HrApplicantPaperworkLife(models.Model):
    """What follows when a document is asked for, is to be mended, or is handed in: one message
    for the new colleague, one to-do for those who check, however many documents there are."""

    _inherit = "hr.applicant.paperwork"

    @api.model_create_multi
    def create(self, vals_list):
        papers = super().create(vals_list)
        papers._tell_and_remind()
        return papers

    def write(self, vals):
        res = super().write(vals)
        if vals.get("state") == "mend":
            self._give_time_to_mend()
            self._tell_and_remind()
        elif vals.get("state") == "handed_in":
            self._ask_to_check()
        if "state" in vals:
            self._close_checks()
        return res

    def _tell_and_remind(self):
        papers = self.sudo()
        papers.filtered(lambda p: p.state == "todo").applicant_id._tell_of_papers(ASKED)
        papers.filtered(lambda p: p.state == "mend").applicant_id._tell_of_papers(MEND)
        papers.applicant_id._remind_of_papers()

    def _give_time_to_mend(self):
        earliest = get_today(self.env) + DAYS_TO_MEND
        late = self.sudo().filtered(lambda p: not p.deadline or p.deadline < earliest)
        late.deadline = earliest

    # To-dos of who checks --------------------------------------------------------------

    def _ask_to_check(self):
        """One to-do for each application, which says nothing of what was handed in."""
        activities = self.env["mail.activity"]
        kind = activities._get_todo_type(TO_CHECK) or activities._get_todo_type()
        if not kind:
            return
        activities._raise_todos(
            [
                activities._prepare_todo(
                    applicant,
                    applicant._find_paper_checker(),
                    kind,
                    lambda a: (a.env._("Check the documents that were handed in"), False),
                )
                for applicant in self.sudo().applicant_id
            ],
            same=("res_model_id", "res_id", "activity_type_id"),
        )

    def _close_checks(self):
        """Nothing is left to check."""
        kind = self.env["mail.activity"]._get_todo_type(TO_CHECK)
        applicants = self.sudo().applicant_id
        waiting = applicants.paperwork_ids.filtered(lambda p: p.state == "handed_in")
        done = applicants - waiting.applicant_id
        if not kind or not done:
            return
        todos = self.env["mail.activity"].sudo()
        todos = todos.search(
            [
                ("res_model", "=", done._name),
                ("res_id", "in", done.ids),
                ("activity_type_id", "=", kind.id),
            ]
        )
        if todos:
            todos._action_done()
