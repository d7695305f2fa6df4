from odoo import SUPERUSER_ID, api

from odoo.addons.hr_recruitment_candidate_experience.hooks import create_shipped


def migrate(cr, version):
    """The text, the step and the cron of screening questions. They are off until an
    administrator switches them on."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    create_shipped(env, "data/screening/screening_mail_data.xml", "mail_template_screening")
    create_shipped(env, "data/screening/screening_cron_data.xml", "ir_cron_screenings")
    steps = create_shipped(
        env,
        "data/communication/communication_plan_data.xml",
        "communication_step_manual_screening",
    )
    for step in steps:
        # Nothing leaves before somebody asks.
        step.active = True
