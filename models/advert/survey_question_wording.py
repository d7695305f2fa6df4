from odoo import models

from .pay_places import SURVEYS


class SurveyQuestion(models.Model):
    _name = "survey.question"
    _inherit = ["survey.question", "hr.candidate.wording.mixin"]

    _wording_of = {"title": False, "description": True}

    def _asks_candidates(self):
        return self.survey_id.survey_type in SURVEYS
