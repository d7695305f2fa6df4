"""The invariants of CONTRIBUTING.md, each a function of the world. What they expect they
work out from the journal; what they find they read where people and candidates see it:
the mailbox, the page, the ledger's public fields, activities, the calendar."""

import re
from datetime import timedelta

import pytz

from .case import LANGUAGES

STOCKHOLM = pytz.timezone("Europe/Stockholm")
# What tells when an interview is.
TELLING = ("interview_booked", "interview_moved", "interview_before")
ABOUT_INTERVIEWS = (*TELLING, "interview_cancelled")
# A stage that is left and a stage that is entered.
FOREIGN = {
    "svenska": re.compile(
        r"\b(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
        r"|View your application|english)\b"
    ),
    "english": re.compile(
        r"\b(måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag|Se din ansökan|svenska)\b"
    ),
}
A_DAY = timedelta(days=1)


class Broken(AssertionError):
    """A promise was broken.

    :param str promise: number of the invariant, and how
    :param facts: what is there instead
    """

    def __init__(self, promise, *facts):
        super().__init__(promise, *facts)
        self.promise = promise


def check(condition, promise, *facts):
    if not condition:
        raise Broken(promise, *map(str, facts))


def each(world):
    """:return: pairs of application and story"""
    return [(applicant, world.stories[applicant.id]) for applicant in world.applicants]


def fresh(world, *kinds):
    """:return: pairs of a letter that has just arrived and the story that it is about"""
    for letter in world.fresh:
        story = world.stories.get(letter.applicant_id)
        if story and (not kinds or letter.kind in kinds):
            yield letter, story


def refusals(applicant):
    rows = applicant.communication_ids
    return rows.filtered(lambda row: row.step_id.trigger == "refused")


# 1. Nobody is left without an answer -----------------------------------------------------


def nobody_is_left_without_an_answer(world):
    listed = world.env["hr.applicant"].with_context(active_test=False)
    listed = listed.search([("is_unanswered", "=", True)])
    for applicant, story in each(world):
        if story.standing and story.standing.owed:
            check(
                story.standing.told
                or applicant in listed
                or story.standing.not_owed_by_hand
                or can_still_leave(applicant),
                "1: nobody tells",
                applicant,
                applicant.answer_state,
                refusals(applicant).mapped(lambda r: (r.state, r.reason, r.next_attempt)),
            )
        if story.shut and not applicant.date_closed and not story.standing:
            check(
                story.shut_told or story.shut_not_owed or applicant in listed,
                "1: archived without a word",
                applicant,
                applicant.answer_state,
            )


def can_still_leave(applicant):
    """:return: whether a refusal has a time, or somebody is to call"""
    rows = refusals(applicant)
    planned = rows.filtered(lambda row: row.state == "scheduled")
    waiting = planned.filtered(lambda row: row.next_attempt or applicant.communication_paused)
    calls = rows.activity_id.filtered(lambda call: call.active and call.user_id.active)
    return bool(waiting or calls or in_outbox(applicant, rows))


def in_outbox(applicant, rows):
    queued = rows.filtered(lambda row: row.state == "queued")
    mails = applicant.env["mail.mail"].browse(queued.mapped("mail_mail_id_int")).exists()
    texts = applicant.env["sms.sms"].browse(queued.mapped("sms_id_int")).exists()
    return mails.filtered(lambda m: m.state in ("outgoing", "exception")) or texts


def who_is_said_to_be_told_was_told(world):
    for applicant, story in each(world):
        decision = story.standing
        if applicant.answer_state == "told" and decision and decision.owed:
            check(decision.told, "1: said to be told, and was not", applicant)
        if applicant.answer_state == "not_owed" and decision and decision.owed:
            left = decision.by_candidate and story.withdrew_on_page
            check(decision.not_owed_by_hand or left, "1: said to be owed nothing", applicant)
        if not decision and not story.shut:
            check(not applicant.answer_state, "1: open", applicant, applicant.answer_state)


# 2. One refusal --------------------------------------------------------------------------


def one_refusal_for_each_decision(world):
    for letter, story in fresh(world, "refused"):
        decision = story.standing
        check(decision, "2: a refusal of nobody's", letter)
        check(decision.owed, "2: a refusal that is not owed", letter)
        those = [other for other in story.arrived("refused") if other.moment >= decision.moment]
        check(len(those) <= 1, "2: told twice", those)
        by_hand = decision.told_by_hand
        check(not by_hand or letter.made <= by_hand, "2: told already", letter, by_hand)


