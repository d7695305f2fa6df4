from odoo import models
from odoo.http import request


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _dispatch(cls, endpoint):
        """A field called ``self`` is a server error on every page of Odoo. Candidates'
        pages leave it out, as they do with all that they do not know."""
        if "/candidate/" in request.httprequest.path:
            request.params.pop("self", None)
        return super()._dispatch(endpoint)
