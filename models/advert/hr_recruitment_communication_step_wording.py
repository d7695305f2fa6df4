from odoo import models


class HrRecruitmentCommunicationStep(models.Model):
    """A guide for a call is said to candidates."""

    _name = "hr.recruitment.communication.step"
    _inherit = ["hr.recruitment.communication.step", "hr.candidate.wording.mixin"]

    _wording_of = {"activity_summary": False, "activity_note": True}
