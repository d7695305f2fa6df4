# Ten months of feedback of some candidates, each with a story of their own. Odoo runs
# this once, as the code of a server action, when the demo data is loaded (see
# feedback.xml). They answer by the same code as on their pages; only the dates are put
# back afterwards.

# Name, job position, how it ended, weeks since the application; then what they answered:
# moment, score, ratings (in the order of the survey), comment. Without ratings and
# comment the candidate sent the score and left. Without a score, nothing.
# Laid out by hand, as a table: a line says what one candidate answered.
CANDIDATES = [
    # A good job: people know what happens, and meet people who have read what they wrote.
    ("Maja Lindgren", "developer", "hired", 42, [
        ("applied", 9, "554", "Five minutes on my phone. That is how it should be."),
        ("interviewed", 10, "55455", "They had read my code and asked about it. I enjoyed that"
                                     " hour."),
        ("hired", 10, "55455", "I always knew what came next."),
        ("onboarded", 9, "5545", "My computer was ready and somebody took me to lunch."),
    ]),
    ("Idris Okafor", "developer", "refused", 39, [
        ("applied", 8, "444", ""),
        ("interviewed", 9, "45544", "Good questions, no tricks."),
        ("refused", 8, "4455", "I did not get it, but I know why. Thank you for calling."),
    ]),
    ("Lena Hoffmann", "developer", "refused", 35, [
        ("applied", 10, "555", "Salary range in the ad. More of that, please!"),
        ("interviewed", 7, "44433", "Friendly, but the whiteboard part felt like school."),
    ]),
    ("Pawel Nowak", "developer", "hired", 33, [
        ("interviewed", 9, "45555", "I met the team I would work with, not only the manager."),
        ("hired", 9, "54445", ""),
        ("onboarded", 7, "4344", "Nice people. It took a week to get access to everything."),
    ]),
    ("Sara Wikander", "developer", "refused", 30, [
        ("applied", 9, "545", "I liked reading about the steps before I applied."),
        ("interviewed", 8, "55444", ""),
        ("refused", 9, "5455", "The kindest no I have ever had."),
    ]),
    ("Yuki Tanaka", "developer", "refused", 26, [
        ("applied", 6, "434", "My CV was read wrongly by the form and I had to type it all again."),
        ("interviewed", 9, "55554", "You asked when I could talk, with the time difference. It"
                                    " helped a lot."),
        ("refused", 7, "4344", "A bit long, the last part."),
    ]),
    ("Carlos Medina", "developer", "hired", 22, [
        ("applied", 9, "555", ""),
        ("interviewed", 10, "55555", "The task was a real one. I would have liked to go on with"
                                     " it."),
        ("hired", 8, "43445", "All good except for the contract, which took two weeks."),
    ]),
    ("Aisha Rahman", "developer", "refused", 18, [
        ("applied", 10, "555", "Quick, and I got an answer the same day."),
        ("refused", 9, "5455", ""),
    ]),
    ("Jonas Brandt", "developer", "refused", 15, [
        ("applied", 7, "344", "What is the tech stack? The ad did not say."),
        ("interviewed", 8, "34544", "One of the interviewers came late, but apologised."),
        ("refused", 4, "2224", "Three weeks of silence after the second interview, then a mail."),
    ]),
    ("Emma Dubois", "developer", "refused", 11, [
        ("applied", 9, "554", "Easy."),
        ("interviewed", 10, "55555", ""),
        ("refused", 9, "5555", "I got two lines about what to learn. I am learning it now."),
    ]),
    ("Rasmus Holm", "developer", "open", 7, [
        ("applied", 10, "555", "Good that there was no cover letter to write."),
        ("interviewed", 9, "55454", "The map and the names beforehand made me much less nervous."),
    ]),
    ("Priya Nair", "developer", "open", 4, [
        ("applied", 8, "", ""),
        ("interviewed", 9, "55544", ""),
    ]),
    # A bad job: a long form, unprepared interviews, and silence.
    ("Oliver Grant", "marketing", "refused", 41, [
        ("applied", 6, "323", "Same questions as in my CV, twice."),
        ("refused", 3, "1122", "Two months. I had stopped waiting."),
    ]),
    ("Nadia Petrova", "marketing", "refused", 37, [
        ("applied", 4, "222", "The upload failed three times. I sent it by mail in the end."),
        ("interviewed", 5, "32332", "He read my CV while I was sitting there."),
        ("refused", 2, "1112", "No reason, no name under the mail."),
    ]),
    ("Felix Andersson", "marketing", "refused", 34, [
        ("applied", 8, "443", ""),
        ("refused", 7, "2233", "Polite, but I learned nothing from it."),
    ]),
    ("Chloe Martin", "marketing", "withdrawn", 31, [
        ("applied", 7, "434", "I would have liked to know what it pays."),
        ("withdrawn", 4, "3213", "I took another offer while I waited for yours."),
    ]),
    ("Hugo Silva", "marketing", "refused", 27, [
        ("applied", 3, "212", "Forty questions, on a phone, on a train."),
        ("interviewed", 7, "43433", "Nice talk. I still do not know what the job is."),
        ("refused", 6, "2333", ""),
    ]),
    ("Amelia Ross", "marketing", "hired", 24, [
        ("applied", 9, "444", "I applied because a friend works here, not because of the form."),
        ("interviewed", 8, "44444", ""),
        ("hired", 7, "33344", "Happy to be here. Next time, call me before I call you."),
    ]),
    ("Viktor Sund", "marketing", "refused", 20, [
        ("applied", 5, "323", ""),
        ("interviewed", 3, "22222", "The meeting was moved twice, the second time while I was in"
                                    " the lobby."),
        ("refused", 1, "1111", "I found out from the website that the position was filled."),
    ]),
    ("Layla Haddad", "marketing", "refused", 16, [
        ("applied", 7, "", ""),
        ("refused", 7, "3244", "The recruiter was kind. The wait was not."),
    ]),
    ("Marco Bianchi", "marketing", "withdrawn", 13, [
        ("applied", 6, "332", "What happens now? The page just said thank you."),
        ("withdrawn", 6, "3324", ""),
    ]),
    ("Greta Olsen", "marketing", "refused", 10, [
        ("applied", 8, "544", ""),
        ("interviewed", 6, "43323", "Four people, and all asked the same three questions."),
        ("refused", 2, "1212", "You promised an answer by Friday. It came five weeks later."),
    ]),
    ("Daniel Cohen", "marketing", "refused", 7, [
        ("applied", 5, "233", "The ad says junior in one place and senior in another."),
        ("refused", 5, "2233", "I would like to understand what was missing. Could somebody call"
                               " me?"),
    ]),
    ("Zoe Papadakis", "marketing", "open", 4, [
        ("interviewed", 3, "33222", "Nobody knew that I was coming."),
    ]),
    # A job in between.
    ("Elin Berg", "trainee", "hired", 38, [
        ("applied", 8, "444", "It was my first application ever and I managed."),
        ("interviewed", 9, "45545", "I was nervous and they noticed, and made it easy."),
        ("hired", 9, "54455", "Thank you for taking a chance on me!"),
        ("onboarded", 10, "5555", "Best first week."),
    ]),
    ("Mateo Cruz", "trainee", "refused", 32, [
        ("applied", 7, "433", ""),
        ("interviewed", 8, "44444", ""),
    ]),
    ("Fatima Zahra", "trainee", "refused", 25, [
        ("applied", 9, "554", "Clear and short."),
        ("refused", 6, "3333", "A standard letter. I had hoped for a sentence of your own."),
    ]),
    ("Noah Fischer", "trainee", "hired", 19, [
        ("applied", 8, "454", ""),
        ("interviewed", 9, "44545", "Lunch with the other trainees was the best part."),
        ("hired", 8, "44444", ""),
    ]),
    ("Ingrid Moe", "trainee", "refused", 14, [
        ("applied", 6, "343", "The link in the ad was dead for a day."),
        ("interviewed", 7, "34443", ""),
    ]),
    ("Samuel Adeyemi", "trainee", "refused", 8, [
        ("applied", 9, "544", "Fine, except that I could not save and go on later."),
        ("interviewed", 6, "33433", "I prepared a presentation that nobody asked for in the end."),
    ]),
    # Too few for a score.
    ("Helena Strand", "cto", "withdrawn", 28, [
        ("interviewed", 9, "55555", "A real conversation about where the company goes."),
        ("withdrawn", 8, "4545", "The timing was mine, not yours. I would apply again."),
    ]),
    ("Richard Boyle", "cto", "refused", 21, [
        ("interviewed", 7, "44343", ""),
        ("refused", 8, "4455", "Answered within two days, by telephone."),
    ]),
    ("Mei Chen", "cto", "refused", 12, [
        ("interviewed", 8, "45444", ""),
        ("refused", None, "", ""),
    ]),
]  # fmt: skip
# Had technical trouble: the comment says what happened.
TROUBLED = ["Nadia Petrova", "Yuki Tanaka", "Ingrid Moe"]
# What came in like a machine's.
SET_ASIDE = [
    ("Emma Dubois", "interviewed", 0, "robot"),
    ("Daniel Cohen", "refused", 10, "many_links"),
    ("Mei Chen", "refused", 0, "at_delivery"),
]
WANTS_CONTACT = ("Daniel Cohen", "refused", "By telephone, after four: +1 202 555 0168")
LOOKED_INTO = (
    "Greta Olsen",
    "refused",
    "Called her and apologised. The promised date was nobody's task; from now on it is the"
    " recruiter's, with a reminder.",
)
# Were told much later than the decision was taken.
TOLD_LATE = [
    "Jonas Brandt",
    "Oliver Grant",
    "Viktor Sund",
    "Layla Haddad",
    "Greta Olsen",
]
LEFT_TO_DO = ("Zoe Papadakis", "interviewed")
# How candidates were asked, and how many weeks after the application.
ANONYMITY = {"applied": "anonymous", "hired": "named", "onboarded": "named"}
WEEKS = {"applied": 1, "interviewed": 3, "withdrawn": 4, "refused": 5, "hired": 6, "onboarded": 11}
# The stages until then, and the day on which they were entered.
STAGES = {
    "hired": {"job0": 0, "job1": 5, "job2": 11, "job3": 19, "job4": 33, "job5": 42},
    "open": {"job0": 0, "job1": 5, "job2": 11, "job3": 19},
    "refused": {"job0": 0, "job1": 5, "job2": 11},
    "withdrawn": {"job0": 0, "job1": 5, "job2": 11},
    "interviewed": {"job0": 0, "job1": 5, "job2": 11, "job3": 19},
}
RECRUITERS = {"marketing": "base.user_admin", "trainee": "{}.user_johanna"}
SOURCES = [
    ("utm.utm_source_linkedin", "utm.utm_medium_linkedin"),
    ("{}.source_site", "utm.utm_medium_website"),
    ("{}.source_platsbanken", "{}.medium_job_board"),
    ("{}.source_site", "utm.utm_medium_website"),
    ("utm.utm_source_referral", "{}.medium_employee"),
]
ANSWER_STATES = {"refused": "told", "withdrawn": "not_owed"}
REASONS = {"refused": "refuse_reason_1", "withdrawn": "refuse_reason_2"}

