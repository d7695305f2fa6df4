"""What keeps a planned row from leaving, and what happens around it: in this order.

Each name is a method of the ledger, in the room that it belongs to.
"""

from typing import NamedTuple

from .triggers import CLOSING, REFUSAL, names


class Guard(NamedTuple):
    """``_guard_<name>(known)`` returns (state, reason) that ends or holds the row, or
    None."""

    name: str
    # Triggers that it does not concern.
    exempt: tuple = ()


GUARDS = (
    # Whoever asks to be erased hears nothing, whatever it is about.
    Guard("request"),
    Guard("invitation"),
    # ``_obstacle_<trigger>``
    Guard("trigger"),
    Guard("closed", exempt=names(lambda t: not {CLOSING, REFUSAL} & set(t.ended_by))),
    Guard("stage"),
    Guard("arrival", exempt=names(lambda t: not t.needs_application)),
    Guard("paused"),
    Guard("call"),
    Guard("archived", exempt=names(lambda t: t.owed)),
    Guard("late", exempt=names(lambda t: t.owed)),
    Guard("job", exempt=names(lambda t: t.in_closed_job)),
    Guard("content"),
    Guard("date"),
    Guard("address"),
)
# ``_wait_for_<name>()`` puts rows off and returns them. The sender comes before the window,
# which moves the day that a row expires by: each night one without a sender waits.
WAITS = ("minimum_delay", "sender", "window", "interview", "other_surveys")
# ``_note_sent_<name>(moment)``: what follows from a message that has arrived.
# "trigger" is ``_sent_<trigger>``.
EFFECTS = ("contact", "trigger", "stage", "pay")


class Known:
    """What the guards of a batch look up: once, for all of its rows, and only if one of
    them asks."""

    def __init__(self, rows, leaves=None):
        """:param datetime leaves: when the rows would leave, naive UTC; by default at the
        time that they are planned for"""
        self.rows = rows
        self.leaves = leaves
        self.found = {}

    def get(self, name):
        """:return: what ``_look_up_<name>`` of the ledger returns for the batch"""
        if name not in self.found:
            self.found[name] = getattr(self.rows, f"_look_up_{name}")()
        return self.found[name]