def near_misses_are_kept_if_they_agree(world):
    """Only as long as they are near misses, and nobody else."""
    for applicant, story in each(world):
        talents = (applicant.pool_applicant_id - applicant).filtered("active")
        if talents:
            check(story.agreed and applicant.near_miss, "2: kept without a yes", applicant)
        if applicant.near_miss_consent == "given":
            check(story.agreed, "2: a yes of nobody's", applicant)


def no_refusal_comes_early(world):
    for letter, story in fresh(world, "refused"):
        decision = story.standing
        if decision and not decision.early and letter.made >= decision.moment:
            earliest = decision.moment + decision.delay
            check(letter.moment >= earliest, "2: before the delay", letter, earliest)


def no_refusal_comes_before_the_call(world):
    for letter, story in fresh(world, "refused"):
        decision = story.standing
        if decision and decision.channel != "mail" and letter.made >= decision.moment:
            check(decision.call_over, "2: before the call", letter, decision)


def refusals_come_in_office_hours(world):
    for letter, story in fresh(world, "refused"):
        decision = story.standing
        chosen = decision and (decision.early or decision.rescheduled or story.retries)
        if decision and not chosen:
            local = pytz.utc.localize(letter.made).astimezone(STOCKHOLM)
            check(local.weekday() < 5 and 8 <= local.hour < 18, "2: out of hours", letter)


# 3. Nothing runs ahead -------------------------------------------------------------------


def the_page_knows_no_more_than_the_candidate(world):
    for applicant, story in each(world):
        page = world.open_page(applicant)
        decision = story.standing
        if page["state"] == "closed":
            told = decision and decision.told or story.shut_told
            check(told, "3: the page says that it is closed", applicant)
        if page["state"] == "withdrawn":
            check(decision and decision.by_candidate, "3: the page says withdrawn", applicant)
        if page["stage"]:
            # One without a name for candidates shows as the last one before it.
            known = world.case.stages.browse(known_stages(world, story)).mapped("sequence")
            ahead = page["stage"].sequence > max(known, default=-1000)
            check(not ahead, "3: a stage ahead", applicant)
        if page["state"] in ("ongoing", "hired"):
            the_page_shows_the_interviews_of_the_mails(world, applicant, story, page)


def known_stages(world, story):
    """:return: ids of the stages that messages were about, or what was booked in them"""
    said = {
        int(letter.said["stage"])
        for letter in story.letters
        if letter.said.get("stage") and letter.kind != "applied"
    }
    # The confirmation is about the first one, wherever the application is by then.
    kinds = {letter.kind for letter in story.letters}
    first = {world.case.stages[0].id} if "applied" in kinds else set()
    booked = set(story.stages) if "interview_booked" in kinds else set()
    return said | first | booked


def told_interviews(world, story):
    """:return: dict of meeting → start, as the last letter about each says"""
    known = {}
    for letter in story.letters:
        if letter.kind in TELLING:
            known[letter.meeting_id] = letter.start
        elif letter.kind == "interview_cancelled":
            known.pop(letter.meeting_id, None)
    return known


def the_page_shows_the_interviews_of_the_mails(world, applicant, story, page):
    known = told_interviews(world, story)
    for shown in page["meetings"]:
        start = known.get(shown["meeting"].id)
        check(start, "3: an interview nobody wrote of", applicant, shown["meeting"])
        clock = pytz.utc.localize(start).astimezone(STOCKHOLM)
        # In Swedish, and in the English of the United States.
        times = f"{clock:%H:%M}", f"{clock:%-I:%M %p}"
        check(
            shown["time"].startswith(times) and str(clock.day) in shown["day"],
            "3: the page shows another time",
            shown["day"],
            shown["time"],
            clock,
        )


def no_survey_comes_before_the_decision(world):
    for letter, story in fresh(world, "survey_refused"):
        told = story.standing and story.standing.told
        check(told and told <= letter.moment, "3: asked before being told", letter)


def the_calendar_waits_for_the_decision(world):
    """Who has not been told finds the interview where it was."""
    for meeting in world.meetings.values():
        story = world.stories[meeting.applicant_id]
        decision = story.standing
        untold = decision and decision.owed and not decision.told
        if untold and meeting.start and meeting.start > world.now:
            event = world.env["calendar.event"].browse(meeting.event_id).exists()
            applicant = world.applicants.browse(story.id)
            if meeting.event_id in told_interviews(world, story):
                check(event, "3: the interview is gone before the refusal", meeting)
                kept = event.active or event.interview_review
                check(kept, "3: the interview is off before the refusal", meeting, applicant)


