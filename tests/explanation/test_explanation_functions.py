from odoo.tests import TransactionCase, tagged

from ...models.explanation.looks import find_comparisons, find_marks, find_names, find_quotes
from ...models.explanation.place import fill_place, put_in_place, show_in_place, wrap


@tagged("post_install", "-at_install")
class TestExplanationFunctions(TransactionCase):
    """Plain functions, in tables."""

    def test_comparisons(self):
        for text, lang, found in (
            ("Other candidates had led teams.", "en", ["Other candidates"]),
            ("You were stronger than the others", "en", ["than the others"]),
            ("We had many strong applicants", "en", ["many strong applicants"]),
            ("We need a better plan than that", "en", []),
            ("Mothers candidates", "en", []),
            ("Andra sökande hade mer erfarenhet", "sv", ["Andra sökande"]),
            ("Det var hård konkurrens", "sv", ["hård konkurrens"]),
            ("Du planerade bättre än vi trodde", "sv", []),
            ("Other candidates", "fi", []),
        ):
            with self.subTest(text):
                self.assertEqual(find_comparisons(text, lang), found)

    def test_marks(self):
        for text, found in (
            ("You got 3 of 4", ["3 of 4"]),
            ("2/4 i planering", ["2/4"]),
            ("Betyget 2 räckte inte", ["Betyget 2"]),
            ("80 % of it", ["80 %"]),
            ("The role needs 5 years of planning", []),
        ):
            with self.subTest(text):
                self.assertEqual(find_marks(text), found)

    def test_names_and_quotes(self):
        names = ["Karin Berg", "Bo Ek"]
        self.assertEqual(find_names("Karin thought, with Berg, karin", names), ["Karin", "Berg"])
        self.assertEqual(find_names("Bo said", names), [], "too short to tell")
        note = "She could not say how a whole delivery is planned, sadly."
        text = "We heard that you could not say how a whole delivery is planned here."
        self.assertEqual(find_quotes(text, [note]), ["could not say how a whole"])
        self.assertEqual(find_quotes("You could not say how.", [note]), [])

    def test_the_place(self):
        letter = f"<p>Dear</p>{wrap('')}<p>Regards</p>"
        self.assertEqual(put_in_place(letter, ""), "<p>Dear</p><p>Regards</p>")
        filled = fill_place(letter, "<p>Old</p>")
        self.assertIn("cx-explanation", filled)
        left = put_in_place(filled, "<p>New &amp; true</p>")
        self.assertEqual(left, "<p>Dear</p><div><p>New &amp; true</p></div><p>Regards</p>")
        self.assertEqual(put_in_place("<p>Dear</p>", "<p>x</p>"), "<p>Dear</p><div><p>x</p></div>")
        self.assertEqual(fill_place("<p>Dear</p>", "<p>x</p>"), "<p>Dear</p>")
        self.assertEqual(put_in_place("<p>Dear</p>", ""), "<p>Dear</p>")
        shown = show_in_place("<p>Dear</p>", "<p>x</p>")
        self.assertEqual(put_in_place(shown, ""), "<p>Dear</p>")
        twice = put_in_place(letter + letter, "<b>x</b>")
        self.assertEqual(twice.count("<b>x</b>"), 1)
