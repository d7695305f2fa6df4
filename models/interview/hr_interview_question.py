from odoo import api, fields, models
from odoo.exceptions import ValidationError


class HrInterviewQuestion(models.Model):
    """A question for one interview, or for this candidate in all interviews of the
    application (without a kit)."""

    _name = "hr.interview.question"
    _description = "Interview Question"
    _inherit = "hr.candidate.guard.mixin"
    _order = "sequence, id"

    applicant_id = fields.Many2one(
        "hr.applicant",
        compute="_compute_applicant_id",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        settled=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(related="applicant_id.company_id", store=True)
    kit_id = fields.Many2one(
        "hr.interview.kit", settled=True, ondelete="cascade", index="btree_not_null"
    )
    sequence = fields.Integer(default=10)
    competence = fields.Char(help="What the answer tells you about.")
    name = fields.Text("Question", required=True)
    kind = fields.Selection(
        [("open", "Open Question"), ("direct", "Direct Question")],
        default="open",
        required=True,
        help="Open: invites to tell. Direct: has a short answer.",
    )
    survey_question_id = fields.Many2one(
        "survey.question", string="From the Interview Form", ondelete="set null"
    )

    @api.depends("kit_id")
    def _compute_applicant_id(self):
        for question in self:
            question.applicant_id = question.kit_id.applicant_id or question.applicant_id

    @api.constrains("applicant_id", "kit_id")
    def _check_candidate(self):
        for question in self.sudo():
            kit = question.kit_id
            if kit and kit.applicant_id != question.applicant_id:
                raise ValidationError(
                    self.env._("The question is in another candidate's interview kit.")
                )
