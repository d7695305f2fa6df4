from odoo import models


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    def _say_place_to_reception(self):
        """:return: str, where the candidate was told to come; may be empty"""
        location = self._get_work_location()
        if location:
            return location.name
        address = self._confirmed("applicant_id").sudo().job_id.address_id
        return self._confirmed("location") or address.name or ""
