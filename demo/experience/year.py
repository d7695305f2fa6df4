# Applications of the last year and a half: who applied, how far they came, how it ended
# and what they heard from us. Odoo runs this once, as the code of a server action, when
# the demo data is loaded (see year.xml). Nobody is written to: what once left is noted as
# it would have been, and only answers that are still due leave, in their time.

FIRST = (
    "Agnes Ahmed Alva Amir Anton Astrid Axel Beatrice Bilal Camilla Dario Ebba Edvin Elias "
    "Elsa Emre Erik Filip Frida Gabriel Hanna Hassan Henrik Ida Ismail Isabelle Jakob Jasmin "
    "Johan Josefin Karim Karin Klara Leo Linnea Lukas Malin Marcus Mariam Matilda Mikael "
    "Mohamed Moa Nils Nora Olof Rebecka Robin Saga Simon Sofia Tomasz Ulrika"
).split()
LAST = (
    "Abdi Ahlgren Andersson Bergman Björk Blom Boman Carlsson Dahl Demir Edlund Ek Eriksson "
    "Falk Forsberg Fransson Gustafsson Hagen Hansson Hedlund Hellström Holmberg Hosseini "
    "Isaksson Jansson Johansen Karlsson Khalil Kowalski Larsson Lind Lundin Lööf Malm "
    "Mattsson Mohammadi Månsson Nilsson Nordin Nyberg Norén Olsson Palm Persson Pettersson "
    "Rahimi Rosén Salonen Sandberg Sjögren Ström Sundin Svensson Tran Viklund Virtanen "
    "Wallin Yilmaz Åberg"
).split()
ASCII = str.maketrans("åäöéÅÄÖ", "aaoeAAO")
# Applications in each month of the year: people look for jobs when the year begins and
# after the summer.
SEASON = [96, 66, 66, 60, 56, 42, 20, 50, 92, 74, 63, 26]
MONTHS = 17
# The company has measured for longer than a year, at first with fewer jobs.
FEWER = 0.65
# Job position, department, recruiter, how many of 100 apply for it, how slow it is, how
# many promises are kept, and the months in which it is advertised.
JOBS = [
    ("hr.job_developer", "hr.dep_rd", "base.user_demo", 22, 0.8, 0.95, ()),
    ("{}.job_support", "hr.dep_ps", "{}.user_johanna", 23, 0.7, 0.93, ()),
    ("hr.job_marketing", "hr.dep_sales", "base.user_admin", 11, 1.9, 0.6, ()),
    ("hr.job_consultant", "hr.dep_ps", "base.user_demo", 16, 1.0, 0.9, ()),
    ("{}.job_account_manager", "hr.dep_sales", "base.user_admin", 12, 1.2, 0.8, ()),
    ("hr.job_trainee", "hr.dep_rd", "{}.user_johanna", 14, 1.1, 0.88, (1, 2, 3, 8, 9, 10)),
    ("{}.job_summer", "hr.dep_administration", "{}.user_johanna", 14, 0.7, 0.9, (2, 3, 4)),
    ("hr.job_hrm", "hr.dep_administration", "base.user_admin", 2, 1.1, 0.9, (9, 10, 11)),
]
# Source, medium, how many of 100 come from there, how well they suit, and what contact
# they had with the company.
SOURCES = [
    ("utm.utm_source_linkedin", "utm.utm_medium_linkedin", 21, 1.0, "brand"),
    ("{}.source_platsbanken", "{}.medium_job_board", 26, 0.5, "none"),
    ("{}.source_site", "utm.utm_medium_website", 20, 1.2, "customer"),
    ("utm.utm_source_linkedin", "{}.medium_sponsored", 13, 0.4, "none"),
    ("utm.utm_source_referral", "{}.medium_employee", 9, 1.75, "employee"),
    ("{}.source_fair", "{}.medium_event", 6, 1.15, "brand"),
    ("", "utm.utm_medium_email", 5, 0.8, "worked"),
]
CONTACTS = [
    ("none", 45),
    ("brand", 30),
    ("customer", 15),
    ("employee", 8),
    ("worked", 4),
]
# Stage, its days (half stay longer), how many of 100 go on, and how many leave by
# themselves; then what we write on arrival.
STAGES = [
    ("hr_recruitment.stage_job0", 3.5, 51, 2, "applied"),
    ("hr_recruitment.stage_job1", 5, 50, 5, ""),
    ("hr_recruitment.stage_job2", 7, 50, 8, "first_interview"),
    ("hr_recruitment.stage_job3", 8, 48, 11, "second_interview"),
    ("hr_recruitment.stage_job4", 5, 80, 14, "proposal"),
    ("hr_recruitment.stage_job5", 0, 0, 0, "hired"),
]
# An answer within a week, and none at all: out of 100, before and since it is somebody's
# task (an improvement action, see improvements.xml).
TELLING = {False: (40, 5), True: (88, 2)}
WEEKS_SINCE_TELLING = 26
# For so many weeks, one of the recruiters has had too much to do: of the answers that the
# candidates of a job were promised, two of five come late. It is what alarms are to find.
LATE_JOB, WEEKS_LATE = "hr.job_developer", 11
REASONS = {
    "refused": ("refuse_reason_1", "refuse_reason_1", "refuse_reason_5"),
    "withdrawn": ("refuse_reason_2", "refuse_reason_8"),
}
# When a survey is sent, in days.
ASKED_AFTER = {
    "applied": 3,
    "interviewed": 3,
    "refused": 3,
    "withdrawn": 3,
    "hired": 4,
    "onboarded": 30,
}
COOL_DOWN = datetime.timedelta(days=14)
# What those who wait for our answer have written.
QUESTIONS = [
    "Hello, I have another offer and need to answer by Friday. Do you know more yet?",
    "Hi! Is the position still open? My notice period has changed, I could start earlier.",
    "Thank you for the interview. I promised my references: whom shall they call?",
    "Could we move Tuesday's meeting to the afternoon? My daughter starts school that day.",
    "Hello, just wondering whether you have received my work samples.",
]

