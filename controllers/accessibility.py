from datetime import date

from odoo.http import Controller, request, route

from ..models.candidate_page.accessibility import ACCESSIBILITY_PATH, read_record
from ..models.rendering.dates_in_words import get_locale, say_date
from .candidate_page import READS, CandidatePage


class Accessibility(CandidatePage, Controller):
    """What is known of how well the pages for candidates can be used by everybody."""

    @route(f"{ACCESSIBILITY_PATH}/<string:company_id>", methods=["GET"], **READS)
    def show_accessibility(self, company_id, lang=None, **_query):
        company = self._find_company(company_id)
        if not company:
            return self._unknown()
        self._use_lang(lang or request.best_lang)
        record = read_record()
        day = say_date(date.fromisoformat(record["date"]), get_locale(request.env))
        values = {"company": company, "record": record, "day": day, "accessibility_path": False}
        return self._render("accessibility", values)

    def _find_company(self, number):
        """:param str number: as it stands in the link
        :return: ``res.company``, as superuser, that people apply to: of another one, nobody
            needs to know that there is one"""
        known = request.env["res.company"].sudo()
        known = known._find_recruiting() | request.env.company.sudo()
        return known.filtered(lambda company: company.id == self._read_id(number))
