from odoo.http import Controller, request, route

from ..models.advert.paths import APPLIED_PATH, CONTACT_PATH
from .candidate_page import HEADERS, READS, CandidatePage


class JobPage(CandidatePage, Controller):
    """What the page of a job position and the page of thanks lead to."""

    @route(f"{CONTACT_PATH}/<string:job_id>", methods=["GET"], website=True, **READS)
    def show_contact(self, job_id, **_query):
        """The picture of the colleague who answers questions about a published job position,
        and has said yes to be shown."""
        if not self._uses_job_ads():
            return self._unknown()
        jobs = request.env["hr.job"].sudo()
        job = jobs.search(
            [
                ("id", "=", self._read_id(job_id) or 0),
                ("website_published", "=", True),
                ("website_id", "in", [False, request.website.id]),
            ]
        )
        user = job._find_public_contact() if job else request.env["res.users"]
        if not user or not user.image_128:
            return self._unknown()
        response = request.env["ir.binary"]._get_image_stream_from(user, "image_128").get_response()
        response.headers.update({**HEADERS, "Cache-Control": "public, max-age=3600"})
        return response

    @route(APPLIED_PATH, methods=["GET"], website=True, **READS)
    def open_own_page(self, **_query):
        """To the page of who has just applied in this browser. The key to it stands neither
        in a page of the website, where its scripts would read it, nor in its log."""
        applicant = request.env["hr.applicant"]._find_applied(request.session)
        if not self._uses_job_ads() or not applicant or not applicant._may_open_page_at_once():
            return self._unknown()
        applicant._ensure_page_tokens()
        return self._redirect(applicant._page_path())

    def _uses_job_ads(self):
        return request.env["hr.candidate.settings"]._is_used("uses_advert")
