"""All texts of the addon in English and Swedish, read once from the translations.

That they are those of now, and complete, says tests/test_translations.py.
"""

from functools import cache

import polib

from .source import ROOT


@cache
def get_texts():
    """:return: list of (English, Swedish, set of where the text stands)"""
    catalogue = polib.pofile(str(ROOT / "i18n" / "sv.po"))
    return [
        (entry.msgid, entry.msgstr, {where for where, _line in entry.occurrences})
        for entry in catalogue
        if not entry.obsolete
    ]
