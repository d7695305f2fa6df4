"""States of an offer, what may be chosen, and the numbers that people may type."""

from datetime import timedelta

STATES = [
    ("draft", "Being Prepared"),
    ("planned", "On Its Way"),
    ("open", "Awaiting Answer"),
    ("accepted", "Accepted"),
    ("declined", "Declined"),
    ("expired", "No Answer in Time"),
    ("withdrawn", "Withdrawn by Us"),
    ("replaced", "Replaced by a Newer Version"),
]
# As long as there is something to wait for.
WAITING = ("planned", "open")
# The candidate has been told of these.
TOLD = ("open", "accepted", "declined", "expired")
DECLINE_REASONS = [
    ("other_offer", "Another offer"),
    ("pay", "Pay"),
    ("content", "What the work is about"),
    ("place", "Place or travel"),
    ("hours", "Hours or flexibility"),
    ("conditions", "Other conditions"),
    ("stays", "Stays where they are"),
    ("process", "How the recruitment went"),
    ("personal", "Personal reasons"),
    ("other", "Something else"),
]
# What a message says of it.
NEWS = [
    ("new", "The offer"),
    ("reminder", "A reminder"),
    ("extended", "More days to answer"),
    ("withdrawn", "The offer is withdrawn"),
]
# What is agreed: nothing of it changes once it has left.
TERMS = (
    "role_name",
    "first_day",
    "pay_amount",
    "pay_variable",
    "pay_period",
    "currency_id",
    "place",
    "share_percent",
    "hours_per_week",
    "contract_type_id",
    "until_day",
    "probation_months",
    "notice_period",
    "conditions",
    "benefits",
    "valid_until",
    "signer_id",
)
# Working days to answer, percent of full time, hours of a week, months of probation.
LONGEST_DAYS = 60
MOST_HOURS = 80
LONGEST_PROBATION = 24
OFFER = "offer"
USES = "uses_offers"
OFFICERS = "hr_recruitment.group_hr_recruitment_user"
# A no can be taken back, by mistake or on second thoughts.
TIME_TO_UNDO = timedelta(days=1)
