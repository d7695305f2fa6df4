from odoo import SUPERUSER_ID, api

from odoo.addons.hr_recruitment_candidate_experience.hooks import create_shipped

OFFERS = "hr_recruitment.stage_job4", "Contract Proposal"


def migrate(cr, version):
    """The email to who waits while somebody else is asked, and the stage in which that is."""
    env = api.Environment(cr, SUPERUSER_ID, {"lang": "en_US"})
    create_shipped(
        env,
        "data/decision/decision_data.xml",
        "mail_template_asked_to_wait",
        "sms_template_asked_to_wait",
    )
    steps = create_shipped(
        env,
        "data/communication/communication_plan_data.xml",
        "communication_step_asked_to_wait",
    )
    for step in steps:
        # Nothing leaves before a recruiter asks for it.
        step.active = True
    xmlid, name = OFFERS
    stage = env.ref(xmlid, raise_if_not_found=False)
    if stage and stage.name == name:
        stage.is_offer = True
