from odoo import SUPERUSER_ID
from odoo.tools import SQL

# Patterns of ours that were right in few languages → what writes the date in any.
PATTERNS = {
    "EEEE d MMMM": "say_day",
    "d MMMM yyyy": "say_date",
    "d MMMM": "say_short_day",
}
TEXTS = (("mail_template", "subject"), ("mail_template", "body_html"), ("sms_template", "body"))
CALL = r"format_date\((([^()]|\(\))+), '%s'\)"


def migrate(cr, version):
    """Our templates that nobody has edited write dates as the language has them, in
    all of their translations."""
    for table, column in TEXTS:
        for pattern, name in PATTERNS.items():
            cr.execute(
                SQL(
                    r"""
                    UPDATE %(table)s AS template
                       SET %(column)s = regexp_replace(
                               %(column)s::text, %(call)s, %(new)s, 'g')::jsonb
                      FROM ir_model_data AS data
                     WHERE data.module = 'hr_recruitment_candidate_experience'
                       AND data.model = %(model)s AND data.res_id = template.id
                       AND template.write_uid = %(uid)s
                       AND %(column)s::text ~ %(call)s
                    """,
                    table=SQL.identifier(table),
                    column=SQL.identifier(column),
                    model=table.replace("_", "."),
                    call=CALL % pattern,
                    new=rf"{name}(\1)",
                    uid=SUPERUSER_ID,
                )
            )
