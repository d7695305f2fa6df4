from datetime import timedelta

from odoo import models
from odoo.fields import Domain


class HrApplicantNight(models.Model):
    """What the scheduled actions of a night notice of one application, for a rehearsal of its
    plan: as they are, they look at all of them."""

    _inherit = "hr.applicant"

    def _find_days_to_notice(self):
        """:return: list of dates after which there is something to notice"""
        self.ensure_one()
        days = [self.reply_due_date] if self.reply_promise_state == "open" else []
        heard = self.last_contact_date or self.create_date
        if not self.silence_noted_date or self.silence_noted_date < heard:
            limit = (self.company_id or self.env.company).unanswered_days
            days.append((heard + timedelta(days=limit)).date())
        return days

    def _rehearse_night(self):
        mine = Domain("id", "in", self.ids)
        self._find_silent(mine)._note_silence()
        self._find_late_promises(mine)._break_reply_promises()
