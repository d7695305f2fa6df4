"""Words of a list, found in a text.

A term is one or more spellings, separated by ``|``. ``*`` stands for any letters at the
beginning or the end: ``ambitio*`` finds "ambitious" and "ambition", ``*gäng``
"arbetsgäng". A space is any space, a hyphen may be left out. A spelling after ``!`` is an
exception: ``young|!young people``.
"""

import re
from functools import lru_cache
from typing import NamedTuple

# A term of these kinds that is spelled like a name is taken for one: "Ernst & Young".
NOT_IN_NAMES = ("coded", "discriminating")
# A word of the text, and by how many of its letters terms are looked up.
TOKEN = re.compile(r"\w+")
KEY = 2
LETTERS = r"[^\W\d_]*"


class Term(NamedTuple):
    id: int
    spelling: str
    kind: str
    why: str = ""
    suggestion: str = ""


class Hit(NamedTuple):
    term: Term
    found: str


def find_terms(blocks, terms):
    """:param blocks: list of ``Block``
    :param terms: tuple of ``Term``
    :return: list of ``Hit``, each term and spelling once, in the order of the text"""
    found = {}
    known = {f"t{term.id}": term for term in terms}
    compiled = _compile(terms)
    for block in blocks:
        for match in _find_all(block.words, *compiled):
            term = known[match.lastgroup]
            if term.kind in NOT_IN_NAMES and _is_name(match, block.words):
                continue
            said = match.group()
            found.setdefault((term.id, said.lower()), Hit(term, said))
    return list(found.values())


def _find_all(text, patterns, loose, stems):
    """:return: iterator of matches of terms; exceptions are passed over"""
    end = 0
    for token in TOKEN.finditer(text):
        if token.start() < end:
            continue
        word = token.group().lower()
        pattern = patterns.get(word[:KEY])
        match = pattern and pattern.match(text, token.start())
        if not match and any(stem in word for stem in stems):
            match = loose.match(text, token.start())
        if match:
            end = match.end()
            if match.lastgroup:
                yield match


def _is_name(match, text):
    """:return: whether one word stands with a capital letter beside another that does"""
    said = match.group()
    if " " in said or not said[:1].isupper() or said.isupper():
        return False
    before = re.search(r"(\w+)(?:\s+&|-)?\s*$", text[: match.start()])
    after = re.match(r"\s*(?:&\s+|-)?(\w+)", text[match.end() :])
    neighbours = [found.group(1) for found in (before, after) if found]
    return any(word[:1].isupper() for word in neighbours)


@lru_cache(maxsize=64)
def _compile(terms):
    """Patterns by the first letters of a word, so that few are tried on each.

    :return: (dict letters → pattern, pattern of what may begin with any letters, the
        letters that have to be in such words)"""
    groups, loose = {}, {}
    for term in terms:
        for spelling in filter(None, map(str.strip, term.spelling.split("|"))):
            name = "" if spelling[0] == "!" else f"t{term.id}"
            spelling = spelling.lstrip("!").lower()
            if spelling[0] == "*":
                loose.setdefault(name, []).append(spelling)
            elif spelling.strip("*"):
                key = TOKEN.match(spelling).group()[:KEY]
                groups.setdefault(key, {}).setdefault(name, []).append(spelling)
    stems = tuple(spelling.strip("*").split()[0] for each in loose.values() for spelling in each)
    patterns = {key: _join(named) for key, named in groups.items()}
    return patterns, _join(loose) if loose else None, stems


def _join(named):
    """:return: pattern of spellings by name; exceptions first, then the longest"""
    parts = []
    for name, spellings in named.items():
        written = sorted(map(_write_pattern, spellings), key=len, reverse=True)
        group = f"(?P<{name}>" if name else "(?:"
        parts.append((bool(name), -len(written[0]), f"{group}{'|'.join(written)})"))
    inside = "|".join(part for _named, _length, part in sorted(parts))
    return re.compile(rf"(?:{inside})(?!\w)", re.IGNORECASE)


def _write_pattern(spelling):
    begin, end = spelling.strip().startswith("*"), spelling.strip().endswith("*")
    words = re.escape(spelling.strip(" *")).replace(r"\ ", r"\s+").replace(r"\-", r"[-‑–\s]?")
    return f"{LETTERS if begin else ''}{words}{LETTERS if end else ''}"
