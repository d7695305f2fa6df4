"""What decides which times are offered, and what candidates may change."""

from typing import NamedTuple


class Rules(NamedTuple):
    """As they were when the times were offered: a rule that is changed later changes
    nothing for who has chosen by it."""

    buffer_before: int = 15
    buffer_after: int = 15
    most_per_day: int = 4
    notice_hours: int = 24
    horizon_days: int = 14
    slot_minutes: int = 30
    within_office_hours: bool = True
    choose_days: int = 5
    reminder_days: int = 2
    moves_allowed: int = 2
    change_hours: int = 24


def read_rules(values):
    """:param dict values: of JSON, may be empty or of another version
    :return: ``Rules``"""
    known = {name: value for name, value in (values or {}).items() if name in Rules._fields}
    return Rules(**known)
