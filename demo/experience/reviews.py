# What recruiters and hiring managers thought of recruiting, after a position was filled or
# closed. Odoo runs this once, as the code of a server action, when the demo data is loaded
# (see reviews.xml). They answer by the same code as in the survey; nobody is mailed.

# Job position, person, role, occasion, weeks ago; then the ratings (in the order of the
# survey) and what they would do differently.
REVIEWS = [
    (
        "hr.job_developer",
        "base.partner_demo",
        "recruiter",
        "filled",
        33,
        "5545",
        "Book the team's time before the ad is out, not after.",
    ),
    (
        "hr.job_marketing",
        "hr.work_contact_ngh",
        "manager",
        "filled",
        23,
        "2332",
        "I saw the candidates for the first time in the interview. Send me three, not ten.",
    ),
    (
        "{}.job_summer",
        "{}.user_johanna",
        "recruiter",
        "closed",
        26,
        "4454",
        "Begin in January. The best ones were gone in March.",
    ),
    (
        "{}.job_support",
        "hr.work_contact_vad",
        "manager",
        "filled",
        15,
        "5444",
        "Let them listen to real calls. Two said yes because of that.",
    ),
    (
        "hr.job_consultant",
        "base.partner_demo",
        "recruiter",
        "filled",
        9,
        "4343",
        "Agree on what senior means before we write it.",
    ),
    (
        "hr.job_marketing",
        "base.partner_admin",
        "recruiter",
        "filled",
        2,
        "3233",
        "The profile changed twice on the way. Next time we stop and write a new ad.",
    ),
]
# The newest one has not been read yet.
UNREAD_WEEKS = 3

ADDON = "hr_recruitment_candidate_experience"
now = datetime.datetime.now().replace(microsecond=0)
survey = env.ref(ADDON + ".survey_review")
company = env.ref("base.main_company")
quiet = env(
    context=dict(
        env.context, tracking_disable=True, mail_create_nolog=True, mail_create_nosubscribe=True
    )
)


def find_partner(name):
    record = env.ref(name.replace("{}", ADDON))
    return record.partner_id if "user_" in name else record


for job, person, role, occasion, weeks, ratings, comment in REVIEWS:
    position = env.ref(job.replace("{}", ADDON))
    asked = now - datetime.timedelta(weeks=weeks, days=2)
    review = quiet["hr.recruitment.review"].create(
        {
            "job_id": position.id,
            "company_id": company.id,
            "department_id": position.department_id.id,
            "partner_id": find_partner(person).id,
            "role": role,
            "occasion": occasion,
            "survey_id": survey.id,
            "ask_date": asked,
            "create_date": asked,
        }
    )
    review._create_invitations()
    answer = review.user_input_id
    for question, given in zip(survey.question_ids, [*ratings, comment], strict=True):
        answer._save_lines(question, given)
    answer._mark_done()
    review.write({"answered_date": (now - datetime.timedelta(weeks=weeks)).date()})
    if weeks > UNREAD_WEEKS:
        review.activity_ids.unlink()
