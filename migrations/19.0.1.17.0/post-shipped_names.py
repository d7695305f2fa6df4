from odoo import SUPERUSER_ID, api

ADDON = "hr_recruitment_candidate_experience"
# Names of what was shipped before and has a plainer one now: English and Swedish, then and now.
RENAMED = {
    "activity_type_alarm": (
        ("Number that has turned", "Siffra som har vänt"),
        ("Trend change", "Trendbrott"),
    ),
    "activity_type_invitation_untold": (
        ("Invite to apply, or let go", "Bjud in att söka, eller släpp"),
        ("Invite to apply, or delete", "Bjud in att söka, eller radera"),
    ),
    "activity_type_review": (
        ("Retrospective of a recruiter or manager", "En rekryterares eller chefs retrospektiv"),
        ("Retrospective of a recruiter or manager", "En rekryterares eller chefs återblick"),
    ),
    "communication_step_first_month": (
        ("One month", "En månad"),
        ("A greeting after one month", "En hälsning efter en månad"),
    ),
    "communication_step_second_month": (
        ("Two months", "Två månader"),
        ("A greeting after two months", "En hälsning efter två månader"),
    ),
    "communication_step_third_month": (
        ("Three months", "Tre månader"),
        ("A greeting after three months", "En hälsning efter tre månader"),
    ),
    "communication_step_finalists": (
        ("Those who came almost as far", "De som kom nästan lika långt"),
        ("To do: tell the other finalists", "Uppgift: ge de andra slutkandidaterna besked"),
    ),
    "communication_step_idle": (
        ("Still in the same stage", "Kvar i samma etapp"),
        ("To do: take the next step", "Uppgift: ta nästa steg"),
    ),
    "communication_step_interviewers": (
        ("The interviewers prepare", "Intervjuarna förbereder sig"),
        ("To do: prepare for the interview", "Uppgift: förbered dig för intervjun"),
    ),
    "communication_step_papers_mend": (
        ("Something in your documents is to be mended", "Något i dina dokument behöver rättas"),
        ("Please correct something in your documents", "Rätta något i dina dokument"),
    ),
    "communication_step_reply_due": (
        ("The promised day is near", "Den utlovade dagen närmar sig"),
        ("To do: keep the promised day", "Uppgift: håll den utlovade dagen"),
    ),
    "communication_step_silence_activity": (
        ("A week without a word", "En vecka utan ett ord"),
        (
            "To do: contact the candidate after a week",
            "Uppgift: kontakta kandidaten efter en vecka",
        ),
    ),
    "communication_step_wanted": (
        ("Good news, the same day", "Goda nyheter, samma dag"),
        (
            "To do: tell the good news the same day",
            "Uppgift: berätta den goda nyheten samma dag",
        ),
    ),
    "ir_cron_alarms": (
        (
            "Recruitment: look for numbers that have turned",
            "Rekrytering: sök efter siffror som har vänt",
        ),
        ("Recruitment: find trend changes", "Rekrytering: hitta trendbrott"),
    ),
    "ir_cron_experience_count": (
        (
            "Recruitment: count the candidate experience report ahead",
            "Rekrytering: räkna rapporten om kandidatupplevelsen i förväg",
        ),
        (
            "Recruitment: precompute the candidate experience report",
            "Rekrytering: förberäkna rapporten om kandidatupplevelse",
        ),
    ),
    "ir_cron_invitations_forget": (
        (
            "Recruitment: forget who was invited to apply",
            "Rekrytering: glöm den som bjöds in att söka",
        ),
        (
            "Recruitment: delete people who were invited to apply",
            "Rekrytering: radera personer som har bjudits in att söka",
        ),
    ),
    "ir_cron_screenings": (
        (
            "Recruitment: screening questions and recordings whose time is over",
            "Rekrytering: urvalsfrågor och inspelningar vars tid är ute",
        ),
        (
            "Recruitment: screening questions and recordings that have expired",
            "Rekrytering: urvalsfrågor och inspelningar som har gått ut",
        ),
    ),
}


def migrate(cr, version):
    """A name that nobody has changed gets the new one; what somebody wrote stays."""
    env = api.Environment(cr, SUPERUSER_ID, {"active_test": False})
    swedish = env["res.lang"].search([("code", "=", "sv_SE"), ("active", "=", True)])
    for xmlid, (before, now) in RENAMED.items():
        record = env.ref(f"{ADDON}.{xmlid}", raise_if_not_found=False)
        if not record:
            continue
        for lang, old, new in zip(["en_US", *swedish.mapped("code")], before, now, strict=False):
            said = record.with_context(lang=lang)
            if said.name == old:
                said.name = new
