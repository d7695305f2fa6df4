from odoo import models


class HrRecruitmentCommunicationText(models.Model):
    _name = "hr.recruitment.communication.text"
    _inherit = ["hr.recruitment.communication.text", "hr.candidate.wording.mixin"]

    _wording_of = {"subject": False, "body_html": True, "sms_body": False}

    def _get_wording_lang(self):
        return self.lang
