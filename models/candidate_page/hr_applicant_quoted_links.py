import base64
import binascii
import logging
from email import message_from_bytes
from email.policy import SMTP

from markupsafe import Markup

from odoo import api, models

from .candidate_links import LINK

_logger = logging.getLogger(__name__)

# Files that quote mails as text; in a mail that is attached, the text can be encoded.
MAILS = (".eml", ".mht", ".mhtml")
TEXTS = (".txt", ".text", ".htm", ".html", ".md", ".ics", ".rtf")


class HrApplicantQuotedLinks(models.Model):
    """What comes in quotes our mails, and with them the candidate's own links. The
    candidate may have the key in them, colleagues who read the chatter may not."""

    _inherit = "hr.applicant"

    def message_post(self, *, body="", **kwargs):
        return super().message_post(body=self._hide_links(body), **kwargs)

    @api.model
    def _hide_links(self, text):
        """Take the secret out of the links to a candidate's own pages."""
        hidden = LINK.sub(r"\1…", text or "")
        return Markup(hidden) if isinstance(text, Markup) else hidden

    def _create_attachments_for_post(self, values_list, extra_list):
        shown = [self._hide_links_in_file(values) for values in values_list]
        return super()._create_attachments_for_post(shown, extra_list)

    @api.model
    def _hide_links_in_file(self, values):
        """:param dict values: of an ``ir.attachment``, with base64 in ``datas``
        :return: dict of the same, without the secret if it is a mail or a text"""
        name = (values.get("name") or "").lower()
        if not name.endswith(MAILS + TEXTS) or not values.get("datas"):
            return values
        try:
            content = base64.b64decode(values["datas"])
        except binascii.Error:
            return values
        hidden = _hide_in_mail(content) if name.endswith(MAILS) else _hide_in_text(content)
        return {**values, "datas": base64.b64encode(hidden)} if hidden != content else values


def _hide_in_text(content):
    """:param bytes content: in a charset that has ASCII, as all of mails have"""
    # Latin-1 has a character for each byte, and gives it back as it was.
    return LINK.sub(r"\1...", content.decode("latin-1")).encode("latin-1")


def _hide_in_mail(content):
    """:param bytes content: a mail as it was sent"""
    try:
        mail = message_from_bytes(content, policy=SMTP)
        changed = [_hide_in_part(part) for part in mail.walk() if not part.is_multipart()]
        content = mail.as_bytes() if any(changed) else content
    except (AttributeError, IndexError, LookupError, TypeError, ValueError) as error:
        _logger.info("An attached mail cannot be read: %s", type(error).__name__)
    return _hide_in_text(content)


def _hide_in_part(part):
    """:return: whether there was something to hide"""
    content = part.get_payload(decode=True) or b""
    hidden = _hide_in_text(content)
    if hidden == content:
        return False
    del part["Content-Transfer-Encoding"]
    part["Content-Transfer-Encoding"] = "base64"
    part.set_payload(base64.encodebytes(hidden).decode("ascii"))
    return True
