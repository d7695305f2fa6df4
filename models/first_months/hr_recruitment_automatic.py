from odoo import models

from .kinds import USES


class HrRecruitmentAutomatic(models.TransientModel):
    _inherit = "hr.recruitment.automatic"

    def _list_actions(self):
        return [*super()._list_actions(), *self._say_first_months()]

    def _say_first_months(self):
        if not self.env["hr.candidate.settings"]._is_used(USES):
            return []
        sentences = [
            self.env._(
                "Tasks of a new colleague's first months become to-dos of colleagues, and follow "
                "the first day when it is moved."
            )
        ]
        if self.env.company.first_months_automatic:
            sentences.append(
                self.env._(
                    "Once somebody is hired and the first day is known, the plan of the first "
                    "months that fits the job is used. It was a person who hired them."
                )
            )
        return sentences
