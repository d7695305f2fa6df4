from odoo.http import Controller, request, route

from ..models.privacy.notice_sections import PUBLIC_PATH
from .candidate import PATH, Candidate
from .candidate_page import READS, CandidatePage


class NoticePage(CandidatePage):
    """What a company tells candidates about their data."""

    def _render_notice(self, notice, lang, choices=False, **values):
        """:param notice: ``hr.recruitment.privacy.notice``, published
        :param str lang: code of the reader's language
        :param bool choices: whether the page offers the other languages of the notice"""
        content = notice._get_content(lang)
        # The frame speaks the language of the text.
        self._use_lang(content["lang"])
        return self._render(
            "privacy_notice",
            {
                "company": notice.company_id,
                "content": content,
                "choices": notice._get_choices(content["lang"]) if choices else [],
                "path": None,
                **values,
            },
        )


class PrivacyNotice(NoticePage, Controller):
    """For everybody to read: the application form and our mails lead here."""

    @route(f"{PUBLIC_PATH}/<string:company_id>", methods=["GET"], **READS)
    def show_published_notice(self, company_id, lang=None, **_query):
        company = request.env["res.company"].sudo().browse(self._read_id(company_id) or 0).exists()
        notice = request.env["hr.recruitment.privacy.notice"]._find_published(company)
        if not notice:
            return self._unknown()
        return self._render_notice(notice, lang or request.best_lang, choices=True)


class CandidatePrivacyNotice(NoticePage, Candidate):
    """In the candidate's language, with the way back to their own page."""

    @route(f"{PATH}/privacy", methods=["GET"], **READS)
    def show_own_notice(self, applicant_id, token, **_query):
        applicant = self._find_applicant(applicant_id, token)
        notice = applicant and applicant._find_privacy_notice()
        if not notice:
            return self._unknown()
        return self._render_notice(notice, applicant._get_page_lang(), path=applicant._page_path())
