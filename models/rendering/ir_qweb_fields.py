from odoo import api, models

from .named_dates import get_named_dates


class IrQwebFieldDate(models.AbstractModel):
    _inherit = "ir.qweb.field.date"

    @api.model
    def value_to_html(self, value, options):
        """A date of the reply promise is noted in a ``t-field`` as elsewhere."""
        written = super().value_to_html
        if named := get_named_dates(self.env):
            return named.format_date(written)(value, options)
        return written(value, options)
