from odoo import SUPERUSER_ID, api

from odoo.addons.hr_recruitment_candidate_experience.hooks import create_shipped

QUESTIONS = {
    "first_week": ("cnps", "equipped", "welcome", "communication", "as_told", "comment"),
    "third_month": ("cnps", "as_told", "equipped", "respect", "comment"),
}


def migrate(cr, version):
    """Surveys of the first week and the third month at work, and what they measure. Their
    steps come archived."""
    env = api.Environment(cr, SUPERUSER_ID, {"lang": "en_US"})
    path = "data/feedback/first_months_survey_data.xml"
    create_shipped(env, path, "feedback_driver_as_told", "feedback_driver_equipped")
    for name, keys in QUESTIONS.items():
        create_shipped(
            env,
            path,
            f"survey_{name}",
            *(f"survey_{name}_{key}" for key in keys),
            f"mail_template_survey_{name}",
        )
        create_shipped(
            env,
            "data/communication/communication_plan_data.xml",
            f"communication_step_survey_{name}",
        )
