from odoo import models

from .parts import USES


class HrRecruitmentAutomatic(models.TransientModel):
    _inherit = "hr.recruitment.automatic"

    def _list_actions(self):
        sentences = super()._list_actions()
        if self.env["hr.candidate.settings"]._is_used(USES):
            sentences.append(self._say_explanations())
        return sentences

    def _say_explanations(self):
        return self.env._(
            "For candidates who are refused after an interview, a draft of an explanation is put "
            "together from scorecards. A person completes and approves it; otherwise it is not "
            "sent."
        )
