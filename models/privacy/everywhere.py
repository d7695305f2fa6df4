"""A search through every text of the database and every file, whatever model has it."""

import re
from typing import NamedTuple

from odoo.tools import SQL

# Strings, lists and JSON.
IS_TEXT = SQL("(kind.typcategory IN ('S', 'A') OR kind.typname IN ('json', 'jsonb'))")
# So many places of one table are named.
MOST = 100
# Bytes of a table whose texts are first looked at all together: hardly any has something, and
# PostgreSQL needs twenty times as long to look at one row after the other.
SMALL_TABLE = 8_000_000
# Bytes of a file that are read.
LARGEST_FILE = 10_000_000
# What a program can read as it is; of other documents, what Odoo has read of them.
READABLE = ("text/%", "message/%", "%json%", "%xml")


class Place(NamedTuple):
    """Where something was found."""

    table: str
    # None where the table has no number for its rows.
    id: int | None
    column: str


class Table(NamedTuple):
    name: str
    columns: list  # of text
    is_numbered: bool
    is_small: bool


def search_everywhere(env, patterns, without=()):
    """:param patterns: as of ``spellings``
    :param without: names of tables that are left out
    :return: list of ``Place``; the files among them are those of ``ir_attachment``"""
    pattern = "|".join(f"(?:{each})" for each in patterns if each)
    if not pattern:
        return []
    env.flush_all()
    found = []
    for table in _read_tables(env):
        if table.name not in without:
            found += _search_table(env, table, pattern)
    return found + _search_files(env, pattern)


def _read_tables(env):
    """:return: list of ``Table``; what only PostgreSQL itself writes is none"""
    # Of PostgreSQL's own catalogue: its information schema takes seconds for the same.
    rows = env.execute_query(
        SQL(
            """
            SELECT relation.relname,
                   ARRAY_AGG(attribute.attname::text ORDER BY attribute.attnum)
                       FILTER (WHERE %(is_text)s),
                   BOOL_OR(attribute.attname = 'id'
                           AND kind.typname IN ('int4', 'int8')),
                   pg_table_size(relation.oid) <= %(small)s
              FROM pg_class AS relation
              JOIN pg_namespace AS space ON space.oid = relation.relnamespace
              JOIN pg_attribute AS attribute ON attribute.attrelid = relation.oid
              JOIN pg_type AS kind ON kind.oid = attribute.atttypid
             WHERE space.nspname = current_schema AND relation.relkind = 'r'
               AND attribute.attnum > 0 AND NOT attribute.attisdropped
               AND has_table_privilege(relation.oid, 'SELECT')
          GROUP BY relation.oid, relation.relname
            HAVING BOOL_OR(%(is_text)s)
          ORDER BY relation.relname
            """,
            is_text=IS_TEXT,
            small=SMALL_TABLE,
        )
    )
    return [Table(*row) for row in rows]


def _search_table(env, table, pattern):
    # Once for each row: a million rows with twenty columns are looked at in seconds.
    texts = [SQL("%s::text", SQL.identifier(name)) for name in table.columns]
    together = SQL("CONCAT_WS(E'\n', %s)", SQL(", ").join(texts))
    if table.is_small and not _is_in_all(env, table, together, pattern):
        return []
    hits = [SQL("COALESCE(%s ~* %s, FALSE)", text, pattern) for text in texts]
    rows = env.execute_query(
        SQL(
            "SELECT %s, ARRAY[%s] FROM %s WHERE %s ~* %s LIMIT %s",
            SQL.identifier("id") if table.is_numbered else SQL("NULL"),
            SQL(", ").join(hits),
            SQL.identifier(table.name),
            together,
            pattern,
            MOST,
        )
    )
    return [
        Place(table.name, row_id, name)
        for row_id, found in rows
        for name, hit in zip(table.columns, found, strict=True)
        if hit
    ]


def _is_in_all(env, table, together, pattern):
    """:return: whether it can be in a row: a line's end between rows is one between words,
    too, so there can be more than in the rows, and never less"""
    ((found,),) = env.execute_query(
        SQL(
            "SELECT STRING_AGG(%s, E'\n') ~* %s FROM %s",
            together,
            pattern,
            SQL.identifier(table.name),
        )
    )
    return found


def _search_files(env, pattern):
    """Those that are texts, wherever Odoo keeps them."""
    known = re.compile(pattern, re.IGNORECASE)
    rows = env.execute_query(
        SQL(
            """SELECT id FROM ir_attachment
                WHERE type = 'binary' AND mimetype LIKE ANY(%s)
                  AND COALESCE(file_size, 0) <= %s
                  AND COALESCE(url, '') NOT LIKE '/web/assets/%%'""",
            list(READABLE),
            LARGEST_FILE,
        )
    )
    files = env["ir.attachment"].sudo().browse(row_id for (row_id,) in rows)
    found = [file.id for file in files if known.search((file.raw or b"").decode(errors="replace"))]
    return [Place("ir_attachment", file_id, "raw") for file_id in found]
