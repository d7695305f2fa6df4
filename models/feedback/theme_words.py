"""Which themes a text mentions, by a dictionary that people write: the words of each
theme, in English and in Swedish.

A line of the dictionary is

- a word: ``answer`` stands for *answers* and *answered*, by the stem; in Swedish also for
  the first or last part of a compound (``svar`` for *svarstid*) from four letters on;
- several words: they follow one another in a sentence, with at most two between;
- a beginning or an end with an asterisk: ``löne*``;
- a word as it stands, with an equals sign before it: ``=rollen``;
- an exception with a minus before it: ``-provision`` is never a word of this theme.

Whether something is good or bad is not asked here: the score of the writer says so.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

import snowballstemmer

from ..wording.languages import ENGLISH, SWEDISH, guess_language

LANGUAGES = (ENGLISH, SWEDISH)
# Raised when the same words would be found differently.
VERSION = 1
# More of a comment nobody has to read for its themes.
LONGEST_TEXT = 20_000
LONGEST_WORD = 60
# Words between those of a phrase, and between "not" and what it denies.
GAP = 2
BEFORE, AFTER = 3, 1
# Parts of Swedish compounds: of the dictionary, and what is left of the word.
SHORTEST_PART, SHORTEST_REST = 4, 3
VOWELS = "aeiouyåäö"
# What Swedish words begin with, apart from vowels and single consonants.
ONSET = re.compile(
    "(?:[bcdfghjklmnpqrstvwxz]?|[bfgkp][lr]|[dtv]r|[gk]n|kv|[bdfghlmnpst]j|stj|skj|s[cklmnptv]"
    f"|s[kpt]r|spl|skv|s?ch|ph|th|qu)[{VOWELS}]"
)
# What is added to a word to make another one is no second part.
ENDINGS = re.compile("lighet|ighet|het|ning|else|lig|isk|ism|ist")
# Before a word they make another one: försvar is no svar.
PREFIXES = frozenset(
    "be för an av ut upp in till om över under miss fram mot sam o sär ge er".split()
)
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|[.!?;:,()\n…–—]")
ENTRY = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
ENDS = frozenset(".!?;:,()\n…–—")
SENTENCE_ENDS = frozenset(".!?\n…;")
NEGATIONS = {
    ENGLISH: frozenset(
        "no not never none nothing nobody without neither nor hardly cannot zero".split()
    ),
    SWEDISH: frozenset(
        "inte inget ingen inga ingenting aldrig ej icke utan varken knappt knappast noll".split()
    ),
}
# "Not only slow" is slow.
ONLY = frozenset("only just merely bara endast enbart".split())
# What follows is said of something else.
TURNS = frozenset("but however though yet men dock fast däremot".split())
NOT = "¬"


@dataclass(frozen=True)
class Theme:
    """:param key: anything that tells it from others
    :param dict words: language → lines of the dictionary
    :param bool negated: whether a word that is denied counts: "not slow" is about speed,
        but "not ghosted" is about no silence"""

    key: object
    words: dict
    negated: bool = True


@dataclass
class _Language:
    """The dictionary in one language, by what is looked up."""

    stems: dict = field(default_factory=dict)
    exact: dict = field(default_factory=dict)
    begins: dict = field(default_factory=dict)
    finishes: dict = field(default_factory=dict)
    parts: dict = field(default_factory=dict)
    exceptions: dict = field(default_factory=dict)


@dataclass(frozen=True)
class _Entry:
    theme: Theme
    number: int
    place: int
    length: int
    denies: bool


class Dictionary:
    """The words of all themes, ready to be looked for."""

    def __init__(self, themes):
        self.languages = {language: _Language() for language in LANGUAGES}
        number = 0
        for theme in themes:
            for language in LANGUAGES:
                for line in split_words(theme.words.get(language)):
                    number += 1
                    self._add(language, theme, number, line)
        self._kept = {language: {} for language in LANGUAGES}

    def _add(self, language, theme, number, line):
        known = self.languages[language]
        if line.startswith("-"):
            for word in ENTRY.findall(line):
                known.exceptions.setdefault(stem(word, language), set()).add(theme.key)
            return
        words = line.split()
        clean = [(mark, ENTRY.findall(mark)) for mark in words]
        tokens = [(mark, word) for mark, found in clean for word in found]
        denies = any(word in NEGATIONS[language] for _mark, word in tokens)
        for place, (mark, word) in enumerate(tokens):
            entry = _Entry(theme, number, place, len(tokens), denies)
            self._add_word(known, language, mark, word, entry)

    def _add_word(self, known, language, mark, word, entry):
        if word in NEGATIONS[language]:
            known.stems.setdefault(NOT, []).append(entry)
        elif mark.startswith("="):
            known.exact.setdefault(word, []).append(entry)
        elif mark.endswith("*"):
            known.begins.setdefault(word, []).append(entry)
        elif mark.startswith("*"):
            known.finishes.setdefault(word, []).append(entry)
        else:
            known.stems.setdefault(stem(word, language), []).append(entry)
            if language == SWEDISH:
                for part in find_parts(word):
                    known.parts.setdefault(part, []).append(entry)

    # Finding ---------------------------------------------------------------------------

    def find(self, text, language=None):
        """:param str text: what somebody has written
        :param str language: of the whole text as far as it is known, ``en`` or ``sv``; in
            another one nothing is found
        :return: dict of the key of each theme → the words by which it was found"""
        if language and language not in LANGUAGES:
            return {}
        text = unicodedata.normalize("NFC", text or "")[:LONGEST_TEXT]
        language = language or guess_language(text)
        found = {}
        for sentence in split_sentences(text.lower()):
            said = guess_language(" ".join(sentence)) or language
            for one in [said] if said else LANGUAGES:
                self._find_in(sentence, one, found)
        return found

    def _find_in(self, tokens, language, found):
        hits = [self._look_up(token, language) for token in tokens]
        denials = find_denials(tokens, language)
        for place in range(len(tokens)):
            for entry in hits[place]:
                if entry.place or entry.theme.key in found:
                    continue
                end = self._follow(hits, place, entry)
                if end is not None and self._counts(entry, place, end, denials, tokens, language):
                    found[entry.theme.key] = " ".join(
                        token for token in tokens[place : end + 1] if token not in ENDS
                    )

    def _follow(self, hits, place, entry):
        """:return: where the last word of the line stands, None where one is missing"""
        for wanted in range(1, entry.length):
            reach = range(place + 1, min(place + 2 + GAP, len(hits)))
            place = next(
                (
                    at
                    for at in reach
                    if any(e.number == entry.number and e.place == wanted for e in hits[at])
                ),
                None,
            )
            if place is None:
                return None
        return place

    def _counts(self, entry, begin, end, denials, tokens, language):
        if entry.theme.negated or entry.denies:
            return True
        return not is_denied(tokens, denials, begin, end, language)

    def _look_up(self, token, language):
        kept = self._kept[language]
        if token not in kept:
            kept[token] = self._match(token, language)
        return kept[token]

    def _match(self, token, language):
        """:return: list of the entries that a word of a text may stand for"""
        if token in ENDS:
            return []
        known = self.languages[language]
        if is_negation(token, language):
            return known.stems.get(NOT, [])
        root = stem(token, language)
        entries = [*known.stems.get(root, ()), *known.exact.get(token, ())]
        cuts = range(1, min(len(token), LONGEST_WORD) + 1)
        entries += (entry for cut in cuts for entry in known.begins.get(token[:cut], ()))
        entries += (entry for cut in cuts for entry in known.finishes.get(token[-cut:], ()))
        if language == SWEDISH and len(token) <= LONGEST_WORD:
            entries += self._match_parts(known, token, root)
        without = known.exceptions.get(root, ())
        return [entry for entry in entries if entry.theme.key not in without]

    def _match_parts(self, known, token, root):
        for whole in {token, root}:
            for cut in range(SHORTEST_REST, len(whole) - SHORTEST_PART + 1):
                if whole[cut:] in known.parts and is_first_part(whole[:cut]):
                    yield from known.parts[whole[cut:]]
        for cut in range(SHORTEST_PART, len(token) - SHORTEST_REST + 1):
            if token[:cut] in known.parts and is_last_part(token[cut:]):
                yield from known.parts[token[:cut]]


def split_words(text):
    """:param str text: lines of the dictionary; commas part them, too
    :return: list of them, in small letters"""
    text = unicodedata.normalize("NFC", text or "").lower()
    lines = (" ".join(line.split()) for line in re.split(r"[,;\n]", text))
    return [line for line in lines if ENTRY.search(line)]


def split_sentences(text):
    """:return: list of sentences, each a list of words and of the signs between them"""
    sentences = [[]]
    for token in WORD.findall(text):
        if token in SENTENCE_ENDS:
            sentences.append([])
        else:
            sentences[-1].append(token.replace("’", "'"))
    return [sentence for sentence in sentences if sentence]


@lru_cache(maxsize=1)
def _get_stemmers():
    return {
        ENGLISH: snowballstemmer.stemmer("english"),
        SWEDISH: snowballstemmer.stemmer("swedish"),
    }


@lru_cache(maxsize=50_000)
def stem(word, language):
    """:return: what forms of a word have in common. Swedish adverbs and neuters in -t, and
    nouns in a vowel with their article, are what the stemmer leaves as they are"""
    stemmer = _get_stemmers()[language]
    if language != SWEDISH:
        return stemmer.stemWord(word)
    root = stemmer.stemWord(word)
    if root == word:
        root = _shorten(root)
    # Twice: annons and annonsen meet at the second step.
    again = stemmer.stemWord(root)
    return again if len(again) >= SHORTEST_PART else root


def _shorten(root):
    if len(root) >= 5 and root[-1] == "n" and root[-2] in VOWELS:
        return root[:-1]
    if len(root) >= 6 and root[-1] == "t" and root[-2] not in VOWELS:
        return root[:-1]
    return root


def find_parts(word):
    """:return: set of what compounds may begin or end with; a short stem is part of much
    else: *kont*, of *kontor*"""
    root = stem(word, SWEDISH)
    return {
        part
        for part in (word, root)
        if len(part) >= SHORTEST_PART + (part == root and part != word)
    }


def is_first_part(text):
    """:return: whether a compound may begin so, and is not another word by it"""
    if text in PREFIXES or len(text) < SHORTEST_REST:
        return False
    return any(letter in VOWELS for letter in text)


def is_last_part(text):
    """:return: whether what follows the first part may be a word, after a joining -s"""
    rests = (text, text[1:]) if text[0] == "s" else (text,)
    return any(
        len(rest) >= SHORTEST_REST and ONSET.match(rest) and not ENDINGS.match(rest)
        for rest in rests
    )


def is_negation(token, language):
    if token in NEGATIONS[language]:
        return True
    return language == ENGLISH and token.endswith("n't")


def find_denials(tokens, language):
    """:return: places of the words that deny; "not only" and "inte … utan" are none"""
    places = []
    for place, token in enumerate(tokens):
        if not is_negation(token, language):
            continue
        if place + 1 < len(tokens) and tokens[place + 1] in ONLY:
            continue
        if token == "utan" and places:
            continue
        places.append(place)
    return places


def is_denied(tokens, denials, begin, end, language):
    """:return: whether what stands from ``begin`` to ``end`` is denied: within a few words
    before, or in Swedish, where *inte* follows the verb, just after"""
    for place in denials:
        if place < begin:
            between = tokens[place + 1 : begin]
            words = [token for token in between if token not in ENDS]
            if len(words) < BEFORE and not set(between) & (ENDS | TURNS):
                return True
        elif language == SWEDISH and end < place <= end + AFTER:
            return True
    return False
