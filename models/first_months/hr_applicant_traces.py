from odoo import models

from ..privacy.hr_applicant_copy_parts import Fact, keep_known
from .kinds import TASK

# Of whoever is gone: who took care of them.
PEOPLE = ["buddy_id", "first_months_manager_id", "first_day_location_id"]


class HrApplicantFirstMonthsTraces(models.Model):
    """The first months in the copy of somebody's data, and what goes with the person. The
    tasks hang on the application, and go with it."""

    _inherit = "hr.applicant"

    def _find_personal_columns(self):
        return [*super()._find_personal_columns(), *PEOPLE]

    def _find_own_meetings(self):
        """Those that were planned from a task, too: their titles name the person."""
        tasks = self.sudo().with_context(active_test=False).first_task_ids
        planned = self.env["calendar.event"].search(
            [("res_model", "=", TASK), ("res_id", "in", tasks.ids)]
        )
        return super()._find_own_meetings() | planned

    def _get_known_facts(self):
        return [*super()._get_known_facts(), *self._get_facts_of_first_months()]

    def _get_facts_of_first_months(self):
        """:return: list of ``Fact``, what their page tells, and what they have told there"""
        if not self._shows_first_months():
            return []
        begins = self._get_page_first_months()
        facts = [
            Fact(
                "first_day",
                self.env._("Your first day"),
                self.first_day.isoformat(),
                begins["day"],
            )
        ]
        for line in self._get_page_tasks():
            task = line["task"]
            done = self.env._("done") if line["is_done"] else line["day"]
            facts.append(Fact("first_months_task", self.env._("Task"), f"{line['name']}: {done}"))
            facts += self._get_facts_of_task(task)
        return keep_known(facts)

    def _get_facts_of_task(self, task):
        moments = []
        if task.consent_date:
            label = self.env._("You agreed to the check: %s", task.page_name or task.name)
            moments.append(self._get_moment_fact("check_consent", label, task.consent_date))
        return [
            *moments,
            Fact("wish_size", self.env._("Size that you told"), task.wish_size),
            Fact(
                "wish_left_handed",
                self.env._("You are left-handed"),
                task.wish_left_handed and self.env._("yes"),
            ),
            Fact(
                "wish_screen_reader",
                self.env._("You use a screen reader"),
                task.wish_screen_reader and self.env._("yes"),
            ),
            Fact("wish_text", self.env._("What you wished for"), task.wish_text),
        ]
