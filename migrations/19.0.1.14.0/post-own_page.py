RENAMED = (
    (
        "hr_applicant_refuse_reason",
        "name",
        "Withdrew on the own page",
        "Withdrew on their own page",
    ),
    ("hr_recruitment_wording", "suggestion", "plans the own work", "plans their own work"),
)


def migrate(cr, version):
    """English that was a translation, where nobody has changed it."""
    for table, column, before, after in RENAMED:
        cr.execute(
            "SELECT data_type FROM information_schema.columns"
            " WHERE table_name = %s AND column_name = %s",
            [table, column],
        )
        if cr.fetchone()[0] == "jsonb":
            cr.execute(
                f"""UPDATE {table}
                       SET {column} = {column} || jsonb_build_object('en_US', %s::text)
                     WHERE {column} ->> 'en_US' = %s""",
                [after, before],
            )
        else:
            cr.execute(f"UPDATE {table} SET {column} = %s WHERE {column} = %s", [after, before])
