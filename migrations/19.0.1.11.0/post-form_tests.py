from odoo import SUPERUSER_ID, api

from odoo.addons.hr_recruitment_candidate_experience.hooks import create_shipped


def migrate(cr, version):
    """What tests the application forms of published job positions, where ads are used."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    create_shipped(env, "data/advert/form_test_cron_data.xml", "ir_cron_form_tests")
