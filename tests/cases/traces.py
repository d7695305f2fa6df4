import os

from odoo.tools import SQL

# Where names are looked for by nothing that the addon has written itself.
PASSING = {"bus_bus", "ir_logging"}


def find_traces(env, *words):
    """An own search through the database and the filestore, as plain as can be.

    :param words: lower case
    :return: set of "table.column" and of paths of files that have one of the words"""
    env.flush_all()
    columns = env.execute_query(
        SQL(
            """
            SELECT c.table_name, c.column_name FROM information_schema.columns AS c
              JOIN information_schema.tables AS t USING (table_schema, table_name)
             WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
               AND c.data_type NOT IN ('integer', 'boolean', 'bytea', 'date')
            """
        )
    )
    found = set()
    for table, column in columns:
        if table in PASSING:
            continue
        found |= {
            f"{table}.{column}"
            for word in words
            if env.execute_query(
                SQL(
                    "SELECT 1 FROM %s WHERE strpos(lower(%s::text), %s) > 0 LIMIT 1",
                    SQL.identifier(table),
                    SQL.identifier(column),
                    word,
                )
            )
        }
    return found | _find_files(env, words)


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
