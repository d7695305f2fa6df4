from odoo import models


class CalendarEvent(models.Model):
    """The way to our own test of camera and sound."""

    _inherit = "calendar.event"

    def _get_candidate_video(self, applicant):
        """:return: also ``page_url``, where to try camera and sound on the candidate's own
        page; False where there is none, or the company has a test room of its own"""
        video = super()._get_candidate_video(applicant)
        company = applicant.sudo().company_id or self.env.company.sudo()
        own = not company.video_test_url and not applicant.sudo().page_revoked
        url = own and f"{applicant.get_page_url()}{self._get_video_test_path()}"
        return {**video, "page_url": url}

    def _get_video_test_path(self):
        """:return: str, what follows the path of the candidate's page"""
        return f"/video/{self._origin.id}"
