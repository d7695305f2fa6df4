from odoo import models


class HrApplicantHeld(models.Model):
    """Nothing planned leaves for somebody who has asked to be erased."""

    _inherit = "hr.applicant"

    def _hold_everything(self):
        """What is planned and what is in the outbox. What waits for something else,
        a call for instance, is held when that has happened."""
        rows = self.communication_ids
        rows._take_from_outbox()
        planned = rows.filtered(lambda row: row.state == "scheduled")
        planned.filtered("next_attempt")._hold("held")
        planned._note_refusals("pending", "owed")

    def _release_everything(self):
        """What was held back leaves when it is its time, if nothing else is waited for
        and it is not too late; what another request still holds is held again."""
        rows = self.communication_ids.sudo()
        rows.filtered(lambda row: row.held_for == "held").held_for = False
        self._hold_or_release()
        rows.filtered(lambda row: not row.held_for)._note_refusals("owed", "pending")

    def _drop_everything(self):
        untold = self.filtered(lambda a: a.answer_state in ("pending", "owed"))
        untold.answer_state = "not_owed"
        rows = self.communication_ids
        rows._take_from_outbox()
        rows.filtered(lambda row: row.state == "scheduled")._close("cancelled", "erased")
        rows.filtered(lambda row: row.step_id.trigger == "refused")._drop_calls()

    def _track_template(self, changes):
        """Odoo's own stage mail is none that was asked for, either."""
        templates = super()._track_template(changes)
        if "stage_id" in templates and self.env["hr.applicant.data.request"]._filter_erasing(
            self.sudo()
        ):
            del templates["stage_id"]
        return templates


class CalendarAttendee(models.Model):
    _inherit = "calendar.attendee"

    def _is_told_by_plan(self):
        requests = self.env["hr.applicant.data.request"]
        return super()._is_told_by_plan() or bool(
            requests._filter_erasing(self._find_applications())
        )
