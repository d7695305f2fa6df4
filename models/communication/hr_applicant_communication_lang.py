from odoo import fields, models

from ..rendering.directions import isolate_numbers


class HrApplicantCommunicationLang(models.Model):
    """Each message is whole in one language."""

    _inherit = "hr.applicant.communication"

    words_lang = fields.Char(
        "Language of the Words",
        technical=True,
        readonly=True,
        copy=False,
        help="The language of a text that is fixed before it is sent. The candidate may have "
        "chosen another one since.",
    )

    def write(self, vals):
        res = super().write(vals)
        if {"subject", "body"} & vals.keys() and "words_lang" not in vals:
            self.sudo()._note_words_lang()
        return res

    def _note_words_lang(self):
        """A text that is written now is in the language that the candidate reads now."""
        worded = self.filtered("is_edited")
        (self - worded).filtered("words_lang").words_lang = False
        unnoted = worded.filtered(lambda row: not row.words_lang)
        for lang, rows in unnoted.grouped(lambda row: row._get_message_lang()).items():
            rows.words_lang = lang

    def _get_words_lang(self):
        """:return: code of the language that the words are fixed in, as long as it is
        installed, or None"""
        known = self.words_lang and self.env["res.lang"]._get_data(code=self.words_lang)
        return self.words_lang if known else None

    def _get_message_lang(self):
        """:return: code of the language that the candidate reads this message in"""
        self.ensure_one()
        return self._get_words_lang() or self._get_langs_of_today()[self]

    def _get_langs_of_today(self):
        """:return: dict row → code of the language that it would be written in now,
        whatever language its words are fixed in"""
        langs = {}
        for template, rows in self.grouped(lambda row: row._get_text_template()).items():
            found = rows.applicant_id._get_template_langs(template)
            langs |= {row: found[row.applicant_id.id] for row in rows}
        return langs

    def _get_text_template(self):
        step = self.sudo().step_id
        return step.sms_template_id if self.action == "sms" else step.mail_template_id

    def _finish_mail(self, values, batch):
        res = super()._finish_mail(values, batch)
        code = self._get_words_lang() or self.applicant_id._get_candidate_lang()
        if self.env["res.lang"]._get_data(code=code).direction == "rtl":
            values["body_html"] = isolate_numbers(values["body_html"])
        return res
