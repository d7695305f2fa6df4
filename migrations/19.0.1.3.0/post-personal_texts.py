from odoo import SUPERUSER_ID, api

MODULE = "hr_recruitment_candidate_experience"
# They thanked for what not everybody had written, and told no steps: only those that
# nobody has edited get the new texts.
TEMPLATES = ("mail_template_applied", "mail_template_refused")


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {"lang": "en_US"})
    templates = env["mail.template"].union(
        *(
            env.ref(f"{MODULE}.{name}", raise_if_not_found=False) or env["mail.template"]
            for name in TEMPLATES
        )
    )
    templates.filtered(lambda t: t.write_uid.id == SUPERUSER_ID).reset_template()
