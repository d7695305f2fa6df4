from psycopg2.extras import Json

from odoo import SUPERUSER_ID, api

from odoo.addons.hr_recruitment_candidate_experience.hooks import create_shipped

ADDON = "hr_recruitment_candidate_experience"
BLOCK = f'<t t-call="{ADDON}.mail_block_first_months"/>\n'
# What stands above it in our text, and below.
ABOVE = '<p t-if="object.stage_id.candidate_description"'
END = "</p>\n"
SELECT = """
    SELECT template.id, template.body_html
      FROM mail_template AS template
      JOIN ir_model_data AS data ON data.res_id = template.id AND data.model = 'mail.template'
     WHERE data.module = %s AND data.name = 'mail_template_hired'
"""
LINES = (
    "manager_call",
    "buddy",
    "wishes",
    "accounts",
    "desk",
    "keys",
    "team",
    "first_week",
    "facts",
    "setup",
    "read",
    "greeting",
    "welcome",
    "lunch",
    "tour",
    "goals",
    "people",
    "week_talk",
    "month_talk",
    "months_talk",
    "hr_talk",
)


def migrate(cr, version):
    """The plan of the first months, what looks after it, and the first day in the welcome,
    where its text is still ours. They do nothing until the first months are switched on."""
    cr.execute(SELECT, [ADDON])
    for template, texts in cr.fetchall():
        placed = {lang: _place(text) for lang, text in (texts or {}).items()}
        if placed != texts:
            cr.execute(
                "UPDATE mail_template SET body_html = %s WHERE id = %s", [Json(placed), template]
            )
    env = api.Environment(cr, SUPERUSER_ID, {})
    create_shipped(env, "data/first_months/first_months_cron_data.xml", "ir_cron_first_months")
    create_shipped(
        env,
        "data/first_months/first_months_plan_data.xml",
        "plan_first_months",
        *(f"plan_first_months_{line}" for line in LINES),
    )


def _place(text):
    before, above, after = (text or "").partition(ABOVE)
    told, end, below = after.partition(END)
    if not above or not end or "mail_block_first_months" in text:
        return text
    return f"{before}{above}{told}{end}{BLOCK}{below}"
