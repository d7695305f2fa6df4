import asyncio
import logging
import socket
from contextlib import closing
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import SimpleNamespace
from unittest.mock import patch

from odoo.tools import mute_logger

from odoo.addons.base.models.ir_mail_server import IrMail_Server

from ..common import NOW, CandidateCase
from .packages import need

MAIL_QUEUE = "odoo.addons.mail.models.mail_mail"
ACCEPTED = "250 OK"
HANG_UP = "hang up"
SLOW = "slow"
SLOW_SECONDS = 3


def free_port():
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Postman:
    """Receives mail as a mail server does, or refuses it as one does.

    ``answers`` says what a command (RCPT, DATA) is answered with, for everybody or
    for one address.
    """

    def __init__(self):
        self.letters = []
        self.attempts = 0
        self.answers = {}

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.attempts += 1
        answer = self.answers.get(address) or self.answers.get("RCPT", ACCEPTED)
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):
        answer = self.answers.get("DATA", ACCEPTED)
        if answer == HANG_UP:
            server.transport.abort()
        if answer == SLOW:
            await asyncio.sleep(SLOW_SECONDS)
        if answer.startswith("2"):
            letter = message_from_bytes(envelope.content, policy=policy.default)
            self.letters.append(
                SimpleNamespace(
                    sender=envelope.mail_from,
                    recipients=list(envelope.rcpt_tos),
                    raw=envelope.content,
                    message=letter,
                )
            )
        return answer


class DeliveryCase(CandidateCase):
    """A company with mail addresses of its own and a mail server on this machine."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        logging.getLogger("mail.log").setLevel(logging.CRITICAL)
        cls.company.write({"name": "Nordlys", "email": "info@nordlys.example"})
        cls.company.alias_domain_id = cls.env["mail.alias.domain"].create(
            {
                "name": "nordlys.example",
                "bounce_alias": "bounce",
                "catchall_alias": "catchall",
                "default_from": "notifications",
            }
        )
        cls.recruiter.email = "anna.lind@nordlys.example"
        cls.job.alias_id.alias_domain_id = cls.company.alias_domain_id
        cls.template.email_from = "{{ object.user_id.email_formatted }}"
        # As the shipped ones: Odoo deletes what it has sent.
        cls.template.auto_delete = True
        cls.port = free_port()
        cls.env["ir.mail_server"].search([]).active = False
        cls.server = cls.env["ir.mail_server"].create(
            {
                "name": "Nordlys",
                "smtp_host": "127.0.0.1",
                "smtp_port": cls.port,
                "smtp_encryption": "none",
                "from_filter": "nordlys.example",
            }
        )

    def setUp(self):
        super().setUp()
        # What is on its way already is none of our business here.
        self.env["mail.mail"].search([("state", "=", "outgoing")]).cancel()
        self.startPatcher(patch.object(IrMail_Server, "_disable_send", return_value=False))
        self.postman = Postman()
        self.mail_server = None

    def open_mail_server(self, **options):
        self.close_mail_server()
        Controller = need("aiosmtpd.controller").Controller
        for again in range(4, -1, -1):
            server = Controller(self.postman, hostname="127.0.0.1", port=self.port, **options)
            try:
                server.start()
                break
            except OSError:
                # Somebody else on this machine was given the port meanwhile.
                if not again:
                    raise
                self.port = self.server.smtp_port = free_port()
        self.mail_server = server
        self.addCleanup(self.close_mail_server)

    def close_mail_server(self):
        if self.mail_server:
            self.mail_server.stop()
            self.mail_server = None

    def run_at(self, moment):
        """The cron, Odoo's queue, and what became of it."""
        with self.at(moment):
            self.process()
            self.send_mails()
            self.ledger._collect_outbox()

    def letters_to(self, address):
        """:return: list of (subject, HTML) of what came to the address, oldest first"""
        mine = [letter.message for letter in self.postman.letters if letter.recipients == [address]]
        return [(m["Subject"], m.get_body(("html",)).get_content()) for m in mine]

    def send_mails(self):
        """One run of Odoo's mail queue, and the look of the ledger at it."""
        with mute_logger(MAIL_QUEUE):
            self.env["mail.mail"].process_email_queue()
        self.env.flush_all()
        self.ledger._collect_outbox()

    def promise(self, **applicant):
        """An application at ``NOW`` whose confirmation is in the outbox."""
        if not self.plan.step_ids:
            self._make_step("applied")
        with self.at(NOW):
            applicant = self._make_applicants(**applicant)
            self.process()
        row = self.rows(applicant)
        self.assertEqual((row.state, row.reason), ("queued", "outbox"))
        return row

    def alerts(self, row):
        return row.applicant_id.activity_ids.filtered(
            lambda activity: (
                activity.activity_type_id
                == self.env.ref(
                    "hr_recruitment_candidate_experience.activity_type_communication_failed"
                )
            )
        )

    def receive(self, message):
        """A mail comes in from outside, byte for byte."""
        raw = message if isinstance(message, bytes) else message.as_bytes()
        return self.env["mail.thread"].message_process(False, raw)

    def reply(self, letter, text="Thank you. When do we meet?", **headers):
        """What the candidate's mail program makes of "Reply"."""
        answer = EmailMessage(policy=policy.SMTP)
        answer["From"] = str(letter.message["To"])
        answer["To"] = str(letter.message["Reply-To"])
        answer["Subject"] = f"Re: {letter.message['Subject']}"
        answer["Message-Id"] = f"<{headers.pop('id', 'answer')}@candidate.example>"
        answer["In-Reply-To"] = letter.message["Message-Id"]
        answer["References"] = letter.message["Message-Id"]
        for name, value in headers.items():
            answer[name.replace("_", "-")] = value
        answer.set_content(text)
        return answer

    def part(self, letter, subtype):
        (found,) = (
            part for part in letter.message.walk() if part.get_content_type() == f"text/{subtype}"
        )
        return found.get_content()
