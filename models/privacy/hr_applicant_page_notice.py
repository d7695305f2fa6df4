from odoo import models

from ..candidate_page.candidate_links import LAYOUT


class HrApplicantPageNotice(models.Model):
    """The way to the privacy notice: on the candidate's page, and at the foot of our mails.
    There is none until a version is published."""

    _inherit = "hr.applicant"

    def _get_page(self):
        page = super()._get_page()
        return {**page, "has_privacy_notice": bool(self._find_privacy_notice())}

    def _notify_by_email_render_layout(
        self, message, recipients_group, msg_vals=False, render_values=None
    ):
        mine = recipients_group.get("recipients_ids") == self.partner_id.ids
        layout = (msg_vals or {}).get("email_layout_xmlid", message.email_layout_xmlid)
        notice = mine and layout == LAYOUT and self._find_privacy_notice()
        if notice:
            lang = (render_values or {}).get("lang") or self._get_page_lang()
            url = f"{self.get_base_url()}{notice._get_public_path(lang)}"
            render_values = {**(render_values or {}), "privacy_notice_url": url}
        return super()._notify_by_email_render_layout(
            message, recipients_group, msg_vals, render_values
        )
