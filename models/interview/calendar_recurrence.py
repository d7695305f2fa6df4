from odoo import models

from .calendar_services import SENDING, act_for_owner, hold, wrap_all


class CalendarRecurrence(models.Model):
    """A series goes to Google and Outlook as a whole, with the values of its first event."""

    _inherit = "calendar.recurrence"

    def _register_hook(self):
        super()._register_hook()
        events = self.env["calendar.event"]
        if events._is_synchronized_with_others():
            methods = {**dict.fromkeys(SENDING, hold), "_sync_google2odoo": act_for_owner}
            wrap_all(self.env.registry[self._name], methods)

    def _find_held(self):
        return self.filtered(lambda series: series.calendar_event_ids._find_held())
