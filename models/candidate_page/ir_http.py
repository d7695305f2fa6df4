import re

from werkzeug.exceptions import NotFound, RequestEntityTooLarge, abort

from odoo import models
from odoo.http import Response, request, root

# A link to a page of a candidate, however it was changed on its way.
CANDIDATES = re.compile(r"/candidate/+(page|keep|feedback)(/|$)", re.I)
UNKNOWN = "/candidate/page/unknown"


class IrHttp(models.AbstractModel):
    """What is true of every page that candidates open from a mail. Their routes say
    who they are: ``candidate_page`` is the controller method that draws an error."""

    _inherit = "ir.http"

    @classmethod
    def _match(cls, path):
        """Odoo's "not found" is a page of the website, with all that follows a visitor
        there; the key is in its address."""
        try:
            rule, args = super()._match(path)
        except NotFound:
            if not CANDIDATES.search(path):
                raise
            rule, args = super()._match(UNKNOWN)
        request.candidate_page = rule.endpoint.routing.get("candidate_page")
        return rule, args

    @classmethod
    def _pre_dispatch(cls, rule, args):
        """Odoo gives OPTIONS to whatever answers POST, and would do what it asks."""
        result = super()._pre_dispatch(rule, args)
        if request.candidate_page and request.httprequest.method == "OPTIONS":
            routes = root.get_db_router(request.db).bind("")
            allowed = routes.allowed_methods(request.httprequest.path)
            abort(Response(status=204, headers={"Allow": ", ".join(sorted(allowed))}))
        return result

    @classmethod
    def _dispatch(cls, endpoint):
        """A field called ``self`` is a server error on every page of Odoo. Candidates'
        pages leave it out, as they do with all that they do not know."""
        if "/candidate/" in request.httprequest.path:
            request.params.pop("self", None)
        return super()._dispatch(endpoint)

    @classmethod
    def _handle_error(cls, exception):
        """More than a page takes is refused unread, in words."""
        draw = getattr(request, "candidate_page", None)
        if draw and isinstance(exception, RequestEntityTooLarge):
            return draw()
        return super()._handle_error(exception)
