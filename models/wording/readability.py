"""How hard a text is to read, by the two measures that people know.

LIX, for Swedish: C.-H. Björnsson, "Läsbarhet" (1968). Words per sentence, plus the share
of words of more than six letters in percent. Below 30 a children's book, 40 to 50 a
newspaper, above 60 an authority's report.

Flesch Reading Ease, for English: R. Flesch, "A New Readability Yardstick", Journal of
Applied Psychology 32 (1948). 206.835 − 1.015 × words per sentence − 84.6 × syllables per
word. 60 and above is plain, 30 to 50 difficult, below 30 for graduates.
"""

import re

from .languages import ENGLISH, SWEDISH
from .text_blocks import get_sentences, get_words

# A few sentences say nothing.
FEWEST_WORDS = 50
LONG_WORD = 6
VOWELS = re.compile(r"[aeiouyáéíóúü]+")
# "e" at the end is not heard: "make", "makes"; it is in "table", "uses", "wanted".
SILENT = re.compile(r"(?:[^laeiouy]e|[^aeiouyszxdtcg]es|[^aeioutyd]ed)$")


def measure_lix(blocks):
    """:return: float, or None for a text that is too short to tell"""
    counted = _count(blocks)
    if not counted:
        return None
    words, sentences = counted
    long = sum(len(word.replace("-", "")) > LONG_WORD for word in words)
    return len(words) / sentences + 100 * long / len(words)


def measure_flesch(blocks):
    """:return: float, or None for a text that is too short to tell"""
    counted = _count(blocks)
    if not counted:
        return None
    words, sentences = counted
    syllables = sum(map(count_syllables, words))
    return 206.835 - 1.015 * len(words) / sentences - 84.6 * syllables / len(words)


def count_syllables(word):
    """:return: int, by the groups of vowels of an English word: right for most of them"""
    word = word.lower()
    groups = len(VOWELS.findall(word))
    return max(1, groups - bool(SILENT.search(word)))


def _count(blocks):
    words = [word for block in blocks for word in get_words(block.words)]
    if len(words) < FEWEST_WORDS:
        return None
    return words, len(get_sentences(blocks))


MEASURES = {SWEDISH: measure_lix, ENGLISH: measure_flesch}
# Easy enough up to the first, hard up to the second, very hard beyond; LIX rises with
# hard words, the reading ease falls.
LIMITS = {SWEDISH: (50, 60), ENGLISH: (45, 30)}


def judge_reading(blocks, language):
    """:param str language: "en" or "sv"
    :return: (state, measure): "ok", "thin" (hard), "missing" (very hard) or None where it
        cannot be told"""
    measure = MEASURES[language](blocks) if language in MEASURES else None
    if measure is None:
        return None, None
    easy, hard = LIMITS[language]
    up = 1 if easy < hard else -1
    if up * measure <= up * easy:
        return "ok", measure
    return ("thin" if up * measure <= up * hard else "missing"), measure
