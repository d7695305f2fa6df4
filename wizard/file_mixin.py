import base64
import binascii

from odoo import fields, models


class HrCandidateFile(models.AbstractModel):
    """A dialog that takes a file, and says what is in it, or what is wrong, before anything
    happens. Who it is of computes ``preview`` and ``fault``."""

    _name = "hr.candidate.file.mixin"
    _description = "Import From a File"

    file = fields.Binary(required=True, attachment=False)
    file_name = fields.Char()
    fault = fields.Text("Problem", compute="_compute_preview")

    def _read_file(self):
        """:return: bytes, whatever a client says about sizes in the context"""
        self.ensure_one()
        given = self.with_context(bin_size=False, bin_size_file=False).file
        try:
            return base64.b64decode(given or b"")
        except (binascii.Error, ValueError):
            return b""
