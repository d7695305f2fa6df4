import base64
import hashlib

from odoo import api, models

REPORT = "hr_recruitment_candidate_experience.action_offer_document"


class HrApplicantOfferDocument(models.Model):
    """The offer on paper, in the company's layout and the candidate's language. What was shown
    is kept, with its hash: what is accepted is that file."""

    _inherit = "hr.applicant.offer"

    def _make_documents(self):
        for offer in self.sudo():
            content = offer._render_document()
            offer.write(
                {
                    "document": base64.b64encode(content),
                    "document_hash": hashlib.sha256(content).hexdigest(),
                }
            )

    def _render_document(self):
        """:return: bytes of the PDF"""
        reports = self.env["ir.actions.report"].with_context(lang=self._get_lang())
        content, _kind = reports._render_qweb_pdf(REPORT, self.ids)
        return content

    def _read_document(self):
        """:return: bytes of the PDF that was shown"""
        return base64.b64decode(self.sudo().with_context(bin_size=False).document or b"")

    def _get_lang(self):
        return self.applicant_id._get_candidate_lang()

    @api.depends("version", "company_id.name")
    @api.depends_context("lang")
    def _compute_document_name(self):
        for offer in self:
            offer.document_name = offer._get_document_name()

    def _get_document_name(self):
        """:return: str, what the file is called"""
        name = self.env._("Offer %s", self.sudo().company_id.name or "")
        number = f" {self.version}" if self.version > 1 else ""
        return f"{name.strip()}{number}.pdf"

    def action_preview(self):
        """The paper as the candidate gets it, in the candidate's language.

        :return: action"""
        self.ensure_one()
        self.check_access("read")
        return self.env.ref(REPORT).report_action(self)

    def _say_valid_until(self):
        """:return: str, the day in words, "" where none is chosen"""
        return self._say_date(self.sudo().valid_until) or ""
