from odoo import SUPERUSER_ID, api

from odoo.addons.hr_recruitment_candidate_experience.hooks import create_shipped


def migrate(cr, version):
    """What is told of documents before the first day."""
    env = api.Environment(cr, SUPERUSER_ID, {"lang": "en_US"})
    path = "data/paperwork/paperwork_mail_data.xml"
    create_shipped(env, path, "mail_template_papers", "activity_type_papers")
    steps = create_shipped(
        env,
        "data/communication/communication_plan_data.xml",
        "communication_step_papers_asked",
        "communication_step_papers_mend",
        "communication_step_papers_due",
    )
    for step in steps:
        # Nothing leaves before paperwork is switched on, and somebody asks for documents.
        step.active = True
