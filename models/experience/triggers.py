"""The triggers of the database that note which days of the report have changed.

They are on statements, not on rows: one insert for each, however many rows it writes.
"""

from odoo.tools import SQL

PREFIX = "hr_experience_note_"
STEP = "hr_recruitment_communication_step"
# Tables; what of them the report reads; and the topics and dates that a row concerns when
# something of it changes, as SQL of the rows of a table ``changed``. Columns that are not
# here may change as they like.
WATCHED = [
    (
        "hr_recruitment_feedback",
        "released response_date company_id score nps_value anonymity moment job_id"
        " department_id user_id source_id medium_id outcome earlier_contact"
        " technical_trouble applicant_id disclosed opens_group",
        "SELECT 'feedback' AS topic, response_date::timestamp AS date FROM changed WHERE released",
    ),
    (
        "hr_recruitment_feedback_rating",
        "feedback_id driver_id value",
        """SELECT 'feedback' AS topic, fact.response_date::timestamp AS date
             FROM changed JOIN hr_recruitment_feedback AS fact ON fact.id = changed.feedback_id
            WHERE fact.released""",
    ),
    (
        "hr_recruitment_feedback_comment",
        "feedback_id released themes_read",
        """SELECT 'feedback' AS topic, fact.response_date::timestamp AS date
             FROM changed JOIN hr_recruitment_feedback AS fact ON fact.id = changed.feedback_id
            WHERE fact.released AND changed.released""",
    ),
    (
        "hr_recruitment_feedback_theme_mention",
        "comment_id theme_id counts",
        """SELECT 'feedback' AS topic, fact.response_date::timestamp AS date
             FROM changed
             JOIN hr_recruitment_feedback_comment AS comment ON comment.id = changed.comment_id
             JOIN hr_recruitment_feedback AS fact ON fact.id = comment.feedback_id
            WHERE fact.released AND comment.released""",
    ),
    (
        "hr_applicant",
        "company_id create_date outcome refuse_date date_closed decision_told_date"
        " first_answer_date reply_kept_count reply_broken_count reply_promise_state"
        " answer_state source_id medium_id arrival",
        """SELECT 'application' AS topic, create_date AS date FROM changed
        UNION ALL SELECT 'decision', refuse_date FROM changed
        UNION ALL SELECT 'decision', date_closed FROM changed""",
    ),
    (
        "hr_applicant",
        "outcome refuse_date decision_told_date",
        """SELECT 'feedback' AS topic, fact.response_date::timestamp AS date
             FROM changed
             JOIN hr_recruitment_feedback AS fact ON fact.applicant_id = changed.id""",
    ),
    (
        "hr_applicant",
        "company_id",
        """SELECT 'invitation' AS topic, row.sent_date AS date
             FROM changed
             JOIN hr_applicant_communication AS row ON row.applicant_id = changed.id
            WHERE row.action = 'survey' AND row.state = 'sent'""",
    ),
    (
        "hr_applicant_hr_talent_pool_rel",
        "hr_applicant_id hr_talent_pool_id",
        """SELECT 'application' AS topic, applicant.create_date AS date
             FROM changed JOIN hr_applicant AS applicant ON applicant.id = hr_applicant_id
        UNION ALL SELECT 'decision', applicant.refuse_date
             FROM changed JOIN hr_applicant AS applicant ON applicant.id = hr_applicant_id
        UNION ALL SELECT 'decision', applicant.date_closed
             FROM changed JOIN hr_applicant AS applicant ON applicant.id = hr_applicant_id""",
    ),
    (
        "hr_applicant_stage_history",
        "applicant_id stage_id entered_date left_date",
        """SELECT 'application' AS topic, applicant.create_date AS date
             FROM changed JOIN hr_applicant AS applicant ON applicant.id = applicant_id""",
    ),
    (
        "hr_applicant_communication",
        "applicant_id step_id action state sent_date is_reminder",
        """SELECT 'invitation' AS topic, sent_date AS date
             FROM changed WHERE action = 'survey' AND state = 'sent'
        UNION ALL SELECT 'application', applicant.create_date
             FROM changed JOIN hr_applicant AS applicant ON applicant.id = applicant_id
            WHERE action IN ('email', 'sms') AND state = 'sent'
        UNION ALL SELECT 'decision', applicant.refuse_date
             FROM changed JOIN hr_applicant AS applicant ON applicant.id = applicant_id
            WHERE state = 'failed'""",
    ),
    # What a step is about decides what its messages are counted as, whenever they left.
    (
        STEP,
        "trigger survey_id",
        """SELECT topic, NULL::timestamp AS date FROM changed, UNNEST(
                  ARRAY['invitation', 'application', 'decision']) AS topic""",
    ),
]
# Those without a number of their own: what they are is what they say.
PAIRS = {"hr_applicant_hr_talent_pool_rel"}
EVENTS = {
    "INSERT": "REFERENCING NEW TABLE AS new_rows",
    "UPDATE": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "DELETE": "REFERENCING OLD TABLE AS old_rows",
}


