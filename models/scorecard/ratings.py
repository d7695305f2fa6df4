"""What interviewers say of a competence, and of the candidate."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

USES = "uses_scorecards"
RATINGS = [("1", "1"), ("2", "2"), ("3", "3"), ("4", "4")]
# What a level means where nobody has written it for the competence.
ANCHORS = {
    "1": _lt("Far from what the role needs"),
    "2": _lt("Not yet what the role needs"),
    "3": _lt("What the role needs"),
    "4": _lt("More than the role needs"),
}
RECOMMENDATIONS = [
    ("strong_yes", "Yes, clearly"),
    ("yes", "Yes"),
    ("no", "No"),
    ("strong_no", "No, clearly"),
]
FOR = ("strong_yes", "yes")
