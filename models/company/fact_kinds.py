"""What facts about an employer are, and from which number on they are told."""

from collections import namedtuple

# ``number``: counted, and said in a sentence of ours; the others are written.
# ``show_from``: the number below which it impresses nobody.
# ``adds``: a job position's own stands beside the company's, not in its place.
# ``ages``: it is of a year, and is not shown for ever.
Kind = namedtuple("Kind", "name number show_from adds ages", defaults=(False, 0, False, False))

KINDS = (
    Kind("founded", number=True, show_from=5),
    Kind("tenure", number=True, show_from=3),
    Kind("head_count", number=True, show_from=10),
    Kind("team", number=True, show_from=5),
    Kind("meetings"),
    Kind("customers", adds=True),
    Kind("projects", adds=True),
    Kind("equipment"),
    Kind("award", adds=True, ages=True),
    Kind("certificate", adds=True, ages=True),
    Kind("mention", adds=True, ages=True),
    Kind("other", adds=True),
)
KIND = {kind.name: kind for kind in KINDS}
NUMBERS = tuple(kind.name for kind in KINDS if kind.number)
# A number about fewer colleagues would be about each of them.
FEWEST_PEOPLE = 5
# An award, a certificate or a mention is shown for so many years after its own.
YEARS_SHOWN = 3
