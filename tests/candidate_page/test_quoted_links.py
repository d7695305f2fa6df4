from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

from odoo.tests import tagged

from ..cases.candidate_page import CandidatePageCase

SECRET = "https://jobs.example.com%s?from=mail"


@tagged("post_install", "-at_install")
class TestQuotedLinks(CandidatePageCase):
    """Files that come in quote our mails; the key in them is not shown to colleagues."""

    def attach(self, name, content):
        """:return: bytes of the file that colleagues open"""
        message = self.applicant.message_post(body="See above", attachments=[(name, content)])
        return message.attachment_ids.raw

    def make_mail(self, charset="utf-8", cte="quoted-printable"):
        mail = EmailMessage(policy=SMTP)
        mail["Subject"] = "Ditt nästa steg"
        text = f"Hej! Så här går det vidare: {SECRET % self.path}\n"
        mail.set_content(text, charset=charset, cte=cte)
        mail.add_alternative(f"<p>{text}</p>", subtype="html", charset=charset, cte=cte)
        return mail

    def assertHidden(self, content):
        """Neither as it stands, nor as a mail program shows it."""
        shown = [content]
        for part in message_from_bytes(content, policy=SMTP).walk():
            if not part.is_multipart():
                shown.append(part.get_payload(decode=True) or b"")
        for text in shown:
            self.assertNotIn(self.applicant.page_token.encode(), text.replace(b"=\r\n", b""))
        return b"".join(shown)

    def test_attached_mails(self):
        for charset, cte in (
            ("utf-8", "quoted-printable"),
            ("utf-8", "base64"),
            ("utf-8", "8bit"),
            ("iso-8859-1", "quoted-printable"),
        ):
            with self.subTest(charset=charset, cte=cte):
                shown = self.assertHidden(
                    self.attach("Original.EML", self.make_mail(charset, cte).as_bytes())
                )
                self.assertIn("Så här går det vidare".encode(charset), shown)
                self.assertIn(b"/candidate/page/...", shown)

    def test_a_mail_within_a_mail(self):
        outer = EmailMessage(policy=SMTP)
        outer.set_content("Forwarded")
        outer.add_attachment(self.make_mail())
        self.assertHidden(self.attach("forwarded.eml", outer.as_bytes()))

    def test_a_mail_that_cannot_be_read(self):
        broken = (
            b"Content-Type: multipart/mixed; boundary=\r\n"
            b"Content-Type: text/plain; charset=no-such\r\n\r\n\xff\xfe "
            + (SECRET % self.path).encode()
        )
        self.assertHidden(self.attach("broken.eml", broken))

    def test_texts(self):
        for name in ("thread.txt", "mail.html", "MAIL.HTM"):
            with self.subTest(name=name):
                self.assertHidden(self.attach(name, f"<a>{SECRET % self.path}</a>".encode()))

    def test_what_quotes_nothing_stays_as_it_is(self):
        mail = self.make_mail().as_bytes().replace(self.applicant.page_token.encode(), b"")
        for name, content in (
            ("cv.pdf", b"%PDF-1.7\n\xff\xfe\x00"),
            ("letter.txt", "Grüße\r\n".encode("utf-16")),
            ("other.eml", mail),
        ):
            with self.subTest(name=name):
                self.assertEqual(self.attach(name, content), content)
