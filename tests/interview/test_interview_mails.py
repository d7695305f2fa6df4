import re
from datetime import timedelta

from lxml import html

from odoo import Command
from odoo.tests import tagged

from ...models.communication.triggers import ABOUT_MEETINGS
from ..common import NOW, CandidateCase

MODULE = "hr_recruitment_candidate_experience"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# Wednesday in a week, 10:00 in Stockholm; today is a Wednesday too.
LATER = NOW + 7 * DAY
FORMATS = ("on_site", "video", "phone")
LINK = "https://meet.example/anna"
# Words that only a template writes that has forgotten something.
FORGOTTEN = re.compile(r"\bFalse\b|\bNone\b|\{\{|object\.|\(\)| ,|,,|(?<!\.)\.\.(?!\.)")


class InterviewMailCase(CandidateCase):
    """The plan that is shipped, and two candidates of a recruiter: of one everything
    is known, of the other nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("sv_SE")
        cls.env["hr.recruitment.stage"].search([]).expected_days = 5
        cls.job.write({"name": "Engineer", "interviewer_ids": cls.recruiter.ids})
        cls.default = cls.env.ref(f"{MODULE}.communication_plan_default")
        cls.plan.active = False
        cls.recruiter.phone = "+46 8 123 45 00"
        cls.employee = cls.env["hr.employee"].create(
            {
                "name": "Rekryterare",
                "user_id": cls.recruiter.id,
                "job_title": "Talent Partner",
                "candidate_introduction": "I build radios. I have been here for years.",
            }
        )
        cls.location = cls.env["hr.work.location"].create(
            {
                "name": "Head Office",
                "address_id": cls.env["res.partner"]
                .create({"name": "Office", "street": "Storgatan 1", "city": "Umeå"})
                .id,
                "location_type": "office",
                "landmarks": "The red house",
                "parking": "Behind it",
                "reception": "Second floor",
                "accessibility": "There is a lift",
                "transport_ids": [
                    Command.create(
                        {"kind": "bus", "line": "4", "stop": "Torget", "walk_minutes": 5}
                    )
                ],
            }
        )
        cls.full = cls._make_applicants(
            partner_name="Anna Ek",
            email_from="anna@candidate.example",
            partner_phone="+46 70 111 22 33",
            user_id=cls.recruiter.id,
            travels_from="Uppsala",
        )
        cls.bare = cls._make_applicants(
            partner_name="bo@candidate.example",
            email_from="bo@candidate.example",
            job_id=False,
            user_id=False,
        )
        cls.bare.write({"stage_id": False, "user_id": False})
        # Of an application that has just arrived nothing is to be said here.
        cls.ledger.search([("applicant_id", "in", (cls.full | cls.bare).ids)]).unlink()

    def step(self, name):
        return self.env.ref(f"{MODULE}.communication_step_{name}")

    def book(self, applicant, kind="on_site", start=LATER, **values):
        people = applicant.partner_id
        if applicant == self.full:
            people |= self.recruiter.partner_id
            if kind == "video":
                values.setdefault("videocall_location", LINK)
            if kind == "on_site":
                values.setdefault("work_location_id", self.location.id)
        return self.env["calendar.event"].create(
            {
                "name": "Secret working title",
                "start": start,
                "stop": start + HOUR,
                "user_id": self.recruiter.id,
                "applicant_id": applicant.id,
                "partner_ids": [Command.set(people.ids)],
                "meeting_format": kind,
                **values,
            }
        )

    def run_until(self, end, start=NOW):
        """The cron works whenever something is due, and all mails arrive."""
        both = self.full | self.bare
        clock = start
        while True:
            self.env.flush_all()
            waiting = self.rows(both, state="scheduled").filtered("next_attempt")
            due = min(waiting.mapped("next_attempt"), default=None)
            if due is None or due > end:
                return
            clock = max(clock, due)
            with self.at(clock):
                self.process()
                self.rows(both, state="queued")._mark_sent("delivered")

    def mail(self, applicant, name):
        """The one mail that the candidate got from this step."""
        row = self.rows(applicant).filtered(
            lambda r: r.step_id == self.step(name) and r.state in ("queued", "sent")
        )
        self.assertEqual(len(row), 1, name)
        mail = self.env["mail.mail"].browse(row.mail_mail_id_int).exists()
        self.assertTrue(mail, name)
        return mail

    def say(self, mail):
        """:return: what the mail says, on one line"""
        return self.flatten(mail.body_html)

    def flatten(self, text):
        return " ".join(html.fromstring(text).text_content().split())

    def check(self, mail, msg):
        """Whole sentences, and links that lead somewhere."""
        text = self.say(mail)
        self.assertNotRegex(text, FORGOTTEN, msg)
        self.assertNotRegex(mail.subject, FORGOTTEN, msg)
        self.assertNotIn("Secret working title", text + mail.subject, msg)
        for link in html.fromstring(mail.body_html).iter("a"):
            self.assertRegex(link.get("href") or "", r"^(https?|tel|mailto):.+", msg)
            self.assertTrue(link.text_content().strip(), msg)


@tagged("post_install", "-at_install")
class TestInterviewMails(InterviewMailCase):
    def _whole_story(self, applicant, kind, lang):
        """Booked, prepared for, soon, held: the mails of all that."""
        applicant.partner_id.lang = lang
        with self.at(NOW):
            self.book(applicant, kind)
        self.run_until(LATER + 3 * HOUR)
        names = ["interview_booked", f"interview_{kind}", "interview_thanks"]
        names += ["interview_video_soon"] if kind == "video" else []
        return {name: self.mail(applicant, name) for name in names}

    def _try(self, applicant, lang):
        for kind in FORMATS:
            with self.subTest(kind=kind), self.env.cr.savepoint() as savepoint:
                mails = self._whole_story(applicant, kind, lang)
                for name, mail in mails.items():
                    self.check(mail, f"{name} {kind} {lang}")
                    self._check_when(name, mail)
                savepoint.close(rollback=True)

    def _check_when(self, name, mail):
        """All but the thanks say when, in the subject and in the calendar file."""
        attached = mail.attachment_ids.filtered(lambda one: one.mimetype == "text/calendar")
        if name == "interview_thanks":
            self.assertFalse(attached)
            return
        self.assertRegex(mail.subject, r"17.*10:00")
        self.assertEqual(attached.mapped("name"), ["interview.ics"])
        self.assertIn(b"DTSTART:20260617T080000Z", attached.raw)

    def test_with_everything_in_english(self):
        self._try(self.full, "en_US")

    def test_with_everything_in_swedish(self):
        self._try(self.full, "sv_SE")

    def test_with_nothing_in_english(self):
        self._try(self.bare, "en_US")

    def test_with_nothing_in_swedish(self):
        self._try(self.bare, "sv_SE")

    def test_moved_and_cancelled_with_everything_and_with_nothing(self):
        for applicant in self.full, self.bare:
            for lang in "en_US", "sv_SE":
                with (
                    self.subTest(applicant=applicant, lang=lang),
                    self.env.cr.savepoint() as savepoint,
                ):
                    self._move_and_cancel(applicant, lang)
                    savepoint.close(rollback=True)

    def _move_and_cancel(self, applicant, lang):
        applicant.partner_id.lang = lang
        with self.at(NOW):
            meeting = self.book(applicant, "video")
        self.run_until(NOW + HOUR)
        with self.at(NOW + HOUR):
            meeting.write({"start": LATER + DAY, "stop": LATER + DAY + HOUR})
        self.run_until(NOW + 2 * HOUR, NOW + HOUR)
        with self.at(NOW + 2 * HOUR):
            meeting.unlink()
        self.run_until(NOW + 3 * HOUR, NOW + 2 * HOUR)
        moved = self.mail(applicant, "interview_moved")
        cancelled = self.mail(applicant, "interview_cancelled")
        for mail in moved, cancelled:
            self.check(mail, mail.subject)
            self.assertRegex(mail.subject, r"18.*10:00")
        self.assertEqual(moved.attachment_ids.mapped("name"), ["interview.ics"])
        self.assertEqual(cancelled.attachment_ids.mapped("name"), ["interview-cancelled.ics"])
        self.assertRegex(self.say(moved), r"17.*10:00")

    def test_one_mail_says_that_it_is_booked(self):
        """Odoo's calendar keeps quiet to the candidate, not to colleagues."""
        with self.at(NOW):
            self.book(self.full)
        self.run_until(NOW + HOUR)
        to_anna = (
            self.env["mail.mail"]
            .search([])
            .filtered(lambda mail: self.full.partner_id in mail.recipient_ids)
        )
        self.assertEqual(to_anna, self.mail(self.full, "interview_booked"))

    def _order(self):
        """The steps in the order in which their mails left."""
        mails = self.mails(self.full).sorted("id")
        mails = mails.filtered(lambda m: self.full.partner_id in m.recipient_ids)
        rows = self.rows(self.full)
        return [
            rows.filtered(lambda r, m=mail: r.mail_mail_id_int == m.id).step_id for mail in mails
        ]

    def test_at_short_notice_the_welcome_comes_before_the_preparation(self):
        with self.at(NOW):
            self.book(self.full, "phone", start=NOW + 4 * HOUR)
        self.run_until(NOW + HOUR)
        self.assertEqual(
            self._order(), [self.step("interview_booked"), self.step("interview_phone")]
        )

    def test_booked_within_the_hour_gets_welcome_and_link(self):
        with self.at(NOW):
            self.book(self.full, "video", start=NOW + HOUR / 2)
        self.run_until(NOW + HOUR / 2)
        self.assertEqual(
            self._order(),
            [self.step("interview_booked"), self.step("interview_video_soon")],
        )

    def test_moved_at_short_notice_says_so_before_it_prepares_again(self):
        with self.at(NOW):
            meeting = self.book(self.full, "phone", start=NOW + 4 * HOUR)
        self.run_until(NOW + HOUR)
        with self.at(NOW + HOUR):
            meeting.write({"start": NOW + 6 * HOUR, "stop": NOW + 7 * HOUR})
        self.run_until(NOW + 2 * HOUR, NOW + HOUR)
        self.assertEqual(
            self._order()[2:],
            [self.step("interview_moved"), self.step("interview_phone")],
        )

    def test_first_interview_is_warmer_than_the_later_ones(self):
        with self.at(NOW):
            self.book(self.full, start=NOW + DAY)
            self.book(self.full, start=LATER)
        self.run_until(NOW + HOUR)
        rows = self.rows(self.full, step_id=self.step("interview_booked"))
        first, second = self.env["mail.mail"].browse(rows.mapped("mail_mail_id_int"))
        self.assertIn("Welcome to your interview", first.subject)
        self.assertIn("both ways", self.say(first))
        self.assertIn("Your next interview", second.subject)
        self.assertIn("our next conversation", self.say(second))
        self.assertLess(len(self.say(second)), len(self.say(first)))

    def test_welcome_presents_those_who_take_part(self):
        with self.at(NOW):
            self.book(self.full)
        self.run_until(NOW + HOUR)
        text = self.say(self.mail(self.full, "interview_booked"))
        for words in ("Talent Partner", "I build radios.", "1 hour", "Head Office"):
            self.assertIn(words, text)

    def test_each_preparation_says_what_its_format_needs(self):
        needed = {
            "on_site": (
                "Storgatan 1",
                "The red house",
                "Behind it",
                "Bus 4",
                "Second floor",
                "There is a lift",
                "from Uppsala",
            ),
            "video": (LINK, "+46 8 123 45 00", "+46 70 111 22 33"),
            "phone": ("Rekryterare calls you", "+46 70 111 22 33", "+46 8 123 45 00"),
        }
        for kind, words in needed.items():
            with self.subTest(kind=kind), self.env.cr.savepoint() as savepoint:
                with self.at(NOW):
                    self.book(self.full, kind)
                self.run_until(LATER - HOUR / 2)
                text = self.say(self.mail(self.full, f"interview_{kind}"))
                for word in words:
                    self.assertIn(word, text)
                others = set(FORMATS) - {kind}
                steps = self.rows(self.full).step_id
                for other in others:
                    self.assertNotIn(self.step(f"interview_{other}"), steps)
                savepoint.close(rollback=True)

    def test_preparation_leaves_two_working_days_before_in_office_hours(self):
        # Monday at seven in the morning: no office hour on the Thursday before then.
        monday = NOW + 5 * DAY - 3 * HOUR
        with self.at(NOW):
            self.book(self.full, start=monday)
        row = self.rows(self.full, step_id=self.step("interview_on_site"))
        self.assertEqual(row.scheduled_date, NOW + DAY - 2 * HOUR)

    def test_questions_that_were_sent_are_not_asked_for_again(self):
        self.full.candidate_questions = "May I bring my dog?"
        with self.at(NOW):
            self.book(self.full, "phone")
        self.run_until(LATER - HOUR)
        text = self.say(self.mail(self.full, "interview_phone"))
        self.assertIn("We have received the questions you sent", text)
        self.assertNotIn("dog", text)

    def test_page_that_is_closed_is_not_spoken_of(self):
        self.full.page_revoked = True
        with self.at(NOW):
            meeting = self.book(self.full, "phone")
        self.run_until(LATER - HOUR)
        with self.at(LATER - HOUR):
            meeting.write({"start": LATER + DAY, "stop": LATER + DAY + HOUR})
        self.run_until(LATER, LATER - HOUR)
        mails = self.mails(self.full).filtered("attachment_ids")
        self.assertEqual(len(mails), 4)
        for mail in mails:
            self.assertNotIn("own page", self.say(mail))
            self.assertNotIn("/candidate/page", mail.body_html)

    def test_sms_to_those_who_prefer_it_fits_in_one_alphabet(self):
        self.full.preferred_channel = "sms"
        with self.at(NOW):
            meeting = self.book(self.full, "video")
        self.run_until(NOW + HOUR)
        with self.at(NOW + HOUR):
            meeting.write({"start": LATER + DAY, "stop": LATER + DAY + HOUR})
        self.run_until(NOW + 2 * HOUR, NOW + HOUR)
        sms = self.env["sms.sms"].search([], order="id desc", limit=1)
        self.assertIn("has a new time: Thursday, June 18 at 10:00 AM", sms.body)
        self.assertNotRegex(sms.body, FORGOTTEN)
        self.assertTrue(sms.body.isascii())
        self.mail(self.full, "interview_booked")

    def test_step_says_for_which_interviews_it_is(self):
        step = self.step("interview_video_soon")
        self.assertIn("1 hour before an interview begins (Video):", step.summary)
        step.meeting_format = "phone"
        self.assertIn("(Telephone)", step.summary)
        step.trigger = "applied"
        self.assertNotIn("(", step.summary)

    def test_interviewers_get_a_guide_the_day_before(self):
        """Those who take part, also if only the meeting says so."""
        officer = "hr_recruitment.group_hr_recruitment_user"
        colleague = self._make_user("kollega", officer)
        outsider = self._make_user("utomstående", "base.group_user")
        with self.at(NOW):
            meeting = self.book(self.full)
            meeting.partner_ids |= (colleague | outsider).partner_id
        self.run_until(LATER - HOUR)
        activity = self.full.activity_ids.filtered(
            lambda a: "Prepare for the interview" in (a.summary or "")
        )
        self.assertEqual(activity.user_id, self.recruiter | colleague)
        for note in activity.mapped("note"):
            self.assertIn("interview kit", note)

    def test_thanks_carry_the_summary_and_promise_a_day(self):
        with self.at(NOW):
            meeting = self.book(self.full)
        self.run_until(NOW + HOUR)
        kit = self.full.interview_kit_ids
        self.assertEqual(kit.meeting_id, meeting)
        kit.write({"summary": "Your story about <the radio> stays with us."})
        kit.goal = "Does she lie?"
        self.run_until(LATER + 3 * HOUR)
        text = self.say(self.mail(self.full, "interview_thanks"))
        self.assertIn("Your story about <the radio> stays with us.", text)
        self.assertNotIn("lie", text)
        # Five working days after Wednesday.
        self.assertIn("Wednesday, June 24", text)
        self.assertEqual(str(self.full.reply_due_date), "2026-06-24")
        self.assertEqual(self.full.reply_promise_state, "open")

    def test_greeting_repeats_the_promise_and_does_not_settle_it(self):
        with self.at(NOW):
            self.book(self.full, start=NOW + DAY)
        self.run_until(NOW + DAY + 3 * HOUR)
        promised = self.full.reply_due_date
        friday = NOW + 2 * DAY
        with self.at(friday):
            self.env["hr.applicant"]._cron_days_off()
        self.run_until(friday + 5 * HOUR, friday)
        mail = self.mail(self.full, "days_off")
        self.check(mail, "days off")
        self.assertIn("As we have said, you will hear from us by", self.say(mail))
        self.assertEqual(self.full.reply_promise_state, "open")
        self.assertEqual(self.full.reply_due_date, promised)
        self.assertFalse(self.full.reply_kept_count)

    def test_greeting_without_a_promise_makes_none(self):
        self.step("interview_thanks").active = False
        with self.at(NOW):
            self.book(self.bare, start=NOW + DAY)
        self.run_until(NOW + DAY + 3 * HOUR)
        friday = NOW + 2 * DAY
        with self.at(friday):
            self.env["hr.applicant"]._cron_days_off()
        self.run_until(friday + 5 * HOUR, friday)
        mail = self.mail(self.bare, "days_off")
        self.check(mail, "days off")
        self.assertNotIn("As we have said", self.say(mail))
        self.assertFalse(self.bare.reply_due_date)

    def test_survey_follows_the_interview_and_asks_once(self):
        with self.at(NOW):
            self.book(self.full, start=NOW + DAY)
            self.book(self.full, start=NOW + 2 * DAY)
        self.run_until(NOW + 8 * DAY)
        rows = self.rows(self.full, step_id=self.step("survey_interviewed"))
        asked = rows.filtered(lambda row: ":reminder" not in row.occurrence_key)
        self.assertEqual(
            sorted((row.state, row.reason) for row in asked)[-1],
            ("skipped", "recently_asked"),
        )
        self.assertEqual(asked.mapped("state").count("sent"), 1)

    def test_steps_started_by_hand_leave_without_an_interview(self):
        names = ("survey_interviewed", "interview_moved", "interview_video", "interview_thanks")
        with self.at(NOW):
            for name in names:
                self.full._start_step(self.step(name), NOW)
        self.run_until(NOW + HOUR)
        for name in names:
            self.check(self.mail(self.full, name), name)

    def test_step_started_by_hand_is_about_the_next_interview(self):
        with self.at(NOW):
            self.book(self.full, start=LATER)
            self.full._start_step(self.step("interview_on_site"), NOW)
        self.run_until(NOW)
        mail = self.mail(self.full, "interview_on_site")
        self.assertIn("Wednesday, June 17 at 10:00", mail.subject)
        self.assertIn("Storgatan 1", self.say(mail))

    def test_previews_work_without_an_interview(self):
        """The template's own preview, before anything is booked."""
        steps = self.default.step_ids.filtered(
            lambda step: step.trigger in (*ABOUT_MEETINGS, "before_days_off")
        )
        templates = steps.mail_template_id
        self.assertEqual(len(templates), 10)
        for template in templates:
            for applicant in self.full, self.bare:
                found = template._generate_template(applicant.ids, ("subject", "body_html"))[
                    applicant.id
                ]
                text = self.flatten(found["body_html"])
                self.assertNotRegex(text, FORGOTTEN, template.name)
                self.assertNotRegex(found["subject"], FORGOTTEN, template.name)
