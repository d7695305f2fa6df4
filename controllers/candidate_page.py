import logging
import re
from urllib.parse import unquote

from odoo.http import Controller, request, route
from odoo.tools import consteq

from ..models.candidate_page.candidate_links import LINK
from ..models.candidate_page.page_values import frame_page

# PostgreSQL's largest id: a longer number in a link is no id.
LARGEST_ID = 2**31 - 1
UNKNOWN_PATH = "/candidate/<any(page,keep,feedback,invitation):room>/<path:rest>"
PLAIN_ID = re.compile(r"[1-9][0-9]{0,9}")
# Bytes of all that is sent with one press: the pages take no files. More is refused
# before it is read, whoever sends it.
LARGEST_FORM = 1_000_000


def _draw_too_large():
    return CandidatePage()._render_error("candidate_too_large", 413)


# Where the database has a replica, GET reads the primary all the same, always: a replica may
# be any time behind. What was pressed a moment ago would seem to be lost, and the key in a
# mail that has just arrived would open nothing.
READS = {
    "type": "http",
    "auth": "public",
    "readonly": False,
    "save_session": False,
    "max_content_length": LARGEST_FORM,
    "candidate_page": _draw_too_large,
}
# The token in the link is the proof: a session, and with it a CSRF token, would need
# a cookie that mail programs do not keep.
WRITES = {**READS, "csrf": False}
# All that follows may be the key, or hold it.
KEY = re.compile(
    r"(/candidate/+(?:page|keep|feedback|invitation)/+)[^\"]+?(?= HTTP/|\"|$)", re.I | re.S
)
LOGS = ("werkzeug", "longpolling", "odoo.http")
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
    if not isinstance(value, str) or "candidate" not in unquote(value).lower():
        return value
    # Some mail filters quote what they pass on, once or twice.
    read = unquote(unquote(value))
    hidden = KEY.sub(r"\1…", LINK.sub(r"\1…", read))
    return value if hidden == read else hidden


for log in LOGS:
    logging.getLogger(log).addFilter(HideTokens())


class CandidatePage:
    """What pages that candidates open from a mail have in common: no login, no
    JavaScript, no cookie, the candidate's language, and GET writes nothing."""

    def _find(self, model, record_id, token, key="access_token", columns=None):
        """:param str record_id: as it stands in the link
        :param str key: field of the token
        :param columns: names of the fields to read with it, by default what Odoo reads
        :return: the record of the link, as superuser, or an empty one; the token is
            compared in constant time, whether there is such a record or not"""
        records = request.env[model].sudo().with_context(active_test=False)
        number = self._read_id(record_id)
        if not number:
            return records
        record = records.search_fetch([("id", "=", number)], columns, order="id")
        known = record[key] or ""
        right = consteq(known.encode(), token.encode("utf-8", "replace"))
        return record if known and right else records

    def _read_id(self, text):
        """:return: the id (int), or None for what is none: ``+7``, ``７``, ``0x7``"""
        number = int(text) if PLAIN_ID.fullmatch(text) else 0
        return number if 0 < number <= LARGEST_ID else None

    def _render_error(self, template, status):
        """A page for somebody whom we do not know, in the language of the browser."""
        self._use_lang(request.best_lang)
        return self._render(template, {}, status)

    def _unknown(self):
        return self._render_error("feedback_unknown", 404)

    def _use_lang(self, code):
        """Speak the candidate's language, as far as it is installed."""
        if code and request.env["res.lang"]._get_data(code=code):
            request.update_context(lang=code)

    def _render(self, template, values, status=200):
        company = values.get("company") or request.env.company.sudo()
        values = {**frame_page(request.env, company), **values, "company": company}
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


class UnknownPage(CandidatePage, Controller):
    """A link to a candidate's page that was cut or changed on its way."""

    @route(UNKNOWN_PATH, methods=["GET", "POST"], **WRITES)
    def show(self, room, rest, **_query):
        return self._unknown()
