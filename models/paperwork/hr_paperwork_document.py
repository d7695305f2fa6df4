import hashlib
import json

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.mimetypes import guess_mimetype
from odoo.tools.pdf import merge_pdf

from ..write_groups import ADMINISTRATOR
from .states import KINDS


class HrPaperworkDocument(models.Model):
    """One document of a set, as all get it."""

    _name = "hr.paperwork.document"
    _description = "Document Before the First Day"
    _inherit = ["hr.candidate.shared.mixin"]
    _order = "sequence, id"

    set_id = fields.Many2one(
        "hr.paperwork.set",
        "Set of Documents",
        required=True,
        index=True,
        ondelete="cascade",
        settled=True,
        write_groups=ADMINISTRATOR,
    )
    company_id = fields.Many2one(related="set_id.company_id", store=True)
    sequence = fields.Integer(default=10, write_groups=ADMINISTRATOR)
    active = fields.Boolean(default=True, write_groups=ADMINISTRATOR)
    name = fields.Char("Title", required=True, translate=True, write_groups=ADMINISTRATOR)
    kind = fields.Selection(KINDS, default="read", required=True, write_groups=ADMINISTRATOR)
    body = fields.Html(
        "Text",
        translate=True,
        write_groups=ADMINISTRATOR,
        help="What the candidate reads, or what is to be filled in or handed in, and why.",
    )
    file = fields.Binary("PDF", attachment=True, write_groups=ADMINISTRATOR)
    we_sign = fields.Boolean(
        "We Sign, Too",
        write_groups=ADMINISTRATOR,
        help="After the candidate, somebody who handles paperwork signs for the company.",
    )
    field_ids = fields.One2many("hr.paperwork.field", "document_id", "To Fill In", copy=True)

    @api.constrains("file")
    def _check_file(self):
        for document in self.with_context(bin_size=False):
            content = document.sudo()._read_file()
            if content and guess_mimetype(content) != "application/pdf":
                raise ValidationError(self.env._("“%s” is not a PDF.", document.name))

    @api.constrains("file", "kind")
    def _check_can_be_signed(self):
        """A page is added to what is signed."""
        for document in self.filtered(lambda each: each.kind == "sign"):
            content = document.sudo()._read_file()
            if content and not _may_add_page(content):
                raise ValidationError(
                    self.env._(
                        "“%s” cannot be signed: the PDF is protected or broken. Please print it "
                        "to a new PDF.",
                        document.name,
                    )
                )

    def _read_file(self):
        """:return: bytes of the PDF, empty if there is none"""
        return self.env["ir.attachment"].sudo().search(self._match_file(), limit=1).raw or b""

    def _has_file(self):
        return bool(self.env["ir.attachment"].sudo().search_count(self._match_file(), limit=1))

    def _match_file(self):
        """:return: domain of the ``ir.attachment`` that the PDF is"""
        owner = [("res_model", "=", self._name), ("res_id", "=", self.id)]
        return [*owner, ("res_field", "=", "file")]

    def _hash(self):
        """:return: str, SHA-256 of what is shown: title, text, file and fields"""
        shown = [self.name, self.body or "", *self.field_ids.mapped("name")]
        digest = hashlib.sha256(json.dumps(shown).encode())
        digest.update(self._read_file())
        return digest.hexdigest()


def _may_add_page(content):
    """:param bytes content: of a PDF, by whomever it was made
    :return: bool"""
    try:
        merge_pdf([content])
    except Exception:
        # The readers of PDFs raise what they meet: of their own, of zlib, of Python.
        return False
    return True
