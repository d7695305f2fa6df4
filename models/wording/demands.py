"""What a text demands of who reads it. Each demand keeps somebody from applying; the more
there are, the more of those who would do well."""

import re

from .text_blocks import get_sentences

DEMANDING = re.compile(
    r"\b(?:must[- ]haves?|requirements?|required|qualifications?|what you (?:need|bring|have)"
    r"|you (?:have|bring|need)|who you are|we are looking for|your profile|about you"
    r"|krav\w*|skallkrav|ska-?krav|kvalifikationer|kompetenskrav|(?:vi söker|du) (?:dig|har|är)"
    r"|vem är du|din (?:profil|bakgrund)|om dig|vi söker|detta kräver vi)\b",
    re.IGNORECASE,
)
WISHING = re.compile(
    r"\b(?:nice[- ]to[- ]have\w*|a plus|bonus|preferred|desirable|good to have|advantage\w*"
    r"|merit\w*|plus|önskvär\w*|fördel\w*|bra att (?:ha|kunna)|inte (?:ett )?krav"
    r"|not (?:a )?require\w*)\b",
    re.IGNORECASE,
)
DEMAND = re.compile(
    r"\b(?:must|(?:is|are) required|required|essential|mandatory|you need|you (?:will )?have to"
    r"|måste|krav|krävs|kräver vi|vi kräver|obligatorisk\w*|du behöver"
    r"|du ska (?:ha|kunna|vara|behärska))\b",
    re.IGNORECASE,
)
# "We must say …", "our requirements": what is said of the company is no demand.
OF_US = re.compile(r"\b(?:we|vi) (?:must|måste)\b", re.IGNORECASE)


def find_demands(blocks):
    """:return: list of str, the demands of a text: list items under a heading of demands,
    and sentences elsewhere that say must, required, krav …"""
    found, listed = [], False
    for block in blocks:
        wished = WISHING.search(block.words)
        if block.kind != "item" and _heads(block):
            listed = bool(DEMANDING.search(block.words)) and not wished
            continue
        if block.kind == "heading":
            listed = False
        elif block.kind == "item" and listed:
            if not wished:
                found.append(block.words)
        else:
            found.extend(said for said in get_sentences([block]) if _demands(said))
    return found


def _heads(block):
    """:return: whether a list may follow that is about what the block says"""
    said = DEMANDING.search(block.words) or WISHING.search(block.words)
    return bool(said) and (block.kind == "heading" or block.words.endswith(":"))


def _demands(sentence):
    said = DEMAND.search(sentence)
    return bool(said) and not WISHING.search(sentence) and not OF_US.search(sentence)
