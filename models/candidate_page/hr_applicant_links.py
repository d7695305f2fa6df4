from odoo import models

from .candidate_links import PAGE_PREVIEW


class HrApplicantLinks(models.Model):
    """Candidates' own links are opened when a message leaves, and only in what the
    candidate gets: previews and the chatter hold links that lead nowhere."""

    _inherit = "hr.applicant"

    def _open_links(self, mails):
        """:param dict mails: applicant id → values of the ``mail.mail``, changed"""
        opened = self._open_texts({a.id: mails[a.id].get("body_html") for a in self})
        for applicant_id, html in opened.items():
            if html:
                mails[applicant_id]["body_html"] = html

    def _open_texts(self, texts):
        """Put in the keys; those that are missing are made at once.

        :param dict texts: applicant id → HTML or plain text, may be empty
        :return: dict of the same with the candidates' own links
        """
        named = self.filtered(lambda a: PAGE_PREVIEW in (texts[a.id] or ""))
        named._ensure_page_tokens()
        opened = dict(texts)
        for applicant in named.filtered(lambda a: not a.page_revoked):
            opened[applicant.id] = opened[applicant.id].replace(
                PAGE_PREVIEW, applicant._page_path()
            )
        return opened
