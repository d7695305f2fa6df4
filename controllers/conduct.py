from odoo.exceptions import AccessError
from odoo.http import Controller, request, route

from ..models.experience.conduct_choices import PATH
from .candidate_page import READS, CandidatePage


def sitemap_conduct(env, _rule, query):
    if query and query.lower() not in PATH:
        return
    if env["website"].get_current_website()._find_conduct():
        yield {"loc": PATH}


class Conduct(CandidatePage, Controller):
    """What a company says about how it treats candidates: for everybody to read."""

    @route(PATH, methods=["GET"], website=True, sitemap=sitemap_conduct, **READS)
    def show_conduct(self, **_query):
        page = request.website._find_conduct()
        if not page:
            return self._unknown()
        response = self._render_conduct(page, self._get_langs())
        # It is for search engines, too.
        response.headers.remove("X-Robots-Tag")
        return response

    @route(
        f"{PATH}/preview",
        methods=["GET"],
        website=True,
        multilang=False,
        sitemap=False,
        **{**READS, "auth": "user"},
    )
    def preview_conduct(self, company="", **_query):
        """As everybody would read it, in the language of the colleague who looks."""
        page = self._find_own(company)
        if not page:
            return self._unknown()
        self._use_lang(request.env.user.lang)
        return self._render_conduct(page, [], preview=True)

    def _find_own(self, company_id):
        """:return: what has been computed of a company of the user's, empty for others"""
        pages = request.env["hr.recruitment.conduct"]
        number = self._read_id(company_id)
        try:
            pages._check_helper()
        except AccessError:
            return pages
        if number not in request.env.user.company_ids.ids:
            return pages
        mine = [("company_id", "=", number), ("computed_date", "!=", False)]
        return pages.sudo().search(mine)

    def _render_conduct(self, page, langs, preview=False):
        page = page.with_env(request.env(su=True)).with_context(lang=request.env.lang)
        return self._render(
            "conduct",
            {**page._get_page(), "choices": langs, "preview": preview, "indexed": not preview},
        )

    def _get_langs(self):
        """:return: list of dict of the languages of the website: ``name`` (its own), ``tag`` (of
        HTML), ``path`` and ``is_here``; empty where there is one"""
        langs = request.website.language_ids
        if len(langs) < 2:
            return []
        return [
            {
                "name": lang.name.split("/")[-1].strip(),
                "tag": lang.code.split("@")[0].replace("_", "-"),
                "path": request.env["ir.http"]._url_lang(PATH, lang_code=lang.code),
                "is_here": lang.code == request.env.lang,
            }
            for lang in langs
        ]
