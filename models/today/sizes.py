"""How much of a day is shown at once."""

# Lines of a section; the door leads to all of them.
LINES = 6
# Nobody works off more in a day: what is beyond is "more than".
MOST = 1000
