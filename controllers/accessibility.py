from datetime import date

from odoo.http import Controller, request, route

from ..models.candidate_page.accessibility import ACCESSIBILITY_PATH, read_record
from ..models.rendering.dates_in_words import get_locale, say_date
from .candidate_page import READS, CandidatePage


class Accessibility(CandidatePage, Controller):
    """What is known of how well the pages for candidates can be used by everybody."""

    @route(f"{ACCESSIBILITY_PATH}/<string:company_id>", methods=["GET"], **READS)
    def show_accessibility(self, company_id, lang=None, **_query):
        company = request.env["res.company"].sudo().browse(self._read_id(company_id) or 0).exists()
        if not company.active:
            return self._unknown()
        self._use_lang(lang or request.best_lang)
        record = read_record()
        day = say_date(date.fromisoformat(record["date"]), get_locale(request.env))
        values = {"company": company, "record": record, "day": day, "accessibility_path": False}
        return self._render("accessibility", values)
