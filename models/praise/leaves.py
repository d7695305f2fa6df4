"""What a candidate may choose of their thanks, and its limits."""

NAMED = "named"
NAMELESS = "nameless"
KEPT = "kept"
LEAVES = [
    (NAMED, "With the name"),
    (NAMELESS, "Without the name"),
    (KEPT, "For HR only"),
]
# What is chosen for somebody who is not in the list.
SOMEBODY_ELSE = "else"
LONGEST_WORDS = 10_000
LONGEST_WHOM = 100
# Thanks of one candidate that wait: more is no gratitude.
MOST_WAITING = 10
# What has not been passed on by then is deleted.
MONTHS_KEPT = 12
