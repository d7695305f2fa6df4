"""The three questions of a monthly look, its states, and the days in which it is answered."""

USES = "uses_looks"
QUESTIONS = ("went_well", "went_badly", "to_change")
STATES = [
    ("open", "To Answer"),
    ("answered", "Answered"),
    ("missed", "Not answered"),
    ("closed", "Closed"),
]
# Why nobody is asked any more.
CLOSED_BECAUSE = [
    ("left", "Does not work here any more"),
    ("no_job", "No open job position any more"),
    ("off", "Monthly check-ins were switched off"),
]
# From the day on which it is opened.
DAYS_TO_ANSWER = 10
# So many days before the last one, who has not answered is reminded, once.
REMIND_BEFORE = 1
