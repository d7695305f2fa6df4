import re
import threading
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes, policy
from unittest.mock import patch

from werkzeug.test import Client

from odoo import http
from odoo.tools import mute_logger

from odoo.addons.base.models.ir_cron import IrCron
from odoo.addons.base.models.ir_mail_server import IrMail_Server
from odoo.addons.sms.tools.sms_api import SmsApi

TAG = re.compile(r"<[^>]+>")
SAID = re.compile(r"\[(\w+)=([^\]]*)\]")
LINK = re.compile(r'href="https?://[^/"]+(/candidate/[^"]+)"')
FORM = re.compile(r'name="form" value="([^"]+)"')
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15"
    " (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
)
LOGS = (
    "odoo.addons.mail.models.mail_mail",
    "odoo.addons.mail.models.mail_thread",
    "odoo.addons.base.models.ir_mail_server",
    "odoo.addons.sms.models.sms_sms",
    "odoo.http",
)


@dataclass
class Letter:
    """A mail or SMS that has arrived."""

    moment: datetime
    address: str
    subject: str
    text: str
    channel: str = "email"
    raw: bytes = b""
    sender: str = ""
    message_id: str = ""
    reply_to: str = ""
    # When it was written: the mail server may have taken it later.
    made: datetime = None
    bounced: bool = False
    said: dict = field(default_factory=dict)
    langs: set = field(default_factory=set)

    def __post_init__(self):
        found = SAID.findall(TAG.sub("", f"{self.subject} {self.text}"))
        self.said = dict(found)
        self.langs = {value for name, value in found if name == "lang"}
        self.made = self.made or self.moment

    @property
    def kind(self):
        return self.said.get("kind")

    @property
    def is_about_data(self):
        """Whoever asks for a copy or the erasure of data hears that we have read it."""
        return self.subject in ("Your request about your data", "Din begäran om dina uppgifter")

    @property
    def applicant_id(self):
        return int(self.said.get("app") or 0)

    @property
    def start(self):
        """Of the interview that it is about, naive UTC."""
        stamp = self.said.get("start")
        return datetime.utcfromtimestamp(float(stamp)) if stamp else None

    @property
    def meeting_id(self):
        return int(self.said.get("meeting") or 0)

    def find_link(self, room):
        """:return: path of the first link to this room of the candidate's pages"""
        paths = (path for path in LINK.findall(self.text) if path.split("/")[2] == room)
        return next(paths, None)

    def __repr__(self):
        return f"<{self.channel} {self.kind} {self.moment} {self.said}>"


class Mailbox:
    """The world outside: a mail server, an SMS service and a browser, in this process."""

    def __init__(self, case):
        self.env = case.env
        self.letters = []
        self.is_down = False
        self.browser = Client(http.root)
        for patcher in (
            patch.object(IrMail_Server, "_disable_send", return_value=False),
            patch.object(IrMail_Server, "_connect__", lambda *_a, **_kw: self._connect()),
            patch.object(SmsApi, "_send_sms_batch", self._take_sms),
            # All of it is one transaction, which is rolled back.
            patch.object(IrCron, "_commit_progress", self._commit),
        ):
            case.startPatcher(patcher)
        case.enterContext(mute_logger(*LOGS))

    @staticmethod
    def _commit(cron, _processed=0, **_kwargs):
        cron.env.flush_all()
        return float("inf")

    # SMTP, SMS -----------------------------------------------------------------------

    def _connect(self):
        if self.is_down:
            raise ConnectionRefusedError(111, "Connection refused")
        return self

    # As Odoo reads it of a session.
    from_filter, smtp_from = "nordlys.example", None

    def send_message(self, message, smtp_from, smtp_to_list):
        raw = message.as_bytes()
        letter = message_from_bytes(raw, policy=policy.default)
        body = letter.get_body(("html",))
        for address in smtp_to_list:
            self.letters.append(
                Letter(
                    datetime.now(),
                    address,
                    str(letter["Subject"]),
                    body.get_content() if body else "",
                    raw=raw,
                    sender=smtp_from,
                    message_id=str(letter["Message-Id"]).strip(),
                    reply_to=str(letter["Reply-To"]),
                )
            )

    def quit(self):
        pass

    close = quit

    def _take_sms(self, messages, delivery_reports_url=False):
        results = []
        for message in messages:
            for number in message["numbers"]:
                letter = Letter(datetime.now(), number["number"], "", message["content"], "sms")
                sms = self.env["sms.sms"].search([("uuid", "=", number["uuid"])], limit=1)
                letter.made = sms.create_date or letter.moment
                self.letters.append(letter)
                results.append({"uuid": number["uuid"], "state": "success", "credit": 1})
        return results

    # Browser -------------------------------------------------------------------------

    def open(self, path):
        return self._ask("GET", path)

    def send(self, path, **data):
        return self._ask("POST", path, data=data)

    def _ask(self, method, path, **values):
        """Odoo notes on the thread what it is about, which in a server is another one."""
        thread = threading.current_thread()
        before = dict(vars(thread))
        try:
            return self.browser.open(path, method=method, headers={"User-Agent": PHONE}, **values)
        finally:
            vars(thread).clear()
            vars(thread).update(before)

    @staticmethod
    def find_form(page):
        """:return: the signature of the form on the page, None without a form"""
        found = FORM.search(page.get_data(as_text=True))
        return found and found.group(1)
