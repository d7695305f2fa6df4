from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .applying import MOST_REQUIREMENTS


class HrJobRequirement(models.Model):
    """Something that a job position cannot do without. Candidates are asked for it before
    they apply, and are told at once if they miss it; nobody is turned away by it."""

    _name = "hr.job.requirement"
    _description = "Basic Requirement of a Job Position"
    _inherit = "hr.candidate.guard.mixin"
    _order = "job_id, sequence, id"

    job_id = fields.Many2one(
        "hr.job", "Job Position", required=True, index=True, ondelete="cascade", settled=True
    )
    company_id = fields.Many2one(related="job_id.company_id", store=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    name = fields.Char(
        "What the Role Needs",
        required=True,
        translate=True,
        help="In a few words, as it is said in the ad: “a driving licence for cars”.",
    )
    question = fields.Char(
        translate=True,
        help="What candidates are asked, to be answered with yes or no. Empty: whether they "
        "have what the role needs.",
    )

    @api.constrains("job_id", "active")
    def _check_number(self):
        for job in self.job_id:
            if len(job.requirement_ids) > MOST_REQUIREMENTS:
                raise ValidationError(
                    job.env._(
                        "%(job)s: more than %(number)s basic requirements keep good "
                        "candidates away. What can be learned belongs into the ad.",
                        job=job.display_name,
                        number=MOST_REQUIREMENTS,
                    )
                )

    def _say_question(self):
        """:return: str, what candidates are asked, in the language of the context"""
        self.ensure_one()
        return self.question or self.env._("The role needs %s. Do you have it?", self.name)
