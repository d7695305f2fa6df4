from datetime import timedelta
from typing import NamedTuple

from odoo import api, models

from ..batch import get_today
from ..rehearsal import rehearse
from .applying import REQUIREMENT
from .form_page import read_addresses, read_form, read_styles
from .form_samples import OWN
from .form_test_codes import MEGABYTES, MOST_ADDRESSES
from .site_visit import BUSY, SiteVisit
from .stylesheets import DESK, PHONE, SCREENS

GONE = (403, 404)
# Somebody who works with the same is done after that.
TRIES = 3
# Labels that are the same in two languages by chance.
SAME_BY_CHANCE = 0.5
# So many people in so many days are not by chance stopped by a field.
MANY_STOPPED = 5
STOPPED_DAYS = timedelta(days=14)
# Screens on which something cannot be seen → the code of that.
FIELD = {
    SCREENS: "field_hidden",
    frozenset((PHONE,)): "field_hidden_phone",
    frozenset((DESK,)): "field_hidden_desk",
}
BUTTON = {
    SCREENS: "button_none",
    frozenset((PHONE,)): "button_hidden_phone",
    frozenset((DESK,)): "button_hidden_desk",
}


class Found(NamedTuple):
    """A finding: fields of ``hr.job.form.test.line``."""

    code: str
    about: str = ""
    detail: str = ""
    lang: str = ""


