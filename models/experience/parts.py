"""What of the report is counted ahead, month by month: its parts and their topics."""

# By which date a row belongs to a month: a day, or else a moment in UTC.
DAYS = {"feedback"}
TOPICS = {
    "feedback": "Feedback, by its date",
    "invitation": "Invitations to surveys, by the date on which they were sent",
    "application": "Applications, by the date on which they came in",
    "decision": "Decisions, by their date",
}
# Part → topic, and how many columns are its key. The service has a method
# ``_sum_<name>``: company, key and numbers of what it is given. Of durations, the key has
# the days, see ``_select_days``, and the number how many took as long.
PARTS = {
    "score": ("feedback", 0),
    "groups": ("feedback", 11),
    "told": ("feedback", 1),
    "drivers": ("feedback", 1),
    "together": ("feedback", 3),
    "means": ("feedback", 0),
    "comments": ("feedback", 0),
    "themes": ("feedback", 1),
    # Read by hr.recruitment.feedback.summary.
    "cells": ("feedback", 3),
    "invited": ("invitation", 0),
    "outcomes": ("application", 1),
    "sources": ("application", 2),
    "promises": ("application", 0),
    "visits": ("application", 3),
    "first_answer": ("application", 1),
    "refusals": ("decision", 0),
    "decided": ("decision", 1),
    "message": ("decision", 1),
}
