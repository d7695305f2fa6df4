"""What a look at an explanation finds beside the words of the list: comparisons, marks,
names of interviewers and words of their notes. Plain functions: they know no records."""

import re

from ..wording.languages import ENGLISH, SWEDISH

COMPARISONS = {
    ENGLISH: re.compile(
        r"(?:other|stronger|better|more suitable|more (?:qualified|experienced)|remaining)"
        r" (?:candidates?|applicants?|profiles?)"
        r"|(?:than|compared (?:to|with)) (?:the )?others?"
        r"|(?:strong|tough|fierce) competition|many (?:strong|good|qualified) (?:candidates|"
        r"applicants|applications)|some(?:body|one) (?:else|better)|runner-up|second (?:choice|"
        r"best|place)|ranked|top candidates?",
        re.IGNORECASE,
    ),
    SWEDISH: re.compile(
        r"(?:andra|övriga|starkare|bättre|lämpligare|mer (?:kvalificerade?|erfarna|meriterade?))"
        r" (?:kandidat|kandidater|kandidaterna|sökande|profil|profiler)"
        r"|(?:än|jämfört med|i jämförelse med) (?:de )?(?:andra|övriga)"
        r"|(?:hård|stor|tuff|stenhård) konkurrens|konkurrensen|många (?:starka|bra|duktiga|"
        r"kvalificerade|kompetenta) (?:kandidater|sökande|ansökningar)|någon annan"
        r"|bättre meriterad|andrahandsval|andrahandsvalet|rankad|rankades|på andra plats",
        re.IGNORECASE,
    ),
}
# Marks, not years of experience.
NUMBERS = re.compile(
    r"\b\d+(?:[.,]\d+)?\s?(?:/|of|out of|av)\s?\d+\b|\b\d+(?:[.,]\d+)?\s?%"
    r"|\b(?:score|rating|mark|grade|betyg|betyget|poäng|snitt)\s(?:of|på|:)?\s?\d+",
    re.IGNORECASE,
)
# So many words in the same order are no coincidence.
QUOTED = 6
WORD = re.compile(r"\w+")


def find_comparisons(text, language):
    """:param str language: "en" or "sv"; another has no list
    :return: list of str, as they are written"""
    pattern = COMPARISONS.get(language)
    found = pattern.finditer(text) if pattern else ()
    return _each_once(match.group() for match in found if _is_whole(match, text))


def find_marks(text):
    """:return: list of str: "3 of 4", "80 %" """
    return _each_once(match.group() for match in NUMBERS.finditer(text))


def find_names(text, names):
    """:param names: of people, in full
    :return: list of str, those that the text names: in full, or by one of their parts"""
    parts = {part for name in names for part in WORD.findall(name) if len(part) > 2}
    words = [match.group() for match in WORD.finditer(text)]
    return _each_once(word for word in words if word in parts and word[:1].isupper())


def find_quotes(text, notes):
    """:param notes: list of str, what people wrote for each other
    :return: list of str, what the text has word for word of them, the first of each"""
    known = {run for note in notes for run in _runs(note)}
    found = []
    words = [match.group() for match in WORD.finditer(text)]
    place = 0
    while place <= len(words) - QUOTED:
        run = words[place : place + QUOTED]
        if tuple(word.lower() for word in run) in known:
            found.append(" ".join(run))
            place += QUOTED
        else:
            place += 1
    return _each_once(found)


def _runs(note):
    words = [word.lower() for word in WORD.findall(note or "")]
    return (tuple(words[i : i + QUOTED]) for i in range(len(words) - QUOTED + 1))


def _is_whole(match, text):
    before, after = text[: match.start()][-1:], text[match.end() :][:1]
    return not (before.isalnum() or after.isalnum())


def _each_once(found):
    return list(dict.fromkeys(found))
