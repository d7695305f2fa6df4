from odoo import api, fields, models

from ..write_groups import ADMINISTRATOR


class HrScreeningQuestion(models.Model):
    _name = "hr.screening.question"
    _description = "Screening Question"
    _inherit = ["hr.candidate.shared.mixin", "hr.candidate.wording.mixin"]
    _order = "sequence, id"
    _wording_of = {"name": False, "hint": False}

    set_id = fields.Many2one(
        "hr.screening.set",
        "Screening Questions",
        required=True,
        settled=True,
        write_groups=ADMINISTRATOR,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(related="set_id.company_id", store=True)
    sequence = fields.Integer(default=10, write_groups=ADMINISTRATOR)
    active = fields.Boolean(
        default=True,
        write_groups=ADMINISTRATOR,
        help="Candidates who were asked a question before it was archived can still answer it.",
    )
    name = fields.Text("Question", required=True, translate=True, write_groups=ADMINISTRATOR)
    hint = fields.Text(
        "What Helps to Answer",
        translate=True,
        write_groups=ADMINISTRATOR,
        help="Below the question: how long an answer usually is, what you would like to hear of.",
    )

    @api.depends("name")
    def _compute_display_name(self):
        for question in self:
            lines = (question.name or "").splitlines()
            question.display_name = lines[0] if lines else ""
