from odoo import models

from .preferences import ADJUSTMENT


class HrRecruitmentErasure(models.Model):
    _inherit = "hr.recruitment.erasure"

    def _list_mentions(self, places, decided):
        """What a candidate needs may name somebody else; it is deleted soon by itself."""
        return super()._list_mentions(self.env[ADJUSTMENT]._leave_out(places), decided)