ADDON = "hr_recruitment_candidate_experience"
now = datetime.datetime.now().replace(microsecond=0)
company = env.ref("base.main_company")
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
seed = [20260107]


def days(number):
    return datetime.timedelta(days=number)


def draw():
    """:return: a number between 0 and 1, the same ones every time"""
    seed[0] = seed[0] * 16807 % 2147483647
    return seed[0] / 2147483647


def bell():
    """:return: a number around 0, seldom beyond −2 and 2"""
    return 2 * (draw() + draw() + draw()) - 3


def pick(rows, weight):
    """:return: one of the rows, as often as its weight says"""
    lot, total = draw(), 0
    for row in rows:
        total += row[weight]
    for row in rows:
        lot -= row[weight] / total
        if lot < 0:
            return row
    return rows[-1]


def find(name):
    """:return: id of a record, False for none"""
    return name and env.ref(name.replace("{}", ADDON)).id


def at_work(moment):
    """:return: the next time, from that moment on, at which somebody is at work"""
    start = moment.replace(hour=7, minute=0, second=0)
    start += datetime.timedelta(minutes=int(draw() * 540))
    if start < moment:
        start += days(1)
    return start + days(max(0, 7 - start.weekday()) if start.weekday() > 4 else 0)


def find_dates():
    """:return: when applications came in, oldest first"""
    found = []
    for ago in range(MONTHS - 1, -1, -1):
        month = now.replace(day=1, hour=0, minute=0, second=0)
        month -= dateutil.relativedelta.relativedelta(months=ago)
        after = month + dateutil.relativedelta.relativedelta(months=1)
        share = (min(after, now) - month) / (after - month)
        fewer = FEWER if ago > 11 else 1
        dates = []
        for _number in range(round(SEASON[month.month - 1] * share * fewer)):
            date = month + draw() * share * (after - month)
            if date.weekday() > 4 and draw() < 0.6:
                date -= days(2)
            date = date.replace(hour=6 + int(draw() * 15))
            dates.append(min(max(date, month), now - days(0.1)))
        found += sorted(dates)
    return found


def walk(applied, suits, pace):
    """The way of one application through the stages.

    :return: visits (stage, entered, left), how it ended, when"""
    visits, entered = [], applied
    for place, (stage, stay, onward, leaving, _step) in enumerate(STAGES):
        if not stay:
            visits.append((stage, entered, None))
            return visits, "hired", entered
        stay *= pace * 2 ** bell()
        left = entered + days(stay)
        left = at_work(left + days(12 * draw() * (left.month == 7)))
        # The later, the less does the source matter.
        chance = onward * suits ** (1 - place / 4)
        lot = 100 * draw()
        if left > now - days(0.1):
            visits.append((stage, entered, None))
            return visits, "ongoing", None
        if lot >= chance:
            visits.append((stage, entered, None))
            gone = lot < chance + leaving * pace**1.5
            return visits, "withdrawn" if gone else "refused", left
        visits.append((stage, entered, left))
        entered = left


