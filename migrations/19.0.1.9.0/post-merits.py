from odoo import SUPERUSER_ID, api

from odoo.addons.hr_recruitment_candidate_experience.hooks import create_shipped


def migrate(cr, version):
    """The kind of to-do by which recruiters note merits."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    create_shipped(env, "data/privacy/merits_data.xml", "activity_type_merits")
