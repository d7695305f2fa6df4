# Monthly looks are on: what recruiters and hiring managers said, and who has not; the goals of
# this year and the last. Odoo runs this once, as the code of a server action, when the demo data
# is loaded (see looks.xml). Nobody is mailed.

# Months ago → person → state and what they wrote.
LOOKS = {
    3: {
        "base.user_admin": ("answered", "Everybody heard within a week.", "", ""),
        "base.user_demo": (
            "answered",
            "Candidates praised the agenda.",
            "Two interviews were moved on the same day.",
            "Whoever moves an interview calls.",
        ),
        "{}.user_johanna": ("missed", "", "", ""),
    },
    2: {
        "base.user_admin": ("answered", "", "The profile changed in the middle.", ""),
        "base.user_demo": ("missed", "", "", ""),
        "{}.user_johanna": ("answered", "Many apprentices knew somebody here.", "", ""),
    },
    1: {
        "base.user_admin": ("open", "", "", ""),
        "base.user_demo": (
            "answered",
            "The new form: nobody gave up on the way.",
            "Answers took long in the holidays.",
            "A deputy answers in every leave.",
        ),
        "{}.user_johanna": ("open", "", "", ""),
    },
}
GOALS = {"score": 25, "promises": 90, "answer": 5, "actions": 4}

ADDON = "hr_recruitment_candidate_experience"
company = env.ref("base.main_company")
today = datetime.date.today()
env.ref("base.group_user").write({"implied_ids": [(4, env.ref(ADDON + ".group_looks").id)]})
quiet = env["hr.recruitment.experience.look"].with_context(
    tracking_disable=True, mail_create_nolog=True, mail_create_nosubscribe=True
)
for months, people in LOOKS.items():
    month = today.replace(day=1) - dateutil.relativedelta.relativedelta(months=months)
    opened = month + dateutil.relativedelta.relativedelta(months=1)
    for person, (state, well, badly, change) in people.items():
        user = env.ref(person.replace("{}", ADDON))
        jobs = env["hr.job"].search(
            [("user_id", "=", user.id), ("company_id", "in", [False, company.id])]
        )
        open_still = state == "open"
        look = quiet.create(
            {
                "company_id": company.id,
                "user_id": user.id,
                "month": month,
                "role": "recruiter",
                "job_ids": jobs.ids,
                "department_id": user.employee_id.department_id.id,
                "date_deadline": today + datetime.timedelta(days=4)
                if open_still
                else opened + datetime.timedelta(days=10),
                "state": state,
                "answered_date": opened + datetime.timedelta(days=6)
                if state == "answered"
                else False,
                "went_well": well,
                "went_badly": badly,
                "to_change": change,
            }
        )
        if open_still:
            look._raise_own_todos()
env["hr.recruitment.experience.goal"].create(
    [
        {"company_id": company.id, "year": year, "kind": kind, "value": value}
        for year in (today.year, today.year - 1)
        for kind, value in GOALS.items()
    ]
)
