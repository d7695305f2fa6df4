from odoo import fields, models


class SmsTemplate(models.Model):
    _inherit = "sms.template"

    candidate_step_ids = fields.One2many(
        "hr.recruitment.communication.step",
        "sms_template_id",
        string="Steps With This Text",
        context={"active_test": False},
        groups="hr_recruitment_candidate_experience.group_experience_manager",
    )
