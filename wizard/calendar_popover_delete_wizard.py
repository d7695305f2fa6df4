from odoo import models

from ..models.inside import YES


class CalendarPopoverDeleteWizard(models.TransientModel):
    """Odoo's dialog to delete a meeting and write to its guests. Candidates are told by
    their plan, and not before a refusal has arrived."""

    _inherit = "calendar.popover.delete.wizard"

    def _compute_recipient_ids(self):
        res = super()._compute_recipient_ids()
        for wizard in self.filtered("calendar_event_id.applicant_id"):
            told = wizard.calendar_event_id._find_guests_told_by_plan()
            wizard.recipient_ids -= told
        return res

    def action_send_mail_and_delete(self):
        telling = self.with_context(plan_tells_of_cancelling=YES)
        return super(CalendarPopoverDeleteWizard, telling).action_send_mail_and_delete()
