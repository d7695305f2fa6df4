from odoo import models


class HrApplicantScreeningOnPage(models.Model):
    """Screening questions on the candidate's own page."""

    _inherit = "hr.applicant"

    def _get_page(self):
        page = super()._get_page()
        shown = [screening._describe_on_page() for screening in self._find_shown_screenings()]
        if page["state"] != "ongoing":
            # What was recorded can be deleted as long as it is there.
            shown = [screening for screening in shown if screening["recordings"]]
            shown = [screening for screening in shown if screening["state"] == "done"]
        waiting = [screening for screening in shown if screening["is_open"]]
        return {
            **page,
            "screenings": shown,
            "open_screening": waiting[0] if waiting else None,
        }

    def _find_shown_screenings(self):
        return self.sudo().screening_ids._filter_shown()
