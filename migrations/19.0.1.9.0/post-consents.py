from odoo import SUPERUSER_ID, api

from odoo.addons.hr_recruitment_candidate_experience.hooks import create_shipped


def migrate(cr, version):
    """The cron of consents, and the texts to begin with. What was agreed to before is not
    added to the register: nobody knows the text that was read."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    create_shipped(env, "data/privacy/consent_cron_data.xml", "ir_cron_consents")
    create_shipped(
        env,
        "data/privacy/consent_text_data.xml",
        "consent_text_reference",
        "consent_text_recording",
        "consent_text_background",
    )
