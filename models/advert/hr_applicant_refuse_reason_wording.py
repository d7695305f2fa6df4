from odoo import models


class HrApplicantRefuseReason(models.Model):
    _name = "hr.applicant.refuse.reason"
    _inherit = ["hr.applicant.refuse.reason", "hr.candidate.wording.mixin"]

    _wording_of = {"candidate_explanation": False, "withdrawal_words": False}
