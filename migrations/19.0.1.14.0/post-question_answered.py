from odoo import SUPERUSER_ID, api

from odoo.addons.hr_recruitment_candidate_experience.hooks import create_shipped


def migrate(cr, version):
    """The message to those whose question was answered once for many."""
    env = api.Environment(cr, SUPERUSER_ID, {"lang": "en_US"})
    create_shipped(env, "data/questions/questions_mail_data.xml", "mail_template_question_answered")
    steps = create_shipped(
        env,
        "data/communication/communication_plan_data.xml",
        "communication_step_question_answered",
    )
    for step in steps:
        # Nothing leaves before somebody answers, and chooses to tell.
        step.active = True
