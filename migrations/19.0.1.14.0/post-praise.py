from odoo import SUPERUSER_ID, api

from odoo.addons.hr_recruitment_candidate_experience.hooks import create_shipped


def migrate(cr, version):
    """Thanks to colleagues. Pages that candidates have been sent stay as they were: companies
    that exist ask for thanks once an administrator switches it on."""
    env = api.Environment(cr, SUPERUSER_ID, {"lang": "en_US"})
    create_shipped(env, "data/praise/praise_data.xml", "ir_cron_praise", "mail_template_praise")
    env["res.company"].with_context(active_test=False).search([]).praise_asked = False
