import logging

from odoo.http import request
from odoo.tools import consteq

from ..models.candidate_links import LINK

# PostgreSQL's largest id: a longer number in a link is no id.
LARGEST_ID = 2**31 - 1
READS = {"type": "http", "auth": "public", "readonly": True, "save_session": False}
# The token in the link is the proof: a session, and with it a CSRF token, would need
# a cookie that mail programs do not keep.
WRITES = {**READS, "readonly": False, "csrf": False}
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data:; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}


class HideTokens(logging.Filter):
    """A link to a candidate's page is a key: the access log gets it without."""

    def filter(self, record):
        if isinstance(record.args, tuple):
            record.args = tuple(map(_hide, record.args))
        record.msg = _hide(record.msg)
        return True


def _hide(value):
    return LINK.sub(r"\1…", value) if isinstance(value, str) else value


logging.getLogger("werkzeug").addFilter(HideTokens())


class CandidatePage:
    """What pages that candidates open from a mail have in common: no login, no
    JavaScript, no cookie, the candidate's language, and GET writes nothing."""

    def _find(self, model, record_id, token, key="access_token"):
        """:param str key: field of the token
        :return: the record of the link, as superuser, or an empty one; the token is
            compared in constant time, whether there is such a record or not"""
        records = request.env[model].sudo().with_context(active_test=False)
        if not 0 < record_id <= LARGEST_ID:
            return records
        record = records.search_fetch([("id", "=", record_id)], [key])
        known = record[key] or ""
        right = consteq(known.encode(), token.encode("utf-8", "replace"))
        return record if known and right else records

    def _use_lang(self, code):
        """Speak the candidate's language, as far as it is installed."""
        if code and request.env["res.lang"]._get_data(code=code):
            request.update_context(lang=code)

    def _render(self, template, values, status=200):
        lang = request.env["res.lang"]._get_data(code=request.env.context.get("lang"))
        company = values.get("company") or request.env.company.sudo()
        values = {
            **values,
            "company": company,
            "lang_code": (lang.code or "en_US").replace("_", "-"),
            "direction": lang.direction or "ltr",
        }
        page = request.env["ir.qweb"]._render(
            f"hr_recruitment_candidate_experience.{template}", values
        )
        return request.make_response(
            page,
            [*HEADERS.items(), ("Content-Type", "text/html; charset=utf-8")],
            status=status,
        )

    def _redirect(self, path):
        response = request.redirect(path, code=303, local=True)
        response.headers.extend(HEADERS)
        return response
