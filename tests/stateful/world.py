import json
import re
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP
from unittest.mock import patch

from odoo import Command
from odoo.exceptions import UserError

from ...models.experience.filters import Filters
from ...models.experience.parts import PARTS
from .checks import check
from .journal import Meeting, Story
from .starts import STARTS

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ADDON = "hr_recruitment_candidate_experience"
COUNTED = "hr.recruitment.experience.month"
OFTEN = (
    f"{ADDON}.ir_cron_communication",
    "mail.ir_cron_mail_scheduler_action",
    "sms.ir_cron_sms_scheduler_action",
    f"{ADDON}.ir_cron_communication",
)
NIGHTLY = (
    "ir_cron_promises",
    "ir_cron_silence",
    "ir_cron_days_off",
    "ir_cron_near_misses",
    "ir_cron_feedback_release",
    "ir_cron_feedback_count",
    "ir_cron_interviews",
)
CALL = re.compile(r"model\.(\w+)\(")
# In UTC: offices are open, in summer and in winter.
MORNING = 8
MOST_APPLICANTS = 3
# Nobody reads a page and presses in less.
READING = timedelta(seconds=5)


class Nothing(Exception):
    """There is nothing that this could be done to."""


def is_decided(story):
    return story.standing


def is_closed(story):
    return not story.is_open


def is_open(story):
    return story.is_open


def is_paused(story):
    return story.paused


def may_be_called(story):
    decision = story.standing
    return decision and decision.owed and not decision.told_by_hand


def has_mail(story):
    return any(letter.channel == "email" and not letter.bounced for letter in story.letters)


def is_asked(story):
    return any(letter.find_link("feedback") for letter in story.letters)


def is_near_miss(story):
    return story.near_miss and has_mail(story)


def has_withdrawn(story):
    return has_mail(story) and story.withdrew_on_page


def is_stopped(story):
    return has_mail(story) and story.stopped


# Of whom it makes sense on the candidate's page; else of everybody who has the link.
FITS = {"undo": has_withdrawn, "resume": is_stopped}


