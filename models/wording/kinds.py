"""What is wrong with a word, in the order in which it weighs."""

from .languages import ENGLISH, SWEDISH

KINDS = [
    ("discriminating", "Discriminates"),
    ("excluding", "Excludes"),
    ("coded", "Gender-Coded"),
    ("empty", "Empty Phrase"),
]
LANGUAGES = [(ENGLISH, "English"), (SWEDISH, "Swedish")]
