from odoo import fields, models

from ..batch import get_batch

# What only who writes the plan can mend.
FAULTS = ("no_content", "no_survey", "no_test", "foreign", "archived", "empty")


class HrApplicantCommunicationContent(models.Model):
    """A step that cannot work sends nothing: its rows fail, and an administrator gets
    one activity about the step, however many candidates it was for."""

    _inherit = "hr.applicant.communication"

    reason = fields.Selection(
        selection_add=[
            ("foreign", "The template of the step is not for applications"),
            ("archived", "The template or survey of the step is archived"),
            ("empty", "The template of the step has no text or no link"),
        ]
    )

    def _guard_content(self, known):
        # A call that the plan has no step for has a guide of its own.
        fault = not self._is_refusal_call() and self._find_fault()
        return ("failed", fault[0]) if fault else None

    def _find_fault(self):
        """:return: (reason, words), see the step, or None; looked up once per batch"""
        batch = get_batch(self.env)
        known = batch.faults if batch else {}
        key = self.step_id, self._choose_action(), self.is_edited
        if key not in known:
            step, action, edited = key
            known[key] = step._find_fault(action, edited)
        return known[key]

    def _fail(self, reason, detail=False):
        """The reason is one of a few; what is wrong with the step is the detail."""
        if reason not in FAULTS or detail:
            return super()._fail(reason, detail)
        for rows in self.grouped(lambda row: (row.step_id, row.action)).values():
            fault = rows[0]._find_fault()
            super(HrApplicantCommunicationContent, rows)._fail(reason, fault and fault[1])
        return None

    def _alert_recruiters(self):
        faulty = self.filtered(lambda row: row.reason in FAULTS)
        faulty._alert_administrators(
            lambda row: (
                row.env._(
                    "Cannot be sent: %(plan)s: %(step)s",
                    plan=row.plan_id.name,
                    step=row.step_id.name,
                ),
                row._say_fault(),
            )
        )
        others = self - faulty
        return super(HrApplicantCommunicationContent, others)._alert_recruiters()

    def _say_fault(self):
        fault = self.step_id._find_fault(self._choose_action(), self.is_edited)
        return fault and fault[1]
