from odoo import models

from .states import ON_PAPER, TEXT


class HrApplicantPaperworkPrint(models.Model):
    """A document that is a text, on paper in the company's layout: to read, to sign, and with
    what was answered for the employee's file."""

    _inherit = "hr.applicant.paperwork"

    def _describe_on_page(self):
        """What is read on the page can be kept as a PDF, too."""
        described = super()._describe_on_page()
        on_paper = described["body"] and self.kind in ON_PAPER
        return {**described, "has_file": described["has_file"] or bool(on_paper)}

    def _read_document(self):
        """:return: bytes of the PDF that is read, empty where there is nothing to read"""
        document = self.sudo().document_id.with_context(lang=self.env.lang)
        if content := document._read_file():
            return content
        return self._print(TEXT) if document.body else b""

    def _print(self, report):
        """:param str report: external id, of a report on these
        :return: bytes of a PDF, in the language of the context"""
        reports = self.env["ir.actions.report"].sudo()
        # Tests print as everybody does: what is signed is a PDF.
        reports = reports.with_context(force_report_rendering=True)
        return reports._render_qweb_pdf(report, self.ids)[0]

    def _get_printed(self):
        """:return: dict of what the paper shows, in the language of the context"""
        document = self.sudo().document_id.with_context(lang=self.env.lang)
        return {
            "title": document.name or self.name,
            "body": document.body,
            "answers": self.answers or (),
            "handed_in": self.handed_in_date and self._say_signed(self.handed_in_date),
            "checked": self.checked_date and self._say_signed(self.checked_date),
            "checked_by": self.checked_user_id.name,
        }
