"""One bad record stops nobody else."""

import psycopg2

from .transaction_conflicts import CONFLICTS

# Things that pass: what failed is tried again later.
TEMPORARY = (OSError, MemoryError, psycopg2.OperationalError)


def do_in_halves(records, work, failed):
    """Do ``work`` for all records at once. If that fails, do it for each half, and so
    on down to the record that is at fault: one among n costs about log(n) rounds.

    :param records: recordset
    :param work: function of a recordset; what it wrote is undone where it fails
    :param failed: function of the one record at fault and the error
    :raise: what concerns the transaction as a whole: a conflict, a lost connection
    """
    if not records:
        return
    cr = records.env.cr
    try:
        with cr.savepoint():
            work(records)
        return
    except Exception as error:
        conflict = find_cause(error, CONFLICTS)
        if conflict:
            raise conflict from None
        if cr._cnx.closed:
            raise
        if len(records) == 1:
            failed(records, error)
            return
    half = len(records) // 2
    do_in_halves(records[:half], work, failed)
    do_in_halves(records[half:], work, failed)


def find_cause(error, kinds):
    """:return: the first of ``kinds`` in what led to the error, or None: a renderer
    wraps what it meets into an error of its own"""
    seen = set()
    while error and error not in seen:
        if isinstance(error, kinds):
            return error
        seen.add(error)
        error = error.__cause__ or error.__context__
    return None
