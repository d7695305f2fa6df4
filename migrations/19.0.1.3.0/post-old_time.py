from odoo import SUPERUSER_ID, api

MODULE = "hr_recruitment_candidate_experience"
# What is said of a moved interview names the time that no longer applies, too; a cancelled
# one is taken out of the calendar by a file.
TEMPLATES = (
    "mail_template_interview_moved",
    "mail_template_interview_cancelled",
    "sms_template_interview_moved",
)


def migrate(cr, version):
    """Our templates that nobody has edited get the new texts."""
    env = api.Environment(cr, SUPERUSER_ID, {"lang": "en_US"})
    for name in TEMPLATES:
        template = env.ref(f"{MODULE}.{name}", raise_if_not_found=False)
        if template and template.write_uid.id == SUPERUSER_ID:
            template.reset_template()
