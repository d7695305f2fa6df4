"""What reviews are about, by words, and what of the employer message belongs to it.

Only to choose the paragraphs of a draft: nothing is counted by it.
"""

import re
from typing import NamedTuple


class Topic(NamedTuple):
    name: str
    words: re.Pattern
    employer_text: str  # field of the employer message, or ""


def _compile(words):
    """:param str words: separated by spaces; each is the beginning of a word"""
    return re.compile(rf"\b(?:{'|'.join(words.split())})", re.IGNORECASE)


# In this order; the first two that a review is about are spoken of.
TOPICS = (
    Topic(
        "reply",
        _compile(
            "ghosted replied reply replies response answered heard feedback återkoppl svar "
            "återkom hörde besked rückmeldung antwort"
        ),
        "",
    ),
    Topic(
        "leadership",
        _compile("manage leader boss chef ledar ledning vorgesetz führung"),
        "employer_environment",
    ),
    Topic(
        "workload",
        _compile("stress overtime workload hours pressure övertid arbetsbelast tempo überstunden"),
        "employer_environment",
    ),
    Topic(
        "development",
        _compile("career training learn develop promotion utveckl utbildn karriär lära weiterbild"),
        "employer_development",
    ),
    Topic(
        "colleagues",
        _compile("colleague team culture atmosphere kolleg kultur stämning gemenskap kultur klima"),
        "employer_culture",
    ),
    Topic("pay", _compile("salar pay paid wage benefit lön förmån gehalt"), ""),
    Topic(
        "tools",
        _compile("computer tool equipment office premises dator verktyg lokal utrustning büro"),
        "employer_environment",
    ),
)
MOST_TOPICS = 2
# Of the whole: from here on somebody is content, and below it they are not.
GOOD, POOR = 70, 45


def find_topics(text):
    """:return: list of ``Topic`` that a text is about, at most two"""
    return [topic for topic in TOPICS if topic.words.search(text or "")][:MOST_TOPICS]
