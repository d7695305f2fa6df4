from odoo import api, models
from odoo.exceptions import UserError

from ..batch import get_now
from .states import CHOOSABLE

# Of what is in the way: who is gone is named by their names.
NO_TIMES = "no_times"


class HrInterviewBookingLife(models.Model):
    """From offered to chosen, or to the end: deadline, pause, what colleagues are told."""

    _inherit = "hr.interview.booking"

    @api.model
    def _offer(self, applicants, panel, seats, horizon_days=None, **values):
        """:param panel: ``res.users``, all of whom take part
        :param seats: list of ``res.users``, one of each of which takes part
        :param int horizon_days: how far ahead, by default as the rule says
        :return: the offers, in the order of ``applicants``; nobody is told by this"""
        rules = self.env["hr.interview.booking.rule"]
        known = {
            (company, job): rules._find_rules(company, job)._asdict()
            for company, job in {(a.company_id, a.job_id) for a in applicants.sudo()}
        }
        further = {"horizon_days": horizon_days} if horizon_days else {}
        seated = [{"user_ids": [(6, 0, users.ids)]} for users in seats]
        return self.sudo().create(
            [
                {
                    "applicant_id": applicant.id,
                    "panel_user_ids": [(6, 0, panel.ids)],
                    "seat_ids": [(0, 0, seat) for seat in seated],
                    "rules": {**known[applicant.company_id, applicant.job_id], **further},
                    **values,
                }
                for applicant in applicants.sudo()
            ]
        )

    # Deadline --------------------------------------------------------------------------

    def _set_deadline_by_rules(self):
        for booking in self:
            booking._set_deadline(booking._get_rules().choose_days)

    # The end ---------------------------------------------------------------------------

    @api.model
    def _cron_bookings(self):
        """End what is over, and tell recruiters where candidates find nothing to choose."""
        if not self.env["hr.candidate.settings"]._is_used("uses_booking"):
            return
        waiting = self.sudo().search([("state", "in", CHOOSABLE), ("paused_date", "=", False)])
        waiting.applicant_id._do_nightly("_watch_bookings")

    def _end_those_over(self):
        now = get_now(self.env)
        closed = self.filtered(lambda b: b.applicant_id._get_page_state() != "ongoing")
        closed.write({"state": "withdrawn"})
        over = (self - closed).filtered(lambda b: b._is_missed(now))
        over.write({"state": "expired"})
        told = over.filtered(lambda b: b.applicant_id._is_open())
        told._raise_todo(type(self)._say_expired)

    def _watch_times(self):
        """Who opens the page and finds no time to choose thinks that nobody wants to meet
        them: the recruiter hears of it, once for each cause."""
        for booking in self.filtered(lambda b: b.applicant_id._is_open()):
            gone = booking._find_gone()
            cause = False
            if gone is not None:
                cause = ", ".join(map(str, booking.sudo().panel_user_ids.ids)) or "nobody"
            elif not booking._find_times():
                cause = NO_TIMES
            if cause and cause != booking.alerted:
                booking._raise_todo(
                    type(self)._say_no_times if cause == NO_TIMES else type(self)._say_panel_gone
                )
            booking.alerted = cause

    def _say_expired(self):
        return self.env._("No time was chosen for the interview: call, or offer times again")

    def _say_no_times(self):
        return self.env._("There are no free times left to choose for the interview")

    def _say_panel_gone(self):
        return self.env._("Interviewers cannot be invited any more: choose who takes part")

    # By hand ---------------------------------------------------------------------------

    def action_withdraw(self):
        """Nothing can be chosen any more. What is booked stays: that is a meeting."""
        self.check_access("write")
        offers = self.sudo().filtered(lambda booking: booking.state in CHOOSABLE)
        if not offers:
            raise UserError(self.env._("Only what has not been chosen yet can be withdrawn."))
        offers.write({"state": "withdrawn"})
        offers._cancel_messages()

    def action_extend(self):
        """More days, which the candidate is told by a message of the same step."""
        self.check_access("write")
        offers = self.sudo().filtered(lambda booking: booking.state in (*CHOOSABLE, "expired"))
        if not offers or not all(booking.applicant_id._is_open() for booking in offers):
            raise UserError(
                self.env._("Only what has not been chosen yet, of an open application, goes on.")
            )
        for booking in offers:
            booking._extend()

    def _extend(self):
        self.state = "open"
        self._set_deadline_by_rules()
        self._say_more_days()

    def action_undo(self):
        """Take back offers whose message has not left.

        :raise UserError: where it has left, or something was chosen"""
        self.check_access("write")
        self.sudo()._take_back()

    def action_open_meeting(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": "calendar.event",
            "res_id": self.meeting_id.id,
            "views": [(False, "form")],
        }
