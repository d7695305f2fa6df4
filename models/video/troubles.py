"""What can go wrong in a video interview, and who says so."""

from datetime import timedelta

TROUBLES = ("camera", "microphone", "sound", "connection")
SAYERS = [
    ("before", "Candidate, before"),
    ("after", "Candidate, afterwards"),
    ("colleague", "Interviewer"),
]
# What a colleague has to do about a video interview.
TROUBLE, TEST_CALL = "technology", "test_call"
# How long after an interview the candidate's page asks whether the technology worked.
ASKED_FOR = timedelta(days=14)
OFFICERS = "hr_recruitment.group_hr_recruitment_user"
# What a choice in a survey means: no trouble, or some.
TROUBLE_CODES = ("no_trouble", "trouble")
