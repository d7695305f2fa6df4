"""What somebody without rights to templates may bring in: what could have been written in
the editor of texts, and what the texts here have already."""

from lxml.etree import LxmlError

from odoo.exceptions import UserError

from ..rendering.placeholders import PLACEHOLDERS
from ..rendering.text_body import find_known, write_body, write_known_body
from ..rendering.text_markup import Markup, NotAllowed

EDITOR = "mail.group_mail_template_editor"
TEXT = "hr.recruitment.communication.text"
# Fields of a template → what the editor of texts calls them.
WORDS = {"subject": "subject", "body_html": "body_html", "body": "sms_body"}
# Whom a template is for, who sends it, what goes with it: nothing that a text is.
SETTINGS = (
    "email_from",
    "reply_to",
    "email_to",
    "email_cc",
    "partner_to",
    "use_default_to",
    "email_layout_xmlid",
    "report_template_ids",
    "scheduled_date",
    "lang",
)
# What it is with a new template, of Odoo or of ours.
USUAL = {
    "use_default_to": (True,),
    "lang": (None, "{{ object.partner_id.lang }}"),
    "email_layout_xmlid": (
        None,
        "hr_recruitment_candidate_experience.mail_layout_candidate",
        "mail.mail_notification_layout",
        "mail.mail_notification_light",
    ),
}


class TextGuard:
    """Knows the code of the texts that are here.

    :param here: dicts field → value, as ``Comparer`` has them: templates about applications
    """

    def __init__(self, env, here):
        self.env = env
        self.may_write_code = env.user.has_group(EDITOR)
        self.here = list(here)
        self.parts = self.known = None

    def check(self, section, values, name):
        """Clean what a new text says.

        :param dict values: field → value; its words are replaced by what may be written
        :raise UserError: naming the text, if it has what its importer may not write
        """
        if self.may_write_code:
            return
        if self.known is None:
            self._learn()
        for field in SETTINGS:
            if field in values and not self._is_usual(field, values[field]):
                raise UserError(self._say_setting(section, field, name))
        for field, words in values.items():
            if field in WORDS and words:
                values[field] = {
                    lang: self._check_words(field, text, name) for lang, text in words.items()
                }

    def _learn(self):
        shown = " ".join(one.token for one in PLACEHOLDERS if not one.is_condition)
        bodies = [*self._get_texts("body_html"), write_body(f"<p>{shown}</p>", [])]
        self.known = find_known(bodies)
        lines = [*self._get_texts("subject"), *self._get_texts("body")]
        self.parts = {part.code for line in lines for part in Markup(line).parts.values()}

    def _get_texts(self, field):
        return [text for values in self.here for text in (values.get(field) or {}).values()]

    def _is_usual(self, field, value):
        usual = (value or None) in USUAL.get(field, (None,))
        return usual or any(values.get(field) == value for values in self.here)

    def _check_words(self, field, text, name):
        try:
            if field == "body_html":
                return write_known_body(text, *self.known)
            return self._check_line(text)
        except NotAllowed as fault:
            said = self._say_fault(field, name, fault)
        except (ValueError, RecursionError, MemoryError, LxmlError):
            said = self._say_fault(field, name, NotAllowed("code", "…"))
        raise UserError(said)

    def _check_line(self, text):
        """:return: the text as it is: all of its code is known"""
        markup = Markup(text)
        for part in markup.parts.values():
            if part.code not in self.parts:
                raise NotAllowed("code", part.code)
        markup.put(markup.text)
        return text

    def _say_fault(self, field, name, fault):
        return self.env._(
            "You may not import the text “%(text)s”. %(fault)s Somebody who may write email "
            "templates can import it.",
            text=name,
            fault=self.env[TEXT]._say_fault(WORDS[field], fault),
        )

    def _say_setting(self, section, field, name):
        model = "mail.template" if section == "mail_templates" else "sms.template"
        return self.env._(
            "You may not import the text “%(text)s”: its “%(field)s” is not one that texts "
            "have here. Somebody who may write email templates can import it.",
            text=name,
            field=self.env[model]._fields[field]._description_string(self.env),
        )
