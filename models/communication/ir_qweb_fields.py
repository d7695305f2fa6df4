from odoo import api, models

from .named_dates import NamedDates


class IrQwebFieldDate(models.AbstractModel):
    _inherit = "ir.qweb.field.date"

    @api.model
    def value_to_html(self, value, options):
        """A date of the reply promise is noted in a ``t-field`` as elsewhere."""
        named = self.env.context.get("named_dates")
        written = super().value_to_html
        if isinstance(named, NamedDates):
            return named.format_date(written)(value, options)
        return written(value, options)
