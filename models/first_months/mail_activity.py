from odoo import models

from .kinds import TASK


class MailActivity(models.Model):
    _inherit = "mail.activity"

    def _action_done(self, feedback=False, attachment_ids=None):
        """A to-do of a task that is done: so is the task."""
        tasks = self._find_first_months_tasks()
        tasks._check_consent()
        res = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        tasks._finish(self.env.user)
        return res

    def _find_first_months_tasks(self):
        """:return: the tasks that these ask for; to-dos that say something about a task have
        another summary"""
        mine = self.filtered(lambda activity: activity.res_model == TASK and activity.automated)
        if not mine:
            return self.env[TASK].sudo()
        tasks = self.env[TASK].sudo().browse(mine.mapped("res_id")).exists()
        return tasks.filtered("activity_ids")
