"""States of a test, and the numbers that people may type."""

# Odoo's own kinds that may be sent as a test: never one of ours, nor an interview form.
TEST_TYPES = ("assessment", "custom")
WAITING = ("sent", "started")
STATES = [
    ("sent", "Sent"),
    ("started", "Started"),
    ("finished", "Finished"),
    ("late", "Out of time"),
    ("withdrawn", "No longer needed"),
]
# Working days until the deadline; more is a typing error.
LONGEST_DAYS = 60
# Percent: three times as long again.
MOST_EXTRA = 300
# Minutes that anybody expects a test to take.
LONGEST_TEST = 480
# Seconds in which what a page sends by itself at the end of the time still counts, as in
# Odoo's survey.
GRACE = 10
# Where our controller says, in the context, that a page has sent its answers as the time
# ran out.
IN_GRACE = "assessment_in_grace"
