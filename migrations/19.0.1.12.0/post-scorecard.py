from odoo import SUPERUSER_ID, api

from odoo.addons.hr_recruitment_candidate_experience.hooks import create_shipped


def migrate(cr, version):
    """What asks for scorecards, where an administrator has switched them on."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    create_shipped(env, "data/scorecard/scorecard_cron_data.xml", "ir_cron_scorecards")
