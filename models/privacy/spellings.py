"""One name, address or number in all the ways that people and programs write it.

The patterns are read by PostgreSQL and by Python alike.
"""

import re
import unicodedata
from contextlib import suppress

import phonenumbers

# Between the parts of a name: spaces, commas, markup, what addresses of pages have.
BETWEEN_WORDS = r"(?:[\s,._+\-\u00a0]|&nbsp;|<[^<>]*>|%20)+"
# Between the digits of a number.
BETWEEN_DIGITS = r"[\s().\/\-\u00a0]*"
AT = r"(?:@|%40|&\#64;|\\u0040)"
# What German and Nordic letters are written as where there are none.
SPELT = {"å": "aa", "ä": "ae", "ö": "oe", "ø": "oe", "æ": "ae", "ü": "ue", "ß": "ss"}
# Letters that Unicode does not take apart.
WHOLE = {"ø": "o", "æ": "a", "ß": "s", "ł": "l", "đ": "d", "ı": "i"}
# So few say nothing of one person.
FEWEST_LETTERS = 3
FEWEST_DIGITS = 6
# Country and trunk prefixes are left out of a number.
MOST_DIGITS = 9


def spell_name(name):
    """:param str name: "Åsa Öberg"
    :return: pattern of the name in any case, with and without accents, either way
        round; None where it is too short to mean anybody"""
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", name or "")
    if sum(map(len, words)) < FEWEST_LETTERS:
        return None
    spelt = [_spell_word(word) for word in words]
    orders = [spelt]
    if len(words) > 1:
        orders += [[spelt[-1], *spelt[:-1]], [spelt[0], spelt[-1]], [spelt[-1], spelt[0]]]
    ways = "|".join(BETWEEN_WORDS.join(order) for order in orders)
    return rf"(?<!\w)(?:{ways})(?!\w)"


def spell_address(address):
    """:return: pattern of an email address, in texts, links and JSON"""
    local, at, domain = (address or "").strip().lower().rpartition("@")
    if not at or not local:
        return None
    return rf"(?<![\w.+\-]){_escape(local)}{AT}{_escape(domain)}(?![\w\-])"


def spell_number(number):
    """:return: pattern of a telephone number by its last digits, however they are
    grouped and whichever prefix stands before them"""
    digits = find_last_digits(number)
    return digits and BETWEEN_DIGITS.join(digits) + r"(?!\d)"


def find_last_digits(number):
    """:return: the digits of a number without its prefixes, None where it is none"""
    text = (number or "").strip()
    with suppress(phonenumbers.NumberParseException):
        if text.startswith("+"):
            text = str(phonenumbers.parse(text).national_number)
    digits = re.sub(r"\D", "", text).removeprefix("00").lstrip("0")
    return digits[-MOST_DIGITS:] if len(digits) >= FEWEST_DIGITS else None


def _spell_word(word):
    composed = unicodedata.normalize("NFC", word.lower())
    return "".join(
        _spell_letter(same[0][0]) + ("+" if len(same[0]) > 1 else "")
        for same in re.finditer(r"(.)\1*", composed)
    )


def _spell_letter(letter):
    plain = WHOLE.get(letter) or unicodedata.normalize("NFD", letter)[0]
    if not plain.isascii() or not plain.isalpha():
        return _escape(letter)
    accented = "".join(ACCENTED.get(plain, ()))
    ways = [rf"[{plain}{plain.upper()}{accented}][\u0300-\u036f]?"]
    if letter != plain:
        ways += [rf"&{plain}[a-z]{{2,6}};", r"&\#x?[0-9a-f]{2,4};", r"\\u0[0-9a-f]{3}"]
        ways += [SPELT[letter]] if letter in SPELT else []
    return f"(?:{'|'.join(ways)})"


def _find_accented():
    """:return: dict "a" → the letters that are an "a" with something"""
    found = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        letter = chr(code)
        plain = WHOLE.get(letter.lower()) or unicodedata.normalize("NFD", letter)[0].lower()
        if plain.isascii() and plain.isalpha():
            found.setdefault(plain, []).append(letter)
    return found


def _escape(text):
    return re.sub(r"([^\w\s])", r"\\\1", text)


ACCENTED = _find_accented()
