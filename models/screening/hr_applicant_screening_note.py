from odoo import api, fields, models


class HrApplicantScreeningNote(models.Model):
    """What one colleague wrote down about answers. Recruiters and those who interview the
    candidate read it; nobody edits what another wrote."""

    _name = "hr.applicant.screening.note"
    _description = "Note on Answers"
    _inherit = "hr.screening.access.mixin"
    _order = "id"

    screening_id = fields.Many2one(
        "hr.applicant.screening",
        "Screening Questions",
        required=True,
        settled=True,
        ondelete="cascade",
        index=True,
    )
    applicant_id = fields.Many2one(
        "hr.applicant",
        "Application",
        compute="_compute_applicant_id",
        store=True,
        precompute=True,
        required=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(related="applicant_id.company_id", store=True)
    user_id = fields.Many2one(
        "res.users",
        "By",
        required=True,
        settled=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
        index=True,
    )
    body = fields.Text("Note")

    _one_each = models.Constraint(
        "UNIQUE (screening_id, user_id)", "Everybody has one set of notes."
    )

    @api.depends("screening_id")
    def _compute_applicant_id(self):
        for note in self:
            note.applicant_id = note.sudo().screening_id.applicant_id

    @api.depends("user_id")
    def _compute_display_name(self):
        for note in self:
            note.display_name = note.user_id.name
