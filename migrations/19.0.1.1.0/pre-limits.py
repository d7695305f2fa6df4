from odoo.tools import SQL

# What can be typed from now on.
LIMITS = (
    ("res_company", "refusal_delay_hours", 0, 720),
    ("res_company", "unanswered_days", 1, 365),
    ("res_company", "near_miss_months", 1, 120),
    ("res_company", "candidate_keep_months", 0, 120),
    ("res_company", "feedback_min_scores", 3, 1000),
    ("res_company", "feedback_min_comments", 3, 1000),
    ("res_company", "feedback_cooldown_days", 0, 365),
    ("res_company", "feedback_deadline_days", 1, 365),
    ("res_company", "feedback_reminder_days", 0, 365),
    ("hr_recruitment_stage", "expected_days", 0, 521),
    ("calendar_event_agenda", "duration_minutes", 0, 1440),
    ("hr_work_location_transport", "walk_minutes", 0, 600),
)


def migrate(cr, version):
    """Typing errors become the nearest number that can work."""
    for table, column, least, most in LIMITS:
        cr.execute(
            SQL(
                "UPDATE %(table)s SET %(column)s = LEAST(GREATEST(%(column)s, %(least)s),"
                " %(most)s) WHERE %(column)s NOT BETWEEN %(least)s AND %(most)s",
                table=SQL.identifier(table),
                column=SQL.identifier(column),
                least=least,
                most=most,
            )
        )
