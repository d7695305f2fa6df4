from odoo import SUPERUSER_ID, api

from odoo.addons.hr_recruitment_candidate_experience.hooks import create_shipped


def migrate(cr, version):
    """Monthly looks are off until they are switched on."""
    env = api.Environment(cr, SUPERUSER_ID, {"lang": "en_US"})
    create_shipped(
        env,
        "data/experience/look_data.xml",
        "activity_type_look",
        "ir_cron_looks",
        "mail_template_look",
    )
