"""What is in a database, to be compared with what is in it later."""

from odoo import sql_db

# What Odoo writes by itself when modules are loaded or crons run, and foreign keys of
# core's tables, of which it keeps the note (not the key) when a module goes.
VOLATILE = (
    "bus_bus ir_act_window_view ir_actions_todo ir_attachment ir_cron_progress"
    " ir_cron_trigger ir_logging ir_model_constraint ir_module_module"
    " orm_signaling_registry orm_signaling_stable"
).split()
STAMPS = ("write_date", "write_uid", "lastcall", "nextcall", "arch_prev")


def select(options, query, *values):
    with sql_db.db_connect(options.database).cursor() as cr:
        cr.execute(query, values)
        return cr.fetchall()


def schema(options):
    """Every column, index, constraint, function and trigger of the database."""
    columns = select(
        options,
        """SELECT table_name, column_name, data_type, is_nullable, column_default
             FROM information_schema.columns WHERE table_schema = 'public'""",
    )
    indexes = select(options, "SELECT indexname, indexdef FROM pg_indexes")
    constraints = select(
        options,
        """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
             FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    )
    functions = select(
        options,
        """SELECT proname, pg_get_functiondef(pg_proc.oid)
             FROM pg_proc JOIN pg_language AS language ON language.oid = prolang
            WHERE pronamespace = 'public'::regnamespace AND lanname = 'plpgsql'""",
    )
    triggers = select(
        options,
        """SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid)
             FROM pg_trigger WHERE NOT tgisinternal""",
    )
    return dict.fromkeys(columns + indexes + constraints + functions + triggers, True)


def contents(options, leave_out=0):
    """Count and checksum of every table.

    :param leave_out: id of an application that was changed on purpose
    """
    tables = select(
        options,
        """SELECT relname FROM pg_class
            WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace""",
    )
    found = {}
    for (table,) in tables:
        where = f"WHERE id <> {leave_out}" if table == "hr_applicant" else ""
        query = f"""SELECT count(*), md5(string_agg(row, '' ORDER BY row))
                      FROM (SELECT md5((to_jsonb(record) - %s::text[])::text) AS row
                              FROM "{table}" AS record {where}) AS rows"""
        found[table] = select(options, query, list(STAMPS))
    return {table: found[table] for table in found.keys() - set(VOLATILE)}
