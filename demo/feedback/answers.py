# What the candidates of year.py thought. Odoo runs this once, as the code of a server
# action, when the demo data is loaded (see year.xml). The score follows from what
# happened to them: whether they were told soon, which job, before or after something was
# improved; the ratings follow the score, some closely, some less.

# What they wrote: after which moment, and in which mood.
WORDS = {
    ("applied", "promoter"): [
        "Done in four minutes on the bus.",
        "A confirmation with a name and a phone number. That is rare.",
        "I liked that the steps were listed before I had typed anything.",
        "No account, no password. Thank you.",
        "Clear ad, clear form, and the salary was there.",
        "I could upload my CV and was finished. More of you should do that.",
        "The ad sounded like a person had written it.",
        "Got an answer the same afternoon.",
    ],
    ("applied", "passive"): [
        "Fine. A bit long.",
        "Easy enough, but I did not find out whether remote work is possible.",
        "Good form. The ad could say more about the team.",
        "Nothing special, nothing wrong.",
        "I had to look for the button to attach a second file.",
        "It worked well, though I would like to know how many you are looking for.",
    ],
    ("applied", "detractor"): [
        "Why do I write my employment history when it is in the CV?",
        "The ad was gone when I wanted to read it again.",
        "I still do not know what happens now.",
        "The questions about my strengths felt like a test from the nineties.",
        "It asked for my grades. I am 46.",
        "Half of the form was in another language.",
        "No word about the salary, and you ask for mine.",
    ],
    ("applied", "trouble"): [
        "The page went white after I pressed send. I hope that you got it.",
        "My CV was too large, and the form did not say how large it may be.",
        "It did not accept my phone number with the country code.",
        "I had to start again twice because it logged me out.",
        "The attach button did nothing on my iPhone.",
    ],
    ("interviewed", "promoter"): [
        "We talked about the work and not about my hobbies.",
        "They told me what they would ask, so I could think beforehand.",
        "I got to see where I would sit and whom I would work with.",
        "Honest about what is difficult in the role. That made me want it more.",
        "The manager had notes from my application.",
        "Exactly one hour, as promised, and a clear next step.",
        "I felt that I could ask anything.",
        "Best interview I have been to, whatever comes of it.",
    ],
    ("interviewed", "passive"): [
        "Good conversation. The room was hard to find.",
        "Nice people, somewhat short on time.",
        "I would have liked to meet one more colleague.",
        "The case was interesting, but I got it only ten minutes before.",
        "It was fine. The sound on the video call was not.",
        "They knew my CV. I knew less about them afterwards than I had hoped.",
    ],
    ("interviewed", "detractor"): [
        "One of them looked at his phone most of the time.",
        "I was asked whether I plan to have children.",
        "They had mixed me up with another candidate.",
        "Twenty minutes late, and no excuse.",
        "I answered the same question in all three meetings.",
        "Nobody could tell me what happens after today.",
        "The role was another one than in the ad.",
    ],
    ("refused", "promoter"): [
        "A no with a reason. I can do something with that.",
        "She called me herself and took her time.",
        "Quick and friendly. I will apply again.",
        "Thank you for telling me about the other position!",
        "You said Thursday and it was Thursday.",
        "I was sad for a day, but it was fair.",
    ],
    ("refused", "passive"): [
        "Disappointed, of course, but it was decently done.",
        "The answer came in time. A line more about why would have helped.",
        "Correct. A little cold.",
        "Fine, although I would have preferred a call after two interviews.",
        "I understood the reason. I do not share it.",
        "Good that you answered at all. Many do not.",
        "It was a standard text, but a kind one.",
    ],
    ("refused", "detractor"): [
        "I do not know what I could have done better.",
        "Two interviews, a case, and then three lines.",
        "I asked for feedback and got no answer.",
        "You write that you were impressed. By what?",
        "The reason does not fit what was said in the interview.",
        "It felt as if nobody had read my application.",
        "The ad is still online. Is the job taken or not?",
        "No name under it and no way to reply.",
        "I had taken a day off for this.",
        "I am over-qualified, it seems. I had explained in my letter why I want this job.",
    ],
    ("refused", "late"): [
        "I had understood by myself weeks ago.",
        "Five weeks without a word. I had put my whole summer on hold.",
        "I wrote twice to ask. The answer was this mail, a month later.",
        "When your mail came I had already started somewhere else.",
        "“We will get back to you next week.” It was not next week.",
        "The waiting was worse than the no.",
        "I heard from a friend that somebody had been hired. Then from you, much later.",
        "It is a small town. One talks about firms that do not answer.",
        "A short “we need more time” would have been enough.",
        "I kept my phone on for weeks. That is not how to treat people.",
        "If it takes forty days to say no, how long does anything take with you?",
    ],
    ("withdrawn", "promoter"): [
        "I moved for family reasons. You were great all the way.",
        "You made it easy to say no. I may come back.",
    ],
    ("withdrawn", "passive"): [
        "Another company was faster, that was all.",
        "Interesting job, but the travelling was more than I had thought.",
        "The offer was fair. Mine at home was better.",
    ],
    ("withdrawn", "detractor"): [
        "After four weeks in the same step I stopped believing in it.",
        "The salary was not what we had talked about.",
        "A third interview was added at the last minute. I had no days off left.",
        "I signed elsewhere while I waited for you to find a date.",
        "Nobody told me that my contact person was on leave.",
    ],
    ("hired", "promoter"): [
        "From the first mail to the contract I never had to ask twice.",
        "My manager sent a message the evening before. Small thing, big difference.",
        "I said yes because of the people I met on the way.",
        "Quick, warm and well organised.",
        "You negotiated fairly and said why.",
        "I turned down another offer. Not once have I regretted it.",
    ],
    ("hired", "passive"): [
        "All good, only the references took their time.",
        "I am happy. The contract had to be corrected twice.",
        "Good process. One interview fewer would have done.",
    ],
    ("hired", "detractor"): [
        "I am glad to be here, but I nearly gave up in June.",
        "Three people asked me for the same documents.",
    ],
    ("onboarded", "promoter"): [
        "Everything was on my desk, even a cup with my name.",
        "I had a buddy who really had the time.",
        "What I was told in the interviews is true.",
        "A plan for four weeks. I could breathe.",
    ],
    ("onboarded", "passive"): [
        "Nice start. Too many introductions on the first day.",
        "Good team. My access card came in week three.",
        "My manager was on leave in my first week.",
    ],
    ("onboarded", "detractor"): [
        "No computer for six days.",
        "The tasks have little to do with the ad so far.",
    ],
}
# How candidates score on average at each moment, and how many of 100 answer.
MOMENTS = {
    "applied": (7.9, 15),
    "interviewed": (8.4, 50),
    "refused": (7.0, 36),
    "withdrawn": (7.1, 45),
    "hired": (9.0, 65),
    "onboarded": (8.5, 60),
}
SPREAD = 1.9
# It has become better, slowly: each week that an answer is older costs a little.
GROWTH = 0.024
# The score of those who were told late, and how many of them still care to answer.
LATE, ANSWER_LATE = -0.8, 0.5
TROUBLE = -2.5
# One of so many had technical trouble, before and since the form is short.
TROUBLED = {False: 20, True: 45}
# Good jobs and bad ones.
JOBS = {
    "hr.job_developer": 0.55,
    "{}.job_support": 0.3,
    "hr.job_consultant": 0.15,
    "hr.job_trainee": 0.0,
    "{}.job_summer": 0.2,
    "{}.job_account_manager": -0.3,
    "hr.job_marketing": -1.1,
}
# How closely a rating follows the score: the lower, the closer.
LOOSE = {
    "communication": 0.7,
    "speed": 0.85,
    "respect": 1.15,
    "fairness": 1.3,
    "information": 1.5,
    "preparation": 1.25,
    "ease": 1.6,
    "welcome": 1.1,
}
SHIFT = {
    "communication": -0.35,
    "speed": -0.25,
    "respect": 0.35,
    "ease": 0.2,
    "welcome": 0.3,
}
# What was improved (see improvements.xml): since how many weeks, and by how much.
SHORT_FORM = (18, 1.5)
PREPARED = (11, 1.2)
# The last weeks' low scores are still to be looked into.
WEEKS_TO_LOOK = 2
NOTES = [
    "Read in the weekly meeting; nothing to add to what we changed in spring.",
    "Wrote to the candidate and thanked for the frank words.",
    "Told the hiring manager. The next interviews have an agenda.",
    "The ad says it now.",
    "Our mistake, and we said so.",
    "Discussed with the team. We keep an eye on it.",
]

