"""Where numbers end: waits beyond these are typing errors."""

from datetime import timedelta

LONGEST = timedelta(days=730)
# The same in the units of a delay.
LONGEST_DELAY = {
    "minutes": LONGEST.days * 24 * 60,
    "hours": LONGEST.days * 24,
    "days": LONGEST.days,
    "working_days": LONGEST.days * 5 // 7,
}

# So many rows are worked on in one transaction.
BATCH_SIZE = 200
# So many workers may die over one row before it is given up.
MAX_DEATHS = 3
# So much of what a server answers is kept.
DETAIL_LENGTH = 200
