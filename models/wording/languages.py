"""Which language a text is in: English, Swedish, or hard to say."""

from .text_blocks import get_words

ENGLISH, SWEDISH = "en", "sv"
# Words that stand in nearly every sentence of one of the two, and in none of the other.
COMMON = {
    ENGLISH: frozenset(
        "the and of you your with we our are is will this that from have has be who what "
        "as it by or their they can which about not where when how us into more than these "
        "would should must if but there been".split()
    ),
    SWEDISH: frozenset(
        "och att det som är av en ett du dig din ditt dina vi oss vår vårt våra med för på "
        "till har den de inte kan ska eller om hos från där också även ett när vilket så "
        "kommer vara blir sig sin här bli samt men utan efter under genom".split()
    ),
}
# What headings of ads are made of, which have few of the words above.
OF_HEADINGS = {
    ENGLISH: frozenset(
        "responsibilities requirements qualifications offer benefits role job position team "
        "skills experience must nice required preferred application apply process contact "
        "working hours pay salary company day duties tasks profile".split()
    ),
    SWEDISH: frozenset(
        "arbetsuppgifter krav kvalifikationer erbjuder förmåner roll rollen tjänsten jobbet "
        "meriterande ansökan ansök kontakt arbetstid lön företaget uppgifter profil teamet "
        "erfarenhet söker letar vem".split()
    ),
}
LETTERS = frozenset("åäö")
ENOUGH = 2


def guess_language(text, heading=False):
    """:param str text: any
    :param bool heading: whether it is a heading, which has few words to go by
    :return: "en", "sv", or None where it is hard to say"""
    words = [word.lower() for word in get_words(text)]
    scores = {language: _score(words, language, heading) for language in (ENGLISH, SWEDISH)}
    first, second = sorted(scores, key=scores.get, reverse=True)
    needed = 1 if heading else ENOUGH
    if scores[first] < needed or scores[first] < 1.5 * scores[second]:
        return None
    return first


def _score(words, language, heading):
    score = sum(word in COMMON[language] for word in words)
    if heading:
        score += sum(word in OF_HEADINGS[language] for word in words)
    if language == SWEDISH:
        score += sum(0.5 for word in words if LETTERS & set(word))
    return score


def guess_of_blocks(blocks):
    """What most of the text is written in; headings count where there is nothing else.

    :return: "en", "sv" or None"""
    text = " ".join(block.words for block in blocks if block.kind != "heading")
    found = guess_language(text)
    return found or guess_language(" ".join(block.words for block in blocks), heading=True)


def find_foreign(blocks, language):
    """:param str language: what the text is written in
    :return: list of ``Block`` that are written in the other language"""
    if language not in COMMON:
        return []
    return [
        block
        for block in blocks
        if guess_language(block.words, block.kind == "heading") not in (None, language)
    ]
