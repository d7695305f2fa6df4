from odoo import models


class ApplicantGetRefuseReason(models.TransientModel):
    _name = "applicant.get.refuse.reason"
    _inherit = ["applicant.get.refuse.reason", "hr.candidate.wording.mixin"]

    _wording_of = {"explanation": False}


class ApplicantGetRefuseReasonExplanation(models.TransientModel):
    _name = "applicant.get.refuse.reason.explanation"
    _inherit = ["applicant.get.refuse.reason.explanation", "hr.candidate.wording.mixin"]

    _wording_of = {"explanation": False}

    def _get_wording_lang(self):
        return self.lang
