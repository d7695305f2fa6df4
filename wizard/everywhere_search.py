from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from ..models.preferences.preferences import ADJUSTMENT
from ..models.privacy.everywhere import search_everywhere
from ..models.privacy.spellings import spell_address, spell_name, spell_number


class HrRecruitmentEverywhereSearch(models.TransientModel):
    """Is anything left of a person? Every text of the database is searched, and every
    file that is a text, whatever the model; nothing is logged or kept."""

    _name = "hr.recruitment.everywhere.search"
    _description = "Search Everywhere"
    _transient_max_hours = 1

    name = fields.Char()
    email = fields.Char()
    phone = fields.Char()
    is_searched = fields.Boolean(readonly=True)
    place_ids = fields.One2many(
        "hr.recruitment.everywhere.place", "search_id", "Search Results", readonly=True
    )

    def action_search(self):
        """:raise UserError: if there is nothing to search for that could be one person"""
        self.ensure_one()
        self._check_may_search()
        patterns = [spell_name(self.name), spell_address(self.email), spell_number(self.phone)]
        if not any(patterns):
            raise UserError(
                self.env._("Enter a name, an email address or a phone number with its digits.")
            )
        tables = {model._table: model for model in self.env.values() if model._auto}
        found = search_everywhere(
            self.sudo().env, patterns, {self._table, self.place_ids._table, "bus_bus"}
        )
        found = self.env[ADJUSTMENT]._leave_out(found)
        self.sudo().place_ids.unlink()
        self.sudo().place_ids.create(
            [
                {
                    "search_id": self.id,
                    "table": place.table,
                    "res_id": place.id,
                    "column": place.column,
                    "model": tables[place.table]._name if place.table in tables else False,
                }
                for place in found
            ]
        )
        self.sudo().is_searched = True
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def _check_may_search(self):
        """:raise AccessError: unless it is an administrator of all companies: what is
        found is anybody's"""
        self.env["hr.recruitment.erasure"].check_access("write")
        if not self.env.user._acts_in_all_companies():
            raise AccessError(
                self.env._("Only people who may work in all companies can search everywhere.")
            )


class HrRecruitmentEverywherePlace(models.TransientModel):
    """Where something was found: never what stands there."""

    _name = "hr.recruitment.everywhere.place"
    _description = "Search Result"
    _order = "model, table, res_id"
    _transient_max_hours = 1

    search_id = fields.Many2one(
        "hr.recruitment.everywhere.search", required=True, ondelete="cascade", index=True
    )
    table = fields.Char(readonly=True)
    model = fields.Char(readonly=True)
    res_id = fields.Integer("Record", readonly=True, aggregator=None)
    column = fields.Char(readonly=True)
