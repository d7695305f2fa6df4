"""What an explanation is made of, and what candidates say of it."""

from datetime import timedelta

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

USES = "uses_explanation"
PARTS = ("strength", "missing", "advice")
# What stands above each part, for the candidate.
TITLES = {
    "strength": _lt("A strength that we saw"),
    "missing": _lt("What was missing for this role"),
    "advice": _lt("Advice for next time"),
}
# Half a page: more is not read.
LONGEST_PART = 2000
HELPED = [("yes", "Yes"), ("partly", "Partly"), ("no", "No")]
# So long an answer can be changed; only then it is counted.
TIME_TO_CHANGE = timedelta(days=7)
