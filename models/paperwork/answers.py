"""What candidates fill in, checked by its form alone: nothing is looked up anywhere."""

import re
from datetime import date

from stdnum import luhn
from stdnum.iso7064 import mod_97_10

PERSONAL = re.compile(r"(\d\d)?(\d\d)(\d\d)(\d\d)([-+]?)(\d{4})", re.ASCII)
IBAN = re.compile(r"[A-Z]{2}\d\d[A-Z0-9]{11,30}")
# The day of a coordination number is that much later than the day of birth.
COORDINATION = 60
# A clearing number of four digits, those of Swedbank with a fifth, then the account.
BANK_SE = re.compile(r"[1-9]\d{3}(-?\d)?[ ,]+\d[\d -]{0,11}\d")
OLDEST = 130


def find_fault(kind, text, today, choices=()):
    """:param str kind: of the field
    :param str text: as it was typed, not empty
    :param date today: nobody is born after it
    :param choices: what can be chosen
    :return: name of what is wrong, None if nothing is"""
    check = CHECKS.get(kind)
    if kind == "choice":
        return None if text in choices else "choice"
    if kind == "personal_se":
        return None if is_personal_number(text, today) else kind
    return kind if check and not check(text) else None


def is_personal_number(text, today):
    """A Swedish personal or coordination number, with ten digits or twelve; "+" says that
    somebody is a hundred years old or more (Folkbokföringslagen 1991:481, § 18, and the Tax
    Agency's SKV 704). Which day it is, is found here: `stdnum` knows no coordination numbers,
    and the day on which a page is opened only by the clock of the server.

    :return: bool
    """
    found = PERSONAL.fullmatch(re.sub(r"\s", "", text))
    if not found:
        return False
    century, year, month, day, sign, last = found.groups()
    born = _find_birth(century, sign, (int(year), int(month), int(day)), today)
    return bool(born) and luhn.is_valid(year + month + day + last)


def _find_birth(century, sign, born, today):
    """:return: date, None if there is no such day, or if it is still to come"""
    year, month, day = born
    day -= COORDINATION if day > COORDINATION else 0
    if century:
        years = [int(century) * 100 + year]
    else:
        latest = today.year - today.year % 100 + year
        years = [latest, latest - 100, latest - 200]
    days = [found for found in (_make_date(each, month, day) for each in years) if found]
    days = [found for found in days if found <= today and today.year - found.year < OLDEST]
    if sign and not century:
        days = [found for found in days if (today.year - found.year >= 100) == (sign == "+")]
    return days[0] if days else None


def _make_date(year, month, day):
    try:
        return date(year, month, day)
    except ValueError:
        return None


def is_iban(text):
    """:return: whether the check digits of an IBAN fit (ISO 13616)"""
    read = re.sub(r"\s", "", text).upper()
    return bool(IBAN.fullmatch(read)) and mod_97_10.is_valid(read[4:] + read[:4])


def _is_date(text):
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _is_number(text):
    return bool(re.fullmatch(r"-?\d{1,12}([.,]\d{1,6})?", text))


def _is_bank_se(text):
    return bool(BANK_SE.fullmatch(text.strip()))


CHECKS = {
    "date": _is_date,
    "number": _is_number,
    "bank_se": _is_bank_se,
    "iban": is_iban,
}
