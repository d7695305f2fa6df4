from odoo import models


class CalendarAttendee(models.Model):
    """Candidates hear of interviews from their communication plan, with everything
    they need, or from Odoo's calendar; never from both, and from neither while a no is
    on its way."""

    _inherit = "calendar.attendee"

    def _should_notify_attendee(self, notify_author=False):
        return (
            super()._should_notify_attendee(notify_author=notify_author)
            and not self._is_told_by_plan()
        )

    def _is_told_by_plan(self):
        """Is this the candidate, and does somebody else tell?"""
        applicant = self.event_id.sudo().applicant_id
        if not applicant or self.partner_id != applicant.partner_id:
            return False
        if applicant.answer_state in ("pending", "owed"):
            return True
        if not applicant._is_open():
            return False
        steps = applicant.communication_plan_id.step_ids
        return any(
            step.active
            and step.trigger == "interview_booked"
            and step.action in ("email", "sms")
            for step in steps
        )