class World:
    """What people and machines do, each as one method ``do_<name>`` whose arguments are
    plain values, and the journal of it."""

    def __init__(self, case, now):
        self.case, self.mailbox, self.env = case, case.mailbox, case.env
        self.now = now
        self.stories, self.meetings = {}, {}
        self.steps, self.fresh, self.refused = [], [], None
        self.read, self.pages = 0, {}
        # A promise was broken: nothing that follows says more.
        self.is_over = False
        self.mailbox.letters.clear()
        self.mailbox.is_down = False
        self.set_clock(now)

    # Machinery --------------------------------------------------------------------------

    def set_clock(self, moment):
        self.now = moment
        self.case.clock.move_to(moment)
        self.env.cr._now = moment

    def act(self, name, **values):
        """Do one thing, as one request does it: whole or not at all.

        :return: whether the software and the situation let it be done
        """
        self.steps.append((name, values))
        # A request finds nothing in the cache that was read before it.
        self.env.invalidate_all()
        self.refused = None
        self.pages.clear()
        try:
            with self.env.cr.savepoint():
                getattr(self, f"do_{name}")(**values)
                self._end_request()
        except (UserError, Nothing) as error:
            self.refused = error
            self.env.cr.precommit.clear()
        self.env.cr.postcommit.clear()
        self.env.invalidate_all()
        self._look()
        return not self.refused

    def _end_request(self):
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.env.flush_all()

    def _look(self):
        self._open_post()
        for applicant in self.applicants:
            self.stories[applicant.id].look(applicant, self.now)

    def _open_post(self):
        self.fresh = self.mailbox.letters[self.read :]
        self.read = len(self.mailbox.letters)
        for letter in self.fresh:
            if letter.message_id:
                message = self.env["mail.message"].search(
                    [("message_id", "=", letter.message_id)], limit=1
                )
                letter.made = message.create_date or letter.moment
            if story := self.stories.get(letter.applicant_id):
                story.note_letter(letter)
                if letter.kind == "refused":
                    self._end_meetings(story, letter.moment)

    def _end_meetings(self, story, moment):
        """Interviews that will not take place any more, without another word."""
        if not story.standing or story.standing.keeps_meetings:
            return
        for meeting in self.meetings.values():
            if meeting.applicant_id == story.id and meeting.start and meeting.start > moment:
                meeting.truth.append((moment, None))
                meeting.ended_silently = True

    @property
    def applicants(self):
        applicants = self.env["hr.applicant"].with_context(active_test=False)
        return applicants.browse(self.stories)

    def pick(self, who, fits=None):
        """:param fits: only among those whose story this is true of
        :return: one of the applications, and its story"""
        stories = [story for story in self.stories.values() if not fits or fits(story)]
        if not stories:
            raise Nothing
        story = stories[who % len(stories)]
        return self.applicants.browse(story.id), story

    def open_page(self, applicant):
        """:return: dict of what the candidate's own page shows"""
        if applicant not in self.pages:
            reader = applicant.sudo().with_context(lang=applicant.partner_id.lang, active_test=True)
            self.pages[applicant] = reader._get_page()
        return self.pages[applicant]

    def by(self, user, records):
        """:return: the records, as this colleague has them in the browser"""
        user = user if not isinstance(user, str) else getattr(self.case, user)
        companies = user.company_ids.ids
        return records.with_user(user).with_context(
            allowed_company_ids=companies, lang=user.lang, tz=user.tz
        )

    def mine(self, who, fits=None):
        applicant, story = self.pick(who, fits)
        return self.by("recruiter", applicant), story

    # Applications -----------------------------------------------------------------------

    def do_apply(self, way="form", job=0, lang="en_US", phone=True):
        if len(self.stories) >= MOST_APPLICANTS:
            raise Nothing
        number = len(self.stories)
        values = {
            "partner_name": f"Person {number}",
            "email_from": f"person{number}@candidate.example",
            "job_id": self.case.jobs[job].id,
        }
        if phone:
            values["partner_phone"] = f"+4670174060{number}"
        known = self.env["res.partner"].create(
            {"name": values["partner_name"], "email": values["email_from"], "lang": lang}
        )
        applicant = getattr(self, f"_apply_by_{way}")(values, known)
        self.stories[applicant.id] = Story(applicant, self.now)

    def _apply_by_form(self, values, known):
        applicants = self.by("recruiter", self.env["hr.applicant"])
        return applicants.create({**values, "partner_id": known.id}).with_env(self.env)

    def _apply_by_website(self, values, known):
        self.env.flush_all()
        answer = self.mailbox.send(
            "/website/form/hr.applicant", **{name: str(value) for name, value in values.items()}
        )
        self.env.invalidate_all()
        self.case.assertEqual(answer.status_code, 200, answer)
        created = json.loads(answer.get_data())
        # Nobody applies for a position that is closed.
        if "id" not in created:
            raise Nothing
        return self.env["hr.applicant"].browse(created["id"])

    def _apply_by_mail(self, values, known):
        message = EmailMessage(policy=SMTP)
        message["From"] = known.email_formatted
        job = self.env["hr.job"].browse(values["job_id"])
        message["To"] = f"{job.alias_name}@nordlys.example"
        message["Subject"] = "My application"
        message["Message-Id"] = f"<apply-{values['email_from']}>"
        message.set_content("Here I am.")
        applicant_id = self.env["mail.thread"].message_process(False, message.as_bytes())
        return self.env["hr.applicant"].browse(applicant_id)

    def do_move(self, who, stage):
        applicant, _story = self.mine(who)
        applicant.stage_id = self.case.stages[stage].id

    def do_change_job(self, who, job):
        applicant, _story = self.mine(who)
        applicant.job_id = self.case.jobs[job].id

    def do_change_lang(self, who, lang):
        applicant, _story = self.pick(who)
        applicant.partner_id.lang = lang

    def do_change_address(self, who, address):
        applicant, _story = self.mine(who)
        new = {"none": False, "broken": "nobody", "new": f"new{self.now:%d%H%M}@candidate.example"}
        applicant.email_from = new[address]

    def do_change_number(self, who, number):
        applicant, _story = self.mine(who)
        applicant.partner_phone = number

    def do_merge(self):
        """Two contacts turn out to be one person."""
        partners = self.applicants.partner_id
        if len(partners) < 2:
            raise Nothing
        wizard = self.env["base.partner.merge.automatic.wizard"].create(
            {"partner_ids": [Command.set(partners[:2].ids)], "dst_partner_id": partners[0].id}
        )
        wizard.action_merge()

    # Decisions --------------------------------------------------------------------------

    def do_refuse(self, who, channel="mail", reason=0, keep=False, near=False):
        """In Odoo's dialog."""
        applicant, story = self.mine(who, is_open)
        self._refuse(applicant, channel, reason, keep, near)
        story.near_miss, story.agreed = near, near and story.agreed

    def do_refuse_all(self, channel="mail"):
        open_ones = self.applicants.filtered(lambda a: not a.refuse_reason_id and a.active)
        if not open_ones:
            raise Nothing
        self._refuse(self.by("recruiter", open_ones), channel, 0, False)

    def _refuse(self, applicants, channel, reason, keep, near=False):
        wizard = (
            self.by("recruiter", self.env["applicant.get.refuse.reason"])
            .with_context(default_applicant_ids=applicants.ids, active_test=False)
            .create(
                {
                    "refuse_reason_id": self.case.reasons[reason].id,
                    "channel": channel,
                    "meetings": "keep" if keep else "cancel",
                    "near_miss": near,
                    "near_miss_pool_ids": [Command.set(self.case.pool.ids if near else [])],
                }
            )
        )
        wizard.action_refuse_reason_apply()

    def do_write_reason(self, who, reason=0, archive=False):
        """Without the dialog, as a program or a list that can be edited does it."""
        applicant, _story = self.mine(who)
        values = {"refuse_reason_id": self.case.reasons[reason].id}
        applicant.write({**values, "active": False} if archive else values)

    def do_clear_reason(self, who):
        applicant, _story = self.mine(who, is_decided)
        applicant.write({"refuse_reason_id": False, "active": True})

    def do_unmark_near_miss(self, who):
        applicant, story = self.mine(who, is_near_miss)
        applicant.write({"near_miss": False})
        story.near_miss = story.agreed = False

    def do_take_back(self, who):
        applicant, _story = self.mine(who, is_decided)
        applicant.action_take_back_refusal()

    def do_mark_told(self, who):
        applicant, story = self.mine(who, is_closed)
        applicant.action_mark_told()
        story.note_told(self.now)
        self._end_meetings(story, self.now)

    def do_owe_nothing(self, who):
        applicant, story = self.mine(who, is_closed)
        if applicant.answer_state != "owed":
            raise Nothing
        applicant.action_nothing_owed()
        if story.standing:
            story.standing.not_owed_by_hand = True
        story.shut_not_owed = True

    def do_call(self, who):
        """Somebody calls, and marks it as done."""
        calls, story = self._find_calls(who)
        for call in calls:
            self.by(call.user_id, call).action_done()
        story.note_called(self.now)
        self._end_meetings(story, self.now)

    def do_drop_call(self, who):
        calls, story = self._find_calls(who)
        for call in calls:
            self.by(call.user_id, call).unlink()
        if story.standing:
            story.standing.call_over = True

    def _find_calls(self, who):
        applicant, story = self.pick(who, may_be_called)
        rows = applicant.communication_ids.filtered(lambda row: row.step_id.trigger == "refused")
        calls = rows.activity_id.filtered("active")
        if not calls:
            raise Nothing
        return calls, story

    def do_archive(self, who):
        applicant, _story = self.mine(who)
        applicant.action_archive()

    def do_restore(self, who, way="action_unarchive"):
        applicant, _story = self.mine(who, is_closed)
        getattr(applicant, way)()

    def do_close_job(self, job):
        self.by("recruiter", self.case.jobs[job]).sudo().action_archive()

    def do_open_job(self, job):
        self.by("recruiter", self.case.jobs[job]).sudo().action_unarchive()

    # The ledger -------------------------------------------------------------------------

    def do_pause(self, who):
        applicant, _story = self.mine(who)
        applicant.action_pause_communication()

    def do_resume(self, who):
        applicant, _story = self.mine(who, is_paused)
        applicant.action_resume_communication()

    def _rows(self, who, states):
        applicant, story = self.mine(who)
        rows = applicant.communication_ids.filtered(lambda row: row.state in states)
        if not rows:
            raise Nothing
        return rows.sorted("id"), story

    def do_retry(self, who, which=0):
        rows, story = self._rows(who, ("failed", "expired", "skipped", "cancelled"))
        rows[which % len(rows)].action_retry()
        story.retries += 1

    def do_skip(self, who, which=0):
        rows, _story = self._rows(who, ("scheduled",))
        rows[which % len(rows)].action_skip()

    def do_send_now(self, who, which=0, why="The candidate asks for it"):
        """The administrator, who has to say why a refusal leaves early."""
        rows, story = self._rows(who, ("scheduled",))
        row = self.by("administrator", rows[which % len(rows)])
        action = row.action_send_now()
        if isinstance(action, dict) and action.get("res_model", "").endswith("send.early"):
            wizard = self.by("administrator", self.env[action["res_model"]])
            wizard = wizard.with_context(**action["context"]).create({"reason": why})
            wizard.action_send()
        if row.step_id.trigger == "refused" and story.standing:
            story.standing.early = True

    def do_reschedule(self, who, which=0, hours=48):
        rows, story = self._rows(who, ("scheduled",))
        row = rows[which % len(rows)]
        row.scheduled_date = self.now + hours * HOUR
        if row.trigger == "refused" and story.standing:
            story.standing.rescheduled = True

    def do_edit_template(self, kind):
        template = self.case.templates[kind]
        for lang in ("en_US", "sv_SE"):
            words = template.with_context(lang=lang)
            words.body_html = f"{words.body_html}<p>-</p>"

    def do_start_step(self, who):
        applicant, _story = self.mine(who)
        steps = applicant.sudo().communication_plan_id.step_ids
        step = steps.filtered(lambda s: s.trigger == "manual")[:1]
        wizard = self.by("recruiter", self.env["hr.applicant.communication.start"])
        wizard.create(
            {"applicant_ids": [Command.set(applicant.ids)], "step_id": step.id}
        ).action_start()

    # Interviews -------------------------------------------------------------------------

    def do_book(self, who, by="recruiter", days=4):
        applicant, story = self.pick(who)
        start = self.now.replace(hour=8, minute=0, second=0) + days * DAY
        event = self.by(by, self.env["calendar.event"]).create(
            {
                "name": "Interview",
                "start": start,
                "stop": start + HOUR,
                "applicant_id": applicant.id,
                "partner_ids": [
                    Command.set((applicant.partner_id | self.case.recruiter.partner_id).ids)
                ],
            }
        )
        meeting = Meeting(event.id, story.id)
        if self._may_tell(by, applicant):
            meeting.truth.append((self.now, start))
        else:
            meeting.was_touched = True
        self.meetings[event.id] = meeting

    def _may_tell(self, by, applicant):
        """:return: whether this colleague interviews for the job position, or recruits"""
        interviewers = applicant.interviewer_ids | applicant.job_id.interviewer_ids
        return by != "nils" and (by != "ivar" or self.case.ivar in interviewers)

    def _pick_meeting(self, which):
        if not self.meetings:
            raise Nothing
        meeting = list(self.meetings.values())[which % len(self.meetings)]
        event = self.env["calendar.event"].with_context(active_test=False)
        event = event.browse(meeting.event_id).exists()
        if not event:
            raise Nothing
        return event, meeting

    def do_move_interview(self, which, by="recruiter", hours=24):
        event, meeting = self._pick_meeting(which)
        may_tell = self._may_tell(by, self.applicants.browse(meeting.applicant_id))
        if not event.active or not meeting.start and may_tell:
            raise Nothing
        start = event.start + hours * HOUR
        self.by(by, event).write({"start": start, "stop": start + HOUR})
        meeting.was_touched |= not may_tell
        if may_tell:
            meeting.truth.append((self.now, start))

    def do_cancel_interview(self, which, by="recruiter", how="archive"):
        event, meeting = self._pick_meeting(which)
        if not event.active:
            raise Nothing
        event = self.by(by, event)
        may_tell = self._may_tell(by, self.applicants.browse(meeting.applicant_id))
        event.unlink() if how == "delete" else event.action_archive()
        meeting.was_touched |= not may_tell
        if may_tell and meeting.start:
            meeting.truth.append((self.now, None))
            meeting.ended_silently = False

    def do_confirm_interview(self, which):
        event, meeting = self._pick_meeting(which)
        if not event.interview_review:
            raise Nothing
        self.by("recruiter", event).action_confirm_interview()
        meeting.truth.append((self.now, event.start if event.active else None))

    def do_restore_interview(self, which):
        event, _meeting = self._pick_meeting(which)
        if not event.interview_review:
            raise Nothing
        self.by("recruiter", event).action_restore_interview()

    # Candidates -------------------------------------------------------------------------

    def _last_mail(self, who):
        _applicant, story = self.pick(who, has_mail)
        mails = [mail for mail in story.letters if mail.channel == "email" and not mail.bounced]
        return mails[-1], story

    def do_reply(self, who):
        letter, _story = self._last_mail(who)
        message = EmailMessage(policy=SMTP)
        message["From"] = letter.address
        message["To"] = letter.reply_to
        message["Subject"] = f"Re: {letter.kind}"
        message["Message-Id"] = f"<reply-{len(self.steps)}@candidate.example>"
        message["In-Reply-To"] = message["References"] = letter.message_id
        message.set_content("Thank you. When do we meet?")
        self.env["mail.thread"].message_process(False, message.as_bytes())

    def do_bounce(self, who):
        letter, story = self._last_mail(who)
        self.env["mail.thread"].message_process(False, self._make_bounce(letter))
        story.note_bounce(letter)

    def _make_bounce(self, letter):
        """A delivery status notification (RFC 3464)."""
        return b"""\
Return-Path: <>
From: MAILER-DAEMON@mx.candidate.example (Mail Delivery System)
To: %(sender)s
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Message-Id: <bounce-%(number)d@mx.candidate.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=_part"

--=_part
Content-Type: text/plain; charset=us-ascii

<%(recipient)s>: host mx.candidate.example said: 550 5.1.1 User unknown

--=_part
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.candidate.example

Final-Recipient: rfc822; %(recipient)s
Action: failed
Status: 5.1.1

--=_part
Content-Type: message/rfc822

%(letter)s
--=_part--
""" % {
            b"number": len(self.steps),
            b"sender": letter.sender.encode(),
            b"recipient": letter.address.encode(),
            b"letter": letter.raw.replace(b"\r\n", b"\n"),
        }

    def do_press(self, who, part, **data):
        """On the candidate's own page, by the key that is in every mail."""
        applicant, story = self.pick(who, FITS.get(part, has_mail))
        if not applicant.sudo().page_token:
            raise Nothing
        path = f"/candidate/page/{applicant.id}/{applicant.sudo().page_token}"
        before = applicant.refuse_reason_id
        self._press(path, part=part, **data)
        self._look_after_press(applicant, story, part, before)

    def do_choose_near_miss(self, who, agrees):
        """Where the page asks."""
        applicant, story = self.pick(who, is_near_miss)
        path = f"/candidate/page/{applicant.id}/{applicant.sudo().page_token}"
        self._end_request()
        if 'name="other_positions"' not in self.mailbox.open(path).text:
            raise Nothing
        check(story.standing and story.standing.told, "3: asked before the refusal", applicant)
        self._press(path, part="other_positions", other_positions="yes" if agrees else "no")
        story.agreed = agrees

    def _press(self, path, **data):
        self._end_request()
        page = self.mailbox.open(path)
        self.case.assertIn(page.status_code, (200, 410), path)
        form = self.mailbox.find_form(page)
        if not form:
            raise Nothing
        self.set_clock(self.now + READING)
        answer = self.mailbox.send(path, form=form, **data)
        self.case.assertLess(answer.status_code, 500)
        self.env.invalidate_all()

    def _look_after_press(self, applicant, story, part, before):
        if part in ("stop", "resume"):
            story.stopped = part == "stop"
        if part == "withdraw" and applicant.refuse_reason_id != before:
            story.look(applicant, self.now)
            story.note_withdrawal()
        if part == "undo" and applicant.refuse_reason_id != before:
            story.look(applicant, self.now)
            story.note_undone(self.now)

    def do_answer_survey(self, who, score=7):
        _applicant, story = self.pick(who, is_asked)
        asked = [letter for letter in story.letters if letter.find_link("feedback")]
        self.set_clock(self.now + 2 * HOUR)
        self._press(asked[-1].find_link("feedback"), part="score", score=str(score))

    # Machines and time ------------------------------------------------------------------

    def do_begin(self, start):
        """At a moment of ``STARTS``."""
        self.set_clock(STARTS[start])

    def do_mail_server(self, down):
        self.mailbox.is_down = down

    def do_run_crons(self):
        """Those that run all the time."""
        for name in OFTEN:
            self._run(name)

    def do_run_ledger(self):
        """Into the outbox, and no further."""
        self._run(OFTEN[0])

    def do_count_report(self):
        """What the report has counted ahead, and what changed since, is what is there."""
        service = self.env["hr.recruitment.experience.report"].sudo()
        companies = self.env["res.company"].sudo().search([])
        service = service.with_context(allowed_company_ids=companies.ids, tz="UTC")
        service._flush()
        scope = Filters.parse(service.env, {})
        for part in PARTS:
            live = service.env[COUNTED].browse(), scope
            with patch.object(type(service.env[COUNTED]), "_split", lambda *_args, live=live: live):
                recount = service._add_up(scope, part)
            ahead = service._add_up(scope, part)
            check(
                ahead == recount, f"what is counted ahead is what is there: {part}", ahead, recount
            )
        self._run(f"{ADDON}.ir_cron_experience_count")

    def do_night(self):
        """Those that run once a day or so."""
        for name in NIGHTLY:
            self._run(f"{ADDON}.{name}")

    def _run(self, name):
        """As the scheduler does it, without what it looks up for every action."""
        cron = self.env.ref(name).sudo()
        (method,) = CALL.findall(cron.code)
        getattr(self.env[cron.model_id.model].with_user(cron.user_id), method)()
        self._end_request()

    def do_wait(self, hours, asleep=False):
        """Time passes. The servers work meanwhile, or sleep."""
        began, until = self.now, self.now + hours * HOUR
        morning = began.replace(hour=MORNING, minute=30, second=0)
        while not asleep and morning < until:
            if morning > began:
                self.set_clock(morning)
                self.do_run_crons()
            morning += DAY
        self.set_clock(until)
        if not asleep:
            if until.date() > began.date():
                self.do_night()
            self.do_run_crons()
