from odoo import api, models, tools


class ResCompanyUnanswered(models.Model):
    """Every list of applications asks after how many days a company finds silence indecent."""

    _inherit = "res.company"

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        self.env.registry.clear_cache()
        return companies

    def cache_invalidation_fields(self):
        return super().cache_invalidation_fields() | {"unanswered_days"}

    @api.model
    @tools.ormcache()
    def _get_unanswered_days(self):
        """:return: dict days → ids of the companies that wait so long"""
        companies = self.sudo().with_context(active_test=True)
        companies = companies.search_fetch([], ["unanswered_days"])
        return {
            days: tuple(same.ids) for days, same in companies.grouped("unanswered_days").items()
        }
