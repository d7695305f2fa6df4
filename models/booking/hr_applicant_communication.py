from odoo import fields, models

from ..interview.told_of_interviews import TAKING_BACK
from .states import CHOOSABLE

BOOKING = "booking"


class HrApplicantCommunicationBooking(models.Model):
    """The ``booking`` action: times for an interview, one reminder, and what is said when
    there are more days to choose."""

    _inherit = "hr.applicant.communication"

    action = fields.Selection(
        selection_add=[(BOOKING, "Times for an interview")], ondelete={BOOKING: "cascade"}
    )
    reason = fields.Selection(
        selection_add=[
            ("no_panel", "There is no interviewer"),
            ("bookings_off", "Booking by candidates is not in use"),
            ("booking_over", "A time is chosen, or none is offered any more"),
        ]
    )
    booking_id = fields.Many2one(
        "hr.interview.booking",
        "Times Offered",
        technical=True,
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        groups="hr_recruitment.group_hr_recruitment_user",
    )

    def _find_obstacle_to_booking(self):
        if not self.step_id._offers_times():
            return "skipped", "bookings_off"
        offer = self.booking_id
        # Whoever got the job is not interviewed, whatever stage offered it.
        if (offer and offer.state not in CHOOSABLE) or self.applicant_id.outcome == "hired":
            return "cancelled", "booking_over"
        if not offer and not self._has_panel():
            return "failed", "no_panel"
        if offer and offer._find_gone() is not None:
            return "failed", "no_panel"
        return self._find_obstacle_to_email()

    def _find_told(self, pairs, delivered=False):
        """Who has chosen a time on their own page knows it, and who has cancelled there knows
        that, whatever message is still to come."""
        told = super()._find_told(pairs, delivered)
        choices = self._find_choices(pairs)
        unheard = [pair for pair in choices if pair not in told]
        taken_back = self._find_taken_back(unheard)
        for pair, offer in choices.items():
            if offer.state == "cancelled":
                told.pop(pair, None)
            elif pair not in told and pair not in taken_back:
                told[pair] = offer.chosen_start
        return told

    def _find_choices(self, pairs):
        """:param pairs: list of (applicant, meeting)
        :return: dict of those that the candidate has booked → ``hr.interview.booking``"""
        if not pairs or not self.env["hr.candidate.settings"]._is_used("uses_booking"):
            return {}
        offers = (
            self.env["hr.interview.booking"]
            .sudo()
            .search(
                [
                    ("meeting_id", "in", [meeting.id for _applicant, meeting in pairs]),
                    ("state", "in", ("booked", "cancelled")),
                ]
            )
        )
        known = {(offer.applicant_id.id, offer.meeting_id.id): offer for offer in offers}
        return {
            (applicant, meeting): known[applicant.id, meeting.id]
            for applicant, meeting in pairs
            if (applicant.id, meeting.id) in known
        }

    def _find_taken_back(self, pairs):
        """:return: set of (applicant, meeting) that the candidate was told do not take place"""
        if not pairs:
            return set()
        rows = self.sudo().search(
            [
                ("meeting_id", "in", [meeting.id for _applicant, meeting in pairs]),
                ("step_id.trigger", "in", TAKING_BACK),
                ("state", "in", ("queued", "sent")),
            ]
        )
        return {(row.applicant_id, row.meeting_id) for row in rows}

    def _has_panel(self):
        panel, seats = self.step_id._find_panel(self.applicant_id)
        return bool(panel or seats)

    def _send_booking(self, batch):
        first = self.filtered(lambda row: not row.booking_id)
        first._create_bookings()
        # The days that the candidate has count from when the message leaves.
        fresh = self.filtered(lambda row: row._get_news() == "new")
        fresh.booking_id.filtered(lambda offer: not offer.paused_date)._set_deadline_by_rules()
        self._send_email(batch)
        fresh._plan_reminders_of_asked()

    def _create_bookings(self):
        offers = self.env["hr.interview.booking"]
        for row in self:
            step = row.step_id
            panel, seats = step._find_panel(row.applicant_id)
            row.booking_id = offers._offer(
                row.applicant_id,
                panel,
                seats,
                minutes=step.booking_minutes,
                meeting_format=step.booking_format or "on_site",
            )

    def _get_asked(self):
        return self.booking_id if self.action == BOOKING else super()._get_asked()

    def _get_reminder_days(self):
        if self.action != BOOKING:
            return super()._get_reminder_days()
        return self.booking_id._get_rules().reminder_days
