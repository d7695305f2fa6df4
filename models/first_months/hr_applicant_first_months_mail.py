from odoo import api, models

from .kinds import USES


class HrApplicantFirstMonthsMail(models.Model):
    """What mails say of the first day: only what stands in the plan."""

    _inherit = "hr.applicant"

    @api.private
    def get_first_months(self):
        """:return: dict ``day`` and ``time`` in words, ``place`` (str, may be empty),
        ``planned`` (whether there are tasks to see on the page) and ``url``; None where the
        first day is not known"""
        self.ensure_one()
        used = self.env["hr.candidate.settings"]._is_used(USES)
        if not (used and self.first_day and self._is_hired()):
            return None
        place = self._get_first_day_place()
        return {
            "day": self._say_day(self.first_day),
            "time": self._say_first_time(),
            "place": place.get("address") or place.get("name") or "",
            "planned": bool(self.sudo().first_months_date and self._find_page_tasks()),
            "url": self.get_page_url(),
        }
