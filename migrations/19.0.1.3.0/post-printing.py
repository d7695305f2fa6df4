from odoo import SUPERUSER_ID, api

ADDON = "hr_recruitment_candidate_experience"
BEFORE = '<p t-else=""'
AFTER = '<p t-elif="not object.print_trouble"'


def migrate(cr, version):
    """A mail that could not be printed says so, and not that answers are missing."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    for name in ("company", "jobs"):
        template = env.ref(f"{ADDON}.mail_template_report_{name}", raise_if_not_found=False)
        if not template:
            continue
        for lang, _label in env["res.lang"].get_installed():
            words = template.with_context(lang=lang)
            body = str(words.body_html or "")
            if "object.has_report" in body and body.count(BEFORE) == 1:
                words.body_html = body.replace(BEFORE, AFTER)
