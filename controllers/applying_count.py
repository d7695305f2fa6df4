from odoo import http
from odoo.http import request

from ..models.advert.hr_job_form_count import EVENTS


class ApplyingCount(http.Controller):
    """The application form tells that it was opened, started, stopped at or sent."""

    @http.route(
        "/jobs/apply/count",
        type="http",
        auth="public",
        methods=["POST"],
        csrf=False,
        save_session=False,
        sitemap=False,
    )
    def count(self, job="", event="", field="", **_others):
        number = int(job) if job.isdecimal() and len(job) < 10 else 0
        jobs = request.env["hr.job"].sudo()
        found = jobs.browse(number).exists().filtered("website_published")
        used = request.env["hr.candidate.settings"].sudo()._is_used("uses_advert")
        if found and used and event in dict(EVENTS):
            agent = request.httprequest.headers.get("User-Agent", "")
            request.env["hr.job.form.count"].sudo()._count(found, event, field, agent)
        return request.make_response("", status=204)
