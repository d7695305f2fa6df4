from odoo import models


class HrRecruitmentAutomatic(models.TransientModel):
    _inherit = "hr.recruitment.automatic"

    def _list_actions(self):
        return [*super()._list_actions(), *self._say_praise()]

    def _say_praise(self):
        if not self.env.company.praise_asked:
            return []
        if self.env.company.praise_read_first:
            return [
                self.env._(
                    "What candidates thank a colleague for comes up once their application is "
                    "closed. Somebody reads it before it is passed on."
                )
            ]
        return [
            self.env._(
                "What candidates thank a colleague for is passed on to that colleague once their "
                "application is closed, word for word."
            )
        ]
