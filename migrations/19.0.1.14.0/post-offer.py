from odoo import SUPERUSER_ID, api

from odoo.addons.hr_recruitment_candidate_experience.hooks import create_shipped


def migrate(cr, version):
    """The texts, the step and the cron of job offers. They are off until an administrator
    switches them on."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    create_shipped(
        env, "data/offer/offer_mail_data.xml", "mail_template_offer", "sms_template_offer"
    )
    create_shipped(env, "data/offer/offer_cron_data.xml", "ir_cron_offers")
    steps = create_shipped(
        env,
        "data/communication/communication_plan_data.xml",
        "communication_step_manual_offer",
    )
    for step in steps:
        # Nothing leaves before somebody sends an offer.
        step.active = True
