"""Choices of surveys and feedback: kinds, moments, meanings."""

FEEDBACK_TYPE = "candidate_feedback"
REVIEW_TYPE = "recruitment_review"
# Only we keep others from reading the answers.
OWN_TYPES = (FEEDBACK_TYPE, REVIEW_TYPE)
MOMENTS = [
    ("applied", "After applying"),
    ("interviewed", "After an interview"),
    ("refused", "After a refusal"),
    ("withdrawn", "After withdrawing"),
    ("hired", "After the hire"),
    ("first_week", "After the first week"),
    ("onboarded", "During onboarding"),
    ("third_month", "After three months"),
]
ANONYMITY = [
    ("named", "Named"),
    ("confidential", "Confidential"),
    ("anonymous", "Anonymous"),
]
ANONYMITY_HELP = (
    "Named: the hiring team reads the answers with the name, once the application is "
    "closed.\n"
    "Confidential: only candidate experience managers see who answered.\n"
    "Anonymous: no link between answer and candidate is kept, and answers "
    "appear only in groups."
)
TROUBLE = [("trouble", "Had technical trouble"), ("no_trouble", "No technical trouble")]
EARLIER_CONTACT = [
    ("employee", "Knows somebody who works here"),
    ("customer", "Is a customer or partner"),
    ("worked", "Has worked here"),
    ("brand", "Knew the company by name"),
    ("none", "Did not know the company"),
]
# What an answer can count as, for a question of that role.
ANSWER_CODES = {"trouble": dict(TROUBLE), "earlier_contact": dict(EARLIER_CONTACT)}
# Roles of questions that rate a driver, whoever is asked.
RATED = ("driver", "explained")
OUTCOMES = [
    ("ongoing", "Ongoing"),
    ("hired", "Hired"),
    ("refused", "Refused"),
    ("withdrawn", "Withdrawn"),
]
LOW_SCORE = 6