ADDON = "hr_recruitment_candidate_experience"
today = datetime.date.today()
quiet = env(
    context=dict(
        env.context,
        install_mode=True,
        tracking_disable=True,
        mail_create_nolog=True,
        mail_create_nosubscribe=True,
        mail_notrack=True,
    )
)
moods = {env.ref(name.replace("{}", ADDON)).id: mood for name, mood in JOBS.items()}
marketing = env.ref("hr.job_marketing").id
drivers = {env.ref(ADDON + ".feedback_driver_" + name): name for name in LOOSE}
seed, turns = [20260214], {}


def draw():
    """:return: a number between 0 and 1, the same ones every time"""
    seed[0] = seed[0] * 16807 % 2147483647
    return seed[0] / 2147483647


def bell():
    """:return: a number around 0, seldom beyond −2 and 2"""
    return 2 * (draw() + draw() + draw()) - 3


def take_turn(group):
    """:return: how often this was asked for the group, from 0"""
    turns[group] = turns.get(group, -1) + 1
    return turns[group]


def spread(group):
    """As ``bell``, spread evenly over the group: a small group looks like a large one."""
    share = (0.5 + take_turn(group) * 0.6180339887) % 1
    share = min(max(share, 0.001), 0.999)
    return (share**0.135 - (1 - share) ** 0.135) / 0.1975


