from psycopg2.extras import Json

ADDON = "hr_recruitment_candidate_experience"
BLOCK = f'<t t-call="{ADDON}.mail_block_role"/>\n'
# Before this the role stands in our texts.
EMPLOYER = f'<t t-call="{ADDON}.mail_block_employer"/>'
TEMPLATES = (
    "mail_template_interview_on_site",
    "mail_template_interview_video",
    "mail_template_interview_phone",
)
SELECT = """
    SELECT template.id, template.body_html
      FROM mail_template AS template
      JOIN ir_model_data AS data ON data.res_id = template.id AND data.model = 'mail.template'
     WHERE data.module = %s AND data.name IN %s
"""


def migrate(cr, version):
    """The role in short has its place above what the employer tells, in texts that still
    have our block for that. It says nothing of a job position without a description."""
    cr.execute(SELECT, [ADDON, TEMPLATES])
    for template, texts in cr.fetchall():
        placed = {lang: _place(text) for lang, text in (texts or {}).items()}
        if placed != texts:
            cr.execute(
                "UPDATE mail_template SET body_html = %s WHERE id = %s", [Json(placed), template]
            )


def _place(text):
    if not text or BLOCK in text:
        return text
    return text.replace(EMPLOYER, BLOCK + EMPLOYER, 1)
