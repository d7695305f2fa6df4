from odoo import models

from .states import USES


class HrRecruitmentAutomatic(models.TransientModel):
    _inherit = "hr.recruitment.automatic"

    def _list_actions(self):
        sentences = super()._list_actions()
        if self.env["hr.candidate.settings"]._is_used(USES):
            sentences.append(self._say_offers())
        return sentences

    def _say_offers(self):
        return self.env._(
            "A job offer is always sent by a person. The candidate is reminded once, on the "
            "working day before its last day; after that day it expires, and a colleague gets a "
            "to-do."
        )
