from psycopg2.extras import Json

ADDON = "hr_recruitment_candidate_experience"
TEMPLATES = ("mail_template_applied", "mail_template_hired")
BLOCK = f'<t t-call="{ADDON}.mail_block_facts"/>\n'
# Where our texts say goodbye.
CLOSING = '<p style="margin: 28px 0 0 0;">'

SELECT = """
    SELECT template.id, template.body_html
      FROM mail_template AS template
      JOIN ir_model_data AS data ON data.res_id = template.id AND data.model = 'mail.template'
     WHERE data.module = %s AND data.name IN %s
"""


def migrate(cr, version):
    """Facts about the company are told in the confirmation and the welcome, too: above the
    greeting, where a text still has ours. Nothing is shown until job ads are switched on."""
    cr.execute(SELECT, [ADDON, TEMPLATES])
    for template, texts in cr.fetchall():
        told = {lang: _tell(text) for lang, text in (texts or {}).items()}
        if told != texts:
            cr.execute(
                "UPDATE mail_template SET body_html = %s WHERE id = %s", [Json(told), template]
            )


def _tell(text):
    before, closing, after = (text or "").rpartition(CLOSING)
    if not closing or "mail_block_facts" in text:
        return text
    return f"{before}{BLOCK}{closing}{after}"
