from odoo import models


class HrApplicantCommunicationLang(models.Model):
    """Each message is whole in one language."""

    _inherit = "hr.applicant.communication"

    def _get_message_lang(self):
        """:return: code of the language that the candidate reads this message in"""
        self.ensure_one()
        step, applicant = self.sudo().step_id, self.applicant_id
        template = step.mail_template_id
        if self.action == "sms":
            template = step.sms_template_id
        return applicant._get_template_langs(template)[applicant.id]
