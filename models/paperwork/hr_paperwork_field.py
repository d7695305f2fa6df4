from odoo import fields, models

from ..write_groups import ADMINISTRATOR


class HrPaperworkField(models.Model):
    """A line of a document that is filled in."""

    _name = "hr.paperwork.field"
    _description = "Field to Fill In"
    _inherit = ["hr.candidate.shared.mixin"]
    _order = "sequence, id"

    document_id = fields.Many2one(
        "hr.paperwork.document",
        required=True,
        index=True,
        ondelete="cascade",
        settled=True,
        write_groups=ADMINISTRATOR,
    )
    company_id = fields.Many2one(related="document_id.company_id", store=True)
    sequence = fields.Integer(default=10, write_groups=ADMINISTRATOR)
    name = fields.Char("Label", required=True, translate=True, write_groups=ADMINISTRATOR)
    kind = fields.Selection(
        [
            ("text", "Text"),
            ("date", "Date"),
            ("number", "Number"),
            ("choice", "Choice"),
            ("personal_se", "Swedish personal number"),
            ("bank_se", "Swedish bank account"),
            ("iban", "IBAN"),
        ],
        default="text",
        required=True,
        write_groups=ADMINISTRATOR,
    )
    choices = fields.Text(
        translate=True, write_groups=ADMINISTRATOR, help="One to each line, for a choice."
    )
    needed = fields.Boolean(default=True, write_groups=ADMINISTRATOR)

    def _get_choices(self):
        """:return: list of str"""
        return [line.strip() for line in (self.choices or "").splitlines() if line.strip()]
