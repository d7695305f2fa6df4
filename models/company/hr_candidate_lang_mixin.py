from odoo import api, fields, models


class HrCandidateLangMixin(models.AbstractModel):
    """Rows of a query, each of which is something in one installed language."""

    _name = "hr.candidate.lang.mixin"
    _description = "Something in a Language"

    lang_id = fields.Many2one("res.lang", string="Language", readonly=True)
    lang = fields.Char(readonly=True)
    is_my_lang = fields.Boolean(search="_search_is_my_lang", store=False)

    @api.model
    def _search_is_my_lang(self, operator, values):
        if operator != "in":
            return NotImplemented
        return [("lang", "in" if True in values else "not in", [self.env.lang or "en_US"])]
