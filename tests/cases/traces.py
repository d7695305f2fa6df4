import os

from odoo.tools import SQL

# Where names are looked for by nothing that the addon has written itself.
PASSING = {"bus_bus", "ir_logging"}


def find_traces(env, *words):
    """An own search through the database and the filestore, as plain as can be.

    :param words: lower case
    :return: set of "table.column" and of paths of files that have one of the words"""
    env.flush_all()
    found = set()
    for table, columns in _get_columns(env).items():
        # Whole rows first: hardly any has something.
        if table not in PASSING and _has(env, table, SQL("whole"), words):
            found |= {
                f"{table}.{column}"
                for column in columns
                if _has(env, table, SQL("whole.%s", SQL.identifier(column)), words)
            }
    return found | _find_files(env, words)


def _get_columns(env):
    """:return: dict of tables → list of their columns that can have a text"""
    rows = env.execute_query(
        SQL(
            """
            SELECT relation.relname, ARRAY_AGG(attribute.attname::text)
              FROM pg_class AS relation
              JOIN pg_attribute AS attribute ON attribute.attrelid = relation.oid
             WHERE relation.relnamespace = 'public'::regnamespace
               AND relation.relkind IN ('r', 'p')
               AND attribute.attnum > 0 AND NOT attribute.attisdropped
               AND attribute.atttypid NOT IN ('integer'::regtype, 'boolean'::regtype,
                                              'bytea'::regtype, 'date'::regtype)
             GROUP BY relation.relname
            """
        )
    )
    return dict(rows)


def _has(env, table, what, words):
    conditions = [SQL("strpos(text.lower, %s) > 0", word) for word in words]
    return env.execute_query(
        SQL(
            "SELECT 1 FROM %s AS whole, lower(%s::text) AS text(lower) WHERE %s LIMIT 1",
            SQL.identifier(table),
            what,
            SQL(" OR ").join(conditions),
        )
    )


def _find_files(env, words):
    """Files that some attachment still has; the others go when Odoo clears them."""
    names = env.execute_query(
        SQL("SELECT DISTINCT store_fname FROM ir_attachment WHERE store_fname IS NOT NULL")
    )
    found = set()
    for (name,) in names:
        path = env["ir.attachment"]._full_path(name)
        if os.path.exists(path) and os.path.getsize(path) < 1_000_000:
            with open(path, "rb") as file:
                content = file.read().lower()
            found |= {name for word in words if word.encode() in content}
    return found
