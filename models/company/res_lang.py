from babel import Locale, UnknownLocaleError

from odoo import api, models

from .languages import SOURCE


class ResLang(models.Model):
    _inherit = "res.lang"

    @api.model
    def _get_first_installed(self, codes):
        """:param codes: iterable of codes of languages, or False, the best first
        :return: the first code that is installed; if none is, the source language,
            or any"""
        for code in codes:
            if code and self._get_data(code=code):
                return code
        installed = [code for code, _name in self.get_installed()]
        return SOURCE if SOURCE in installed else installed[0]

    @api.model
    def _say_language(self, code):
        """:param str code: of an installed language
        :return: its name in the language of the context, with its country only where
            that makes a difference"""
        try:
            spoken, locale = Locale.parse(self.env.lang or SOURCE), Locale.parse(code)
        except (UnknownLocaleError, ValueError):
            return self._get_data(code=code).name or code
        language = code.split("_")[0]
        same = [other for other, _name in self.get_installed() if other.split("_")[0] == language]
        say = locale.get_display_name if len(same) > 1 else locale.get_language_name
        return say(spoken) or code

    @api.model
    def _choose_written(self, wanted, texts, home):
        """Whoever reads a language that a text does not have gets the source from Odoo,
        with the dates of the other language: this is the language of the words.

        :param str wanted: code of the language that somebody reads
        :param dict texts: language code -> text, as a translated field is stored
        :param str home: code of the company's language
        :return: ``wanted`` if the text has it, else the code of one that it has
        """
        texts = {code: text for code, text in (texts or {}).items() if code[0] != "_"}
        source = texts.get(SOURCE)
        translated = sorted(code for code, text in texts.items() if text != source)
        if not translated:
            # One text for all. In which language it was typed in is not known where
            # there are several; the company's own is the likely one.
            found = next((code for code in (home, wanted, SOURCE) if code in texts), wanted)
            # The same words, with the dates of their own country.
            same = found.split("_")[0] == wanted.split("_")[0]
            return wanted if same else found
        if wanted in translated:
            return wanted
        language = wanted.split("_")[0]
        if language == SOURCE.split("_")[0]:
            # British dates go with the words of the source.
            return wanted
        near = (code for code in translated if code.split("_")[0] == language)
        return next(near, SOURCE)
