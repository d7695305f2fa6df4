"""When an application is closed and its candidate knows it."""

from odoo import fields

CLOSED = [
    "|",
    ("date_closed", "!=", False),
    "&",
    ("refuse_reason_id", "!=", False),
    ("answer_state", "in", ("told", "not_owed")),
]


def get_closing(applicant):
    """:return: date, the first day of the month in which the application was closed"""
    moment = (
        applicant.date_closed
        or applicant.decision_told_date
        or applicant.decision_date
        or applicant.create_date
    )
    return fields.Date.start_of(moment.date(), "month")
