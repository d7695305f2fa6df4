from datetime import date

from odoo.tests import TransactionCase, tagged

from ...models.paperwork.answers import find_fault, is_iban, is_personal_number

TODAY = date(2026, 6, 10)


@tagged("post_install", "-at_install")
class TestAnswers(TransactionCase):
    """What is filled in, by its form. The numbers are those of the Tax Agency's examples, and
    of nobody."""

    def test_personal_numbers(self):
        for text, right in (
            ("811218-9876", True),
            ("8112189876", True),
            ("19811218-9876", True),
            ("198112189876", True),
            ("811278-9873", True),  # coordination number: day 18 + 60
            ("811218-9877", False),
            ("811232-9876", False),
            ("201981121898", False),
            ("811218+9876", False),
            ("", False),
            ("８１１２１８-9876", False),
        ):
            with self.subTest(text):
                self.assertEqual(is_personal_number(text, TODAY), right)

    def test_somebody_is_not_born_yet(self):
        self.assertFalse(is_personal_number("20811218-9876", TODAY))

    def test_iban(self):
        self.assertTrue(is_iban("SE45 5000 0000 0583 9825 7466"))
        self.assertTrue(is_iban("gb82west12345698765432"))
        self.assertFalse(is_iban("SE45 5000 0000 0583 9825 7467"))
        self.assertFalse(is_iban("hello"))

    def test_the_others(self):
        for kind, good, bad in (
            ("date", "1990-05-31", "1990-02-31"),
            ("number", "37,5", "many"),
            ("bank_se", "8327-9, 123 456 789-0", "123"),
            ("email", "anna@candidate.example", "anna at example"),
            ("postcode_se", "114 55", "1145"),
            ("personal_no", "151086 95169", "15108695168"),
            ("personal_dk", "211062-5629", "311362-5629"),
            ("personal_fi", "131052-308T", "131052-308U"),
        ):
            with self.subTest(kind):
                self.assertIsNone(find_fault(kind, good, TODAY))
                self.assertEqual(find_fault(kind, bad, TODAY), kind)
        self.assertIsNone(find_fault("choice", "S", TODAY, ["S", "M"]))
        self.assertEqual(find_fault("choice", "XL", TODAY, ["S", "M"]), "choice")
        for kind in ("text", "personal_other", "bank_other"):
            self.assertIsNone(find_fault(kind, "anything", TODAY))

    def test_telephone(self):
        for text, country, fault in (
            ("070-123 45 67", "SE", None),
            ("+46 70 123 45 67", "NO", None),
            ("+44 20 7946 0018", None, None),
            ("070-123 45 67", None, None),
            ("12345", "SE", "phone"),
            ("my number", "SE", "phone"),
            ("+46 70 123 45 67 89 01 23", "SE", "phone"),
        ):
            with self.subTest(text, country=country):
                self.assertEqual(find_fault("phone", text, TODAY, country=country), fault)
