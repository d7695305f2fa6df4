from odoo.exceptions import AccessError, UserError
from odoo.http import content_disposition, request, route

from ..models.experience.filters import Filters
from ..models.experience.hr_recruitment_experience_report_mail import COMPANY_REPORT
from .experience_report import ExperienceReport

# In tests Odoo renders reports as HTML.
TYPES = {"pdf": "application/pdf", "html": "text/html; charset=utf-8"}


class ExperienceReportPdf(ExperienceReport):
    """The report on candidate experience on paper."""

    @route(
        "/candidate-experience/report/pdf",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def get_pdf(self, filters=None, **_query):
        """:param filters: JSON, as ``hr.recruitment.experience.report`` takes them"""
        self._use_companies()
        try:
            filters = self._read_filters(filters)
            name = self._name_pdf(filters)
            content, kind, _lacking = request.env["ir.actions.report"].print_watched(
                COMPANY_REPORT, None, {"filters": filters}
            )
        except AccessError:
            raise
        except OSError:
            return self._refuse(
                request.env._(
                    "The server could not print the report. Please tell an administrator."
                )
            )
        except UserError as error:
            return self._refuse(str(error))
        return request.make_response(
            content,
            [
                ("Content-Type", TYPES[kind]),
                ("Content-Length", len(content)),
                ("Content-Disposition", content_disposition(name)),
                ("Cache-Control", "no-store"),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )

    def _name_pdf(self, filters):
        period = Filters.parse(request.env, filters).period
        return request.env._(
            "Candidate experience %(first)s to %(last)s.pdf",
            first=period.first,
            last=period.last,
        )
