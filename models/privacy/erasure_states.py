"""What is true of every erasure."""

from datetime import timedelta

# How applications end.
ENDS = ("refused", "withdrawn", "hired")
# What is under way.
RUNNING = ("approved", "waiting", "telling")
# A mail about it that has not left by then is no news any more, and its address goes.
LONGEST_IN_OUTBOX = timedelta(days=3)
