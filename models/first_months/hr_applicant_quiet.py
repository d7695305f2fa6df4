from odoo import models
from odoo.tools import SQL

from ..communication.states import TALKS
from .kinds import USES

# A meeting with the new colleague, or a task that is a call or a meeting.
LAST_TALKS = """
    SELECT task.applicant_id, MAX(task.done_date)
      FROM hr_first_months_task AS task
      LEFT JOIN mail_activity_type AS kind ON kind.id = task.activity_kind_id
     WHERE task.applicant_id = ANY(%(ids)s)
       AND task.state = 'done'
       AND (task.kind = 'meeting' OR kind.category = ANY(%(talks)s))
     GROUP BY task.applicant_id
"""


class HrApplicantMonthsQuiet(models.Model):
    """Who has met the new colleague for a task of the first months has spoken with them."""

    _inherit = "hr.applicant"

    def _find_last_words(self):
        found = super()._find_last_words()
        if not found or not self.env["hr.candidate.settings"]._is_used(USES):
            return found
        rows = self.env.execute_query(SQL(LAST_TALKS, ids=self.ids, talks=list(TALKS)))
        for number, moment in rows:
            applicant = self.browse(number)
            found[applicant] = max(filter(None, (found[applicant], moment)))
        return found


class HrFirstMonthsTaskQuiet(models.Model):
    _inherit = "hr.first.months.task"

    def _finish(self, user=None):
        """A talk ends the silence at once."""
        talks = self.filtered(
            lambda task: (
                task.state == "open"
                and (task.kind == "meeting" or task.activity_kind_id.category in TALKS)
            )
        )
        res = super()._finish(user)
        talks.applicant_id.filtered("quiet_since")._end_quiet()
        return res
