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
        ):
            with self.subTest(kind):
                self.assertIsNone(find_fault(kind, good, TODAY))
                self.assertEqual(find_fault(kind, bad, TODAY), kind)
        self.assertIsNone(find_fault("choice", "S", TODAY, ["S", "M"]))
        self.assertEqual(find_fault("choice", "XL", TODAY, ["S", "M"]), "choice")
        self.assertIsNone(find_fault("text", "anything", TODAY))
