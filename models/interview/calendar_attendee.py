from odoo import models

from ..inside import YES, get_inside


class CalendarAttendee(models.Model):
    """Candidates hear of interviews from their communication plan, with everything
    they need, or from Odoo's calendar; never from both, and from neither while a no is
    on its way."""

    _inherit = "calendar.attendee"

    def write(self, vals):
        """A candidate declines in Google or Outlook: nothing is cancelled by that."""
        declines = vals.get("state") == "declined" and get_inside(self.env, "calendar_of_user")
        guests = self.filtered(lambda guest: guest.state != "declined") if declines else self[:0]
        res = super().write(vals)
        for guest in guests:
            for applicant in guest._find_applications().filtered(lambda a: a._is_open()):
                applicant._raise_answer_task(guest.event_id._confirmed("start"), "DECLINED")
        return res

    def _notify_attendees(self, mail_template, notify_author=False, force_send=False):
        """Where calendars are synchronized, Odoo invites nobody: the service does. It does
        not invite candidates unless the company wants it to."""
        self._have_told_who_stopped()
        events = self.event_id.filtered(
            lambda event: (
                event._is_synchronized_with_others() and not event._is_invited_by_service()
            )
        )
        mine = (self & events._find_candidate_guests()).with_context(invited_by_odoo=YES)
        options = {"notify_author": notify_author, "force_send": force_send}
        if mine:
            super(CalendarAttendee, mine)._notify_attendees(mail_template, **options)
        return super(CalendarAttendee, self - mine)._notify_attendees(mail_template, **options)

    def _should_notify_attendee(self, notify_author=False):
        return (
            super()._should_notify_attendee(notify_author=notify_author)
            and not self._is_told_by_plan()
            and not self._find_applications().filtered("messages_stopped")
        )

    def _have_told_who_stopped(self):
        """Odoo's calendar writes to nobody who wants no messages; a colleague tells."""
        for guest in self:
            applicants = guest._find_applications().filtered("messages_stopped")
            if not applicants or guest._is_told_by_plan():
                continue
            for applicant in applicants.filtered(lambda a: a._is_open()):
                applicant._raise_telling_task(guest.event_id)

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

    def _is_namesake(self):
        """:return: whether it is another contact with the candidate's address"""
        address = self.partner_id.email_normalized
        candidate = self.event_id.sudo().applicant_id.email_normalized
        return bool(address) and address == candidate and self.partner_id.partner_share