def tell(decided, pace):
    """:return: state of the answer and when it leaves"""
    soon, never = TELLING[decided > now - days(7 * WEEKS_SINCE_TELLING)]
    lot = 100 * draw()
    told = at_work(decided + days(1 + 2 * draw()))
    if lot > soon - 20 * (pace > 1.5):
        told = at_work(decided + days(10 + 30 * draw() * draw()))
        # The oldest have been told at last.
        forgotten = lot > 100 - never and decided > now - days(240)
        if told > now or forgotten:
            return "owed", None
    return ("pending" if told > now else "told"), told


def note(ledger, step, moment, **values):
    """What left for the candidate."""
    if moment < now:
        ledger.append(
            {
                "step_id": find("{}.communication_step_" + step),
                "occurrence_key": "demo",
                "action": "email",
                "state": "sent",
                "reason": "delivered",
                "scheduled_date": moment,
                "sent_date": moment,
                **values,
            }
        )


def ask(ledger, surveys):
    """:return: when the candidate was last asked for feedback"""
    asked = False
    for moment, date in sorted(surveys.items(), key=lambda item: item[1]):
        sent = at_work(date + days(ASKED_AFTER[moment]))
        values = {"action": "survey"}
        if asked and sent - asked < COOL_DOWN:
            values |= {
                "state": "skipped",
                "reason": "recently_asked",
                "sent_date": False,
            }
        elif sent < now:
            asked = sent
        note(ledger, "survey_" + moment, sent, **values)
    return asked


def keep_promises(applicant, visits, reliable, number):
    """The dates by which candidates were promised to hear from us.

    :return: what became of each promise that was due: (day, whether it was kept)"""
    kept, count, outcomes = 0, len(visits), []
    for place, (_stage, entered, left) in enumerate(visits):
        due = left or applicant["ended"] or entered + days(9)
        in_time = draw() < reliable
        if applicant["job_id"] == find(LATE_JOB) and due > now - days(7 * WEEKS_LATE):
            in_time = in_time and (2 * number + place) % 5 > 1
        kept += in_time
        if due < now:
            outcomes.append((due.date(), in_time))
    applicant |= {"reply_kept_count": kept, "reply_broken_count": count - kept}
    if applicant["ended"]:
        state, due = ("kept" if kept == count else "broken"), applicant["ended"]
    elif kept == count:
        state, due = "open", now + days(1 + int(5 * draw()))
    else:
        state, due = "broken", now - days(1 + int(4 * draw()))
    applicant |= {"reply_promise_state": state, "reply_due_date": due.date()}
    return outcomes


def note_visits(ledger, surveys, visits):
    """What left for the candidate in each stage, and which survey that opens."""
    for (_stage, entered, _left), stage in zip(visits, STAGES, strict=False):
        step = stage[-1]
        if step == "applied":
            # At night nobody is written to.
            sent = entered + days(0.01 + 0.4 * draw() * draw())
            note(ledger, step, at_work(sent) if sent.hour < 6 else sent)
        elif step:
            note(ledger, step, entered + days(0.02))
        if step == "second_interview":
            surveys["interviewed"] = entered


def refuse(applicant, ledger, surveys, ended, pace):
    """Tell the candidate: now, later, or in a mail that bounces."""
    applicant["answer_state"], told = tell(ended, pace)
    key = "refused:1"
    if told and told > now:
        ledger.append(
            {
                "step_id": find("{}.communication_step_refused"),
                "occurrence_key": key,
                "decision_number": 1,
                "action": "email",
                "state": "scheduled",
                "reason": "due",
                "scheduled_date": told,
                "next_attempt": told,
            }
        )
    elif told:
        applicant["decision_told_date"] = told
        surveys["refused"] = told
        note(ledger, "refused", told, occurrence_key=key, decision_number=1)
    elif draw() < 0.3:
        note(
            ledger,
            "refused",
            ended + days(2),
            occurrence_key=key,
            decision_number=1,
            state="failed",
            reason="bounced",
            sent_date=False,
        )


