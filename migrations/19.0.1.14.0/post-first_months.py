from odoo import SUPERUSER_ID, api

from odoo.addons.hr_recruitment_candidate_experience.hooks import create_shipped

LINES = (
    "manager_call",
    "buddy",
    "wishes",
    "accounts",
    "desk",
    "keys",
    "team",
    "first_week",
    "facts",
    "setup",
    "read",
    "greeting",
    "welcome",
    "lunch",
    "tour",
    "goals",
    "people",
    "week_talk",
    "month_talk",
    "months_talk",
    "hr_talk",
)


def migrate(cr, version):
    """The plan of the first months, and what looks after it. Both do nothing until the
    first months are switched on."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    create_shipped(env, "data/first_months/first_months_cron_data.xml", "ir_cron_first_months")
    create_shipped(
        env,
        "data/first_months/first_months_plan_data.xml",
        "plan_first_months",
        *(f"plan_first_months_{line}" for line in LINES),
    )
