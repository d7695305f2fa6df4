from odoo import SUPERUSER_ID, api

from odoo.addons.hr_recruitment_candidate_experience.hooks import create_shipped


def migrate(cr, version):
    """The rule, the text, the step and the cron of interviews that candidates book. That is
    off until an administrator switches it on."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    create_shipped(env, "data/booking/booking_rule_data.xml", "booking_rule_default")
    create_shipped(env, "data/booking/booking_mail_data.xml", "mail_template_booking")
    create_shipped(env, "data/booking/booking_cron_data.xml", "ir_cron_bookings")
    steps = create_shipped(
        env,
        "data/communication/communication_plan_data.xml",
        "communication_step_manual_booking",
    )
    for step in steps:
        # Nothing leaves before somebody offers times.
        step.active = True
