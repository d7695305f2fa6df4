import re

from markupsafe import escape

from odoo import models

from ..rendering.plain_text import is_our_layout, write_plain_text

TITLE = re.compile(r"<title>[^<]*</title>|<title/>")


class MailMail(models.Model):
    """Mails with our layout leave as whole documents, with a text part that reads
    well. QWeb can write no doctype, and the layout does not know the subject."""

    _inherit = "mail.mail"

    def _prepare_outgoing_list(self, *args, **kwargs):
        emails = super()._prepare_outgoing_list(*args, **kwargs)
        for email in emails:
            if not is_our_layout(email["body"]):
                continue
            email["body_alternative"] = write_plain_text(email["body"])
            title = f"<title>{escape(email['subject'] or '')}</title>"
            body = TITLE.sub(lambda _found, title=title: title, str(email["body"]), count=1)
            email["body"] = f"<!DOCTYPE html>\n{body}"
        return emails
