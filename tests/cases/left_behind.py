"""What is left behind by something that should leave nothing."""

from odoo.tools import SQL


def count_rows(env, tables):
    """:param tables: names of tables
    :return: dict of each → how many rows it has"""
    # What is tracked becomes messages at the end of a transaction.
    env.cr.flush()
    counts = {}
    for table in tables:
        ((counts[table],),) = env.execute_query(
            SQL("SELECT COUNT(*) FROM %s", SQL.identifier(table))
        )
    return counts
