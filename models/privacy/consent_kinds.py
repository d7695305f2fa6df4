"""What a candidate can agree to, and what can come of it."""

NEAR_MISS = "near_miss"
# What is asked with a text that the company writes.
ASKED_KINDS = [
    ("recording", "Recording of an interview"),
    ("background_check", "Background check"),
    ("reference", "References"),
]
KINDS = [(NEAR_MISS, "Kept for other positions"), *ASKED_KINDS]
# What candidates do, and, at last, what the passing of time does.
EVENTS = [
    ("given", "Given"),
    ("renewed", "Renewed"),
    ("declined", "Declined"),
    ("withdrawn", "Consent Withdrawn"),
    ("ended", "Ended"),
]
STATES = [
    ("waiting", "No answer yet"),
    ("given", "Given"),
    ("declined", "Declined"),
    ("withdrawn", "Consent Withdrawn"),
    ("ended", "Ended"),
]
LONGEST_CONSENT = 60  # months
