"""How old one has to be to read the texts that candidates get."""

from ...models.wording.readability import count_syllables
from ...models.wording.text_blocks import get_sentences, get_words

# Children begin the first grade of American schools when they are six.
AGE_BEFORE_SCHOOL = 5


def measure_grade(blocks):
    """The Flesch–Kincaid grade level of an English text: J. P. Kincaid, R. P. Fishburne,
    R. L. Rogers and B. S. Chissom, "Derivation of New Readability Formulas for Navy Enlisted
    Personnel" (Naval Technical Training Command, 1975). 0.39 × words per sentence + 11.8 ×
    syllables per word − 15.59.

    :return: float, the year of American schools that is enough to read it"""
    words = [word for block in blocks for word in get_words(block.words)]
    syllables = sum(map(count_syllables, words))
    sentences = len(get_sentences(blocks))
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def measure_age(blocks):
    """:return: float, years"""
    return measure_grade(blocks) + AGE_BEFORE_SCHOOL
