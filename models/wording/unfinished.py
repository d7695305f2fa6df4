"""What was meant to be replaced and was not: placeholders, filling text, somebody else's
sample."""

import re

from .text_blocks import get_sentences, get_words

# A sentence of a sample counts from so many words on: "Good salary" may be anybody's.
FEWEST_WORDS = 3
PLACEHOLDER = re.compile(
    r"""
    \[ (?=[^\]]*[^\W\d_]) [^\[\]\n]{1,300} \]      # [company]; a footnote [1] is none
    | \{\{ [^{}\n]{0,60} \}\}
    | <\s*[^\W\d_][\w ]{0,40}>                     # <name>, as people see it
    | (?<![\w-]) (?:X{2,}|x{3,}) (?![\w-])         # XX, but no size XXL
    | (?<!\w) (?:TBD|TBA|TODO|FIXME) (?!\w)
    | (?i: (?<!\w) lorem [ ] ipsum (?!\w) )
    | _{3,}
    """,
    re.VERBOSE,
)


def find_placeholders(blocks):
    """:return: list of str as they stand in the text, each once"""
    found = [match for block in blocks for match in PLACEHOLDER.findall(block.words)]
    return list(dict.fromkeys(found))


def find_sample(blocks, sample):
    """:param sample: ``get_sample_sentences`` of what somebody else wrote
    :return: list of the sentences of a text that stand in it, too"""
    return [said for said in get_sentences(blocks) if _simplify(said) in sample]


def get_sample_sentences(blocks):
    """:return: frozenset of the sentences of a sample, to compare texts with"""
    return frozenset(
        _simplify(said) for said in get_sentences(blocks) if len(get_words(said)) >= FEWEST_WORDS
    )


def _simplify(sentence):
    return " ".join(word.lower() for word in get_words(sentence))