# 4. Interviews ---------------------------------------------------------------------------


def interviews_are_as_the_letters_say(world):
    for letter, _story in fresh(world, *ABOUT_INTERVIEWS):
        meeting = world.meetings.get(letter.meeting_id)
        check(meeting, "4: an interview of nobody's", letter)
        start = meeting.start_at(letter.made)
        if letter.kind == "interview_cancelled":
            check(start is None, "4: it is not off", letter, start)
            check(not meeting.ended_silently, "4: the refusal said so", letter)
        else:
            check(start == letter.start, "4: another time", letter, start)


def nobody_hears_of_the_same_twice(world):
    for letter, story in fresh(world, "interview_booked", "interview_moved"):
        earlier = [
            other
            for other in story.letters[: story.letters.index(letter)]
            if other.kind in ABOUT_INTERVIEWS and other.meeting_id == letter.meeting_id
        ]
        if earlier and earlier[-1].kind != "interview_cancelled" and not earlier[-1].bounced:
            check(earlier[-1].start != letter.start, "4: said already", earlier[-1], letter)


def what_was_told_and_changed_is_corrected(world):
    for applicant, story in each(world):
        if not story.is_open or story.stopped or not applicant.email_from:
            continue
        for meeting_id, start in told_interviews(world, story).items():
            meeting = world.meetings[meeting_id]
            if start <= world.now or meeting.start == start or meeting.ended_silently:
                continue
            if meeting.start and meeting.start <= world.now:
                continue
            rows = applicant.communication_ids.filtered(
                lambda row, m=meeting_id: row.meeting_id.id == m or not row.meeting_id
            )
            check(
                rows.filtered(lambda row: row.state in ("scheduled", "queued", "failed"))
                or rows.filtered(lambda row: row.reason in ("by_recruiter", "rebooked", "bounced"))
                or later_booking(applicant),
                "4: nobody corrects",
                applicant,
                start,
                meeting,
                rows.mapped(lambda r: (r.step_id.name, r.state, r.reason)),
            )


def later_booking(applicant):
    rows = applicant.communication_ids
    return rows.filtered(
        lambda row: (
            row.step_id.trigger == "interview_booked"
            and row.state in ("scheduled", "queued", "sent")
            and row.meeting_start
        )
    )


def candidates_get_nothing_but_the_plan(world):
    """Odoo's own mails about meetings and stages say things a second time, or too early.
    Whoever knows that it is over is a contact as every other."""
    over = [applicant for applicant, story in each(world) if story.is_over]
    listening = world.applicants.filtered(lambda applicant: applicant not in over)
    addresses = set(listening.mapped("email_normalized"))
    addresses -= {applicant.email_normalized for applicant in over}
    addresses -= {applicant.partner_id.email_normalized for applicant in over}
    for letter in world.fresh:
        if letter.address in addresses and not letter.is_about_data:
            check(letter.kind, "4: a mail that no plan knows", letter.subject, letter.text[:300])


# 5. One date -----------------------------------------------------------------------------


def one_date(world):
    for applicant, story in each(world):
        due = applicant.reply_due_date
        if not due:
            continue
        named = {letter.said.get("day") for letter in story.letters}
        check(due.isoformat() in named, "5: a date that no letter names", applicant, due, named)
        page = world.open_page(applicant)
        if page["promise"]:
            check(str(due.day) in page["promise"]["day"], "5: the page", applicant, due)


def no_letter_names_a_day_that_is_over(world):
    for letter, _story in fresh(world):
        if day := letter.said.get("day"):
            today = pytz.utc.localize(letter.moment).astimezone(STOCKHOLM).date()
            check(day >= today.isoformat(), "5: the day is over", letter)


# 6. Once ---------------------------------------------------------------------------------


def nothing_is_said_twice(world):
    for letter, story in fresh(world, "applied", "stage_entered", "hired"):
        same = [
            o for o in story.arrived(letter.kind) if o.said.get("stage") == letter.said.get("stage")
        ]
        times = 1 if letter.kind == "applied" else story.moves[int(letter.said["stage"])]
        check(len(same) <= times + story.retries, "6: said twice", same)


