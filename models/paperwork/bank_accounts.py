"""Swedish bank accounts: whose a clearing number is, how long the account is, and what its check
digit is computed of.

The facts are those of Bankgirot's "Bankernas kontonummer" (bankgirot.se, manual "Bankernas
kontonummeruppbyggnad"). Its words: an account of type 1 has seven digits, and its check digit
is of modulus 11 over them and the clearing number without its first digit (comment 1), or all
of it (comment 2). One of type 2 is checked without the clearing number: ten digits of modulus
10 (comment 1), nine of modulus 11 (comment 2), or up to ten of modulus 10 where accounts exist
that no check digit fits (comment 3).
"""

import re
from typing import NamedTuple

from stdnum import luhn

TYPE_1 = 7
# A clearing number with its check digit, if it has one, and the account.
WRITTEN = re.compile(r"(\d{4})(?:-?(\d)(?=[ ,]))?[ ,.-]*(\d[\d .-]*\d)", re.ASCII)
WITHOUT_SIGNS = re.compile(r"[ .-]")
# What a clearing number of Swedbank's with a fifth digit begins with.
WITH_FIFTH = "8"
# Digits of an account.
LONGEST = 10


class Bank(NamedTuple):
    name: str
    # Of its type, see above.
    kind: int
    comment: int


# First and last clearing number, name, type, comment.
SERIES = (
    (1100, 1199, "Nordea", 1, 1),
    (1200, 1399, "Danske Bank", 1, 1),
    (1400, 2099, "Nordea", 1, 1),
    (2300, 2399, "Ålandsbanken", 1, 2),
    (2400, 2499, "Danske Bank", 1, 1),
    (3000, 3299, "Nordea", 1, 1),
    (3300, 3300, "Nordea", 2, 1),
    (3301, 3399, "Nordea", 1, 1),
    (3400, 3409, "Länsförsäkringar Bank", 1, 1),
    (3410, 3781, "Nordea", 1, 1),
    (3782, 3782, "Nordea", 2, 1),
    (3783, 3999, "Nordea", 1, 1),
    (4000, 4999, "Nordea", 1, 2),
    (5000, 5999, "SEB", 1, 1),
    (6000, 6999, "Handelsbanken", 2, 2),
    (7000, 7999, "Swedbank", 1, 1),
    (8000, 8999, "Swedbank", 2, 3),
    (9020, 9029, "Länsförsäkringar Bank", 1, 2),
    (9040, 9049, "Citibank", 1, 2),
    (9060, 9069, "Länsförsäkringar Bank", 1, 1),
    (9070, 9079, "Multitude Bank", 1, 1),
    (9100, 9109, "Nordnet Bank", 1, 2),
    (9120, 9124, "SEB", 1, 1),
    (9130, 9149, "SEB", 1, 1),
    (9150, 9169, "Skandiabanken", 1, 2),
    (9170, 9179, "Ikano Bank", 1, 1),
    (9180, 9189, "Danske Bank", 2, 1),
    (9190, 9199, "DNB", 1, 2),
    (9230, 9239, "Marginalen Bank", 1, 1),
    (9250, 9259, "SBAB", 1, 1),
    (9260, 9269, "DNB", 1, 2),
    (9270, 9279, "ICA Banken", 1, 1),
    (9280, 9289, "Resurs Bank", 1, 1),
    (9300, 9349, "Swedbank", 2, 1),
    (9390, 9399, "Landshypotek", 1, 2),
    (9460, 9469, "Santander Consumer Bank", 1, 1),
    (9470, 9479, "BNP Paribas", 1, 2),
    (9500, 9549, "Nordea/Plusgirot", 2, 3),
    (9550, 9569, "Avanza Bank", 1, 2),
    (9570, 9579, "Sparbanken Syd", 2, 1),
    (9580, 9589, "Aion Bank", 1, 1),
    (9590, 9599, "Erik Penser Bank", 1, 2),
    (9630, 9639, "Lån & Spar Bank", 1, 1),
    (9640, 9649, "Nordax Bank", 1, 2),
    (9660, 9669, "Svea Bank", 1, 2),
    (9670, 9679, "JAK Medlemsbank", 1, 2),
    (9680, 9689, "BlueStep Finans", 1, 1),
    (9700, 9709, "Ekobanken", 1, 2),
    (9710, 9719, "Lunar Bank", 1, 2),
    (9750, 9759, "Northmill Bank", 1, 2),
    (9780, 9789, "Klarna Bank", 1, 2),
    (9880, 9889, "Riksgälden", 1, 2),
    (9890, 9899, "Riksgälden", 2, 1),
    (9960, 9969, "Nordea/Plusgirot", 2, 3),
)
# Digits of an account of type 2 by its comment: the fewest and the most.
LENGTHS = {1: (10, 10), 2: (8, 9), 3: (1, 10)}


