"""The list on the page of the new colleague, with one statement: what is read most of all is
read by the one who waits for it."""

from collections import namedtuple

Row = namedtuple(
    "Row",
    "id owner kind state day done_date consent_date name text who user_id"
    " wish_date wish_size wish_left_handed wish_screen_reader wish_text",
)
# What was cancelled because they do not begin stays as it was until they have been told that.
SELECT_SHOWN = """
    SELECT task.id, task.owner, task.kind, task.state, task.date_deadline, task.done_date,
           task.consent_date,
           COALESCE(
               NULLIF(COALESCE(task.page_name->>%(lang)s, task.page_name->>'en_US'), ''),
               task.name->>%(lang)s,
               task.name->>'en_US'
           ),
           COALESCE(task.page_text->>%(lang)s, task.page_text->>'en_US'),
           CASE WHEN person.active THEN partner.name END, person.id,
           task.wish_date, task.wish_size, task.wish_left_handed, task.wish_screen_reader,
           task.wish_text
      FROM hr_first_months_task AS task
      LEFT JOIN res_users AS person ON person.id = task.user_id
      LEFT JOIN res_partner AS partner ON partner.id = person.partner_id
     WHERE task.applicant_id = %(applicant)s
       AND task.is_shown
       AND (task.state != 'cancelled' OR task.reason = %(withdrawn)s)
     ORDER BY task.date_deadline, task.sequence, task.id
"""


def describe_wishes(row):
    """:return: dict of what was wished, None where nothing was"""
    if not row.wish_date:
        return None
    return {
        "size": row.wish_size or "",
        "left_handed": bool(row.wish_left_handed),
        "screen_reader": bool(row.wish_screen_reader),
        "text": row.wish_text or "",
    }
