"""Amounts of money as the reader's language writes them: separators, the place and the name
of the currency come from the locale (CLDR, by Babel)."""

from copy import copy

from babel.numbers import get_currency_precision

from .dates_in_words import SPACES


def say_amount(amount, code, locale):
    """:param float amount: in the currency
    :param str code: of the currency (ISO 4217)
    :param locale: Babel's
    :return: "SEK 40,000", "165,50 kr\""""
    return _say(amount, code, locale, _count_digits((amount,), code))


def say_amounts(low, high, code, locale):
    """:return: "SEK 40,000–45,000", "165,50–180,00 kr"; arguments as for ``say_amount``"""
    digits = _count_digits((low, high), code)
    whole = _say(high, code, locale, digits)
    first, last = (_say_number(amount, locale, digits) for amount in (low, high))
    if last in whole:
        return whole.replace(last, f"{first}–{last}")
    return f"{_say(low, code, locale, digits)} – {whole}"


def _count_digits(amounts, code):
    """:return: int, decimals of all amounts: none where none of them needs any"""
    whole = all(amount == int(amount) for amount in amounts)
    return 0 if whole else get_currency_precision(code)


def _say(amount, code, locale, digits):
    pattern = _with_digits(locale.currency_formats["standard"], digits)
    words = pattern.apply(amount, locale, currency=code, currency_digits=False)
    number = _say_number(amount, locale, digits)
    before, found, after = words.partition(number)
    # A name of letters does not touch the number (UTS 35, part 3, "Currency Spacing").
    if found and before[-1:].isalpha():
        before += " "
    if found and after[:1].isalpha():
        after = f" {after}"
    return _tidy(f"{before}{found}{after}")


def _say_number(amount, locale, digits):
    return _tidy(_with_digits(locale.decimal_formats[None], digits).apply(amount, locale))


def _with_digits(pattern, digits):
    pattern = copy(pattern)
    pattern.frac_prec = (digits, digits)
    return pattern


def _tidy(words):
    return " ".join(SPACES.sub(" ", words).split())