class Account(NamedTuple):
    clearing: str
    fifth: str
    number: str


def read_account(text):
    """:param str text: as people type it, such as "8327-9, 123 456 789-0"
    :return: ``Account``, None where it is no clearing number with an account"""
    found = WRITTEN.fullmatch(text.strip())
    if not found:
        return None
    clearing, fifth, number = found[1], found[2] or "", WITHOUT_SIGNS.sub("", found[3])
    if fifth and not clearing.startswith(WITH_FIFTH):
        number, fifth = fifth + number, ""
    elif not fifth and clearing.startswith(WITH_FIFTH) and len(number) == LONGEST + 1:
        # Written in one, with the fifth digit.
        fifth, number = number[0], number[1:]
    return Account(clearing, fifth, number)


def find_bank(clearing):
    """:param str clearing: four digits
    :return: ``Bank``, None for a clearing number that is not known here"""
    number = int(clearing)
    for first, last, *bank in SERIES:
        if first <= number <= last:
            return Bank(*bank)
    return None


def find_fault_of_account(text):
    """:return: str, what is wrong: ``bank_se`` (how it is written), ``bank_length``,
    ``bank_digit``; None where nothing is, or nothing is known to be"""
    account = read_account(text)
    if not account:
        return "bank_se"
    bank = find_bank(account.clearing)
    if not bank:
        # New banks come: what is not known here is none's fault.
        return None
    if not _is_length_right(bank, account.number):
        return "bank_length"
    return None if _has_tolerance(bank) or _is_digit_right(bank, account) else "bank_digit"


def find_note_of_account(text):
    """:return: str, what whoever checks it has to know: ``bank_unknown`` or ``bank_unsure``;
    None where it was checked"""
    account = read_account(text)
    bank = account and find_bank(account.clearing)
    if not bank:
        return "bank_unknown"
    return None if _is_digit_right(bank, account) else "bank_unsure"


def name_bank(text):
    """:return: str, whose the clearing number is, "" where that is not known"""
    account = read_account(text)
    bank = account and find_bank(account.clearing)
    return bank.name if bank else ""


def _is_length_right(bank, number):
    if bank.kind == 1:
        return len(number) == TYPE_1
    fewest, most = LENGTHS[bank.comment]
    return fewest <= len(number) <= most


def _has_tolerance(bank):
    return (bank.kind, bank.comment) == (2, 3)


def _is_digit_right(bank, account):
    if bank.kind == 1:
        return _fits_modulus_11(account.clearing[2 - bank.comment :] + account.number)
    if bank.comment == 2:
        return _fits_modulus_11(account.number.zfill(9))
    fifth = not account.fifth or luhn.is_valid(account.clearing + account.fifth)
    return fifth and luhn.is_valid(account.number.zfill(10))


def _fits_modulus_11(digits):
    """The last digit weighs 1, those before it 2 to 10, and the one before these 1 again."""
    weights = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1)
    pairs = zip(reversed(digits), weights, strict=False)
    return sum(int(digit) * weight for digit, weight in pairs) % 11 == 0