now = datetime.datetime.now().replace(microsecond=0)
quiet = env(
    context=dict(env.context, install_mode=True, tracking_disable=True, mail_create_nolog=True)
)
feedback = env["hr.recruitment.feedback"]
ADDON = "hr_recruitment_candidate_experience"


def find(name):
    return env.ref(name.replace("{}", ADDON)).id


def days(number):
    return datetime.timedelta(days=number)


def make_applicant(name, job, outcome, moments, applied):
    closed = outcome in REASONS
    stages = STAGES["interviewed" if closed and "interviewed" in moments else outcome]
    source, medium = SOURCES[len(name + job) % len(SOURCES)]
    told = applied + days(7 * WEEKS["refused"] - 3)
    applicant = quiet["hr.applicant"].create(
        {
            "partner_name": name,
            "email_from": name.lower().replace(" ", ".") + "@example.com",
            "job_id": env.ref("hr.job_" + job).id,
            "user_id": find(RECRUITERS.get(job, "base.user_demo")),
            "source_id": find(source),
            "medium_id": find(medium),
            "stage_id": find("hr_recruitment.stage_" + max(stages)),
            "refuse_reason_id": closed and env.ref("hr_recruitment." + REASONS[outcome]).id,
            "active": not closed,
            "answer_state": ANSWER_STATES.get(outcome),
            "create_date": applied,
            "last_contact_date": now - days(3),
        }
    )
    if outcome == "hired":
        applicant.write({"date_closed": applied + days(stages["job5"])})
    if outcome == "refused":
        decided = told - days(11 if name in TOLD_LATE else 2)
        applicant.write({"refuse_date": decided, "decision_told_date": told})
        note(applicant, "refused", told)
    if outcome == "withdrawn":
        applicant.write({"refuse_date": applied + days(7 * WEEKS["withdrawn"] - 3)})
    note(applicant, "applied", applied + datetime.timedelta(hours=1))
    walk(applicant, applied, list(stages.items()))
    return applicant


