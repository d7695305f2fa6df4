from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestLanguageNames(TransactionCase):
    """A language is called by one name, in the reader's language."""

    def test_names(self):
        languages = self.env["res.lang"]
        for code in ("sv_SE", "ar_001", "sr@latin"):
            languages._activate_lang(code)
        for reader, code, name in (
            ("en_US", "sv_SE", "Swedish"),
            ("sv_SE", "sv_SE", "svenska"),
            ("sv_SE", "en_US", "engelska"),
            ("sv_SE", "ar_001", "arabiska"),
            ("en_US", "sr@latin", "Serbian"),
            (False, "sv_SE", "Swedish"),
        ):
            with self.subTest(f"{code} for {reader}"):
                self.assertEqual(languages.with_context(lang=reader)._say_language(code), name)

    def test_the_country_where_there_are_two(self):
        languages = self.env["res.lang"].with_context(lang="en_US")
        languages._activate_lang("en_GB")
        self.assertEqual(languages._say_language("en_GB"), "English (United Kingdom)")
        self.assertEqual(languages._say_language("en_US"), "English (United States)")