def since(date, weeks):
    return date > today - datetime.timedelta(weeks=weeks)


def say(moment, mood):
    """:return: the next of the words for it"""
    words = WORDS[moment, mood]
    return words[take_turn(("words", moment, mood)) % len(words)]


def is_late(invitation):
    """:return: was the candidate told the decision later than within a week?"""
    applicant = invitation.applicant_id
    week = datetime.timedelta(days=7)
    refused = invitation.step_id.survey_id.feedback_moment == "refused"
    return refused and applicant.decision_told_date > applicant.refuse_date + week


def find_score(moment, applicant, date, late, trouble):
    mean = MOMENTS[moment][0] + moods.get(applicant.job_id.id, 0)
    mean += LATE * late + TROUBLE * trouble
    mean += GROWTH * (26 - (today - date).days / 7)
    if moment == "applied" and since(date, SHORT_FORM[0]):
        mean += SHORT_FORM[1]
    prepared = since(date, PREPARED[0]) and applicant.job_id.id == marketing
    if moment in ("interviewed", "refused") and prepared:
        mean += PREPARED[1]
    score = mean + SPREAD * spread((moment, late))
    return min(max(round(score), 0), 10)


def rate(survey, score, late, hurried):
    """:return: the ratings that go with a score"""
    ratings = []
    for question in survey.question_ids:
        if question.feedback_role == "driver":
            name = drivers[question.feedback_driver_id]
            level = 3.4 + 0.42 * (score - 7) + SHIFT.get(name, 0) + LOOSE[name] * bell()
            level -= 0.6 * (late and name == "speed")
            level -= 0.4 * (hurried and name == "preparation")
            value = 25.0 * (min(max(round(level), 1), 5) - 1)
            driver = question.feedback_driver_id.id
            ratings.append(Command.create({"driver_id": driver, "value": value}))
    return ratings


def comment_on(row, survey, late, trouble):
    mood = "promoter" if row["score"] > 8 else "passive" if row["score"] > 6 else "detractor"
    if trouble:
        mood = "trouble"
    elif late and mood == "detractor":
        mood = "late"
    # The first comment of that survey is on the trouble, the last on everything.
    questions = [q.id for q in survey.question_ids if q.feedback_role == "comment"]
    return {
        "text": say(row["moment"], mood),
        "question_id": questions[0 if trouble else -1],
        "company_id": row["company_id"],
        "job_id": row["job_id"],
        "moment": row["moment"],
        "response_date": row["response_date"],
        "released": row["released"],
    }


