"""A mailbox that takes every mail and shows each as the candidate gets it.

`python3 -m dev.mailbox FOLDER SMTP_PORT WEB_PORT`; both servers answer on this
machine only. `GET /mails.json` lists the mails, newest first (`?to=` narrows it),
`GET /mail/ID.json` has one with its parts, `DELETE /mails.json` forgets all.
"""

import json
import sys
import time
from email import message_from_bytes, policy
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from aiosmtpd.controller import Controller

HEADERS = ["Date", "From", "To", "Cc", "Reply-To", "Subject", "Message-Id"]
# What a mail may load: only what it brings, and pictures from this machine.
MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:;"
    " img-src 'self' data: http://127.0.0.1:* http://localhost:*"
)
STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 0; color: #222; }
header { background: #714b67; color: #fff; padding: .6rem 1.2rem; }
header a { color: #fff; }
main { padding: 1.2rem; }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid #ddd; }
td { overflow-wrap: anywhere; }
iframe { width: 100%; height: 75vh; border: 1px solid #bbb; background: #fff; }
#narrow:checked ~ iframe { width: 375px; }
pre { white-space: pre-wrap; background: #f6f6f6; padding: 1rem; }
"""
# The list shows new mail by itself, as a mail program does.
RELOAD = """
let shown = null;
setInterval(async () => {
    const count = (await (await fetch("/mails.json")).json()).length;
    if (shown !== null && shown !== count) location.reload();
    shown = count;
}, 3000);
document.getElementById("empty").onclick = async () => {
    await fetch("/mails.json", {method: "DELETE"});
    location.reload();
};
"""


class Mails:
    """The .eml files of a folder."""

    def __init__(self, folder):
        self.folder = folder
        self.parsed = {}
        folder.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(self, server, session, envelope):
        name = f"{time.time_ns():020d}"
        content = f"X-Envelope-From: {envelope.mail_from}\r\n".encode()
        content += f"X-Envelope-To: {', '.join(envelope.rcpt_tos)}\r\n".encode()
        # Under its final name a file is always complete.
        part = self.folder / f"{name}.part"
        part.write_bytes(content + envelope.original_content)
        part.rename(self.folder / f"{name}.eml")
        return "250 OK"

    def names(self):
        return sorted((path.stem for path in self.folder.glob("*.eml")), reverse=True)

    def source(self, name):
        return (self.folder / f"{name}.eml").read_bytes()

    def mail(self, name):
        if name not in self.names():
            raise LookupError(name)
        if name not in self.parsed:
            self.parsed[name] = message_from_bytes(self.source(name), policy=policy.default)
        return self.parsed[name]

    def summary(self, name):
        mail = self.mail(name)
        return {
            "id": name,
            "envelope_to": mail["X-Envelope-To"].split(", "),
            **{header.lower().replace("-", "_"): str(mail[header] or "") for header in HEADERS},
        }

    def text(self, name, kind):
        part = self.mail(name).get_body((kind,))
        return part.get_content() if part else ""

    def parts(self, name):
        return [part for part in self.mail(name).walk() if not part.is_multipart()]

    def empty(self):
        for name in self.names():
            (self.folder / f"{name}.eml").unlink(missing_ok=True)
        self.parsed.clear()


def list_page(mails):
    rows = []
    for name in mails.names():
        mail = {key: escape(str(value)) for key, value in mails.summary(name).items()}
        rows.append(
            f"<tr><td>{mail['date']}<td>{mail['from']}<td>{mail['to']}"
            f"<td><a href='/mail/{name}'>{mail['subject'] or '(no subject)'}</a>"
        )
    return _page(
        "",
        f"<p>{len(rows)} mails <button id=empty>Delete all</button></p>"
        "<table><tr><th>Date<th>From<th>To<th>Subject"
        f"{''.join(rows)}</table><script>{RELOAD}</script>",
    )


def mail_page(mails, name):
    mail = mails.mail(name)
    headers = "".join(
        f"<tr><th>{header}<td>{escape(str(mail[header]))}"
        for header in ["X-Envelope-To", *HEADERS]
        if mail[header]
    )
    files = "".join(
        f"<li><a href='/mail/{name}/part/{number}' download>"
        f"{escape(part.get_filename())}</a> ({escape(part.get_content_type())})"
        for number, part in enumerate(mails.parts(name))
        if part.get_filename()
    )
    html = (
        "<input type=radio name=width id=wide checked><label for=wide>wide</label>"
        "<input type=radio name=width id=narrow><label for=narrow>telephone</label>"
        "<br><iframe sandbox='allow-popups allow-popups-to-escape-sandbox'"
        f" src='/mail/{name}/html'></iframe>"
    )
    every = "".join(f"{key}: {value}\n" for key, value in mail.items())
    return _page(
        str(mail["Subject"] or "(no subject)"),
        f"<table>{headers}</table>"
        + (f"<ul>{files}</ul>" if files else "")
        + (f"<h3>HTML</h3>{html}" if mails.text(name, "html") else "")
        + f"<h3>Text</h3><pre>{escape(mails.text(name, 'plain'))}</pre>"
        + f"<details><summary>All headers</summary><pre>{escape(every)}</pre></details>"
        + f"<p><a href='/mail/{name}.eml'>Source</a></p>",
    )


def html_part(mails, name):
    html = mails.text(name, "html")
    for number, part in enumerate(mails.parts(name)):
        if content_id := part.get("Content-Id"):
            html = html.replace(
                f"cid:{str(content_id).strip('<> ')}", f"/mail/{name}/part/{number}"
            )
    return f"<base target=_blank>{html}"


def _page(title, body):
    return (
        "<!doctype html><meta charset=utf-8>"
        "<meta name=viewport content='width=device-width'>"
        f"<title>{escape(title) or 'Mailbox'}</title><style>{STYLE}</style>"
        f"<header><a href='/'>Mailbox</a> {escape(title)}</header><main>{body}</main>"
    )


class Web(BaseHTTPRequestHandler):
    mails = None

    def do_GET(self):
        url = urlsplit(self.path)
        path = url.path.strip("/").split("/")
        try:
            self._answer(path, parse_qs(url.query))
        except (LookupError, ValueError, FileNotFoundError):
            self._send("text/plain", "not found", 404)

    def do_DELETE(self):
        if self.path == "/mails.json":
            self.mails.empty()
            self._send("application/json", "[]")
        else:
            self._send("text/plain", "not found", 404)

    def _answer(self, path, query):
        mails = self.mails
        match path:
            case [""]:
                self._send("text/html", list_page(mails))
            case ["mails.json"]:
                found = map(mails.summary, mails.names())
                wanted = query.get("to", [""])[0]
                found = [mail for mail in found if wanted in str(mail["envelope_to"])]
                self._send("application/json", json.dumps(found))
            case ["mail", name] if name.endswith(".json"):
                name = name.removesuffix(".json")
                whole = mails.summary(name) | {
                    "text": mails.text(name, "plain"),
                    "html": mails.text(name, "html"),
                    "files": [
                        part.get_filename() for part in mails.parts(name) if part.get_filename()
                    ],
                }
                self._send("application/json", json.dumps(whole))
            case ["mail", name] if name.endswith(".eml"):
                name = name.removesuffix(".eml")
                mails.mail(name)
                self._send("text/plain", mails.source(name))
            case ["mail", name]:
                self._send("text/html", mail_page(mails, name))
            case ["mail", name, "html"]:
                self._send("text/html", html_part(mails, name), policy=MAIL_POLICY)
            case ["mail", name, "part", number]:
                part = mails.parts(name)[int(number)]
                self._send(
                    part.get_content_type(),
                    part.get_payload(decode=True),
                    policy="default-src 'none'; sandbox",
                )
            case _:
                raise LookupError(path)

    def _send(self, kind, content, status=200, policy=None):
        body = content if isinstance(content, bytes) else content.encode()
        if kind.startswith("text/"):
            kind += "; charset=utf-8"
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", len(body))
        self.send_header("X-Content-Type-Options", "nosniff")
        if policy:
            self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        """A page that reloads itself would fill the log."""


def main(folder, smtp_port, web_port):
    Web.mails = Mails(Path(folder))
    smtp = Controller(Web.mails, "127.0.0.1", int(smtp_port), enable_SMTPUTF8=True, ident="mailbox")
    smtp.start()
    try:
        ThreadingHTTPServer(("127.0.0.1", int(web_port)), Web).serve_forever()
    except KeyboardInterrupt:
        smtp.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
