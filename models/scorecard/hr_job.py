from odoo import fields, models


class HrJob(models.Model):
    _inherit = "hr.job"

    competence_ids = fields.One2many(
        "hr.job.competence",
        "job_id",
        string="Competences",
        copy=True,
        groups="hr_recruitment.group_hr_recruitment_interviewer",
        help="What interviewers rate on their scorecards.",
    )
