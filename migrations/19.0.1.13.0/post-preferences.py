from odoo import SUPERUSER_ID, api

from odoo.addons.hr_recruitment_candidate_experience.hooks import create_shipped

MATTERS = (
    "pay",
    "growth",
    "hours",
    "colleagues",
    "leader",
    "meaning",
    "security",
    "place",
    "freedom",
    "balance",
)


def migrate(cr, version):
    """What candidates choose among, where an administrator lets them."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    create_shipped(
        env,
        "data/preferences/preferences_data.xml",
        *(f"matter_{name}" for name in MATTERS),
    )
    create_shipped(env, "data/preferences/preferences_cron_data.xml", "ir_cron_preferences")
