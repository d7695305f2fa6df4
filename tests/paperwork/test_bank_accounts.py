from odoo.tests import TransactionCase, tagged

from ...models.paperwork.answers import find_fault, find_note
from ...models.paperwork.bank_accounts import SERIES, find_bank, name_bank, read_account

TODAY = None


@tagged("post_install", "-at_install")
class TestBankAccounts(TransactionCase):
    """Swedish bank accounts by Bankgirot's rules. The numbers are made up so that their check
    digits fit, but for the one of SWIFT's example of a Swedish IBAN."""

    def test_each_kind(self):
        for text, bank in (
            ("5839, 8257466", "SEB"),  # type 1, comment 1: SE45 5000 0000 0583 9825 7466
            ("1200, 1234562", "Danske Bank"),
            ("9150, 1234562", "Skandiabanken"),  # type 1, comment 2
            ("4000, 1234567", "Nordea"),
            ("3300, 811218-9876", "Nordea"),  # type 2, comment 1: the personal number
            ("6789, 123 456 789", "Handelsbanken"),  # type 2, comment 2
            ("8327-9, 812 181 987-6", "Swedbank"),  # type 2, comment 3
        ):
            with self.subTest(text):
                self.assertIsNone(find_fault("bank_se", text, TODAY))
                self.assertIsNone(find_note("bank_se", text) if bank != "Swedbank" else None)
                self.assertEqual(name_bank(text), bank)

    def test_one_wrong_digit(self):
        for text in ("5839, 8257467", "4000, 1234568", "3300, 811218-9877", "6789, 123456788"):
            with self.subTest(text):
                self.assertEqual(find_fault("bank_se", text, TODAY), "bank_digit")

    def test_too_short_or_too_long(self):
        for text in ("5839, 825746", "5839, 82574660", "6789, 1234567", "3300, 8112189"):
            with self.subTest(text):
                self.assertEqual(find_fault("bank_se", text, TODAY), "bank_length")

    def test_what_is_not_known_is_for_people(self):
        """A bank that is newer than our table, and accounts that no check digit fits."""
        self.assertIsNone(find_fault("bank_se", "9999, 12345", TODAY))
        self.assertEqual(find_note("bank_se", "9999, 12345"), "bank_unknown")
        self.assertIsNone(find_fault("bank_se", "8327-9, 1234567890", TODAY))
        self.assertEqual(find_note("bank_se", "8327-9, 1234567890"), "bank_unsure")
        self.assertEqual(name_bank("9999, 12345"), "")

    def test_however_it_is_written(self):
        for text, read in (
            ("5839 8257466", ("5839", "", "8257466")),
            ("58398257466", ("5839", "", "8257466")),
            ("5839-8257466", ("5839", "", "8257466")),
            ("5839, 825 74 66 ", ("5839", "", "8257466")),
            ("8327-9, 1234567890", ("8327", "9", "1234567890")),
            ("83279 1234567890", ("8327", "9", "1234567890")),
            ("832791234567890", ("8327", "9", "1234567890")),
        ):
            with self.subTest(text):
                self.assertEqual(tuple(read_account(text)), read)
        for text in ("123", "", "583", "SE45 5000", "५८३९ 8257466", "5839, "):
            with self.subTest(text):
                self.assertIsNone(read_account(text))

    def test_the_table(self):
        """No series overlaps another one."""
        last = 0
        for first, end, *_bank in SERIES:
            self.assertLess(last, first)
            self.assertLessEqual(first, end)
            last = end
        self.assertIsNone(find_bank("1000"))
        self.assertEqual(find_bank("9969").name, "Nordea/Plusgirot")
