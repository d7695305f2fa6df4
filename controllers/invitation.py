from odoo import SUPERUSER_ID
from odoo.http import Controller, request, route

from ..models.candidate_page.page_values import mark_wrong
from ..models.rendering.dates_in_words import get_locale, say_date
from .candidate_page import READS, WRITES, CandidatePage

PATH = "/candidate/invitation/<string:prospect_id>/<string:token>"
# Where nothing is known of anybody.
FORGOTTEN = "/candidate/invitation/forgotten"
PARTS = ("more", "later", "never")
LONGEST_TEXT = 5_000
LONGEST_LINE = 200


class Invitation(CandidatePage, Controller):
    """The page of somebody who was invited and has not applied: tell me more, not now,
    never."""

    @route(PATH, methods=["GET"], **READS)
    def show(self, prospect_id, token, said=None, proof=None, **_query):
        prospect = self._find_prospect(prospect_id, token)
        if not prospect:
            return self._unknown()
        done = said in PARTS and prospect._was_said(said, proof)
        return self._render_page(prospect, said=said if done else None)

    @route(PATH, methods=["POST"], **WRITES)
    def answer(self, prospect_id, token, **_posted):
        prospect = self._find_prospect(prospect_id, token, writes=True)
        if not prospect:
            return self._unknown()
        posted = request.httprequest.form
        part = posted.get("part")
        if part not in PARTS:
            return self._render_page(prospect)
        given = {name: posted[name].replace("\0", "").strip() for name in posted}
        return self._press(prospect, part, given)

    @route(FORGOTTEN, methods=["GET"], **READS)
    def show_forgotten(self, lang=None, company=None, **_query):
        self._use_lang(lang or request.best_lang)
        companies = request.env["res.company"].sudo()
        known = companies.browse(self._read_id(company or "") or ()).exists()
        return self._render("invitation_forgotten", {"company": known})

    def _press(self, prospect, part, given):
        """:param str part: what was pressed
        :param dict given: what was typed with it
        :return: the response"""
        again = {"part": part, "given": given}
        if self._is_long(given):
            return self._render_page(prospect, 422, error="long", **again)
        if prospect._find_machine(given.get("form"), given.get("website")):
            return self._render_page(prospect, again=part, **again)
        # Whoever wants to be forgotten is, however often.
        if part != "never" and not prospect._may_press():
            return self._render_page(prospect, 429, error="limit", **again)
        if part == "never":
            lang, company = prospect.env.lang, prospect.company_id.id
            prospect._never()
            return self._redirect(f"{FORGOTTEN}?lang={lang}&company={company}")
        getattr(self, f"_answer_{part}")(prospect, given)
        proof = prospect._sign_said(part)
        return self._redirect(f"{prospect._get_page_path()}?said={part}&proof={proof}")

    def _is_long(self, given):
        text, phone = given.get("text", ""), given.get("phone", "")
        return len(text) > LONGEST_TEXT or len(phone) > LONGEST_LINE

    def _answer_more(self, prospect, given):
        prospect._answer_more(given.get("text", ""), given.get("phone", ""))

    def _answer_later(self, prospect, given):
        months = given.get("months", "")
        prospect._answer_later(int(months) if months in ("6", "12") else 0)

    def _find_prospect(self, prospect_id, token, writes=False):
        """:param bool writes: what is written is the system's, not a visitor's"""
        found = self._find("hr.recruitment.prospect", prospect_id, token, key="page_token")
        if not found:
            return found
        if writes:
            request.update_env(user=SUPERUSER_ID)
        self._use_lang(found.lang)
        return found.with_env(request.env(su=True)).with_context(active_test=True)

    def _render_page(self, prospect, status=200, **values):
        locale = get_locale(prospect.env)
        again_on = prospect.ask_again_on
        part = values.get("part")
        wrong = part if values.get("error") else None
        return self._render(
            "invitation",
            {
                **prospect._get_told(),
                "path": prospect._get_page_path(),
                "form": prospect._sign_form(again=values.get("again")),
                "until": say_date(prospect.forget_on, locale),
                "again_day": again_on and say_date(again_on, locale),
                "by_call": prospect.way == "call",
                "given": {},
                "part": None,
                "error": None,
                "again": None,
                "said": None,
                "wrong": wrong,
                "mark": mark_wrong(wrong, "text" if wrong == "more" else None),
                **values,
            },
            status,
        )
