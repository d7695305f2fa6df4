from psycopg2.extras import Json

from odoo import SUPERUSER_ID, api

from odoo.addons.hr_recruitment_candidate_experience.hooks import create_shipped

ADDON = "hr_recruitment_candidate_experience"
BLOCK = f'<t t-call="{ADDON}.mail_block_explanation"/>\n'
# What stands below the reason in our text.
BELOW = "<t t-if=\"other_job or refusal['near_miss']\">"
WORDINGS = (
    "wording_explanation_fit_en",
    "wording_explanation_profile_en",
    "wording_explanation_luck_en",
    "wording_explanation_more_experience_en",
    "wording_explanation_profil_sv",
    "wording_explanation_match_sv",
    "wording_explanation_lycka_sv",
    "wording_explanation_erfarenhet_sv",
    "wording_explanation_energisk_sv",
    "wording_explanation_energetic_en",
)

SELECT = """
    SELECT template.id, template.body_html
      FROM mail_template AS template
      JOIN ir_model_data AS data ON data.res_id = template.id AND data.model = 'mail.template'
     WHERE data.module = %s AND data.name = 'mail_template_refused'
"""


def migrate(cr, version):
    """An explanation has its place in the refusal below the reason, where the text still has
    ours; in another one it stands at the end. Nothing is shown until explanations are
    switched on."""
    cr.execute(SELECT, [ADDON])
    for template, texts in cr.fetchall():
        placed = {lang: _place(text) for lang, text in (texts or {}).items()}
        if placed != texts:
            cr.execute(
                "UPDATE mail_template SET body_html = %s WHERE id = %s", [Json(placed), template]
            )
    env = api.Environment(cr, SUPERUSER_ID, {})
    create_shipped(env, "data/explanation/explanation_wording_data.xml", *WORDINGS)


def _place(text):
    before, below, after = (text or "").partition(BELOW)
    if not below or "mail_block_explanation" in text:
        return text
    return f"{before}{BLOCK}{below}{after}"
