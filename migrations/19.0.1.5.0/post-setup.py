from odoo import SUPERUSER_ID, api

from odoo.addons.hr_recruitment_candidate_experience.hooks import create_shipped


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    create_shipped(
        env,
        "data/setup/onboarding_data.xml",
        "setup_step_addresses",
        "setup_step_hr_responsible",
        "setup_step_hours",
        "setup_step_employer",
        "setup_step_place",
        "setup_step_stages",
        "setup_step_texts",
        "setup_step_test_mail",
        "setup_panel",
    )
