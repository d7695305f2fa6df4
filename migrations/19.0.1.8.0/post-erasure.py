from odoo import SUPERUSER_ID, api

from odoo.addons.hr_recruitment_candidate_experience.hooks import create_shipped


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    create_shipped(env, "data/privacy/ir_cron_data.xml", "ir_cron_erasure")
    create_shipped(
        env,
        "data/privacy/retention_policy_data.xml",
        "retention_policy_se",
        "retention_policy_nl",
    )
