from odoo import SUPERUSER_ID, api

MODULE = "hr_recruitment_candidate_experience"
# Texts that said what nothing in the product kept: only those that nobody has edited
# get the new ones.
TEMPLATES = (
    "mail_template_applied",
    "mail_template_stage_interview",
    "mail_template_stage_second_interview",
    "mail_template_stage_proposal",
    "mail_template_hired",
    "mail_template_interview_booked",
    "mail_template_interview_on_site",
    "mail_template_interview_video",
    "mail_template_interview_phone",
    "mail_template_interview_video_soon",
    "mail_template_interview_thanks",
)
SURVEYS = {
    "survey_applied": (
        "Your application is being read as it would have been without them, and you "
        "will hear from us as we have told you.",
        "They play no part in how we judge your application.",
    ),
    "survey_refused": (
        "We read what you have told us with care, and it helps us",
        "Thank you for what you have told us. It helps us",
    ),
}
# Of Odoo's stages, as candidates know them: (language, old, new).
STAGES = (
    ("en_US", "There is time for your questions.", "Ask whatever you want to know."),
    ("sv_SE", "Det finns tid för dina frågor.", "Fråga om allt du vill veta."),
    (
        "en_US",
        "Everything is settled, and we prepare your first day.",
        "Everything is settled, and you are welcome here.",
    ),
    (
        "sv_SE",
        "Allt är klart, och vi förbereder din första dag.",
        "Allt är klart, och du är varmt välkommen till oss.",
    ),
)


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {"lang": "en_US"})
    templates = env["mail.template"].union(
        *(
            env.ref(f"{MODULE}.{name}", raise_if_not_found=False) or env["mail.template"]
            for name in TEMPLATES
        )
    )
    templates.filtered(lambda t: t.write_uid.id == SUPERUSER_ID).reset_template()
    for name, (old, new) in SURVEYS.items():
        survey = env.ref(f"{MODULE}.{name}", raise_if_not_found=False)
        if survey and old in (survey.description_done or ""):
            survey.description_done = survey.description_done.replace(old, new)
    installed = dict(env["res.lang"].get_installed())
    for lang, old, new in STAGES:
        if lang in installed:
            for stage in env["hr.recruitment.stage"].with_context(lang=lang).search([]):
                told = stage.candidate_description or ""
                if old in told:
                    stage.candidate_description = told.replace(old, new)
