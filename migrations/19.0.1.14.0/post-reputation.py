from odoo import SUPERUSER_ID, api

from odoo.addons.hr_recruitment_candidate_experience.hooks import create_shipped


def migrate(cr, version):
    """Sites with employer reviews, and the nightly job that deletes old words: there is
    nothing to delete before somebody uses the list."""
    env = api.Environment(cr, SUPERUSER_ID, {"lang": "en_US"})
    names = ("glassdoor", "indeed", "kununu", "google", "linkedin", "facebook", "x", "other")
    create_shipped(
        env,
        "data/reputation/review_source_data.xml",
        *(f"employer_review_source_{name}" for name in names),
    )
    create_shipped(env, "data/reputation/reputation_cron_data.xml", "ir_cron_review_words")
