"""How long it took until a new colleague worked independently, as the manager says it."""

PRODUCTIVE = [
    ("month", "Within a month"),
    ("quarter", "Within three months"),
    ("half", "Within six months"),
    ("not_yet", "Not yet"),
]
# What counts as soon.
SOON = ("month", "quarter")
