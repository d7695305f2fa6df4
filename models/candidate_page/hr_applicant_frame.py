from markupsafe import Markup, escape

from odoo import models

from ..batch import get_batch
from .candidate_links import LAYOUT

# The layout of mails to candidates, and what it calls.
VIEWS = (LAYOUT, "mail.notification_preview")
# What stands in a frame for the text, its beginning as a preview, and the way to the page.
TEXT, URL = "cx0text0here", "cx0url0here"
BODY = Markup("<p>%s</p>") % TEXT


class Frame:
    """What some mails have around their texts."""

    def __init__(self, html):
        """:param str html: the layout around ``BODY``"""
        self.before, rest = html.split(TEXT, 1)
        self.between, self.after = rest.split(BODY, 1)

    def fill(self, message, url):
        """:param str url: of the page, empty where nothing leads to it
        :return: Markup, the mail"""
        preview = escape(message.preview or "")
        after = self.after.replace(URL, escape(url or ""))
        parts = (self.before, preview, self.between, message.body or "", after)
        return Markup("").join(map(Markup, parts))


class Surroundings:
    """The frames of one company and language: one for each way to say where to read on."""

    def __init__(self, values):
        """:param dict values: what Odoo draws a mail of that company and language with"""
        self.values = values
        self.frames = {}

    def find(self, said, draw):
        """:param dict said: what this mail says besides
        :param draw: function of values → HTML
        :return: ``Frame``"""
        said = {**said, "candidate_page_url": said.get("candidate_page_url") and URL}
        key = tuple(sorted(said.items(), key=lambda item: item[0]))
        if key not in self.frames:
            self.frames[key] = Frame(str(draw({**self.values, **said})))
        return self.frames[key]


class HrApplicantFrame(models.Model):
    """The layout of the mails of a run is drawn once for each company and language, as
    Odoo draws it, and put around each text: drawing it was a quarter of the work.

    Only our own layout is known to say nothing else of a candidate. Where somebody has
    changed it, Odoo draws each mail.
    """

    _inherit = "hr.applicant"

    def _notify_get_classified_recipients_iterator(
        self, message, recipients_data, msg_vals=False, **options
    ):
        frames = self._get_frames(msg_vals)
        lang = options.get("force_email_lang")
        key = self.company_id.id, self.env.company.id, lang
        mine = [recipient["id"] for recipient in recipients_data] == self.partner_id.ids
        if frames is not None and mine and key in frames:
            told = {"frames": frames[key], "lang": lang}
            yield lang, told, {"recipients_ids": self.partner_id.ids}
            return
        for found in super()._notify_get_classified_recipients_iterator(
            message, recipients_data, msg_vals, **options
        ):
            if frames is not None and mine and found[0] == lang:
                frames[key] = Surroundings({**found[1], **found[2]})
            yield found

    def _notify_by_email_render_layout(
        self, message, recipients_group, msg_vals=False, render_values=None
    ):
        """Overridden by what says more than the text: it has said it by now."""
        said = dict(render_values or {})
        draw = super()._notify_by_email_render_layout
        if not (frames := said.pop("frames", None)):
            return draw(message, recipients_group, msg_vals, render_values)
        # In it, there is only the text that is replaced.
        blank = message.new({"body": BODY, "email_add_signature": False})
        frame = frames.find(
            said, lambda values: draw(blank, {}, msg_vals, {**values, "message": blank})
        )
        return frame.fill(message, said.get("candidate_page_url"))

    def _get_frames(self, msg_vals):
        """:return: dict of what is known of the run, None where Odoo draws each mail"""
        batch = get_batch(self.env)
        if not batch or not batch.rows or (msg_vals or {}).get("email_layout_xmlid") != LAYOUT:
            return None
        if batch.frames is None and self._is_layout_ours():
            batch.frames = {}
        return batch.frames

    def _is_layout_ours(self):
        """:return: whether nobody has changed the layout, here or in another module"""
        views = self.env["ir.ui.view"].sudo().search([("key", "in", VIEWS)])
        parts = views | views.inherit_children_ids
        ours = LAYOUT.split(".", maxsplit=1)[0]
        foreign = views.inherit_children_ids.filtered(
            lambda view: not (view.xml_id or "").startswith(f"{ours}.")
        )
        return len(views) == len(VIEWS) and not foreign and not any(parts.mapped("arch_updated"))
