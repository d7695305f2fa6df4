import re

from markupsafe import Markup

from odoo import fields, models
from odoo.tools import plaintext2html

from ..rendering.preview_reader import EveryReader
from ..transaction_conflicts import CONFLICTS


class HrApplicantCommunicationShown(models.Model):
    """The chatter is for all who may open the application. What some of them may not
    read is masked there as in every preview; the timeline shows what has left to those
    who may read all that is in it."""

    _inherit = "hr.applicant.communication"

    sent_body = fields.Html(
        "Text as Sent",
        readonly=True,
        sanitize=False,
        groups="base.group_system",
        help="Only where the chatter does not show all of it.",
    )

    sent_subject = fields.Char(
        "Subject as Sent",
        readonly=True,
        groups="base.group_system",
        help="Only where the chatter does not show all of it.",
    )

    def _send_email(self, batch):
        # Of an attempt before, with a template that has changed since.
        left = self.filtered(lambda row: row.sent_body or row.sent_subject)
        left.write({"sent_body": False, "sent_subject": False})
        template = self._get_mail_template()
        batch.masked = {
            field: self._mask_for_chatter(template, field) for field in ("subject", "body_html")
        }
        return super()._send_email(batch)

    def _finish_mail(self, values, batch):
        res = super()._finish_mail(values, batch)
        texts, applicant = batch.masked, self.applicant_id
        if body := texts.get("body_html", {}).get(applicant.id):
            self.sent_body = values["body"]
            values["body"] = applicant._hide_links(body)
        if subject := texts.get("subject", {}).get(applicant.id):
            # Odoo has one subject for the mail and the chatter: see ``mail.mail``.
            self.sent_subject = values["subject"]
            values["subject"] = subject
        return res

    def _send_sms(self, batch):
        res = super()._send_sms(batch)
        texts = self._mask_for_chatter(self.step_id.sms_template_id, "body")
        for row in self.filtered("message_id") if texts else ():
            row.sent_body = row.message_id.body
            row.message_id.body = texts[row.applicant_id.id]
        return res

    def _mask_for_chatter(self, template, field):
        """:param template: ``mail.template`` or ``sms.template``
        :param str field: its text or subject
        :return: dict applicant id → HTML for the chatter, plain text for the subject;
            empty where the template names nothing that has to be masked"""
        if not self._names_restricted(template, field):
            return {}
        reader = EveryReader(self.env)
        try:
            with self.env.cr.savepoint():
                texts = reader.render_all(template, field, self.applicant_id)
        except CONFLICTS:
            raise
        except Exception:
            # The message leaves all the same.
            words = self.env._("The text of this message is in the timeline.")
            if field != "subject":
                words = Markup("<p>%s</p>") % words
            return dict.fromkeys(self.applicant_id.ids, words)
        if not reader.hidden:
            return {}
        if field == "subject":
            return texts
        if field == "body":
            texts = {key: plaintext2html(text) for key, text in texts.items()}
        return {key: reader.add_note(text) for key, text in texts.items()}

    def _names_restricted(self, template, field):
        """:return: whether the template names a field that not all who may open the
        application may read; a word too many costs time only"""
        restricted = {
            name
            for model in ("hr.applicant", "hr.employee")
            for name, described in self.env[model]._fields.items()
            if EveryReader.is_restricted(described)
        }
        names = re.compile(rf"[.'\"]({'|'.join(restricted)})\b")
        return any(
            names.search(template.with_context(lang=lang)[field] or "")
            for lang, _name in self.env["res.lang"].get_installed()
        )
