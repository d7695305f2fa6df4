from odoo import SUPERUSER_ID, api

from odoo.addons.hr_recruitment_candidate_experience.hooks import create_shipped


def migrate(cr, version):
    """The cron that seals signed documents. Nothing is sealed before a system administrator
    has set a certificate."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    create_shipped(env, "data/paperwork/ir_cron_data.xml", "ir_cron_seal")
