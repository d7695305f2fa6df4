"""A search through every text of the database and every file, whatever model has it."""

import re
from typing import NamedTuple

from odoo.tools import SQL

TYPES = ("text", "character varying", "character", "json", "jsonb", "ARRAY")
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


def search_everywhere(env, patterns, without=()):
    """:param patterns: as of ``spellings``
    :param without: names of tables that are left out
    :return: list of ``Place``; the files among them are those of ``ir_attachment``"""
    pattern = "|".join(f"(?:{each})" for each in patterns if each)
    if not pattern:
        return []
    env.flush_all()
    tables = _read_tables(env)
    found = []
    for table in sorted(tables.keys() - set(without)):
        found += _search_table(env, table, tables[table], pattern)
    return found + _search_files(env, pattern)


def _read_tables(env):
    """:return: dict table → (list of its columns of text, whether its rows are numbered,
    whether it is small); what only PostgreSQL itself writes is none"""
    rows = env.execute_query(
        SQL(
            """
            SELECT known.table_name, known.column_name,
                   pg_table_size(quote_ident(known.table_name)::regclass)
              FROM information_schema.columns AS known
              JOIN information_schema.tables AS place USING (table_schema, table_name)
             WHERE known.table_schema = current_schema AND place.table_type = 'BASE TABLE'
               AND known.data_type IN %s
          ORDER BY known.table_name, known.ordinal_position
            """,
            TYPES,
        )
    )
    tables, sizes = {}, {}
    for table, column, size in rows:
        tables.setdefault(table, []).append(column)
        sizes[table] = size
    numbered = env.execute_query(
        SQL(
            """SELECT table_name FROM information_schema.columns
                WHERE table_schema = current_schema AND column_name = 'id'
                  AND data_type IN ('integer', 'bigint')"""
        )
    )
    numbered = {table for (table,) in numbered}
    return {
        table: (columns, table in numbered, sizes[table] <= SMALL_TABLE)
        for table, columns in tables.items()
    }


def _search_table(env, table, columns, pattern):
    names, numbered, is_small = columns
    hits = [SQL("%s::text ~* %s", SQL.identifier(name), pattern) for name in names]
    # Once for each row: a million rows with twenty columns are looked at in seconds.
    texts = SQL(", ").join(SQL("%s::text", SQL.identifier(name)) for name in names)
    together = SQL("CONCAT_WS(E'\n', %s)", texts)
    if is_small and not _is_in_all(env, table, together, pattern):
        return []
    rows = env.execute_query(
        SQL(
            "SELECT %s, ARRAY[%s] FROM %s WHERE %s LIMIT %s",
            SQL.identifier("id") if numbered else SQL("NULL"),
            SQL(", ").join(SQL("COALESCE(%s, FALSE)", hit) for hit in hits),
            SQL.identifier(table),
            SQL("%s ~* %s", together, pattern),
            MOST,
        )
    )
    return [
        Place(table, row_id, name)
        for row_id, found in rows
        for name, hit in zip(names, found, strict=True)
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
            SQL.identifier(table),
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
