import ast

from odoo import fields, models

from .automatic_headers import AUTOMATIC


class HrApplicantCommunicationAutomatic(models.Model):
    """What leaves by itself says so to other mail programs; what a person wrote does
    not."""

    _inherit = "hr.applicant.communication"

    is_written_by_person = fields.Boolean(
        "Written by a Person",
        readonly=True,
        copy=False,
        help="A person wrote or edited the text for this candidate.",
    )

    def write(self, vals):
        res = super().write(vals)
        if not self.env.su and {"subject", "body"} & vals.keys():
            for is_edited, rows in self.sudo().grouped("is_edited").items():
                rows.is_written_by_person = is_edited
        return res

    def _finish_mail(self, values, batch):
        res = super()._finish_mail(values, batch)
        if not self.is_written_by_person:
            headers = ast.literal_eval(values.get("headers") or "{}")
            values["headers"] = repr(headers | AUTOMATIC)
        return res
