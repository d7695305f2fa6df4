from odoo import SUPERUSER_ID, api

from odoo.addons.hr_recruitment_candidate_experience.hooks import create_shipped


def migrate(cr, version):
    """The cron that makes copies of candidates' data, and deletes them."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    create_shipped(env, "data/privacy/copy_cron_data.xml", "ir_cron_copies")
