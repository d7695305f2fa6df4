from odoo import SUPERUSER_ID, api

from odoo.addons.hr_recruitment_candidate_experience.hooks import create_shipped


def migrate(cr, version):
    """Hiring managers are asked how long it took until a new colleague works independently,
    where an administrator switches that on."""
    create_shipped(
        api.Environment(cr, SUPERUSER_ID, {"lang": "en_US"}),
        "data/communication/communication_plan_data.xml",
        "communication_step_third_month_question",
        "communication_step_sixth_month_question",
    )
