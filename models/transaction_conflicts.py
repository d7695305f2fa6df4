"""Errors after which a transaction is done again from its beginning."""

import psycopg2.errors

# Another transaction got there first: the whole batch is to be read anew.
CONFLICTS = (
    psycopg2.errors.SerializationFailure,
    psycopg2.errors.DeadlockDetected,
)
