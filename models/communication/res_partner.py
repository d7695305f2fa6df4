from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _is_colleague(self):
        """:return: whether somebody of these is an internal user"""
        return any(not user.share for user in self.sudo().user_ids)
