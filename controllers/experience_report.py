import json
import os
from tempfile import TemporaryFile

from werkzeug.wsgi import wrap_file

from odoo.exceptions import AccessError, UserError
from odoo.http import Controller, Response, content_disposition, request, route

from ..report.workbook.experience_workbook import ExperienceWorkbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ExperienceReport(Controller):
    """The report on candidate experience as a file."""

    @route(
        "/candidate-experience/report/xlsx",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def get_workbook(self, filters=None, **_query):
        """:param filters: JSON, as ``hr.recruitment.experience.report`` takes them"""
        self._use_companies()
        report = request.env["hr.recruitment.experience.report"]
        try:
            data = report.get_data(self._read_filters(filters))
        except AccessError:
            raise
        except UserError as error:
            return self._refuse(str(error))
        return self._send(ExperienceWorkbook(request.env, data))

    def _use_companies(self):
        """The companies that the reader has switched on, as the pages around it."""
        chosen = request.cookies.get("cids", "").split("-")
        mine = {str(key): key for key in request.env.user._get_company_ids()}
        active = [mine[key] for key in chosen if key in mine]
        if active:
            request.update_context(allowed_company_ids=active)

    def _read_filters(self, text):
        try:
            filters = json.loads(text or "{}")
        except (ValueError, RecursionError):
            filters = None
        if not isinstance(filters, dict):
            raise UserError(
                request.env._("These filters cannot be read: please open the report again.")
            )
        return filters

    def _refuse(self, message):
        headers = [("Content-Type", "text/plain; charset=utf-8")]
        return request.make_response(message, headers, status=400)

    def _send(self, workbook):
        """From a file that has no name, and is gone when it has been sent."""
        file = TemporaryFile()
        try:
            workbook.save(file)
        except BaseException:
            file.close()
            raise
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        response = Response(
            wrap_file(request.httprequest.environ, file),
            headers=[
                ("Content-Type", XLSX),
                ("Content-Length", size),
                ("Content-Disposition", content_disposition(workbook.get_file_name())),
                ("Cache-Control", "no-store"),
                ("X-Content-Type-Options", "nosniff"),
            ],
            direct_passthrough=True,
        )
        response.call_on_close(file.close)
        return response
