"""What alarms watch: numbers, what they are about, and who may read them."""

from dataclasses import dataclass

# What a series is about → the column that says which one.
SIGHTS = {
    "company": None,
    "job": "job_id",
    "stage": "stage_id",
    "recruiter": "user_id",
    "moment": "moment",
    "driver": "driver_id",
}
KEYS = tuple(filter(None, SIGHTS.values()))
SIGHT_LABELS = [
    ("company", "Whole company"),
    ("job", "Job position"),
    ("stage", "Stage"),
    ("recruiter", "Recruiter"),
    ("moment", "Moment"),
    ("driver", "Driver"),
]
KIND_LABELS = [
    ("score", "cNPS"),
    ("driver", "Rating of a driver"),
    ("response", "Response rate"),
    ("withdrawn", "Withdrawn candidates"),
    ("stay", "Time in the stage"),
    ("promise", "Reply promises kept"),
]
STATES = [
    ("new", "New"),
    ("seen", "Noticed"),
    ("silenced", "Silenced"),
    ("resolved", "Resolved"),
]
# States of an alarm that is there: a series has one at most.
OPEN = ("new", "seen", "silenced")
# Told again, if it is still so, after as many days without another date.
SILENCE_DAYS = 90


@dataclass(frozen=True)
class Kind:
    """``sights``: what there are series of → the column of what the events of one are made up of:
    where the mix changes, the number has not. ``good``: the direction that is better.
    ``is_feedback``: of what candidates answered, for experience managers only"""

    sights: dict
    good: str
    is_feedback: bool


KINDS = {
    "score": Kind(
        {"company": "moment", "moment": "job_id", "job": "moment", "recruiter": "moment"},
        "up",
        True,
    ),
    "driver": Kind({"driver": "moment"}, "up", True),
    "response": Kind({"company": "moment", "job": "moment"}, "up", True),
    "withdrawn": Kind({"company": "stage_id", "stage": "job_id", "job": "stage_id"}, "down", False),
    "stay": Kind({"stage": "job_id", "job": "stage_id", "recruiter": "stage_id"}, "down", False),
    "promise": Kind({"company": "job_id", "job": None, "recruiter": "job_id"}, "up", False),
}
# What switches them on, see CAPABILITIES.
USES = "uses_alarms"
# Events of one block, at least: fewer make no number. Of answers the company's threshold, too.
FEWEST = 5


def is_for_officers(kind, sight):
    """:return: whether everybody in recruitment may read it, as in the report: what happened to
    applications, and nobody's own number"""
    return not KINDS[kind].is_feedback and sight != "recruiter"
