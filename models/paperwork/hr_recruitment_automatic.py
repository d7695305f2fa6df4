from odoo import models

from .states import USES


class HrRecruitmentAutomatic(models.TransientModel):
    _inherit = "hr.recruitment.automatic"

    def _list_actions(self):
        sentences = super()._list_actions()
        if self.env["hr.candidate.settings"]._is_used(USES):
            sentences.append(self._say_papers())
        return sentences

    def _say_papers(self):
        return self.env._(
            "With the plan of the first months, the set of documents that fits the job position, "
            "department and place is asked for. What is filled in is checked by its form, check "
            "digits included, and nothing is looked up anywhere; whether it is right, a person "
            "says."
        )
