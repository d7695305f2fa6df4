from odoo import models
from odoo.tools import SQL

from .choices import MOMENTS


class HrCandidateMoment(models.AbstractModel):
    """Groups by ``moment`` come in the order in which candidates live through them."""

    _name = "hr.candidate.moment.mixin"
    _description = "Feedback at a Moment of the Journey"

    def _read_group_orderby(self, order, groupby_terms, query):
        column = groupby_terms.get("moment")
        if not column:
            return super()._read_group_orderby(order, groupby_terms, query)
        keys = [key for key, _label in MOMENTS]
        groupby_terms["moment"] = SQL("array_position(%s::varchar[], %s)", keys, column)
        orderby = super()._read_group_orderby(order, groupby_terms, query)
        groupby_terms["moment"] = column
        return orderby
