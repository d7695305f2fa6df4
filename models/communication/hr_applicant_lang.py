from odoo import models
from odoo.tools.translate import get_po_paths

MODULE = "hr_recruitment_candidate_experience"


class HrApplicantLang(models.Model):
    """In which language a candidate hears, reads and is called: never in that of who
    looks at the application, nor in the cron's."""

    _inherit = "hr.applicant"

    def _get_candidate_lang(self):
        """:return: code of the installed language that the candidate reads: that of the
        contact, of the website of the job ad, of the company"""
        applicant = self.sudo()
        company = applicant.company_id or applicant.job_id.company_id
        return self.env["res.lang"]._get_first_installed(
            [
                applicant.partner_id.lang,
                applicant.job_id.website_id.default_lang_id.code,
                company.partner_id.lang,
            ]
        )

    def _get_text_start(self):
        """:return: "left", or "right" in a text that is read from there"""
        language = self.env["res.lang"]._get_data(code=self.env.lang or "en_US")
        return "right" if language.direction == "rtl" else "left"

    def _get_page_lang(self):
        """:return: code of the candidate's language, if our pages are translated to it,
        else of one that they have; None of no application"""
        if not self:
            return None
        wanted = self._get_candidate_lang()
        if any(get_po_paths(MODULE, wanted)):
            return wanted
        page = self.env.ref(f"{MODULE}.application").sudo()
        return self._choose_written_langs(page, "arch_db")[self.id]

    def _get_template_langs(self, template):
        """:param template: ``mail.template`` or ``sms.template``, may be empty
        :return: dict applicant id -> code of the language that its message is in"""
        if not template:
            return {applicant.id: applicant._get_candidate_lang() for applicant in self}
        return template.sudo()._render_lang(self.ids)

    def _choose_written_langs(self, record, field, wanted=None):
        """:param record: what holds the words, in its translated field ``field``; with
            neither, they are in any language
        :param dict wanted: applicant id -> code of an installed language, by default
            the candidate's
        :return: dict applicant id -> code of the language in which this candidate
            reads the words"""
        has_words = record and field
        texts = has_words and record._fields[field]._get_stored_translations(record)
        langs = {}
        for applicant in self:
            code = (wanted or {}).get(applicant.id) or applicant._get_candidate_lang()
            home = applicant.sudo().company_id.partner_id.lang
            langs[applicant.id] = (
                self.env["res.lang"]._choose_written(code, texts, home) if texts else code
            )
        return langs
