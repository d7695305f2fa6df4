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
        """Is this a candidate whom the plan tells, instead of the calendar?"""
        return any(
            applicant.answer_state in ("pending", "owed")
            or (applicant._is_open() and applicant._hears_from_plan())
            for applicant in self._find_applications()
        )

    def _find_applications(self):
        """:return: ``hr.applicant``, as superuser: those of this guest that the meeting
        is about, refused ones included; none of a colleague"""
        applicant = self.event_id.sudo().applicant_id
        partner = self.partner_id
        if not applicant or partner == applicant.partner_id:
            return applicant
        if not applicant.job_id or not partner.partner_share:
            return applicant.browse()
        return applicant.with_context(active_test=False).search(
            [
                ("partner_id", "=", partner.id),
                ("job_id", "=", applicant.job_id.id),
                ("talent_pool_ids", "=", False),
            ]
        )