def walk(applicant, applied, stages):
    """The visits to its stages, in the place of the one that it was created in."""
    applicant.stage_history_ids.unlink()
    for (stage, entered), later in zip(stages, [*stages[1:], None], strict=True):
        env["hr.applicant.stage.history"].create(
            {
                "applicant_id": applicant.id,
                "stage_id": find("hr_recruitment.stage_" + stage),
                "job_id": applicant.job_id.id,
                "company_id": applicant.company_id.id,
                "entered_date": applied + days(entered),
                "left_date": later and applied + days(later[1]),
            }
        )


def note(applicant, step, sent, **values):
    """What left for the candidate."""
    return env["hr.applicant.communication"].create(
        {
            "applicant_id": applicant.id,
            "step_id": find("{}.communication_step_" + step),
            "occurrence_key": "demo",
            "action": "email",
            "state": "sent",
            "reason": "delivered",
            "scheduled_date": sent,
            "sent_date": sent,
            **values,
        }
    )


def get_step(moment):
    step = env.ref(ADDON + ".communication_step_survey_" + moment)
    step.write({"survey_anonymity": ANONYMITY.get(moment, "confidential")})
    return step


def invite(applicant, step, sent):
    row = note(applicant, "survey_" + step.survey_id.feedback_moment, sent, action="survey")
    row._create_invitations()
    row.survey_input_id.write({"deadline": sent + datetime.timedelta(days=14)})
    applicant.write({"feedback_asked_date": sent})
    applicant.flush_recordset()
    return row.survey_input_id


