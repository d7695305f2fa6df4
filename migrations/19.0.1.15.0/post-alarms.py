from odoo import SUPERUSER_ID, api

from odoo.addons.hr_recruitment_candidate_experience.hooks import create_shipped


def migrate(cr, version):
    """Alarms are off until they are switched on; nothing is read before."""
    env = api.Environment(cr, SUPERUSER_ID, {"lang": "en_US"})
    create_shipped(env, "data/experience/alarm_data.xml", "activity_type_alarm", "ir_cron_alarms")
