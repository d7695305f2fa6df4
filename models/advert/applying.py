"""What candidates are asked on the application form, beside Odoo's own fields."""

import re

# Opinion of the company before the application.
OPINIONS = [
    ("good", "Good"),
    ("neutral", "Neither good nor bad"),
    ("bad", "Bad"),
    ("none", "No opinion"),
]
ANSWERS = [("yes", "Yes"), ("no", "No")]
# Name of the input → id of the requirement that it asks for.
REQUIREMENT = re.compile(r"candidate_requirement_(\d{1,9})")
# Inputs that are fields of the application.
QUESTIONS = ("earlier_contact", "opinion_before")
# Input that says where the ad was seen: id of a source.
SEEN = "candidate_seen_source"
# Beyond this, nobody reads what a role truly needs.
MOST_REQUIREMENTS = 8
