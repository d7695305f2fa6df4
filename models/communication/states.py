"""What several files know of the states of the ledger."""

from datetime import timedelta

# Still to leave.
COMING = ("scheduled", "queued")
# Actions that are an email to the candidate.
BY_MAIL = ("email", "survey", "assessment", "screening", "booking", "offer")
# Did not leave, and nobody has to mend it.
STOPPED = ("skipped", "cancelled", "expired")
# Nothing leaves before: as long as the button to undo it is there.
GRACE = timedelta(seconds=10)
# Who passed the limit of silence longer ago is nobody's news; whoever installs the addon
# does not find a task for each of them.
DAYS_TO_NOTE = timedelta(days=7)
# Kinds of to-dos that are a talk once they are done.
TALKS = ("phonecall", "meeting")
