from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..write_groups import ADMINISTRATOR
from .states import LONGEST_SET


class HrScreeningSet(models.Model):
    """Questions that candidates answer before an interview: in writing, by sound or by video,
    as they like best."""

    _name = "hr.screening.set"
    _description = "Screening Questions"
    _inherit = ["hr.candidate.shared.mixin", "hr.candidate.wording.mixin"]
    _order = "sequence, id"
    _wording_of = {"name": False, "purpose": False}

    name = fields.Char(
        "Title",
        required=True,
        translate=True,
        write_groups=ADMINISTRATOR,
        help="Candidates read it, too.",
    )
    active = fields.Boolean(default=True, write_groups=ADMINISTRATOR)
    sequence = fields.Integer(default=10, write_groups=ADMINISTRATOR)
    company_id = fields.Many2one(
        "res.company",
        default=lambda self: self.env.company,
        write_groups=ADMINISTRATOR,
        help="Leave empty for all companies.",
    )
    job_ids = fields.Many2many(
        "hr.job",
        "hr_screening_set_job_rel",
        string="Job Positions",
        write_groups=ADMINISTRATOR,
        help="Leave empty for all job positions that have no questions of their own.",
    )
    purpose = fields.Text(
        "Why You Ask",
        translate=True,
        write_groups=ADMINISTRATOR,
        help="In the candidate's email and on the page: why you ask, and what comes of it.",
    )
    minutes = fields.Integer(
        "Takes About (Minutes)",
        default=10,
        write_groups=ADMINISTRATOR,
        help="For all questions together. It is told before the candidate begins. 0 says nothing.",
    )
    question_ids = fields.One2many("hr.screening.question", "set_id", "Questions", copy=True)
    question_count = fields.Integer("Number of Questions", compute="_compute_question_count")

    @api.constrains("minutes")
    def _check_minutes(self):
        if any(not 0 <= each.minutes <= LONGEST_SET for each in self):
            raise ValidationError(
                self.env._("Questions take between 0 and %s minutes. 0 says nothing.", LONGEST_SET)
            )

    @api.depends("question_ids.active")
    def _compute_question_count(self):
        for each in self:
            each.question_count = len(each._get_questions())

    def _get_questions(self):
        return self.sudo().question_ids.filtered("active")

    def _find_fault(self):
        """:return: str, why nobody can answer it; or False"""
        questions = self.sudo()
        if not questions.active:
            return self.env._("“%s” is archived.", questions.name)
        if not questions._get_questions():
            return self.env._("“%s” has no questions.", questions.name)
        return False

    @api.model
    def _find_set(self, company, job):
        """:return: ``hr.screening.set``, as superuser: of the job position, else the general
        one; may be empty"""
        found = self.sudo().search(
            [
                ("company_id", "in", [False, company.id]),
                ("job_ids", "in", [False, *job.ids]),
                ("question_ids", "!=", False),
            ]
        )
        own = found.filtered(lambda each: job and job in each.job_ids)
        return (own or found.filtered(lambda each: not each.job_ids))[:1]
