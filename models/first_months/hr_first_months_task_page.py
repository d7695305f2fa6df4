from odoo import models

from ..batch import get_now


class HrFirstMonthsTaskPage(models.Model):
    """What the new colleague does on their page."""

    _inherit = "hr.first.months.task"

    def _finish_on_page(self):
        """Also what will not be needed, as long as they do not know that."""
        self._finish()
        self.filtered(lambda task: task.state == "cancelled").done_date = get_now(self.env)

    def _reopen_on_page(self):
        self.filtered(lambda task: task.state == "done")._reopen()
        self.filtered(lambda task: task.state == "cancelled").done_date = False

    def _tell_wishes(self):
        """One to-do for whoever gets it: perhaps it is ordered already."""
        activities = self.env["mail.activity"]
        kind = self.user_id and activities._get_todo_type()
        if not kind:
            return
        todo = activities._prepare_todo(
            self, self.user_id, kind, type(self)._say_wishes, automated=False
        )
        activities._raise_todos(
            [todo], same=("res_model_id", "res_id", "activity_type_id", "summary")
        )

    def _say_wishes(self):
        return self.env._("Has told own wishes: look before you order"), False
