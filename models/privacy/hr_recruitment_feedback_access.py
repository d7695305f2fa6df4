from odoo import models


class HrRecruitmentFeedback(models.Model):
    _name = "hr.recruitment.feedback"
    _inherit = ["hr.recruitment.feedback", "hr.candidate.access.mixin"]

    def _is_access_noted(self):
        return self.anonymity == "confidential"

    def _get_access_kind(self):
        return "feedback"

    def _get_access_applicant(self):
        return self.applicant_id