def create_triggers(cr):
    """Anew, whatever there was before."""
    drop_triggers(cr)
    for table in _get_tables():
        cr.execute(_write_function(table))
        for event, rows in EVENTS.items():
            # A new step has no messages yet.
            if (table, event) == (STEP, "INSERT"):
                continue
            cr.execute(
                SQL(
                    "CREATE TRIGGER %s AFTER %s ON %s %s FOR EACH STATEMENT EXECUTE FUNCTION %s()",
                    SQL.identifier(f"{PREFIX}{event.lower()}"),
                    SQL(event),
                    SQL.identifier(table),
                    SQL(rows),
                    SQL.identifier(f"{PREFIX}{table}"),
                )
            )


def drop_triggers(cr):
    for table in _get_tables():
        function = SQL.identifier(f"{PREFIX}{table}")
        cr.execute(SQL("DROP FUNCTION IF EXISTS %s() CASCADE", function))


def _get_tables():
    return dict.fromkeys(table for table, _columns, _concerned in WATCHED)


def _write_function(table):
    watched = [each for each in WATCHED if each[0] == table]
    inserted, deleted, updated = (
        SQL("").join(_write_note(event, *each) for each in watched)
        for event in ("INSERT", "DELETE", "UPDATE")
    )
    return SQL(
        """
        CREATE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql AS $note$
        BEGIN
            IF TG_OP = 'INSERT' THEN %s
            ELSIF TG_OP = 'DELETE' THEN %s
            ELSE %s
            END IF;
            RETURN NULL;
        END $note$
        """,
        SQL.identifier(f"{PREFIX}{table}"),
        inserted,
        deleted,
        updated,
    )


def _write_note(event, table, columns, concerned):
    """:return: SQL of an insert, one row for each topic and day"""
    return SQL(
        """
        INSERT INTO hr_recruitment_experience_change (topic, day)
        WITH changed AS (%s)
        SELECT DISTINCT topic, date::date FROM (%s) AS concerned %s;
        """,
        _select_changed(event, table, columns.split()),
        SQL(concerned),
        # Only a step has to do with all days.
        SQL("" if table == STEP else "WHERE date IS NOT NULL"),
    )


def _select_changed(event, table, columns):
    key = columns if table in PAIRS else ["id"]
    names = dict.fromkeys([*key, *columns])
    if event == "INSERT":
        return SQL("SELECT %s FROM new_rows", _list(names))
    if event == "DELETE":
        return SQL("SELECT %s FROM old_rows", _list(names))
    return _select_updated(key, names, columns)


def _select_updated(key, names, columns):
    """What the rows were and what they are, of those that differ. Rows whose number has
    changed are in one of the two only.

    PostgreSQL plans for the number of rows of the first statement of a session, which is
    one, and keeps the plan: each row must be joined once, however many come. It can make
    a full join in such ways only."""
    return SQL(
        """
        SELECT version.* FROM old_rows FULL JOIN new_rows USING (%(key)s)
         CROSS JOIN LATERAL (VALUES (%(all_old)s), (%(all_new)s)) AS version (%(names)s)
         WHERE ROW(%(old)s) IS DISTINCT FROM ROW(%(new)s) AND version.%(number)s IS NOT NULL
        """,
        key=_list(key),
        names=_list(names),
        number=SQL.identifier(key[0]),
        all_old=_list(names, "old_rows"),
        all_new=_list(names, "new_rows"),
        old=_list(columns, "old_rows"),
        new=_list(columns, "new_rows"),
    )


def _list(columns, *table):
    return SQL(", ").join(SQL.identifier(*table, name) for name in columns)
