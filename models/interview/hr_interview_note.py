from odoo import api, fields, models


class HrInterviewNote(models.Model):
    """What one interviewer wrote down. Recruiters and the interviewers of the same
    interview read it; nobody edits what another wrote."""

    _name = "hr.interview.note"
    _description = "Interviewer's Notes"
    _inherit = "hr.candidate.guard.mixin"
    _order = "id"

    kit_id = fields.Many2one(
        "hr.interview.kit",
        required=True,
        settled=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(related="kit_id.company_id", store=True)
    user_id = fields.Many2one(
        "res.users",
        string="Interviewer",
        required=True,
        settled=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
        index=True,
    )
    body = fields.Html("Notes")

    _one_each = models.Constraint(
        "UNIQUE (kit_id, user_id)", "Everybody has one set of notes for an interview."
    )

    @api.depends("user_id")
    def _compute_display_name(self):
        for note in self:
            note.display_name = note.user_id.name
