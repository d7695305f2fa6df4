"""What candidates fill in, checked by its form alone: nothing is looked up anywhere."""

import re
from datetime import date

import phonenumbers
from stdnum import luhn
from stdnum.dk import cpr
from stdnum.fi import hetu
from stdnum.iso7064 import mod_97_10
from stdnum.no import fodselsnummer

from odoo.tools import email_normalize

from .bank_accounts import find_fault_of_account, find_note_of_account

PERSONAL = re.compile(r"(\d\d)?(\d\d)(\d\d)(\d\d)([-+]?)(\d{4})", re.ASCII)
IBAN = re.compile(r"[A-Z]{2}\d\d[A-Z0-9]{11,30}")
# The day of a coordination number is that much later than the day of birth.
COORDINATION = 60
POSTCODE_SE = re.compile(r"(SE?-)?[1-9]\d\d ?\d\d", re.ASCII | re.IGNORECASE)
# What a number without the code of its country consists of.
PHONE = re.compile(r"[+(]?\d[\d ()./-]{4,24}", re.ASCII)
OLDEST = 130


def find_fault(kind, text, today, choices=(), country=None):
    """:param str kind: of the field
    :param str text: as it was typed, not empty
    :param date today: nobody is born after it
    :param choices: what can be chosen
    :param str country: code of the one whose telephone numbers need none
    :return: name of what is wrong, None if nothing is"""
    if kind == "choice":
        return None if text in choices else "choice"
    if kind == "personal_se":
        return None if is_personal_number(text, today) else kind
    if kind == "bank_se":
        return find_fault_of_account(text)
    if kind == "phone":
        return None if _is_phone(text, country) else kind
    check = CHECKS.get(kind)
    return kind if check and not check(text) else None


def find_note(kind, text):
    """:return: name of what whoever checks the answer has to know, None if there is nothing"""
    return find_note_of_account(text) if kind == "bank_se" else None


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


def _is_phone(text, country):
    if not PHONE.fullmatch(text.strip()):
        return False
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(text, country or None))
    except phonenumbers.NumberParseException:
        # Without its country nobody can tell more.
        return not country


def _is_postcode_se(text):
    return bool(POSTCODE_SE.fullmatch(text.strip()))


# The numbers of other countries are checked by `stdnum`; where it knows none, anything is right.
CHECKS = {
    "date": _is_date,
    "number": _is_number,
    "iban": is_iban,
    "email": lambda text: bool(email_normalize(text)),
    "postcode_se": _is_postcode_se,
    "personal_no": fodselsnummer.is_valid,
    "personal_dk": cpr.is_valid,
    "personal_fi": hetu.is_valid,
}
