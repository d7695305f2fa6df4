"""What should be looked at in a letter about the merits of somebody.

Words are listed in ``data/privacy/merits_words.json``, by kind and language. Those of all
languages count: merits are noted in whichever language colleagues write.
"""

import json
import re
import unicodedata
from functools import cache
from itertools import chain
from typing import NamedTuple

from odoo.tools.misc import file_open

WORDS = "hr_recruitment_candidate_experience/data/privacy/merits_words.json"
WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
# By their shape; of two that find the same place, the first counts.
SHAPES = {
    # Swedish: year, month, day, four digits. Of a coordination number the day is 60 more.
    "number": r"(?<!\d)(?:19|20)?\d\d(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01])"
    r"[-+ ]?\d{4}(?!\d)",
    "contact": r"[\w.+\-]+@[\w\-]+\.\w+|(?<![\w+])(?:\+|0)\d[\d ()\-]{5,}\d",
    # "34 år" as well, where it is not said of what: "20 år som lärare" is experience.
    "age": r"\b\d\d[\s\-]*(?:år (?:gammal|ung)|åring\w*|years?[\s\-]+old)\b|\baged \d\d\b"
    r"|\b(?:1[89]|[2-6]\d) (?:år|years)\b(?!['’]?\s+(?:som|av|i|inom|med|på|hos|vid|erfarenhet"
    r"|as|of|in|with|at|for|experience)\b)",
}
YEAR = re.compile(r"(?<!\d)(?:19[3-9]\d|20\d\d)(?!\d)")
GROWN_UP = 18
# In many names, and in many texts that are none.
PARTICLES = {"af", "al", "da", "das", "de", "del", "den", "der", "di", "do", "dos", "du", "el"}
PARTICLES |= {"la", "le", "och", "san", "van", "von", "zu"}


class Point(NamedTuple):
    word: str
    kind: str


def read_parts(names):
    """:param names: str, may be empty
    :return: set of the parts of these names, as ``fold`` writes them"""
    return {
        part
        for name in names
        for word in WORD.findall(name or "")
        for part in _split(word)
        if len(part) > 1 and part not in PARTICLES
    }


def find_points(text, chosen, others, year):
    """:param str text: of the letter
    :param set chosen: parts of names, as of ``read_parts``: found in any case
    :param set others: parts of other names: found with a capital letter
    :param int year: this one
    :return: list of ``Point`` in the order of the text, each word once for each kind"""
    found = [*_find_names(text, chosen, others), *_find_shapes(text), *_find_years(text, year)]
    for kind, pattern in read_words().items():
        found += [(match.start(), match.group(), kind) for match in pattern.finditer(text)]
    points = {}
    for _start, word, kind in sorted(found):
        points.setdefault((word.casefold(), kind), Point(word, kind))
    return list(points.values())


@cache
def read_words():
    """:return: dict of kind → pattern; a word that ends with ``*`` goes on as it likes"""
    with file_open(WORDS, "rb") as file:
        kinds = json.load(file)
    return {kind: _match_any(chain(*langs.values())) for kind, langs in kinds.items()}


def fold(word):
    """:return: the word in lower case and without accents"""
    spelt = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in spelt if not unicodedata.combining(letter))


def _match_any(words):
    ways = "|".join(map(_spell, words))
    return re.compile(rf"(?<!\w)(?:{ways})(?!\w)", re.IGNORECASE)


def _spell(word):
    return re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "")


def _split(word):
    """:return: set of the word and its parts, "anna-lena", "anna", "lena" """
    folded = fold(word)
    return {folded, *re.split(r"['’\-]", folded)}


def _find_names(text, chosen, others):
    for match in WORD.finditer(text):
        word = match.group()
        parts = _split(word)
        # "Annas" is Anna's.
        parts |= {part[:-1] for part in parts if part.endswith("s")}
        if parts & chosen:
            yield match.start(), word, "chosen"
        elif parts & others and word[0].isupper():
            yield match.start(), word, "other"


def _find_shapes(text):
    taken = set()
    for kind, shape in SHAPES.items():
        for match in re.finditer(shape, text, re.IGNORECASE):
            if not taken & {*range(*match.span())}:
                taken |= {*range(*match.span())}
                yield match.start(), match.group(), kind


def _find_years(text, year):
    """Whoever applies is grown up: a later year is none of birth."""
    for match in YEAR.finditer(text):
        if int(match.group()) <= year - GROWN_UP:
            yield match.start(), match.group(), "year"