def make(number, applied):
    """:return: one application, with its visits and what left for the candidate"""
    job, department, recruiter, _share, pace, reliable, months = pick(JOBS, 3)
    while months and applied.month not in months:
        job, department, recruiter, _share, pace, reliable, months = pick(JOBS, 3)
    source, medium, _share, suits, contact = pick(SOURCES, 2)
    visits, outcome, ended = walk(applied, suits, pace)
    first = FIRST[number % len(FIRST)]
    last = LAST[(7 * number + number // len(FIRST)) % len(LAST)]
    ledger, surveys = [], {"applied": applied}
    applicant = {
        "partner_name": f"{first} {last}",
        "job_id": find(job),
        "department_id": find(department),
        "user_id": find(recruiter),
        "company_id": company.id,
        "source_id": find(source),
        "medium_id": find(medium),
        "earlier_contact": draw() < 0.75 and (contact if draw() < 0.5 else pick(CONTACTS, 1)[0]),
        "stage_id": find(visits[-1][0]),
        "priority": str(min(3, len(visits) - 1)),
        "create_date": applied,
        "date_last_stage_update": visits[-1][1],
        "ended": ended,
    }
    note_visits(ledger, surveys, visits)
    if outcome == "hired":
        applicant["date_closed"] = ended
        surveys |= {"hired": ended, "onboarded": ended + days(10)}
    if outcome in REASONS:
        reasons = REASONS[outcome]
        reason = find("hr_recruitment." + reasons[number % len(reasons)])
        applicant |= {
            "active": False,
            "refuse_reason_id": reason,
            "refuse_date": ended,
            "decision_date": ended,
            "decision_number": 1,
        }
    if outcome == "withdrawn":
        applicant["answer_state"] = "not_owed"
        note(ledger, "withdrawn", ended + days(0.01))
        surveys["withdrawn"] = ended
    if outcome == "refused":
        refuse(applicant, ledger, surveys, ended, pace)
    if draw() < 0.7:
        # Somebody wrote a line, often before anything was decided.
        written = at_work(applied + days(2.2 * pace * 2 ** bell()))
        applicant["first_answer_date"] = written < (ended or now) and written
    heard = max([row["sent_date"] for row in ledger if row.get("sent_date")] or [applied])
    if outcome == "ongoing" and heard < now - days(9) and draw() < 0.85:
        heard = at_work(now - days(10 - 6 * draw()))
        note(ledger, "manual_status", min(heard, now - days(0.1)))
    applicant["last_contact_date"] = min(heard, now)
    applicant["feedback_asked_date"] = ask(ledger, surveys)
    promised = keep_promises(applicant, visits, reliable, number)
    return applicant, visits, ledger, promised


def let_wait(applicants):
    """Some have written, and wait for our answer."""
    ongoing = applicants.filtered(lambda a: a.outcome == "ongoing" and a.priority > "1")
    messages = []
    for ago, (applicant, question) in enumerate(zip(ongoing[::2], QUESTIONS, strict=False)):
        written = at_work(now - days(2 * ago + 3))
        applicant.write(
            {
                "awaiting_reply": True,
                "last_reply_date": min(written, now),
                "last_contact_date": written - days(1),
            }
        )
        messages.append(
            {
                "model": "hr.applicant",
                "res_id": applicant.id,
                "message_type": "email",
                "subtype_id": env.ref("mail.mt_comment").id,
                "subject": "My application",
                "email_from": applicant.partner_id.email_formatted,
                "author_id": applicant.partner_id.id,
                "date": min(written, now),
                "body": question,
            }
        )
    quiet["mail.message"].create(messages)


made = [make(number, applied) for number, applied in enumerate(find_dates())]
people = quiet["res.partner"].create(
    [
        {
            "name": applicant["partner_name"],
            "email": applicant["partner_name"].translate(ASCII).lower().replace(" ", ".")
            + "@example.org",
            # Numbers that belong to nobody.
            "phone": number % 3 == 0 and f"+46 70 174 06 {5 + number // 3 % 95:02}",
        }
        for number, (applicant, _visits, _ledger, _promised) in enumerate(made)
    ]
)
for (applicant, _visits, _ledger, _promised), person in zip(made, people, strict=True):
    applicant["partner_id"] = person.id
    applicant.pop("ended")
applicants = quiet["hr.applicant"].create(
    [applicant for applicant, _visits, _ledger, _promised in made]
)
applicants.stage_history_ids.unlink()
quiet["hr.applicant.stage.history"].create(
    [
        {
            "applicant_id": applicant.id,
            "stage_id": find(stage),
            "job_id": applicant.job_id.id,
            "company_id": company.id,
            "entered_date": entered,
            "left_date": left,
        }
        for applicant, (_values, visits, _ledger, _promised) in zip(applicants, made, strict=True)
        for stage, entered, left in visits
    ]
)
quiet["hr.applicant.communication"].create(
    [
        {"applicant_id": applicant.id, "create_date": row["scheduled_date"], **row}
        for applicant, (_values, _visits, ledger, _promised) in zip(applicants, made, strict=True)
        for row in ledger
    ]
)
quiet["hr.applicant.reply.outcome"].create(
    [
        {
            "company_id": company.id,
            "job_id": applicant.job_id.id,
            "user_id": applicant.user_id.id,
            "day": day,
            "kept": kept,
        }
        for applicant, (_values, _visits, _ledger, promised) in zip(applicants, made, strict=True)
        for day, kept in promised
    ]
)
let_wait(applicants)