def give_answer(invitation, score, ratings, comment, trouble):
    """:return: the row of the fact table"""
    answer = invitation._begin_answer(str(score))
    if ratings:
        questions = answer._get_feedback_questions()
        given = {question.id: [] for question in questions}
        of_role = questions.grouped("feedback_role")
        for question, rating in zip(of_role["driver"], ratings, strict=False):
            given[question.id] = [rating]
        for question in of_role.get("trouble", []):
            choices = question.suggested_answer_ids.grouped("feedback_value")
            choice = choices["trouble" if trouble else "no_trouble"]
            given[question.id] = [str(choice.id)]
        # The first comment of that survey is on the trouble, the last on everything.
        place = 0 if trouble else -1
        given[of_role["comment"][place].id] = [comment] if comment else []
        answer._complete_answer(given, {"wanted": False, "details": ""})
    return feedback.search([("user_input_id", "=", answer.id)])


def put_back(rows, date):
    rows.write({"response_date": date})
    rows.comment_ids.write({"response_date": date})


def release(month):
    """Anonymous answers have the month in which they appear."""
    before = feedback.search([("released", "=", True)])
    feedback._cron_release()
    put_back(feedback.search([("released", "=", True)]) - before, month)


invitations, rows, halftime = {}, {}, now - datetime.timedelta(weeks=20)
for name, job, outcome, weeks, answers in CANDIDATES:
    applied = now - datetime.timedelta(weeks=weeks, days=len(name) % 6, hours=len(job))
    moments = [answer[0] for answer in answers]
    applicant = make_applicant(name, job, outcome, moments, applied)
    for moment, _score, _ratings, _comment in answers:
        date = applied + datetime.timedelta(weeks=WEEKS[moment])
        invitations[name, moment] = invite(applicant, get_step(moment), date), date
# In the order of time, and half of the anonymous ones released on the way.
for name, _job, _outcome, weeks, answers in sorted(CANDIDATES, key=lambda c: -c[3]):
    if halftime and weeks <= 20:
        release(halftime.replace(day=1))
        halftime = None
    for moment, score, ratings, comment in answers:
        invitation, date = invitations[name, moment]
        if score is not None:
            trouble = moment == "applied" and name in TROUBLED
            row = give_answer(invitation, score, ratings, comment, trouble)
            put_back(row, date + datetime.timedelta(days=1))
            if moment == "interviewed":
                row.write({"outcome": "ongoing"})
            rows[name, moment] = row
release((now - datetime.timedelta(weeks=2)).replace(day=1))

for name, moment, score, reason in SET_ASIDE:
    invitation, date = invitations[name, moment]
    invitation._quarantine(str(score), reason)
    row = env["hr.recruitment.feedback.quarantine"].search([], order="id desc", limit=1)
    row.write({"date": date})

# Somebody has looked into all low scores but two.
name, moment, details = WANTS_CONTACT
rows[name, moment]._request_contact(details)
todo = feedback.search([("follow_up_state", "=", "todo")])
old = todo - rows[name, moment] - rows[LEFT_TO_DO]
old.activity_ids.unlink()
for row in old:
    row.write(
        {
            "follow_up_note": "Discussed at the monthly review of the recruitment team.",
            "follow_up_state": "done",
            "follow_up_user_id": env.ref("base.user_admin").id,
            "follow_up_date": min(row.response_date + datetime.timedelta(days=20), now.date()),
        }
    )
name, moment, done = LOOKED_INTO
rows[name, moment].write({"follow_up_note": done})
