"""Texts that thank for an application ask whether there was one, unless somebody has
edited them."""

from odoo import SUPERUSER_ID, api

MODULE = "hr_recruitment_candidate_experience"
TEMPLATES = (
    "mail_template_refused",
    "mail_template_stage_interview",
    "mail_template_interview_cancelled",
    "mail_template_days_off",
    "sms_template_interview_cancelled",
    "sms_template_days_off",
)


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {"lang": "en_US"})
    for name in TEMPLATES:
        template = env.ref(f"{MODULE}.{name}", raise_if_not_found=False)
        if template and template.write_uid.id == SUPERUSER_ID:
            template.reset_template()
