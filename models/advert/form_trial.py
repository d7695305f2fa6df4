"""Somebody of ours tries an application form, as a person would."""

from datetime import timedelta

# What the form sends along, and the parameter of its page.
TRIAL = "candidate_trial"
PARAMETER = "trial"
SCOPE = "hr_job_form_trial"
# So long a link to the form works; the checklist gives another one.
LASTS = timedelta(hours=48)
# So long somebody has time to try it.
DAYS_TO_TRY = 7
MINUTES = [
    ("2", "Up to 2 minutes"),
    ("5", "Up to 5 minutes"),
    ("10", "Up to 10 minutes"),
    ("more", "More than 10 minutes"),
]
YES_NO = [("yes", "Yes"), ("no", "No")]
# Beyond this, people write to each other.
LONGEST_WORDS = 1_000
