from odoo import api, fields, models, tools

from ..wording.text_blocks import read_html, read_lines
from ..wording.unfinished import get_sample_sentences
from ..write_groups import OFFICER
from .ad import TYPED_FACTS, TYPED_TEXTS, Ad, AdText

MOST_LANGUAGES = 12


class HrJob(models.Model):
    """What a job ad says, in all languages of the website, as it is checked."""

    _inherit = "hr.job"

    ad_looked_ids = fields.Many2many(
        "hr.recruitment.ad.check",
        "hr_job_ad_looked_rel",
        "job_id",
        "check_id",
        string="Ticked Points",
        domain="[('looks', '=', 'hand')]",
        copy=False,
        write_groups=OFFICER,
        help="Points of the ad checklist that somebody has ticked.",
    )

    def _get_ads(self, typed=None):
        """:param typed: dict of what is typed and not saved, of one job position, in the
            language of the context; see ``_clean_typed``
        :return: list of ``Ad`` in the order of the records"""
        typed = self._clean_typed(typed or {})
        langs = self._get_ad_langs()
        texts = self._get_ad_texts(langs, typed)
        details = self._find_sample_details(langs)
        return [
            self._make_ad(job, texts.get(job, {}), typed, job in details)
            for job in self or [self.browse()]
        ]

    @api.model
    def _clean_typed(self, typed):
        """:return: what of it is checked, at most as long as it is kept"""
        texts = {
            name: str(typed[name] or "")[:longest]
            for name, longest in TYPED_TEXTS.items()
            if name in typed
        }
        return {**texts, **{name: bool(typed[name]) for name in TYPED_FACTS if name in typed}}

    def _get_ad_langs(self):
        """:return: dict job position → list of codes of the languages that visitors of its
        page can choose, the main one first"""
        websites = self.env["website"].sudo().search([], order="sequence, id", limit=100)
        found = {}
        for job in self:
            own, company = job.sudo().website_id, job.sudo().company_id
            if not own and company:
                own = websites.filtered_domain([("company_id", "=", company.id)]) or websites[:1]
            own = own or websites
            codes = [website.default_lang_id.code for website in own]
            codes += own.language_ids.mapped("code")
            found[job] = list(dict.fromkeys(filter(None, codes)))[:MOST_LANGUAGES]
        return found

    def _get_ad_texts(self, langs, typed):
        """:return: dict job position → dict code → ``AdText``"""
        mine = self.env.lang or "en_US"
        if not self:
            return {self.browse(): {mine: self._read_ad(self, mine, typed)}}
        texts = {job: {} for job in self}
        for code in sorted({code for each in langs.values() for code in each}):
            for job in self.with_context(lang=code):
                if code not in langs[job]:
                    continue
                # Who works in a language that the website does not have writes its main one.
                written = mine if mine in langs[job] else langs[job][0]
                here = typed if code == written else {}
                texts[job][code] = self._read_ad(job, code, here)
        return texts

    @api.model
    def _read_ad(self, job, code, typed):
        def said(name):
            return typed[name] if name in typed else job[name]

        blocks = read_html(said("description")) + read_html(said("website_description"))
        for name in ("pay_variable", "pay_agreement", "pay_benefits"):
            blocks += read_lines(said(name))
        return AdText(code, said("name"), blocks, self._get_ad_sample())

    @api.model
    def _make_ad(self, job, texts, typed, sample):
        company = job.sudo().company_id or self.env.company
        distinct, untranslated = [], []
        for code, text in texts.items():
            same = [one for one in distinct if one.blocks == text.blocks and text.blocks]
            if same:
                untranslated.append(code)
            else:
                distinct.append(text)
        facts = {
            "pay": typed.get("pay_min", job.pay_min) or typed.get("pay_max", job.pay_max),
            "hours": typed.get("contract_type_id", job.contract_type_id),
            "contact": typed.get("user_id", job.user_id),
            "benefits": typed["pay_benefits"] if "pay_benefits" in typed else job.pay_benefits,
            "story": not _is_empty(job.sudo().employer_story or company.sudo().employer_story),
            "details_are_sample": sample,
            "looked": set(job.ad_looked_ids.ids),
        }
        return Ad(company, distinct, facts, untranslated, many=len(texts) > 1)

    # Odoo's sample ---------------------------------------------------------------------

    @api.model
    @tools.ormcache()
    def _get_ad_sample(self):
        """:return: frozenset of the sentences of the ad that Odoo puts into a new job
        position, in all languages, simplified"""
        found = set()
        for code, _name in self.env["res.lang"].get_installed():
            sample = self.sudo().with_context(lang=code)._get_default_website_description()
            found |= get_sample_sentences(read_html(sample))
        return frozenset(found)

    def _find_sample_details(self, langs):
        """:return: the job positions whose page tells Odoo's sample of a process"""
        found = self.browse()
        for code in sorted({code for each in langs.values() for code in each}):
            for job in self.with_context(lang=code):
                if job._are_details_a_sample():
                    found |= job.with_env(self.env)
        return found


def _is_empty(source):
    return not read_html(source)
