from odoo import models

from .candidate_ics import find_content_type


class MailMail(models.Model):
    """Mail programs look at the type of the part, not into the file: it names the method
    that the file has. An attachment cannot keep it, Odoo writes its type in lower case."""

    _inherit = "mail.mail"

    def _prepare_outgoing_list(self, *args, **kwargs):
        emails = super()._prepare_outgoing_list(*args, **kwargs)
        if self.model == "hr.applicant":
            for email in emails:
                email["attachments"] = [
                    (name, content, _name_method(mimetype, content))
                    for name, content, mimetype in email["attachments"]
                ]
        return emails


def _name_method(mimetype, content):
    if mimetype != "text/calendar" or not content:
        return mimetype
    return find_content_type(content) or mimetype
