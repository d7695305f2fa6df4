from odoo.tools import SQL
from odoo.tools.sql import column_exists
from odoo.tools.translate import code_translations

MODULE = "hr_recruitment_candidate_experience"
# What the chatter says when a page got a new link.
RENEWED = (
    "The candidate's page has a new link. The next message carries it; the old one leads nowhere."
)
# Where the link stood in a text that has not left.
BEFORE = "/candidate/keep/0/preview"
NOW = "/candidate/page/0/preview#other_positions"
TEXTS = (
    ("hr_applicant_communication", "body"),
    ("mail_scheduled_message", "body"),
)


def migrate(cr, version):
    """Links that asked near misses lead to the candidate's own page."""
    _forget_closed(cr)
    _open_pages(cr)
    _follow_in_texts(cr)


def _forget_closed(cr):
    """Whoever holds an earlier link of a page that was revoked, or has got a new link
    since, must not find it."""
    cr.execute("UPDATE hr_applicant SET keep_token = NULL WHERE keep_token > '' AND page_revoked")
    cr.execute("SELECT code FROM res_lang WHERE active")
    said = [RENEWED]
    for (lang,) in cr.fetchall():
        translated = code_translations.get_python_translations(MODULE, lang)
        said.append(translated.get(RENEWED) or RENEWED)
    cr.execute(
        """
        UPDATE hr_applicant AS applicant SET keep_token = NULL
         WHERE keep_token > '' AND EXISTS (
               SELECT FROM mail_message AS message
                WHERE message.model = 'hr.applicant' AND message.res_id = applicant.id
                  AND replace(message.body, '&#39;', '''') LIKE ANY(%s))
        """,
        [[f"%{words}%" for words in said]],
    )


def _open_pages(cr):
    """Who was asked and has no page yet."""
    cr.execute(
        """
        UPDATE hr_applicant SET page_token = keep_token
         WHERE keep_token > '' AND page_token IS NULL AND page_revoked IS NOT TRUE
        """
    )


def _follow_in_texts(cr):
    for table, column in TEXTS:
        if column_exists(cr, table, column):
            cr.execute(
                SQL(
                    "UPDATE %(table)s SET %(column)s = replace(%(column)s, %(before)s, %(now)s)"
                    " WHERE %(column)s LIKE %(pattern)s",
                    table=SQL.identifier(table),
                    column=SQL.identifier(column),
                    before=BEFORE,
                    now=NOW,
                    pattern=f"%{BEFORE}%",
                )
            )
