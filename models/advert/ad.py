"""An ad as it is checked: what is said in each language, and what is known beside it."""

from typing import NamedTuple

from ..wording.languages import guess_of_blocks
from ..wording.text_blocks import Block, get_sentences, get_words
from ..wording.unfinished import PLACEHOLDER, find_sample
from .ad_topics import TOPICS

OK, THIN, MISSING = "ok", "thin", "missing"
# Share of its weight that a point gets.
SHARES = {OK: 1.0, THIN: 0.5, MISSING: 0.0}
WORST = [MISSING, THIN, OK]
# Codes of the points about text that is still to be written.
UNFINISHED = ("placeholders", "sample")
# What is checked beside the text before it is saved: field → longest.
TYPED_TEXTS = {
    "name": 500,
    "description": 60_000,
    "website_description": 60_000,
    "pay_variable": 500,
    "pay_agreement": 500,
    "pay_benefits": 5_000,
}
TYPED_FACTS = ("pay_min", "pay_max", "contract_type_id", "user_id")


def get_binding(found):
    """:param dict found: what ``_check_ad`` says of one ad
    :return: list of the titles of what is binding and missing"""
    return [
        point["title"]
        for point in found["points"]
        if point["binding"] and point["state"] == MISSING
    ]


def get_unfinished(points):
    """What nobody has written yet, or forgot to take out: however good the rest is.

    :param list points: dicts of what was found, see ``_check_ad``
    :return: list of reasons
    """
    return [
        point["reason"]
        for point in points
        if point["code"] in UNFINISHED
        and point["state"] != OK
        and (point["mend"] or {}).get("do") != "field"
    ]


class Finding(NamedTuple):
    state: str
    reason: str = ""
    mend: dict | None = None
    details: list = []  # dicts of words, reason, mend


class AdText:
    """An ad in one language.

    :param str lang: code of the language of the page
    :param sample: sentences of somebody else's sample, see ``get_sample_sentences``
    """

    def __init__(self, lang, name, blocks, sample=frozenset()):
        self.lang = lang
        self.name = name or ""
        self.blocks = blocks
        # What is somebody else's sample, or still to be filled in, says nothing.
        self.own = [own for block in blocks if (own := _take_own(block, sample))]
        self.language = guess_of_blocks(self.own or blocks) or lang[:2]
        self.word_count = sum(len(get_words(block.words)) for block in self.own)
        self._said = None

    def count_said(self, topic):
        """:param str topic: key of ``TOPICS``
        :return: int, how many words are said about it: sentences that name it, and what
            stands under a heading that does"""
        if self._said is None:
            self._said = self._count_topics()
        return self._said[topic]

    def _count_topics(self):
        counts = dict.fromkeys(TOPICS, 0)
        under = frozenset()
        for block in self.own:
            if block.kind == "heading":
                under = _find_topics(block.words)
                continue
            for said in get_sentences([block]):
                number = len(get_words(said))
                for topic in under | _find_topics(said):
                    counts[topic] += number
        return counts

    @property
    def plain(self):
        return "\n".join(block.words for block in self.own)


def _take_own(block, sample):
    """:return: ``Block`` of the sentences that are the company's own, or None"""
    own = [
        said
        for said in get_sentences([block])
        if not PLACEHOLDER.search(said) and not find_sample([Block("text", said)], sample)
    ]
    return Block(block.kind, " ".join(own)) if own else None


def _find_topics(said):
    return frozenset(name for name, topic in TOPICS.items() if topic.pattern.search(said))


class Ad:
    """One job position.

    :param texts: list of ``AdText``, one for each language that differs
    :param facts: dict of what fields say: ``pay``, ``hours``, ``contact``, ``story``,
        ``benefits``, ``details_are_sample`` (truth values), ``looked`` (ids of points that
        somebody has ticked)
    :param untranslated: names of languages that read the text of another
    """

    def __init__(self, company, texts, facts, untranslated=(), many=False):
        self.company = company
        self.texts = texts
        self.facts = facts
        self.untranslated = untranslated
        self.many = many  # whether the website has several languages
