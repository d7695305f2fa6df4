from odoo import models


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    def unlink(self):
        """With the scorecards of an interview goes what asks for them."""
        self.sudo().interview_kit_ids.scorecard_ids.unlink()
        return super().unlink()
