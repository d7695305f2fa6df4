from datetime import datetime, time, timedelta

from odoo import fields, models

from ..batch import get_now
from ..company.hours import to_utc
from ..interview.told_of_interviews import TAKING_BACK
from .states import CHOOSABLE

BOOKING = "booking"
# On the reminder's day, unless it is outside of office hours.
REMINDER_HOUR = 9


class HrApplicantCommunicationBooking(models.Model):
    """The ``booking`` action: times for an interview, one reminder, and what is said when
    there are more days to choose."""

    _inherit = "hr.applicant.communication"

    action = fields.Selection(
        selection_add=[(BOOKING, "Times for an interview")], ondelete={BOOKING: "cascade"}
    )
    reason = fields.Selection(
        selection_add=[
            ("no_panel", "Nobody is there to hold the interview"),
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
        """Who has chosen a time on the own page knows it, and who has cancelled there knows
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
        fresh = self.filtered(lambda row: row._get_booking_news() == "new")
        fresh.booking_id.filtered(lambda offer: not offer.paused_date)._set_deadline()
        self._send_email(batch)
        fresh._plan_booking_reminders()

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

    def _get_booking_news(self):
        """:return: ``new``, ``reminder`` or ``extended``"""
        if self.is_reminder:
            return "reminder"
        rows = self.booking_id.communication_ids.filtered(lambda row: not row.is_reminder)
        return "new" if self == rows.sorted("id")[:1] else "extended"

    def _plan_booking_reminders(self):
        """One for the offer of each row, some days before its end; none where that has
        passed already."""
        fresh = []
        for row in self:
            moment = row._find_reminder_of_booking()
            waiting = row.booking_id.communication_ids.filtered(
                lambda sent: sent.is_reminder and sent.state == "scheduled"
            )
            if moment and waiting:
                waiting.scheduled_date = moment
                waiting._set_next_attempt()
            elif moment:
                offer = row.booking_id
                values = row._prepare_booking_row(offer, moment, f"reminder:{offer._get_day()}")
                fresh.append({**values, "is_reminder": True})
        self._schedule(fresh)

    def _find_reminder_of_booking(self):
        """:return: naive UTC, or None"""
        days = self.booking_id._get_rules().reminder_days
        if not days:
            return None
        tz = self.applicant_id._get_candidate_tz()
        day = self.booking_id._get_day() - timedelta(days=days)
        moment = to_utc(datetime.combine(day, time(REMINDER_HOUR)), tz)
        return moment if moment > get_now(self.env) + timedelta(days=1) else None

    def _prepare_booking_row(self, offer, moment, why):
        """:param str why: makes the occurrence one of its own
        :return: dict, a further message about an offer"""
        return self._prepare_further(
            moment,
            occurrence_key=f"booking:{offer.id}:{why}",
            action=BOOKING,
            next_attempt=None if self.applicant_id.communication_paused else moment,
            booking_id=offer.id,
        )
