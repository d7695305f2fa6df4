# The public page is on, and tells of what was changed in the demo year. Odoo runs this once, as
# the code of a server action, when the demo data is loaded (see conduct.xml).

TEXTS = {
    "improvement_telling": (
        "You hear from us within a week of the decision, whatever it is.",
        "Du får besked inom en vecka efter beslutet, oavsett vad det blir.",
    ),
    "improvement_form": (
        "Applying takes six questions instead of nineteen, and nothing is lost offline.",
        "Ansökan har sex frågor i stället för nitton, och inget går förlorat utan nät.",
    ),
    "improvement_interviews": (
        "Whoever interviews you for a job in marketing has read your application.",
        "Den som intervjuar dig för ett jobb inom marknadsföring har läst din ansökan.",
    ),
}

company = env.ref("base.main_company")
swedish = env["res.lang"].search_count([("code", "=", "sv_SE")])
for name, (english, words) in TEXTS.items():
    change = env.ref("hr_recruitment_candidate_experience." + name)
    change.with_context(lang="en_US").write({"public_text": english, "is_public": True})
    if swedish:
        change.with_context(lang="sv_SE").write({"public_text": words})
company.write({"conduct_published": True})
env["hr.recruitment.conduct"]._compute_anew(company)