class HrJobFormTester(models.AbstractModel):
    """Tries what a candidate would, in transactions that are taken back."""

    _name = "hr.job.form.tester"
    _description = "Test of Application Forms"

    @api.model
    def _test(self, job, known):
        """:param job: ``hr.job``
        :param dict known: (website, language, path) → ``Answer``; filled by this
        :return: list of ``Found``"""
        forms, addresses, found = {}, {}, []
        places = self._find_places(job)
        for website, lang in places:
            found += self._test_pages(job, website, lang, forms, addresses, known)
        found += self._test_translations(forms)
        found += self._test_addresses(addresses, known)
        for website, lang in forms:
            found += self._test_sending(job, website, lang, forms[website, lang])
        found += self._test_mail(job)
        found += self._look_at_people(job, forms)
        several = len({lang for _website, lang in places}) > 1
        return _put_together(found, several)

    @api.model
    def _find(self, code, about="", detail="", lang=""):
        return Found(code, about, detail, lang)

    @api.model
    def _find_places(self, job):
        """:return: list of (``website``, code of a language)"""
        websites = self.env["website"].sudo().search([], order="sequence, id", limit=100)
        own = job.website_id
        if not own and job.company_id:
            own = websites.filtered_domain([("company_id", "=", job.company_id.id)])
        website = (own or websites)[:1]
        langs = website.default_lang_id | website.language_ids
        return [(website, lang.code) for lang in langs]

    @api.model
    def _try(self, work):
        """:param work: function of an environment whose transaction is taken back
        :return: what it returns"""
        for left in reversed(range(TRIES)):
            try:
                with rehearse(self.env) as env:
                    return work(env)
            except BUSY:
                if not left:
                    raise
        return None

    # Pages -----------------------------------------------------------------------------

    @api.model
    def _test_pages(self, job, website, lang, forms, addresses, known):
        slug = self.env["ir.http"]._slug(job.with_context(lang=lang))
        page = self._open(website, lang, f"/jobs/{slug}")
        if not page.is_fine:
            hidden = page.status in GONE
            return [self._find("page_hidden" if hidden else "page_fails", "", page.error, lang)]
        path = f"/jobs/apply/{slug}"
        form = self._open(website, lang, path)
        if not form.is_fine:
            return [
                self._find("page_fine", lang=lang),
                self._find("form_fails", "", form.error, lang),
            ]
        for address in read_addresses(page.text) + read_addresses(form.text):
            addresses.setdefault((website, lang), {})[address] = path
        parsed = read_form(form.text, self._get_styles(website, lang, path, form.text, known))
        if parsed:
            forms[website, lang] = parsed
        found = self._look_at_form(parsed, lang) if parsed else [self._find("form_none", lang=lang)]
        return [
            self._find("page_fine", lang=lang),
            *(found or [self._find("form_fine", lang=lang)]),
        ]

    @api.model
    def _open(self, website, lang, path):
        """:return: ``Answer``"""
        return self._try(lambda env: SiteVisit(env, website, lang).get(path))

    @api.model
    def _open_once(self, website, lang, path, known):
        key = (website.id, lang, path)
        if key not in known:
            known[key] = self._open(website, lang, path)
        return known[key]

    @api.model
    def _get_styles(self, website, lang, page, text, known):
        """:return: list of str, the stylesheets of a page; what others serve is not asked for"""
        visit = SiteVisit(self.env, website, lang)
        return [
            self._open_once(website, lang, visit.get_path(style, page), known).text
            if is_address
            else style
            for is_address, style in read_styles(text)
            if not is_address or visit.is_own(style)
        ]

    @api.model
    def _look_at_form(self, form, lang):
        found = [
            self._find(FIELD[each.hidden], each.label, lang=lang)
            for each in form.fields
            if each.required and each.hidden
        ]
        found += [
            self._find("field_refused", each.label, lang=lang)
            for each in form.fields
            if self._is_refused(each.name)
        ]
        shown = [each for each in form.fields if each.hidden != SCREENS]
        names = {each.name for each in shown}
        if form.button_hidden:
            found.append(self._find(BUTTON[form.button_hidden], lang=lang))
        if "partner_name" not in names:
            found.append(self._find("name_none", lang=lang))
        if not names & {"email_from", "partner_phone"}:
            found.append(self._find("email_none", lang=lang))
        if not any(each.kind == "file" for each in shown):
            found.append(self._find("file_none", lang=lang))
        found += [
            self._find("file_too_small", each.label, f"{each.most_megabytes:g}", lang)
            for each in shown
            if each.most_megabytes and each.most_megabytes < MEGABYTES
        ]
        return found

    @api.model
    def _is_refused(self, name):
        """:return: whether it is called as a field of applications that forms may not fill"""
        if name in OWN or REQUIREMENT.fullmatch(name):
            return False
        applicants = self.env["hr.applicant"]
        if name not in applicants._fields:
            return False
        model = self.env["ir.model"].sudo()._get(applicants._name)
        return name not in model._get_form_writable_fields()

    @api.model
    def _test_translations(self, forms):
        """Languages in which the form says the same as in the main one."""
        places = list(forms)
        if len(places) < 2:
            return []
        main = {each.name: each.label for each in forms[places[0]].fields}
        found = []
        for place in places[1:]:
            fields = [each for each in forms[place].fields if each.kind != "hidden"]
            same = [each.label for each in fields if main.get(each.name) == each.label]
            if len(same) > 1 and len(same) > len(fields) * SAME_BY_CHANCE:
                found.append(self._find("untranslated", "", ", ".join(same), place[1]))
        return found

    # Links -----------------------------------------------------------------------------

    @api.model
    def _test_addresses(self, addresses, known):
        found, looked = [], set()
        for (website, lang), each in addresses.items():
            for (kind, url), page in list(each.items())[:MOST_ADDRESSES]:
                path = self._find_own_path(website, lang, url, page)
                if not path:
                    continue
                looked.add((kind, path))
                if self._open_once(website, lang, path, known).status >= 400:
                    found.append(self._find(f"{kind}_broken", url[:200], lang=lang))
        if looked and not found:
            found.append(self._find("links_fine", str(len(looked))))
        return found

    @api.model
    def _find_own_path(self, website, lang, url, page):
        """:return: path of what stands on our own website, or None: nobody else is asked"""
        visit = SiteVisit(self.env, website, lang)
        return visit.get_path(url, page) if visit.is_own(url) else None

    # What the form as it is used tells ---------------------------------------------------

    @api.model
    def _look_at_people(self, job, forms):
        """Fields that stop people, as their own browsers have told: what a theme or a script
        does to a form, nobody else sees."""
        counts = self.env["hr.job.form.count"].sudo()
        since = get_today(self.env) - STOPPED_DAYS
        rows = counts._read_group(
            [("job_id", "=", job.id), ("day", ">=", since), ("event", "in", ("failed", "sent"))],
            ["event", "field"],
            ["number:sum"],
        )
        sent = sum(number for event, _field, number in rows if event == "sent")
        labels = {each.name: each.label for form in forms.values() for each in form.fields}
        return [
            self._find("people_stopped", labels.get(name, name), str(number))
            for event, name, number in rows
            if event == "failed" and number >= MANY_STOPPED and number > sent
        ]


def _put_together(found, several):
    """What is the same in all languages is said once, without naming one."""
    if not several:
        return list(dict.fromkeys(each._replace(lang="") for each in found))
    langs = {}
    for each in found:
        langs.setdefault(each._replace(lang=""), []).append(each.lang)
    everywhere = {lang for some in langs.values() for lang in some if lang}
    put = []
    for each, some in langs.items():
        if set(some) >= everywhere:
            put.append(each)
        else:
            put += [each._replace(lang=lang) for lang in dict.fromkeys(some)]
    return put
