from functools import partial

from markupsafe import Markup, escape

from odoo import models

from ..batch import get_batch
from .candidate_links import LAYOUT

# The layout of mails to candidates, and what it calls.
VIEWS = (LAYOUT, "mail.notification_preview")
# What stands in a frame for the text, its beginning as a preview, and the way to the page.
TEXT, URL = "cx0text0here", "cx0url0here"


class Frame:
    """What all mails of one company and language have around their texts."""

    def __init__(self, draw):
        """:param draw: function of (body, address of the page or None) → str, the mail"""
        body = f"<p>{TEXT}</p>"
        self.parts = {url: self._cut(draw(Markup(body), url), body) for url in (URL, None)}

    @staticmethod
    def _cut(html, body):
        preview, rest = html.split(TEXT, 1)
        return preview, *rest.split(body, 1)

    def fill(self, message, url):
        """:param str url: of the page, None where nothing leads to it
        :return: Markup, the mail"""
        before, between, after = self.parts[url and URL]
        preview = escape(message.preview or "")
        after = after.replace(URL, escape(url)) if url else after
        return Markup("").join(map(Markup, (before, preview, between, message.body or "", after)))


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
            yield lang, {"frame": frames[key]}, {"recipients_ids": self.partner_id.ids}
            return
        for found in super()._notify_get_classified_recipients_iterator(
            message, recipients_data, msg_vals, **options
        ):
            if frames is not None and mine and found[0] == lang:
                frames[key] = Frame(partial(self._draw, *found[1:], msg_vals))
            yield found

    def _draw(self, render_values, recipients_group, msg_vals, body, url):
        message = self.env["mail.message"].new({"body": body, "email_add_signature": False})
        values = {**render_values, "message": message, "candidate_page_url": url}
        return str(
            super()._notify_by_email_render_layout(message, recipients_group, msg_vals, values)
        )

    def _get_frames(self, msg_vals):
        """:return: dict of the frames of the run, None where each mail is drawn"""
        batch = get_batch(self.env)
        if not batch or not batch.rows or (msg_vals or {}).get("email_layout_xmlid") != LAYOUT:
            return None
        if batch.frames is None and self._is_layout_ours():
            batch.frames = {}
        return batch.frames

    def _is_layout_ours(self):
        """:return: whether nobody has changed the layout, here or in another module"""
        views = self.env["ir.ui.view"].sudo().search([("key", "in", VIEWS)])
        changed = views.filtered(lambda view: view.arch_updated or view.inherit_children_ids)
        return len(views) == len(VIEWS) and not changed
