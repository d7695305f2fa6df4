from odoo import SUPERUSER_ID, api

from odoo.addons.hr_recruitment_candidate_experience.hooks import create_shipped


def migrate(cr, version):
    """The text that sends a test, and the cron that looks after deadlines. Tests are off
    until an administrator switches them on."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    create_shipped(env, "data/assessment/assessment_mail_data.xml", "mail_template_assessment")
    create_shipped(env, "data/assessment/assessment_cron_data.xml", "ir_cron_assessments")
