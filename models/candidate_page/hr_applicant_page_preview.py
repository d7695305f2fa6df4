from lxml import html

from odoo import models

from .page_values import LONGEST_TEXT, NOTHING_SAID, frame_page, mark_wrong


class HrApplicantPagePreview(models.Model):
    """The candidate's page as colleagues look at it: nothing can be pressed, and no key is in
    it."""

    _inherit = "hr.applicant"

    def _get_page_preview(self):
        """:return: dict of what the page's template reads; see ``_get_page``"""
        return {
            **self._get_page(),
            "preview": True,
            "path": "#",
            "picture_path": f"/web/image/res.users/{self._get_speaker().id}/image_128",
            "form": False,
            "longest": LONGEST_TEXT,
            **NOTHING_SAID,
            "wrong": None,
            "mark": mark_wrong(),
        }

    def _draw_page_preview(self):
        """:return: str, HTML, in the language of the context: what there is to read, without
        its forms and pictures, which are nothing without our stylesheet"""
        values = self._get_page_preview()
        page = html.fromstring(
            self.env["ir.qweb"]._render(
                "hr_recruitment_candidate_experience.application",
                {**values, **frame_page(self.env, values["company"])},
            )
        )
        for part in page.xpath("//head | //form | //img"):
            part.drop_tree()
        return html.tostring(page, encoding="unicode")
