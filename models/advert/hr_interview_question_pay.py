from odoo import api, models

from ..wording.pay_history import asks_pay_history
from .pay_places import SURVEYS


def _warn(env, text):
    """:return: what an onchange answers with, or None"""
    is_used = env["hr.candidate.settings"]._is_used("uses_advert")
    if not (is_used and asks_pay_history(text)):
        return None
    message = env._(
        "This asks what the candidate earns or has earned. Directive (EU) 2023/970 does not "
        "allow it. Ask what the candidate expects instead."
    )
    return {"warning": {"title": env._("Earlier pay"), "message": message}}


class HrInterviewQuestionPay(models.Model):
    _inherit = "hr.interview.question"

    @api.onchange("name")
    def _onchange_name_pay(self):
        return _warn(self.env, self.name)


class SurveyQuestionPay(models.Model):
    _inherit = "survey.question"

    @api.onchange("title")
    def _onchange_title_pay(self):
        asked = self.survey_id.survey_type in SURVEYS
        return _warn(self.env, self.title) if asked else None
