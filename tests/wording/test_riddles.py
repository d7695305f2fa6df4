from odoo.tests import TransactionCase, tagged

from ..cases.catalogue import get_texts
from ..cases.riddles import RIDDLES, find_riddles

ADDON = "hr_recruitment_candidate_experience"
# Words that candidates use in their questions, whatever we call a thing; what Odoo calls
# a model of its own.
NOT_OURS = ("hr.candidate.question.topic,words:", ".model_ir_module_module")


def is_not_ours(where):
    return any(part in where for part in NOT_OURS)


@tagged("post_install", "-at_install")
class TestRiddles(TransactionCase):
    """Whoever has read nothing understands labels, helps, buttons and messages: the words of
    the code and of its documents stay there."""

    def get_fields(self):
        """:return: yields (where, text) of labels, choices and helps, as they are now"""
        for name, model in self.env.registry.items():
            for field in model._fields.values():
                if ADDON not in field._modules:
                    continue
                where = f"{name}.{field.name}"
                yield where, field.string or ""
                yield where, field.help or ""
                if isinstance(getattr(field, "selection", None), list):
                    yield from ((where, label) for _code, label in field.selection)

    def assertNone(self, language, texts):
        found = {
            (text, word, instead): where
            for where, text in texts
            for word, instead in find_riddles(text, language)
        }
        said = "\n".join(
            f"{where}: “{word}” in “{text[:120]}”. Instead: {instead}"
            for (text, word, instead), where in found.items()
        )
        self.assertFalse(found, f"\n{said}\nThe list with its reasons: tests/cases/riddles.py")

    def test_english(self):
        texts = [(sorted(where)[0], english) for english, _swedish, where in self.ours()]
        self.assertGreater(len(texts), 7000)
        self.assertNone("en", texts)

    def test_swedish(self):
        self.assertNone("sv", [(sorted(where)[0], text) for _english, text, where in self.ours()])

    def test_fields(self):
        """Read from the registry too: what is new is not in the translations yet."""
        texts = list(self.get_fields())
        self.assertGreater(len(texts), 3000)
        self.assertNone("en", texts)

    def ours(self):
        for entry in get_texts():
            if entry[2] and not all(is_not_ours(where) for where in entry[2]):
                yield entry

    def test_what_is_a_riddle(self):
        for language, text in (
            ("en", "A row of the ledger"),
            ("en", "Claimed by Worker"),
            ("en", "Not told"),
            ("en", "The email leaves after it."),
            ("en", "An email is sent. Who applies gets no confirmation."),
            ("en", "Long From: See parts.py"),
            ("sv", "Siffra som har vänt"),
            ("sv", "Personen glöms av sig själv"),
        ):
            self.assertTrue(find_riddles(text, language), text)
        for language, text in (
            ("en", "It has failed three times in a row."),
            ("en", "The candidate is told the date."),
            ("en", "Who applies here?"),
            ("en", "How likely are you to recommend us?"),
            ("en", "<span class='row'>Candidates</span>"),
            ("sv", "Spårvagn eller tunnelbana"),
        ):
            self.assertFalse(find_riddles(text, language), text)

    def test_the_list_says_why(self):
        self.assertEqual(set(RIDDLES), {"en", "sv"})
        for language, riddles in RIDDLES.items():
            for riddle in riddles:
                self.assertTrue(riddle.instead, (language, riddle.pattern))
