from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """The greeting before days off says which days, unless somebody has edited it."""
    env = api.Environment(cr, SUPERUSER_ID, {"lang": "en_US"})
    name = "hr_recruitment_candidate_experience.mail_template_days_off"
    greeting = env.ref(name, raise_if_not_found=False)
    if greeting and greeting.write_uid.id == SUPERUSER_ID:
        greeting.reset_template()
