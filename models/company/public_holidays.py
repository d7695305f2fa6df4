"""Public holidays of countries, from the ``holidays`` library where it is installed."""

from functools import lru_cache

try:
    import holidays
except ImportError:  # Nothing is proposed then, and names are those that were entered.
    holidays = None

CATEGORIES = ("public", "de_facto")


@lru_cache(maxsize=256)
def find_public_holidays(country_code, state_code, year, lang=None):
    """:param str country_code: ISO 3166, may be empty
    :param str state_code: of a part of the country with holidays of its own, or empty
    :param str lang: code of a language of Odoo; None: the country's first one
    :return: dict date → name; empty where the country, or its words in that language,
        are not known. It is shared: nobody may change it."""
    known = _read(country_code, state_code, year)
    if not known:
        return {}
    spoken = known.supported_languages or ("en",)
    if lang is None:
        chosen = known.default_language
    elif not (chosen := _choose_language(spoken, lang)):
        return {}
    if known.supported_languages:
        known = _read(country_code, state_code, year, chosen)
    return {day: name.replace("; ", ", ") for day, name in known.items()}


def _choose_language(spoken, lang):
    """:return: the one of the codes that the reader of ``lang`` reads, or None"""
    near = [code for code in spoken if code.split("_")[0] == lang.split("_")[0]]
    return lang if lang in near else next(iter(near), None)


def _read(country_code, state_code, year, lang=None):
    """:return: of the part of the country, of all of it where that is unknown, or None"""
    if not holidays or not country_code:
        return None
    for part in (state_code or None, None):
        try:
            return holidays.country_holidays(
                country_code,
                subdiv=part,
                years=year,
                language=lang,
                categories=_find_categories(country_code),
            )
        except NotImplementedError:
            continue
    return None


def _find_categories(country_code):
    """:return: tuple; with the days that are holidays in fact and not by law, such as Christmas
    Eve in Sweden, in countries of which they are known"""
    known = holidays.country_holidays(country_code).supported_categories
    return tuple(name for name in CATEGORIES if name in known)