def nothing_leaves_during_a_pause(world):
    for letter, story in fresh(world):
        name, _values = world.steps[-1]
        quiet = name in ("wait", "run_crons", "night", "run_ledger")
        check(
            not (quiet and story.paused and letter.made > story.paused_since),
            "6: during a pause",
            letter,
        )


def nothing_is_forgotten(world):
    """What is planned has a time, or says what else it waits for."""
    for applicant, _story in each(world):
        for row in applicant.communication_ids.filtered(lambda row: row.state == "scheduled"):
            held = (
                applicant.communication_paused
                or row.reason in ("stale_date", "held")
                or row.waits_for_id.state == "scheduled"
                or row.waits_for_id.activity_id.active
            )
            check(row.next_attempt or held, "6: forgotten", row.display_name, row.reason)


def what_is_due_has_left(world):
    name, values = world.steps[-1]
    if name not in ("run_crons", "wait") or values.get("asleep"):
        return
    for applicant, _story in each(world):
        late = applicant.communication_ids.filtered(
            lambda row: (
                row.state == "scheduled" and row.next_attempt and row.next_attempt <= world.now
            )
        )
        check(not late, "6: due, and still here", late.mapped("display_name"))


def who_is_always_asked_is_asked(world):
    """The cool-down silences neither the end nor the first interview. Asked is also whose
    survey waits in the outbox for a mail server that is down."""
    for applicant, story in each(world):
        silenced = applicant.communication_ids.filtered(
            lambda row: row.action == "survey" and row.reason == "recently_asked"
        )
        for row in silenced:
            moment = row.step_id.survey_id.feedback_moment
            asked = story.arrived("survey_interviewed") or applicant.communication_ids.filtered(
                lambda other, survey=row.step_id.survey_id: (
                    other.action == "survey"
                    and other.step_id.survey_id == survey
                    and (other.state == "queued" or other.reason == "no_server")
                )
            )
            first = moment == "interviewed" and not asked
            check(
                moment not in ("refused", "withdrawn", "hired") and not first,
                "6: not asked",
                row.display_name,
            )


# 7. One language -------------------------------------------------------------------------


def one_language(world):
    for letter, story in fresh(world):
        check(len(letter.langs) == 1, "7: several languages", letter, letter.langs)
        (lang,) = letter.langs
        since = letter.made
        if letter.kind == "refused":
            # Its words are fixed when it is decided.
            since = min([letter.made, *(d.moment for d in story.decisions)])
        expected = story.lang_names(since, letter.made, LANGUAGES)
        check(lang in expected, "7: another language", letter, lang, expected)
        found = FOREIGN[lang].search(re.sub(r"\[lang=\w+\]", "", letter.text))
        check(not found, "7: a foreign word", found, letter)


# 8. Who is told to act -------------------------------------------------------------------


def who_is_told_to_act_may_open_it(world):
    activities = world.env["mail.activity"].search(
        [("res_model", "=", "hr.applicant"), ("res_id", "in", list(world.stories))]
    )
    for activity in activities:
        user = activity.user_id
        applicant = world.by(user, world.applicants.browse(activity.res_id))
        check(applicant.has_access("read"), "8: may not open it", user.login, activity.summary)


INVARIANTS = (
    nobody_is_left_without_an_answer,
    who_is_said_to_be_told_was_told,
    one_refusal_for_each_decision,
    near_misses_are_kept_if_they_agree,
    no_refusal_comes_early,
    no_refusal_comes_before_the_call,
    refusals_come_in_office_hours,
    the_page_knows_no_more_than_the_candidate,
    no_survey_comes_before_the_decision,
    the_calendar_waits_for_the_decision,
    interviews_are_as_the_letters_say,
    nobody_hears_of_the_same_twice,
    what_was_told_and_changed_is_corrected,
    candidates_get_nothing_but_the_plan,
    one_date,
    no_letter_names_a_day_that_is_over,
    nothing_is_said_twice,
    nothing_leaves_during_a_pause,
    nothing_is_forgotten,
    what_is_due_has_left,
    who_is_always_asked_is_asked,
    one_language,
    who_is_told_to_act_may_open_it,
)


def check_all(world):
    """:raise Broken: if one of the promises is broken"""
    if world.refused:
        # Nothing has happened.
        return
    for invariant in INVARIANTS:
        invariant(world)
