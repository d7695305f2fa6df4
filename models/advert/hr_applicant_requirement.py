from odoo import fields, models

from .applying import ANSWERS


class HrApplicantRequirement(models.Model):
    """What a candidate said of a basic requirement when applying. It says what was asked,
    and is never changed: a job position may ask for something else tomorrow."""

    _name = "hr.applicant.requirement"
    _description = "Basic Requirement, as Answered"
    _order = "applicant_id, id"

    applicant_id = fields.Many2one(
        "hr.applicant", "Application", required=True, index=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="applicant_id.company_id", store=True)
    requirement_id = fields.Many2one("hr.job.requirement", readonly=True, ondelete="set null")
    name = fields.Char("Asked For", required=True, readonly=True)
    answer = fields.Selection(ANSWERS, required=True, readonly=True)
