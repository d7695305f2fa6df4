from odoo import api, fields, models
from odoo.exceptions import AccessError

from .reading import DOCUMENTS


class HrInterviewReading(models.Model):
    """What one interviewer has read before an interview. It asks nobody for more than a
    tick, and recruiters see who may need a reminder."""

    _name = "hr.interview.reading"
    _description = "Read Before an Interview"
    _inherit = "hr.candidate.guard.mixin"
    _order = "id"
    _rec_name = "user_id"

    kit_id = fields.Many2one(
        "hr.interview.kit", required=True, settled=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="kit_id.company_id", store=True)
    user_id = fields.Many2one(
        "res.users",
        "Interviewer",
        required=True,
        settled=True,
        default=lambda self: self.env.user,
        ondelete="cascade",
        index=True,
    )
    cv = fields.Boolean("CV")
    letter = fields.Boolean()
    portfolio = fields.Boolean()
    employers = fields.Boolean("Former Employers")

    _one_each = models.Constraint("UNIQUE (kit_id, user_id)", "Everybody ticks it once.")

    @api.model_create_multi
    def create(self, vals_list):
        readings = super().create(vals_list)
        if not self.env.su:
            readings._check_mine()
        return readings

    def write(self, vals):
        if not self.env.su:
            self._check_mine()
        return super().write(vals)

    def _check_mine(self):
        """:raise AccessError: for what another has read, and who does not hold the interview"""
        for reading in self:
            kit = reading.sudo().kit_id
            if reading.sudo().user_id != self.env.user or self.env.user not in kit.interviewer_ids:
                raise AccessError(
                    self.env._("Those who hold the interview tick what they have read.")
                )

    def _say(self):
        """:return: "Karin Berg: CV, letter", empty where nothing was read"""
        labels = self.fields_get(DOCUMENTS, ["string"])
        read = [labels[name]["string"] for name in DOCUMENTS if self[name]]
        return f"{self.sudo().user_id.name}: {', '.join(read)}" if read else ""


class HrInterviewKit(models.Model):
    _inherit = "hr.interview.kit"

    reading_ids = fields.One2many("hr.interview.reading", "kit_id", "Read", readonly=True)
    read_cv = fields.Boolean("CV", compute="_compute_read", inverse="_inverse_read")
    read_letter = fields.Boolean("Letter", compute="_compute_read", inverse="_inverse_read")
    read_portfolio = fields.Boolean("Portfolio", compute="_compute_read", inverse="_inverse_read")
    read_employers = fields.Boolean(
        "Former Employers", compute="_compute_read", inverse="_inverse_read"
    )
    read_by = fields.Text("Has Read", compute="_compute_read_by")

    def _find_my_reading(self):
        return self.reading_ids.filtered(lambda reading: reading.user_id == self.env.user)[:1]

    @api.depends(*(f"reading_ids.{name}" for name in DOCUMENTS))
    @api.depends_context("uid")
    def _compute_read(self):
        for kit in self:
            mine = kit._find_my_reading()
            for name in DOCUMENTS:
                kit[f"read_{name}"] = mine[name]

    def _inverse_read(self):
        for kit in self:
            values = {name: kit[f"read_{name}"] for name in DOCUMENTS}
            if mine := kit._find_my_reading():
                mine.write(values)
            elif any(values.values()):
                self.env["hr.interview.reading"].create({"kit_id": kit.id, **values})

    @api.depends(*(f"reading_ids.{name}" for name in DOCUMENTS))
    @api.depends_context("lang")
    def _compute_read_by(self):
        for kit in self:
            kit.read_by = "\n".join(filter(None, (r._say() for r in kit.reading_ids))) or False
