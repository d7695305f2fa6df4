from odoo import models


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    def unlink(self):
        """With the scorecards of an interview goes what asks for them. An interview that is
        only archived keeps them."""
        cards = self.sudo().interview_kit_ids.scorecard_ids
        res = super().unlink()
        (cards - cards.exists())._forget_traces()
        return res
