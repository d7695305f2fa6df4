from odoo import api, fields, models
from odoo.tools.translate import get_po_paths

from ..company.languages import SOURCE
from ..write_groups import OFFICER

MODULE = "hr_recruitment_candidate_experience"


class HrApplicantLang(models.Model):
    """In which language a candidate hears, reads and is called: never in that of who
    looks at the application, nor in the cron's."""

    _inherit = "hr.applicant"

    candidate_lang = fields.Selection(
        lambda self: self.env["res.lang"].get_installed(),
        "Language of the Application",
        write_groups=OFFICER,
        help="In which the candidate applied, or chose to hear from us. Empty: the language "
        "of the contact.",
    )

    candidate_lang_count = fields.Integer(compute="_compute_candidate_lang_count")

    def _compute_candidate_lang_count(self):
        self.candidate_lang_count = len(self.env["res.lang"].get_installed())

    @api.model_create_multi
    def create(self, vals_list):
        applicants = super().create(vals_list)
        applicants.filtered(lambda a: a.partner_id and not a.candidate_lang)._follow_person()
        return applicants

    def write(self, vals):
        changes = "candidate_lang" in vals
        before = {a: a._get_candidate_lang() for a in self} if changes else {}
        res = super().write(vals)
        changed = self.filtered(lambda a: a in before and a._get_candidate_lang() != before[a])
        if changed:
            changed.sudo()._make_words_anew()
        return res

    def website_form_input_filter(self, request, values):
        """Who applies is written to as the website spoke. The contact, who may be a
        customer, keeps the language that others know of."""
        values = super().website_form_input_filter(request, values)
        if self.env.lang:
            values["candidate_lang"] = self.env.lang
        return values

    def _follow_person(self):
        """An application that does not say so is in the language of the last one of the
        same person that does."""
        known = self.sudo().with_context(active_test=False)
        known = known.search(
            [("partner_id", "in", self.partner_id.ids), ("candidate_lang", "!=", False)],
            order="id",
        )
        langs = {applicant._get_person(): applicant.candidate_lang for applicant in known}
        followers = self.sudo().filtered(lambda a: a._get_person() in langs)
        for lang, same in followers.grouped(lambda a: langs[a._get_person()]).items():
            same.candidate_lang = lang

    def _get_person(self):
        """:return: what tells two people apart who share a mailbox, and so a contact"""
        return self.partner_id.id, (self.partner_name or "").strip().casefold()

    def _find_same_person(self):
        """:return: all applications of the same person, archived ones too, as superuser"""
        mine, person = self.sudo().with_context(active_test=False), self._get_person()
        others = mine.search([("partner_id", "=", person[0])]) if person[0] else mine
        return mine | others.filtered(lambda a: a._get_person() == person)

    def _choose_lang(self, code):
        """The candidate wants to be spoken to in this language, on all applications.

        :param str code: of an installed language
        """
        self._find_same_person().candidate_lang = code

    def _make_words_anew(self):
        """What waits in words of the language before is said in the one of now. Words
        that a person chose stay, and so does their language: see ``words_lang``."""

    def _get_candidate_lang(self):
        """:return: code of the installed language that the candidate reads: that of the
        application, of the contact, of the website of the job ad, of the company"""
        return self.env["res.lang"]._get_first_installed(self.sudo()._find_langs())

    def _find_langs(self):
        """:return: iterator, since the first is hardly ever missing: the others, and all
        that they are found in, are not read then"""
        yield self.candidate_lang
        yield self.partner_id.lang
        yield self.job_id.website_id.default_lang_id.code
        yield (self.company_id or self.job_id.company_id).partner_id.lang

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        """The frame of what colleagues write, too."""
        recipients = super()._notify_get_recipients(message, msg_vals, **kwargs)
        for recipient in recipients if self.candidate_lang else ():
            if recipient["id"] and recipient["id"] == self.partner_id.id:
                recipient["lang"] = self._get_candidate_lang()
        return recipients

    def _get_text_start(self):
        """:return: "left", or "right" in a text that is read from there"""
        language = self.env["res.lang"]._get_data(code=self.env.lang or "en_US")
        return "right" if language.direction == "rtl" else "left"

    def _get_page_lang(self):
        """:return: code of the candidate's language, if our pages are translated to it,
        else of one that they have; None of no application"""
        return self._find_page_lang(self._get_candidate_lang()) if self else None

    def _find_page_lang(self, wanted):
        """:param str wanted: code of an installed language
        :return: the same if our pages are translated to it, else one that they have"""
        if wanted == SOURCE or any(get_po_paths(MODULE, wanted)):
            return wanted
        page = self.env.ref(f"{MODULE}.application").sudo()
        return self._choose_written_langs(page, "arch_db", {self.id: wanted})[self.id]

    def _get_page_langs(self):
        """:return: list of dict code, tag (of HTML), name (its own) and is_here (whether
        the page is in it now) of the installed languages that our pages are in; empty
        where there is no choice"""
        langs = [
            {
                "code": code,
                "tag": code.split("@")[0].replace("_", "-"),
                # "Swedish / Svenska"
                "name": name.split("/")[-1].strip(),
                "is_here": code == self.env.lang,
            }
            for code, name in self.env["res.lang"].get_installed()
            if self._find_page_lang(code) == code
        ]
        return langs if len(langs) > 1 else []

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
