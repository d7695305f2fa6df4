"""What stands in a field for a telephone number: numbers as people write them."""

import re
from functools import lru_cache
from typing import NamedTuple

from phonenumbers import (
    Leniency,
    PhoneNumberFormat,
    PhoneNumberMatcher,
    PhoneNumberType,
    country_code_for_region,
    example_number_for_type,
    format_number,
    number_type,
    parse,
    region_code_for_number,
)

MOBILE = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}
# Who can be called there is a person, at the price of a call.
PERSONAL = MOBILE | {
    PhoneNumberType.FIXED_LINE,
    PhoneNumberType.PERSONAL_NUMBER,
    PhoneNumberType.VOIP,
}
# Shorter ones are for emergencies and services.
FEWEST_DIGITS = 6


class Phone(NamedTuple):
    """What a field holds; numbers as in "+46701234567", None where there is none."""

    # That an SMS can go to.
    mobile: str | None = None
    # That belongs to a person, the mobile if there is one.
    number: str | None = None
    # Digits that are no number of the country that is assumed.
    is_unclear: bool = False
    # The region of what was read, "SE".
    region: str | None = None

    @property
    def can_be_called(self):
        """:return: whether a person who reads the field may find out whom to call"""
        return bool(self.number or self.is_unclear)


NONE = Phone()


@lru_cache(maxsize=1024)
def read_phone(text, region=None):
    """:param str text: as it was typed; may hold several numbers, and words
    :param str region: code of the country that a number without prefix is of, "SE";
        None if it is not known
    :return: ``Phone``"""
    numbers = _find_numbers(text or "", region)
    mobile = next((number for number in numbers if _is_mobile(number)), None)
    personal = mobile or next((n for n in numbers if number_type(n) in PERSONAL), None)
    if personal:
        return Phone(mobile and _write(mobile), _write(personal))
    digits = sum(letter.isdecimal() for letter in text or "")
    return Phone(is_unclear=not numbers and digits >= FEWEST_DIGITS)


def format_phone(number):
    """:param str number: "+46701234567"
    :return: "+46 70 123 45 67", for everybody everywhere"""
    return format_number(parse(number), PhoneNumberFormat.INTERNATIONAL)


def find_region(text):
    """:param str text: as it was typed
    :return: code of the country that the number itself names, or None"""
    number = read_phone(text).number
    return number and region_code_for_number(parse(number))


def get_example(region):
    """:param str region: code of a country, may be empty
    :return: a mobile number of the country as people write it, with its prefix"""
    example = example_number_for_type(region or "SE", PhoneNumberType.MOBILE)
    example = example or example_number_for_type("SE", PhoneNumberType.MOBILE)
    return format_number(example, PhoneNumberFormat.INTERNATIONAL)


def _write(number):
    return format_number(number, PhoneNumberFormat.E164)


def _is_mobile(number):
    """Behind an extension there is a switchboard."""
    return number_type(number) in MOBILE and not number.extension


def _find_numbers(text, region):
    for attempt in _spell(text, region):
        matcher = PhoneNumberMatcher(attempt, region, leniency=Leniency.VALID)
        if numbers := [match.number for match in matcher]:
            return numbers
    return []


def _spell(text, region):
    """:return: the text, and as it is meant where the country dials otherwise"""
    yield text
    bare = "".join(str(int(letter)) for letter in text if letter.isdecimal())
    if re.match(r"[^\w+]*00[1-9]", text) or (not region and bare.startswith("00")):
        yield f"+{bare[2:]}"
    prefix = str(country_code_for_region(region)) if region else ""
    if prefix not in ("", "0") and bare.startswith(prefix):
        yield f"+{bare}"
