import logging
from contextlib import nullcontext

from odoo import api, models

from ...models.inside import Inside, get_inside
from .print_fonts import find_lacking
from .print_watch import PrintWatch
from .searchable_pdf import make_searchable

_logger = logging.getLogger(__name__)
ADDON = "hr_recruitment_candidate_experience."


class IrActionsReport(models.Model):
    """Our reports end, one way or the other, and their text can be found."""

    _inherit = "ir.actions.report"

    @api.private
    def print_watched(self, name, ids, data):
        """Print one of our reports, in a limited time.

        :return: (bytes, "pdf" or "html", scripts without a font as ``find_lacking``
            returns them)
        :raise UserError: if it could not be printed
        :raise TimeoutError: if the program did not come to an end
        """
        watch = PrintWatch()
        report = self.with_context(print_watch=Inside(watch))
        try:
            content, kind = report._render_qweb_pdf(name, ids, data=data)
        except Exception as error:
            if watch.was_ended:
                raise TimeoutError(f"no PDF in {watch.seconds} seconds") from error
            raise
        if watch.was_ended:
            # A script around the program may still say that all went well.
            raise TimeoutError(f"no PDF in {watch.seconds} seconds")
        if kind == "pdf" and not content.startswith(b"%PDF"):
            raise OSError("wkhtmltopdf has written no PDF")
        return content, kind, find_lacking("".join(watch.bodies))

    @api.model
    def _find_lacking_scripts(self, text):
        """:param str text: what would be printed
        :return: list of (script, Debian package), see ``find_lacking``"""
        return find_lacking(text)

    def _build_wkhtmltopdf_args(self, *args, **kwargs):
        arguments = super()._build_wkhtmltopdf_args(*args, **kwargs)
        watch = get_inside(self.env, "print_watch")
        return arguments + watch.get_arguments() if watch else arguments

    def _run_wkhtmltopdf(self, bodies, report_ref=False, **kwargs):
        bodies = list(bodies)
        watch = get_inside(self.env, "print_watch")
        with watch.running() if watch else nullcontext():
            content = super()._run_wkhtmltopdf(bodies, report_ref=report_ref, **kwargs)
        if watch:
            watch.bodies += bodies
        name = report_ref and self._get_report(report_ref).sudo().report_name
        if not name or not name.startswith(ADDON):
            return content
        try:
            return make_searchable(content, bodies)
        except Exception as error:
            # A PDF that cannot be searched is better than none.
            _logger.warning("A report cannot be searched: %s", type(error).__name__)
            return content
