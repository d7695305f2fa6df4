from odoo import fields, models


class MailTemplate(models.Model):
    _inherit = "mail.template"

    candidate_step_ids = fields.One2many(
        "hr.recruitment.communication.step",
        "mail_template_id",
        string="Steps With This Text",
        context={"active_test": False},
        groups="hr_recruitment_candidate_experience.group_experience_manager",
    )
    candidate_easy_step_ids = fields.One2many(
        "hr.recruitment.communication.step",
        "easy_mail_template_id",
        string="Steps With This Easy Text",
        context={"active_test": False},
        groups="hr_recruitment_candidate_experience.group_experience_manager",
    )
