from odoo import fields, models

from .inside import Inside


class HrApplicantCommunicationPromise(models.Model):
    """Emails that name the date of the next answer, and what follows it up."""

    _inherit = "hr.applicant.communication"

    reason = fields.Selection(
        selection_add=[("heard", "The candidate has heard from us in time")]
    )

    def _find_obstacle(self):
        if self.step_id.trigger == "reply_due" and not self._is_promise_open():
            return "cancelled", "heard"
        return super()._find_obstacle()

    def _is_promise_open(self):
        applicant = self.applicant_id
        return (
            applicant.reply_promise_state == "open"
            and self.occurrence_key == f"reply_due:{applicant.reply_due_date}"
        )

    def _mark_sent(self, reason):
        # Who is told again of what was promised still waits for it.
        reminded = self._filter_naming("reply_due_date").applicant_id
        rows = self.with_context(promise_stays_open=Inside(reminded.ids))
        res = super(HrApplicantCommunicationPromise, rows)._mark_sent(reason)
        self._filter_naming("answer_expected_date").applicant_id._promise_reply()
        return res

    def _filter_naming(self, date_field):
        """:return: the rows whose email names this date of the application"""
        return self.filtered(
            lambda row: (
                row.action == "email"
                and date_field in (row.step_id.mail_template_id.body_html or "")
            )
        )
