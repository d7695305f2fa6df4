"""Whose it is before, and a note with a button that undoes it after: see ``undo.js``."""

from datetime import timedelta

from .states import GRACE

# For who was called away; what has left is not undone anyway.
UNDOABLE = timedelta(minutes=10)
# What touches more is asked about first.
MANY = 20
# Names in a question; of the others, the number.
NAMED = 8


def offer_undo(records, message):
    """:param records: their ``action_undo`` brings back what was
    :param str message: what was done
    :return: action of the client"""
    return {
        "type": "ir.actions.client",
        "tag": "candidate_experience_undo",
        "params": {
            "model": records._name,
            "ids": records.ids,
            "message": message,
            "seconds": GRACE.total_seconds(),
        },
    }


def name_some(env, names):
    """:param list names: of str
    :return: str, the first of them, the others as a number"""
    named = names[:NAMED]
    if more := len(names) - len(named):
        named.append(env._("and %s others", more))
    return ", ".join(named)
