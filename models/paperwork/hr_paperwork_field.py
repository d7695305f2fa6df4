from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..write_groups import ADMINISTRATOR
from .employee_fields import EMPLOYEE_FIELDS, FITTING
from .inputs import AUTOCOMPLETE, INPUTS, KINDS_OF_FIELDS, Input


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
        KINDS_OF_FIELDS,
        "Type of Answer",
        default="text",
        required=True,
        write_groups=ADMINISTRATOR,
    )
    choices = fields.Text(
        translate=True, write_groups=ADMINISTRATOR, help="One to each line, for a choice."
    )
    needed = fields.Boolean("Required", default=True, write_groups=ADMINISTRATOR)

    employee_field = fields.Selection(
        EMPLOYEE_FIELDS,
        "Save on the Employee As",
        write_groups=ADMINISTRATOR,
        help="Where the answer is saved on the employee. Somebody who handles paperwork transfers "
        "it, and first sees what is there already.",
    )

    @api.constrains("employee_field", "kind")
    def _check_employee_field(self):
        for field in self:
            fitting = FITTING.get(field.employee_field)
            if fitting and field.kind not in fitting:
                raise ValidationError(
                    self.env._(
                        "“%(field)s” cannot be saved as “%(as_what)s”: the types of answer differ.",
                        field=field.name,
                        as_what=field._say_employee_field(),
                    )
                )

    def _say_employee_field(self):
        return dict(self._fields["employee_field"]._description_selection(self.env)).get(
            self.employee_field, ""
        )

    def _get_choices(self):
        """:return: list of str"""
        return [line.strip() for line in (self.choices or "").splitlines() if line.strip()]

    def _get_input(self):
        """:return: ``Input``, how browsers help with it"""
        known = INPUTS.get(self.kind, Input())
        return known._replace(autocomplete=self._get_autocomplete(known))

    def _get_autocomplete(self, known):
        own = AUTOCOMPLETE.get(self.employee_field)
        return own if own and known.autocomplete == "off" else known.autocomplete
