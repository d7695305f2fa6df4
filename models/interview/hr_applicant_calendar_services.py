from odoo import models

WAITING = ("pending", "owed")


class HrApplicantCalendarServices(models.Model):
    """What Google and Outlook were not told while a refusal waited."""

    _inherit = "hr.applicant"

    def write(self, vals):
        res = super().write(vals)
        if vals.get("answer_state", WAITING[0]) not in WAITING:
            meetings = self.env["calendar.event"].sudo().with_context(active_test=False)
            if meetings._is_synchronized_with_others():
                meetings.search([("applicant_id", "in", self.ids)])._send_held()
        return res

    def _get_page_meeting(self, meeting, start):
        """What is in the candidate's calendar already is not offered again."""
        shown = super()._get_page_meeting(meeting, start)
        if meeting._is_told_by_service():
            shown["has_calendar"] = False
        return shown
