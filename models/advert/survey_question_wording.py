from odoo import models


class SurveyQuestion(models.Model):
    _name = "survey.question"
    _inherit = ["survey.question", "hr.candidate.wording.mixin"]

    _wording_of = {"title": False, "description": True}
