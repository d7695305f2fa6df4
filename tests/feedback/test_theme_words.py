from time import process_time

from lxml import etree

from odoo.tests import BaseCase, tagged
from odoo.tools.misc import file_open

from ...models.feedback.theme_words import Dictionary, Theme
from ..cases.theme_samples import HELD_OUT, WORKED_ON

THEMES = "hr_recruitment_candidate_experience/data/feedback/theme_data.xml"
PREFIX = "feedback_theme_"
# What docs/themes.md says of the texts that no word was made for, and what must not get worse.
LEAST_PRECISION, LEAST_RECALL = 0.88, 0.72


def read_shipped():
    """:return: ``Dictionary`` of the shipped themes, by the end of their ids"""
    themes = []
    with file_open(THEMES, "rb") as file:
        for record in etree.parse(file).iter("record"):
            values = {field.get("name"): field for field in record.iter("field")}
            words = {language: values[f"words_{language}"].text for language in ("en", "sv")}
            key = record.get("id").removeprefix(PREFIX)
            themes.append(Theme(key, words, "counts_denied" not in values))
    return Dictionary(themes)


def measure(dictionary, samples, language):
    """:return: (precision, recall)"""
    both = found_all = said_all = 0
    for lang, text, themes in samples:
        if lang == language:
            found, said = set(dictionary.find(text)), set(themes.split())
            both += len(found & said)
            found_all += len(found)
            said_all += len(said)
    return both / found_all, both / said_all


@tagged("post_install", "-at_install")
class TestThemeWords(BaseCase):
    """Words are found in their forms and compounds, and not in others."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shipped = read_shipped()

    def find(self, words, text, language="sv", negated=True):
        theme = Theme("it", {language: words}, negated)
        return bool(Dictionary([theme]).find(text, language))

    def test_forms_and_compounds(self):
        for words, text, found in (
            ("svar", "Svaret kom", True),
            ("svar", "Svarstiden var lång", True),
            ("svar", "Ett standardsvar", True),
            ("svar", "Till hans försvar", False),
            ("svar", "Vem är ansvarig?", False),
            ("svar", "Svart på vitt", False),
            ("intervju", "Intervjufrågorna var bra", True),
            ("intervju", "Telefonintervjun blev inställd", True),
            ("lön", "Lönen är låg", True),
            ("lön", "Lönlöst att ringa", False),
            ("lön", "En belöning", False),
            ("löne*", "Löneförhandlingen", True),
            ("*lön", "Månadslön", True),
            ("kontor", "Vi får kontrollera det", False),
            ("person", "Ingen personlighet", False),
            ("långsam", "Det gick långsamt", True),
            ("=rollen", "Rollen var annan", True),
            ("=rollen", "Under kontroll", False),
            ("prov, -provision", "Provision på det", False),
            ("annons", "I annonsen stod det", True),
        ):
            with self.subTest(words=words, text=text):
                self.assertEqual(self.find(words, text), found)

    def test_phrases(self):
        for words, text, found in (
            ("get back to", "They got back", False),
            ("got back to", "They got back to me", True),
            ("hear back", "I did not hear anything back", True),
            ("hear back", "I could hear. He came back", False),
            ("took long", "It took far too long", True),
            ("answer", "Answered, answers and answering", True),
        ):
            with self.subTest(words=words, text=text):
                self.assertEqual(self.find(words, text, "en"), found)

    def test_what_is_denied(self):
        """Only a theme that names what went wrong asks for it."""
        for language, words, text, found in (
            ("en", "slow", "Not slow", False),
            ("en", "slow", "It was never really slow", False),
            ("en", "slow", "It wasn't slow", False),
            ("en", "slow", "Not only slow, also rude", True),
            ("en", "slow", "Not friendly. Slow", True),
            ("en", "slow", "Not friendly but slow", True),
            ("en", "no answer", "There was no answer", True),
            ("en", "no answer", "Never got an answer", True),
            ("en", "no answer", "I had an answer", False),
            ("sv", "långsam", "Inte långsam", False),
            ("sv", "ghosta", "Jag blev inte ghostad", False),
            ("sv", "dröjde", "Svaret dröjde inte", False),
            ("sv", "tyst", "Inte bara tyst, även otrevligt", True),
            ("sv", "inget svar", "Utan svar", True),
            ("sv", "inget svar", "Aldrig fått svar", True),
            ("sv", "inget svar", "Fick svar", False),
        ):
            with self.subTest(text=text):
                self.assertEqual(self.find(words, text, language, negated=False), found)
                if not words.startswith(("no ", "inget ")):
                    self.assertTrue(self.find(words, text, language))

    def test_texts_as_they_come(self):
        for text, themes in (
            ("", set()),
            (None, set()),
            ("👍👍👍", set()),
            ("ok", set()),
            ("Bra!", set()),
            ("Snabb process men no feedback at all", {"speed", "reason"}),
            ("Great that it took only four months", {"speed"}),
            ("LÖNEN", {"pay"}),
            ("lo\u0308nen", {"pay"}),
            ("Anna, Erik and Maria", set()),
            ("!" * 10_000, set()),
        ):
            with self.subTest(text=text and text[:30]):
                self.assertEqual(set(self.shipped.find(text)), themes)
        self.assertEqual(self.shipped.find("Die Bezahlung war ok, team", "de"), {})

    def test_ten_thousand_characters(self):
        for text in (
            "å" * 10_000,
            "inte svar " * 1_000,
            "no answer, not slow. " * 500,
            "a " * 5_000,
        ):
            with self.subTest(text=text[:20]):
                begin = process_time()
                self.shipped.find(text)
                self.assertLess(process_time() - begin, 2)

    def test_measured_by_hand_labels(self):
        """On texts that no word was made for; those that words were made for do better."""
        for language in ("en", "sv"):
            with self.subTest(language=language):
                precision, recall = measure(self.shipped, HELD_OUT, language)
                self.assertGreaterEqual(precision, LEAST_PRECISION)
                self.assertGreaterEqual(recall, LEAST_RECALL)
                precision, recall = measure(self.shipped, WORKED_ON, language)
                self.assertGreaterEqual(precision, 0.9)
                self.assertGreaterEqual(recall, 0.9)
