from odoo import SUPERUSER_ID, api

from odoo.addons.hr_recruitment_candidate_experience.hooks import create_shipped

TEXTS = (
    "first_day_soon",
    "first_day_greeting",
    "first_week",
    "first_month",
    "second_month",
    "third_month",
)
TALKS = ("first_week_call", "third_week_call", "sixth_week_call", "tenth_week_call")


def migrate(cr, version):
    """What is said around the first day. The steps come archived: an administrator switches
    them on."""
    env = api.Environment(cr, SUPERUSER_ID, {"lang": "en_US"})
    create_shipped(env, "data/communication/ir_cron_data.xml", "activity_type_quiet")
    create_shipped(
        env,
        "data/communication/first_day_mail_data.xml",
        *(f"mail_template_{name}" for name in TEXTS),
        *(f"sms_template_{name}" for name in TEXTS),
    )
    create_shipped(
        env,
        "data/communication/communication_plan_data.xml",
        *(f"communication_step_{name}" for name in (*TEXTS, *TALKS)),
    )
