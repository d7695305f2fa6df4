"""Why somebody who looks at a job page does not apply."""

REASONS = [
    ("role", "Not the right role for me"),
    ("pay", "The pay"),
    ("place", "The place or the hours"),
    ("demands", "Too much is asked for"),
    ("unclear", "The ad does not tell me enough"),
    ("effort", "Applying is too cumbersome"),
]
# More of one reason, for one job position in a month, are no people.
MOST_A_MONTH = 1_000
# Fewer answers say more about who gave them than about the job.
ENOUGH = 5
