from odoo import models


class HrApplicantCommunicationRequest(models.Model):
    """Messages about what a candidate is asked to do by a day, see
    ``hr.candidate.request.mixin``."""

    _inherit = "hr.applicant.communication"

    def _get_asked(self):
        """:return: what the message asks for; empty where nothing was made for it yet.
        Each action that asks for something says it of its own rows"""
        return self.env["hr.candidate.request.mixin"]

    def _get_reminder_days(self):
        """:return: int, how many days before the last one the candidate is reminded; 0: not"""
        return 0

    def _get_news(self):
        """:return: ``new``, ``reminder`` or ``extended``: what the message says of it"""
        if self.is_reminder:
            return "reminder"
        return "new" if self == self._get_asked()._find_first_message() else "extended"

    def _plan_reminders_of_asked(self):
        """One for what each row asks for, some days before the last one; none where that has
        passed already."""
        fresh = []
        for row in self:
            asked = row._get_asked()
            moment = asked._find_reminder(row._get_reminder_days())
            waiting = asked.communication_ids.filtered(
                lambda sent: sent.is_reminder and sent.state == "scheduled"
            )
            if moment and waiting:
                waiting.scheduled_date = moment
                waiting._set_next_attempt()
            elif moment:
                values = asked._prepare_message(row, moment, f"reminder:{asked._get_day()}")
                fresh.append({**values, "is_reminder": True})
        self._schedule(fresh)
