from odoo.http import Controller, request, route

from ..models.advert.leaving import REASONS
from ..models.advert.paths import LEAVING_PATH
from .candidate_page import READS, CandidatePage


class JobLeaving(CandidatePage, Controller):
    """Who looks at a job page and does not apply tells why, with one press."""

    @route(LEAVING_PATH, methods=["POST"], website=True, **READS)
    def tell_why(self, job_id="", reason="", nickname="", **_others):
        job = (
            request.env["hr.job"]
            .sudo()
            .search(
                [
                    ("id", "=", self._read_id(job_id) or 0),
                    ("website_published", "=", True),
                    ("website_id", "in", [False, request.website.id]),
                ]
            )
        )
        if not job or not job._asks_leaving() or reason not in dict(REASONS):
            return self._unknown()
        # Only machines fill in what nobody sees.
        if not nickname:
            request.env["hr.job.leaving.count"].sudo()._count(job, reason)
        slug = request.env["ir.http"]._slug(job)
        return request.redirect(f"/jobs/{slug}?answered={reason}#o_cx_leaving")
