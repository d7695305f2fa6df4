"""Triggers by what they are about."""

STAGE_TRIGGERS = ("stage_entered", "stage_idle")
# Leaving the stage makes these untrue.
BOUND_TO_STAGE = (*STAGE_TRIGGERS, "hired")
# What a decision sets off stays true though the application is closed.
DECISION_TRIGGERS = ("refused", "refusal_sent", "withdrawn")
INTERVIEW_TRIGGERS = (
    "interview_booked", "interview_moved", "interview_cancelled", "interview_before",
    "interview_after",
)  # fmt: skip
# What no plan may forget: without a step of its own, the general plan's is used.
NEVER_FORGOTTEN = ("refused", "keep_ends")
