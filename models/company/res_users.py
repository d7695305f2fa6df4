from odoo import models


class ResUsers(models.Model):
    _inherit = "res.users"

    def _acts_in_all_companies(self):
        """:return: whether the user may work in every company there is, and so write
        what all of them share"""
        self.ensure_one()
        companies = self.env["res.company"].sudo().with_context(active_test=True)
        others = [("id", "not in", self.sudo().company_ids.ids)]
        return not companies.search_count(others, limit=1)
