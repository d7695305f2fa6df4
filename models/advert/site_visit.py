"""A visit to our own website without the network: Odoo's own way from an address to a
page, in this process. A server with one worker does not wait for itself, and no address
of anybody else is ever asked."""

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from psycopg2.errors import LockNotAvailable
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.test import EnvironBuilder

from odoo import api, http
from odoo.tools import file_open

from ..in_halves import find_cause
from ..transaction_conflicts import CONFLICTS

AGENT = "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/128.0"
HERE = "127.0.0.1"
MOST_REDIRECTS = 5
NOTED = ("dbname", "uid", "url")
OK = 200
REDIRECTS = (301, 302, 303, 307, 308)
# Somebody else works with the same: it says nothing of the page.
BUSY = (LockNotAvailable, *CONFLICTS)


@dataclass(frozen=True)
class Answer:
    """What a visitor gets."""

    status: int
    text: str = ""
    error: str = ""

    @property
    def is_fine(self):
        return self.status == OK


class SiteVisit:
    """Somebody whom nobody knows, on a website, in a language."""

    def __init__(self, env, website, lang):
        """:param env: whose cursor is used, see ``rehearse``
        :param website: ``website``
        :param str lang: code"""
        self.env = env
        self.website = website.with_env(env)
        self.lang = lang
        self.base_url = self.website.get_base_url().rstrip("/")

    def get(self, path):
        """:param str path: with the query, without the host
        :return: ``Answer``, after redirects on this website"""
        for _time in range(MOST_REDIRECTS):
            answer, location = self._ask(path)
            if not location:
                return answer
            if not self.is_own(location):
                # Whatever is there is not ours.
                return Answer(OK)
            path = self.get_path(location)
        return Answer(508, error="redirects")

    def post(self, path, data, referrer):
        """:param dict data: names and values; files are ``(stream, name, type)``
        :return: ``Answer``"""
        headers = {"Referer": f"{self.base_url}{referrer}"}
        return self._ask(path, method="POST", data=data, headers=headers)[0]

    def is_own(self, url):
        """:return: whether the address is one of this website"""
        parts = urlsplit(urljoin(f"{self.base_url}/", url))
        own = urlsplit(self.base_url)
        return parts.scheme in ("http", "https") and parts.hostname == own.hostname

    def get_path(self, url, page="/"):
        """:param str page: path of the page on which the address stands
        :return: str, path and query of an address of this website"""
        parts = urlsplit(urljoin(f"{self.base_url}{page}", url))
        return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")

    def _ask(self, path, headers=None, **options):
        """:return: (``Answer``, location or None)"""
        builder = EnvironBuilder(
            path=path.split("?")[0],
            query_string=path.partition("?")[2],
            base_url=self.base_url,
            headers={
                "User-Agent": AGENT,
                "Cookie": f"frontend_lang={self.lang}",
                **(headers or {}),
            },
            environ_base={"REMOTE_ADDR": HERE},
            **options,
        )
        try:
            with self._make_request(builder.get_environ()) as request:
                return self._serve(request)
        finally:
            builder.close()

    @contextmanager
    def _make_request(self, environ):
        # Odoo notes there what a thread works for.
        thread = vars(threading.current_thread())
        before = {name: thread[name] for name in NOTED if name in thread}
        transaction = self.env.transaction
        default_env = transaction.default_env
        with http.HTTPRequest(environ) as httprequest:
            request = http.Request(httprequest)
            request.session = self._make_session()
            request.db, request.registry = self.env.cr.dbname, self.env.registry
            request.env = api.Environment(self.env.cr, None, request.session.context)
            thread.update(dbname=request.db, url=httprequest.url)
            http._request_stack.push(request)
            try:
                yield request
            finally:
                http._request_stack.pop()
                transaction.default_env = default_env
                for name in NOTED:
                    thread.pop(name, None)
                thread.update(before)

    def _make_session(self):
        """It is never saved, and there is no cookie of it."""
        session = http.root.session_store.new()
        session.update(http.get_default_session())
        session.context["lang"] = self.lang
        session.update(db=self.env.cr.dbname, force_website_id=self.website.id)
        session.can_save = False
        return session

    def _serve(self, request):
        if path := http.root.get_static_file(request.httprequest.path):
            return Answer(OK, _read_style(path)), None
        try:
            response = self._dispatch(request)
        except HTTPException as error:
            response = error.get_response() if error.code is None else None
            if response is None:
                return Answer(error.code, error=error.name), None
        except Exception as error:
            if busy := find_cause(error, BUSY):
                raise busy from None
            # Whatever breaks a page is what is looked for.
            return Answer(500, error=say_error(error)), None
        if response.status_code in REDIRECTS:
            return Answer(response.status_code), response.headers["Location"]
        is_text = (response.mimetype or "").startswith(("text/", "application/json"))
        text = _read(response) if is_text else ""
        return Answer(response.status_code, text), None

    def _dispatch(self, request):
        try:
            rule, args = request.registry["ir.http"]._match(request.httprequest.path)
        except NotFound as error:
            response = request._serve_ir_http_fallback(error)
        else:
            request._set_request_dispatcher(rule)
            response = request._serve_ir_http(rule, args)
        response.flatten()
        return response


def _read(response):
    if response.headers.get("X-Sendfile"):
        # A web server in front of Odoo would send it.
        return Path(response.headers["X-Sendfile"]).read_text(errors="replace")
    response.direct_passthrough = False
    return response.get_data(as_text=True)


def _read_style(path):
    """:return: str, what a static file holds, where that is looked at"""
    if not path.endswith(".css"):
        return ""
    with file_open(path) as file:
        return file.read()


def say_error(error):
    """:return: str, what went wrong at first, for who mends it"""
    cause = error
    while cause.__cause__:
        cause = cause.__cause__
    lines = str(cause).strip().splitlines() or [""]
    return f"{type(cause).__name__}: {lines[0]}"[:300]
