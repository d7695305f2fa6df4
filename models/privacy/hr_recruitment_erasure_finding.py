from odoo import api, fields, models
from odoo.tools import SQL

from ..write_groups import ADMINISTRATOR
from .erased import ERASED


class HrRecruitmentErasureFinding(models.Model):
    """What a review has found: records that go, what is kept and why, and places in
    other records that name the person, of which somebody decides."""

    _name = "hr.recruitment.erasure.finding"
    _description = "Finding of a Review"
    _inherit = "hr.candidate.guard.mixin"
    _order = "kind, count desc, id"

    erasure_id = fields.Many2one(
        "hr.recruitment.erasure", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="erasure_id.company_id", store=True)
    kind = fields.Selection(
        [("erased", "Erased"), ("kept", "Kept"), ("mention", "Mentioned elsewhere")],
        required=True,
        readonly=True,
    )
    name = fields.Char("What", required=True, readonly=True)
    count = fields.Integer("Records", readonly=True)
    why = fields.Text(readonly=True)
    res_model = fields.Char("Model", technical=True, readonly=True)
    res_id = fields.Many2oneReference("Record", model_field="res_model", readonly=True)
    field_name = fields.Char("Field", technical=True, readonly=True)
    decision = fields.Selection(
        [("leave", "Leave"), ("blank", "Blank out")],
        default="leave",
        required=True,
        write_groups=ADMINISTRATOR,
        help="Blank out: the name, address or number is taken out of the text, the rest "
        "stays. Leave what is about somebody else of the same name.",
    )
    may_blank = fields.Boolean(readonly=True)

    @api.depends("name")
    def _compute_display_name(self):
        for finding in self:
            finding.display_name = finding.name

    def action_open(self):
        """Open the record that names the person, as far as the user may."""
        self.check_access("read")
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "view_mode": "form",
            "target": "new",
        }

    def _blank(self, patterns):
        """Take the person out of the texts, and leave the rest. What is computed from
        them follows.

        :param patterns: as of ``spellings``"""
        pattern = "|".join(f"(?:{each})" for each in patterns)
        for finding in self.filtered("may_blank"):
            record = self.env[finding.res_model].browse(finding.res_id)
            column = SQL.identifier(finding.field_name)
            kind = SQL(record._fields[finding.field_name].column_type[0])
            self.env.execute_query(
                SQL(
                    "UPDATE %s SET %s = regexp_replace(%s::text, %s, %s, 'gi')::%s WHERE id = %s",
                    SQL.identifier(record._table),
                    column,
                    column,
                    pattern,
                    ERASED,
                    kind,
                    finding.res_id,
                )
            )
            record.invalidate_recordset([finding.field_name], flush=False)
            record.modified([finding.field_name])
        self.write({"may_blank": False})
