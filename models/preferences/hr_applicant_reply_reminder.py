from odoo import models


class HrApplicantReplyReminder(models.Model):
    """What the plan does on the day before a reply promise is of use only before the candidate
    has answered somebody else. The promised day itself stays as it was told."""

    _inherit = "hr.applicant"

    def _occurrences_reply_due(self, step, visits, now):
        for applicant, key, base in super()._occurrences_reply_due(step, visits, now):
            yield applicant, key, applicant._bring_before_offer(base)

    def _bring_before_offer(self, moment):
        """:param datetime moment: naive UTC
        :return: the same, or the working day before the other offer ends"""
        if not self._waits_with_offer():
            return moment
        return min(moment, self._find_day_before(self.other_offer_date))

    def _follow_other_offers(self):
        res = super()._follow_other_offers()
        for applicant in self.sudo().filtered(lambda a: a.reply_promise_state == "open"):
            applicant._move_reply_reminders()
        return res

    def _move_reply_reminders(self):
        """Those that nobody has moved by hand."""
        rows = self.communication_ids.filtered(
            lambda row: (
                row.state == "scheduled"
                and row.step_id.trigger == "reply_due"
                and not row.exact_time
            )
        )
        base = rows and self._bring_before_offer(self._find_day_before(self.reply_due_date))
        calendar = rows and self.communication_plan_id._get_calendar(self.company_id)
        for row in rows:
            moment = row.step_id._scheduled_date(base, calendar, self._get_candidate_tz())
            if row.scheduled_date != moment:
                row.scheduled_date = moment
                row._set_next_attempt()
