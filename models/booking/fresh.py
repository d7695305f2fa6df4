"""What others have committed since our own transaction began to read."""

from contextlib import contextmanager

import odoo.modules.module

from ..rehearsal import is_rehearsal


@contextmanager
def read_anew(records):
    """Odoo's transactions go on seeing the database as it was at their first query. Whoever
    has waited for a lock needs to see what happened meanwhile.

    :return: the records, to be read only, in a transaction that has just begun; what we
        have not committed is not to be seen there"""
    if odoo.modules.module.current_test or is_rehearsal(records.env):
        # All of a test is one transaction, and so is a rehearsal.
        yield records
        return
    with records.env.registry.cursor() as cr:
        yield records.with_env(records.env(cr=cr))