def look_into(row, date):
    """Low scores are looked into."""
    if row["score"] <= 6 and row["released"]:
        row["follow_up_state"] = "todo"
        if not since(date, WEEKS_TO_LOOK):
            later = date + datetime.timedelta(days=4 + int(12 * draw()))
            row |= {
                "follow_up_state": "done",
                "follow_up_note": NOTES[take_turn("notes") % len(NOTES)],
                "follow_up_user_id": env.ref("base.user_admin").id,
                "follow_up_date": min(later, today),
            }


def answer(invitation, date):
    """:return: the row of the fact table, as it would have been written"""
    survey = invitation.step_id.survey_id
    applicant, moment = invitation.applicant_id, survey.feedback_moment
    anonymous = invitation.step_id.survey_anonymity == "anonymous"
    late = is_late(invitation)
    mended = since(date, SHORT_FORM[0])
    turn = moment == "applied" and take_turn(("form", mended))
    trouble = bool(turn) and turn % TROUBLED[mended] == 4
    hurried = applicant.job_id.id == marketing and not since(date, PREPARED[0])
    row = {
        "survey_id": survey.id,
        "moment": moment,
        "anonymity": invitation.step_id.survey_anonymity,
        "released": not anonymous,
        "response_date": date.replace(day=1) if anonymous else date,
        "company_id": applicant.company_id.id,
        "job_id": applicant.job_id.id,
        "score": find_score(moment, applicant, date, late, trouble),
        "is_completed": draw() < 0.85,
    }
    if not anonymous:
        outcome = applicant.outcome if moment != "interviewed" else "ongoing"
        row |= {
            "applicant_id": applicant.id,
            "disclosed": row["anonymity"] == "named" and bool(applicant.date_closed),
            "department_id": applicant.department_id.id,
            "user_id": applicant.user_id.id,
            "outcome": outcome,
            "stage_id": applicant.stage_id.id,
            "source_id": applicant.source_id.id,
            "medium_id": applicant.medium_id.id,
            "earlier_contact": applicant.earlier_contact,
        }
        if moment == "interviewed":
            row["stage_id"] = env.ref("hr_recruitment.stage_job3").id
    elif row["is_completed"]:
        row["technical_trouble"] = "trouble" if trouble else "no_trouble"
        row["earlier_contact"] = applicant.earlier_contact
    row["create_date"] = row["response_date"]
    look_into(row, date)
    if row["is_completed"]:
        row["rating_ids"] = rate(survey, row["score"], late, hurried)
        if draw() < (0.9 if trouble else 0.45):
            row["comment"] = comment_on(row, survey, late, trouble)
    return row


def appear(rows, least):
    """Anonymous answers, or their comments, appear when enough of the same job wait,
    with the month in which they do."""
    waiting, shown = {}, []
    for row in sorted(rows, key=lambda row: row["response_date"]):
        group = waiting.setdefault(row["job_id"], [])
        group.append(row)
        if len(group) >= least:
            shown.append((group, row["response_date"]))
            waiting[row["job_id"]] = []
    for group, month in shown:
        for row in group:
            row |= {"released": True, "response_date": month}
            if "score" in row:
                row["create_date"] = month
                look_into(row, month)


invitations = env["hr.applicant.communication"].search(
    [
        ("action", "=", "survey"),
        ("state", "=", "sent"),
        ("survey_input_id", "=", False),
        ("occurrence_key", "=", "demo"),
    ],
    order="sent_date, id",
)
rows = []
for invitation in invitations:
    moment = invitation.step_id.survey_id.feedback_moment
    date = invitation.sent_date.date() + datetime.timedelta(days=int(6 * draw() * draw()))
    chance = MOMENTS[moment][1] * (ANSWER_LATE if is_late(invitation) else 1)
    if 100 * draw() < chance and date <= today:
        rows.append(answer(invitation, date))
hidden = [row for row in rows if not row["released"]]
company = env.ref("base.main_company")
appear(hidden, company.feedback_min_scores)
appear(
    [row["comment"] for row in hidden if "comment" in row],
    company.feedback_min_comments,
)
for row in rows:
    if "comment" in row:
        row["comment_ids"] = [Command.create(row.pop("comment"))]
made = quiet["hr.recruitment.feedback"].create(rows)
todo = made.filtered(lambda row: row.follow_up_state == "todo")
todo.write({"follow_up_state": False})
todo._raise_follow_up()
# From now on as every night.
model._cron_release()
