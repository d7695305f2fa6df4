"""The groups of scores, and the counts of a group without answers."""

# What answers are grouped by: column of the fact table → name in the data.
DIMENSIONS = {
    "moment": "moment",
    "job_id": "job",
    "department_id": "department",
    "user_id": "user",
    "source_id": "source",
    "medium_id": "medium",
    "outcome": "outcome",
    "earlier_contact": "earlier_contact",
}
# What answers are added up by besides, where the reader sees several companies: everything
# there is in one of them.
COMPANY, COMPANY_NAME = "company_id", "company"
# Promoters, passives, detractors.
NOTHING = (0, 0, 0)
# Groups that may be made up of others: what one hides, the other must not give away.
NESTED = [
    ("job_id", "department_id"),
    ("job_id", "user_id"),
    ("user_id", "department_id"),
    ("source_id", "medium_id"),
    ("moment", "outcome"),
]
