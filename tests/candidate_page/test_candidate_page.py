import base64
from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import html2plaintext

from ...controllers.candidate import LONGEST_TEXT
from ...models.candidate_page.candidate_links import PAGE_PREVIEW
from ...models.candidate_page.hr_applicant_page_actions import PRESSES_A_DAY
from ..cases.candidate_page import HOUR, SCANNER, SIGNATURE, CandidatePageCase
from ..cases.decision import DAY
from ..common import NOW


@tagged("post_install", "-at_install")
class TestCandidatePage(CandidatePageCase):
    """What a candidate sees and does on their own page."""

    # What it says --------------------------------------------------------------------

    def test_where_the_application_is(self):
        page = self.look()
        self.assertIn("Anna, your application is with us.", page)
        self.assertIn("Application received", page)
        self.assertIn("<strong>7 working days</strong>", page)
        self.assertIn("First interview", page)
        for internal in ("Meeting", "Received", "Signed", "Offer"):
            self.assertNotIn(internal, page)
        self.assertLess(page.index("You are here"), page.index("First interview"))

    def test_the_page_goes_where_a_message_has_been(self):
        self.applicant.stage_id = self.interview
        self.assertIn("<strong>7 working days</strong>", self.look())
        self.applicant._note_told_stage(self.interview)
        page = self.look()
        self.assertGreater(page.index("You are here"), page.index("First interview"))

    def test_who_was_found_reads_of_no_application(self):
        ours = self.new | self.interview | self.signed
        (self.env["hr.recruitment.stage"].search([]) - ours).candidate_name = False
        self.applicant.write({"arrival": "sourced", "told_stage_id": False})
        page = self.look()
        self.assertIn("The steps", page)
        self.assertIn("First interview", page)
        for wrong in ("Application received", "Where you are", "our application is with us"):
            self.assertNotIn(wrong, page)
        self.applicant.job_id = False
        self.assertNotIn("our application is with us", self.look())

    def test_a_stage_without_a_name_is_nowhere(self):
        """Who is in it is shown where it was before."""
        self.applicant._note_told_stage(self.offer)
        page = self.look()
        self.assertGreater(page.index("You are here"), page.index("First interview"))
        self.assertNotIn("Offer", page)

    def test_the_promised_answer_and_a_promise_that_is_late(self):
        self.applicant.write({"reply_due_date": NOW.date(), "reply_promise_state": "open"})
        self.assertIn("You hear from us by Wednesday, June 10.", self.look())
        with self.at(NOW + DAY):
            late = self.look()
            self.assertIn("We are late with our answer.", late)
            self.applicant.reply_promise_state = "broken"
            self.assertEqual(self.look(), late)
            self.applicant.last_contact_date = NOW + DAY
            self.assertIn("your application is with us", self.look())
            self.applicant.last_contact_date = NOW
            self.applicant.reply_promise_state = "kept"
            self.assertIn("your application is with us", self.look())

    def test_an_interview_with_everything_needed(self):
        self.env["hr.employee"].create(
            {
                "name": "Rekryterare",
                "user_id": self.recruiter.id,
                "job_title": "Talent Partner",
                "candidate_introduction": "I have been here since 2019.",
            }
        )
        meeting = self.book(videocall_location="https://meet.example/abc")
        page = self.look()
        self.assertIn("Friday, June 12", page)
        self.assertIn("10:00 AM – 11:00 AM", page)
        self.assertIn('href="https://meet.example/abc"', page)
        self.assertIn("Talent Partner", page)
        self.assertIn("I have been here since 2019.", page)
        self.assertNotIn("Internal words", page)
        calendar = self.open(f"{self.path}/interview/{meeting.id}")
        self.assertIn("text/calendar", calendar.headers["Content-Type"])
        self.assertIn("DTSTART:20260612T080000Z", calendar.text)
        self.assertNotIn("Internal words", calendar.text)

    def test_times_are_those_of_the_candidate(self):
        self.applicant.partner_id.tz = "Europe/London"
        self.book()
        self.assertIn("9:00 AM – 10:00 AM (United Kingdom time, UTC+1)", self.look())

    def test_an_interview_that_no_message_has_told(self):
        before = self.look()
        self.book(told=False)
        self.assertEqual(self.look(), before)

    def test_a_move_that_no_message_has_told(self):
        meeting = self.book()
        before = self.look()
        meeting.write({"start": NOW + 5 * DAY, "stop": NOW + 5 * DAY + HOUR})
        page = self.look()
        self.assertIn("Friday, June 12", page)
        self.assertNotIn("June 15", page)
        self.assertIn("Add to my calendar", before)
        self.assertNotIn("Add to my calendar", page, "it would say the new time")
        link = f"{self.path}/interview/{meeting.id}"
        self.assertEqual(self.open(link).status_code, 404)
        self.tell(meeting)
        page = self.look()
        self.assertIn("Monday, June 15", page)
        self.assertNotIn("June 12", page)

    def test_an_interview_of_somebody_else(self):
        other = self._make_applicants(email_from="b@candidate.example")
        meeting = self.env["calendar.event"].create(
            {
                "name": "Other",
                "applicant_id": other.id,
                "start": NOW + DAY,
                "stop": NOW + DAY + HOUR,
                "partner_ids": other.partner_id.ids,
            }
        )
        link = f"{self.path}/interview/{meeting.id}"
        self.assertEqual(self.open(link).status_code, 404)
        self.press("propose", meeting=meeting.id, text="Later")
        self.assertFalse(self.messages() or self.tasks())

    def test_the_contact_and_nothing_that_is_not_for_candidates(self):
        self.recruiter.image_1920 = False
        self.assertEqual(self.open(f"{self.path}/contact").status_code, 404)
        self.assertIn(">R</span>", self.look(), "no picture, but an initial")
        self.env["hr.employee"].create(
            {
                "name": "Rekryterare",
                "user_id": self.recruiter.id,
                "work_phone": "+46 8 111 11",
                "job_title": "Talent Partner",
                "candidate_phone": "+46 8 222 22",
            }
        )
        page = self.look()
        self.assertIn("+46 8 222 22", page)
        self.assertNotIn("+46 8 111 11", page)
        self.assertNotIn("rekryterare@company.example", page)
        gif = b"GIF89a\1\0\1\0\0\0\0!\xf9\4\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\1\0;"
        self.recruiter.image_1920 = base64.b64encode(gif)
        picture = self.open(f"{self.path}/contact")
        self.assertEqual(picture.status_code, 200)
        self.assertTrue(picture.headers["Content-Type"].startswith("image/"))
        self.recruiter.active = False
        self.assertEqual(self.open(f"{self.path}/contact").status_code, 404)
        self.assertNotIn("Talent Partner", self.look())

    def test_the_employer_tells_about_itself(self):
        self.assertNotIn("About us", self.look())
        self.company.employer_story = "<p>We began in a garage.</p>"
        self.job.employer_culture = "<p>We pair.</p>"
        page = self.look()
        self.assertIn("We began in a garage.", page)
        self.assertIn("We pair.", page)

    def test_in_the_language_of_the_candidate(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        self.new.with_context(lang="sv_SE").candidate_name = "Ansökan mottagen"
        self.applicant.partner_id.lang = "sv_SE"
        page = self.open(self.path)
        self.assertIn('lang="sv-SE"', page.text)
        self.assertIn("Ansökan mottagen", page.text)

    # Never ahead of a delivered message ----------------------------------------------

    def test_refused_but_not_told_looks_every_hour(self):
        """Not a byte is different, whatever the candidate opens and when."""
        meeting = self.book()
        calendar = f"{self.path}/interview/{meeting.id}"
        pages = (self.path, f"{self.path}/withdraw", calendar)
        before = [self.look(page) for page in pages]
        with self.at(NOW + HOUR):
            row = self.refuse(self.applicant)
        for hour in range(1, 24):
            with self.at(NOW + hour * HOUR):
                self.process()
                self.assertEqual([self.look(page) for page in pages], before, hour)
        self.assertEqual(self.applicant.answer_state, "pending")
        self.deliver(row, NOW + 2 * DAY - HOUR)
        told = self.look()
        self.assertIn("did not lead to this position", told)
        self.assertNotIn(self.reason.name, told)
        self.assertNotIn("Interview", told)
        self.assertNotIn("Withdraw", told)
        self.assertEqual(self.open(calendar).status_code, 404)
        self.assertEqual(self.open(f"{self.path}/withdraw").status_code, 303)

    def test_an_answer_that_did_not_arrive_was_not_told(self):
        before = self.look()
        row = self.refuse(self.applicant)
        with self.at(NOW + DAY):
            self.process()
            self.assertEqual(self.look(), before, "in the outbox is not told")
            row.sudo()._fail("bounced")
            self.assertEqual(self.applicant.answer_state, "owed")
            self.assertEqual(self.look(), before)
            self.applicant.with_user(self.recruiter).action_mark_told()
            self.assertIn("did not lead to this position", self.look())

    def test_archived_without_a_word_spam_and_taken_back(self):
        before = self.look()
        self.applicant.active = False
        self.assertEqual(self.look(), before)
        self.applicant.active = True
        self.refuse(self.applicant, refuse_reason_id=self.spam.id)
        self.assertEqual(self.look(), before)
        self.applicant.with_user(self.recruiter).action_take_back_refusal()
        self.assertEqual(self.look(), before)

    def test_a_colleague_notes_a_withdrawal(self):
        """The candidate reads of it when our thank-you has arrived."""
        thanks = self._make_step("withdrawn", name="Thanks")
        before = self.look()
        self.refuse(self.applicant, refuse_reason_id=self.withdrawal.id)
        self.assertEqual(self.look(), before)
        self.process()
        self.rows(self.applicant, step_id=thanks).sudo()._mark_sent("delivered")
        page = self.look()
        self.assertIn("You have withdrawn your application.", page)
        self.assertNotIn("Let my application go on", page)

    def test_hired_when_the_message_said_so(self):
        before = self.look()
        self.applicant.stage_id = self.signed
        self.assertEqual(self.look(), before)
        self.applicant._note_told_stage(self.signed)
        self.assertIn("Welcome, Anna!", self.look())

    # What the candidate does ---------------------------------------------------------

    def test_a_question_is_an_incoming_message(self):
        done = self.press("ask", text="Is there a <b>bicycle</b> shed?\nThanks")
        self.assertEqual(done.status_code, 303)
        self.assertIn("your message has reached us", self.look(done.headers["Location"]))
        (body,) = self.messages()
        self.assertIn("&lt;b&gt;bicycle&lt;/b&gt; shed?<br>Thanks", body)
        message = self.applicant.message_ids[0]
        self.assertIn(self.recruiter.partner_id, message.notified_partner_ids)
        self.assertNotIn(self.applicant.partner_id, message.notified_partner_ids)
        self.assertTrue(self.applicant.awaiting_reply)
        self.assertFalse(self.applicant.partner_id in self.applicant.message_partner_ids)

    def test_a_question_that_quotes_the_own_link(self):
        """Who reads it does not get the key."""
        self.press("ask", text=f"I cannot open {self.base_url()}{self.path}")
        (body,) = self.messages()
        self.assertNotIn(self.applicant.page_token, body)

    def test_a_candidate_without_an_address(self):
        applicant = self._make_applicants(
            email_from=False, partner_name="Bo Ek", user_id=self.recruiter.id
        )
        applicant._ensure_page_tokens()
        self.path = applicant._page_path()
        self.assertEqual(self.press("ask", text="Hello?").status_code, 303)
        self.assertEqual(self.press("stop").status_code, 303)
        self.env.invalidate_all()
        self.assertTrue(applicant.awaiting_reply)
        message = applicant.message_ids.filtered(lambda m: "Hello?" in m.body)
        self.assertEqual(message.author_id, applicant.partner_id)
        self.assertIn("Bo Ek", message.email_from)

    def test_two_quick_presses_are_one_question(self):
        form = self.form_of(self.open(self.path))
        with self.at(NOW + timedelta(seconds=9)):
            for _press in range(2):
                self.send(self.path, part="ask", form=form, text="Hello?")
        self.assertEqual(len(self.messages()), 1)

    def test_a_question_of_50_kilobytes_with_html(self):
        """It is taken; a longer one is given back as it was typed."""
        long = "<script>alert(1)</script>" * (LONGEST_TEXT // 25)
        self.assertEqual(len(long), LONGEST_TEXT)
        self.assertEqual(self.press("ask", text=long).status_code, 303)
        self.assertNotIn("<script", self.messages()[0])
        longer = self.press("ask", text=f"{long}ö")
        self.assertEqual(longer.status_code, 422)
        self.assertIn("longer than we can take", longer.text)
        self.assertIn("alert(1)&lt;/script&gt;ö</textarea>", longer.text)
        self.assertNotIn("<script", longer.text)
        self.assertEqual(len(self.messages()), 1)

    def test_an_empty_question_is_none(self):
        self.assertEqual(self.press("ask", text="  \0 ").status_code, 422)
        self.assertFalse(self.messages())

    def test_another_time(self):
        meeting = self.book()
        done = self.press(
            "propose",
            meeting=meeting.id,
            time1="2026-06-15T14:30",
            time3="2026-06-16T09:00",
            text="My train is late.",
        )
        self.assertEqual(done.status_code, 303)
        (body,) = self.messages()
        for words in (
            "Friday, June 12 at 10:00",
            "Monday, June 15 at 2:30 PM",
            "Tuesday, June 16 at 9:00 AM",
            "My train is late.",
        ):
            self.assertIn(words, body)
        (task,) = self.tasks()
        self.assertEqual(task.user_id, self.recruiter)
        self.assertIn("June 12", task.summary)
        self.assertTrue(self.applicant.awaiting_reply)
        self.assertEqual(meeting.start, NOW + 2 * DAY)

    def test_times_are_those_of_the_clock_that_the_form_names(self):
        meeting = self.book()
        self.assertIn("Time zone: Sweden time, UTC+2", self.look())
        self.press(
            "propose",
            meeting=meeting.id,
            time1="2026-06-15T14:30",
            time2="2026-10-26T09:00",
            time3="2027-03-28T02:30",
        )
        (body,) = self.messages()
        for words in (
            "Monday, June 15 at 2:30 PM (Sweden time, UTC+2)",
            "Monday, October 26 at 9:00 AM (Sweden time, UTC+1)",
            # There is no half past two on that night.
            "March 28, 2027 at 3:30 AM (Sweden time, UTC+2)",
        ):
            self.assertIn(words, body)

    def test_times_of_another_clock(self):
        self.applicant.partner_id.tz = "America/New_York"
        meeting = self.book()
        self.press(
            "propose", meeting=meeting.id, time1="2026-06-15T14:30", time2="2026-06-15T20:30+02:00"
        )
        (body,) = self.messages()
        self.assertEqual(body.count("June 15 at 2:30 PM (New York time, UTC-4)"), 2)
        self.assertIn("Friday, June 12 at 4:00 AM (New York time, UTC-4)", body)

    def test_times_that_are_none(self):
        meeting = self.book()
        for data, words in (
            ({"time1": "soon"}, "look at the times again"),
            ({"time1": "2026-06-01T10:00"}, "still ahead"),
            ({}, "a few words first"),
        ):
            page = self.press("propose", meeting=meeting.id, **data)
            self.assertEqual(page.status_code, 422)
            self.assertIn(words, page.text)
        self.assertFalse(self.messages() or self.tasks())

    def test_what_the_recruiter_should_know(self):
        self.book(meeting_format="on_site")
        self.press("travel", text="Uppsala")
        self.press("questions", text="Who would be my mentor?")
        self.press("channel", channel="phone")
        self.env.invalidate_all()
        self.assertEqual(self.applicant.travels_from, "Uppsala")
        self.assertEqual(self.applicant.candidate_questions, "Who would be my mentor?")
        self.assertEqual(self.applicant.preferred_channel, "phone")
        self.assertFalse(self.applicant.awaiting_reply, "nothing to answer")
        telephone, mentor, uppsala = self.messages()
        self.assertIn("Telephone", telephone)
        self.assertIn("Who would be my mentor?", mentor)
        self.assertIn("Uppsala", uppsala)
        self.assertIn('value="Uppsala"', self.look())
        self.press("channel", channel="pigeon")
        self.assertEqual(len(self.messages()), 3)

    def test_own_data_is_asked_for_and_not_deleted_by_a_button(self):
        self.press("copy")
        self.press("erase")
        self.env.invalidate_all()
        requests = self.applicant.data_request_ids
        self.assertEqual(set(requests.mapped("kind")), {"copy", "erase"})
        self.assertEqual(requests.user_id, self.manager, "the HR responsible")
        self.assertEqual(requests.activity_ids.user_id, self.manager)
        self.assertEqual(len(requests.activity_ids), 2)
        self.assertFalse(self.messages() or self.tasks(), "interviewers read these")
        self.assertTrue(self.applicant.email_from)

    def test_no_more_messages_and_back(self):
        self._make_step("manual", name="News")
        self.press("stop")
        self.env.invalidate_all()
        self.assertTrue(self.applicant.messages_stopped)
        self.assertFalse(self.applicant.is_blacklisted, "that list is for marketing")
        self.assertIn("You have asked us to stop all messages.", self.look())
        self.press("resume")
        self.env.invalidate_all()
        self.assertFalse(self.applicant.messages_stopped)

    # Withdrawing ---------------------------------------------------------------------

    def withdraw(self, **data):
        return self.press("withdraw", path=f"{self.path}/withdraw", **data)

    def reason_of_candidates(self):
        return self.env.ref("hr_recruitment_candidate_experience.refuse_reason_other_offer")

    def test_who_was_found_ends_it_and_reads_of_no_application(self):
        stages = self.env["hr.recruitment.stage"].search([])
        (stages - self.interview - self.signed).candidate_name = False
        self.applicant.write({"arrival": "sourced", "told_stage_id": False})
        pages = [self.open(self.path), self.open(f"{self.path}/withdraw")]
        for pressed in (self.withdraw, lambda: self.press("undo")):
            answer = pressed()
            pages.append(self.open(answer.headers["Location"]))
        self.assertEqual([page.status_code for page in pages], [200] * 4)
        for page in pages:
            words = html2plaintext(page.text)
            self.assertNotIn("application", words.lower())
        self.assertIn("You do not want to go on.", pages[2].text)
        self.assertIn("We go on as before.", pages[3].text)
        self.assertTrue(self.applicant.active)

    def test_withdraw_with_a_reason_and_change_the_mind(self):
        self.book()
        reason = self.reason_of_candidates()
        page = self.open(f"{self.path}/withdraw").text
        self.assertIn(reason.withdrawal_words, page)
        self.assertNotIn(reason.name, page)
        self.assertNotIn(self.withdrawal.name, page, "no words for candidates")
        self.withdraw(reason=reason.id, text="Sorry!")
        self.env.invalidate_all()
        self.assertEqual(self.applicant.outcome, "withdrawn")
        self.assertEqual(self.applicant.withdrawal_reason_id, reason)
        self.assertNotEqual(self.applicant.refuse_reason_id, reason)
        self.assertFalse(self.applicant.active)
        self.assertIn("Sorry!", self.messages()[0])
        self.assertIn("interviews", self.tasks().summary)
        self.assertIn("Let my application go on", self.look())
        with self.at(NOW + DAY - HOUR):
            self.press("undo")
        self.env.invalidate_all()
        self.assertTrue(self.applicant.active)
        self.assertEqual(self.applicant.outcome, "ongoing")
        self.assertFalse(self.applicant.answer_state or self.applicant.withdrawal_date)
        self.assertIn("look forward to meeting you", self.look())

    def test_a_day_later_it_stays(self):
        self.withdraw()
        form = self.form_of(self.open(self.path))
        with self.at(NOW + DAY + HOUR):
            self.assertNotIn("Let my application go on", self.look())
            self.send(self.path, part="undo", form=form)
        self.env.invalidate_all()
        self.assertEqual(self.applicant.outcome, "withdrawn")

    def test_withdrawn_while_a_no_is_on_its_way(self):
        """The withdrawal wins, and the candidate never hears of the no."""
        row = self.refuse(self.applicant)
        self.withdraw()
        self.env.invalidate_all()
        self.assertEqual((row.state, row.reason), ("cancelled", "taken_back"))
        self.assertEqual(self.applicant.outcome, "withdrawn")
        self.assertEqual(self.applicant.answer_state, "not_owed")
        self.run_at(NOW + 5 * DAY)
        self.assertFalse(
            self.mails(self.applicant).filtered(lambda mail: mail.subject == "Our answer")
        )
        self.assertIn("You have withdrawn", self.look())

    def test_withdrawn_while_a_no_is_in_the_outbox(self):
        row = self.refuse(self.applicant)
        with self.at(NOW + DAY):
            self.process()
            self.assertEqual(row.state, "queued")
            self.withdraw()
            self.env.invalidate_all()
            mail = self.mails(self.applicant).filtered(lambda m: m.id == row.mail_mail_id_int)
            self.assertEqual(mail.state, "cancel")
            self.ledger._collect_outbox()
        self.assertEqual(row.state, "cancelled")
        self.assertEqual(self.applicant.answer_state, "not_owed")

    def test_withdrawn_while_a_no_by_sms_is_in_the_outbox(self):
        words = self.env["sms.template"].create(
            {
                "name": "No",
                "model_id": self.env["ir.model"]._get_id("hr.applicant"),
                "body": "We will not go on.",
            }
        )
        self.answer_step.write({"action": "sms", "sms_template_id": words.id})
        self.applicant.partner_phone = "+46 70 174 06 05"
        row = self.refuse(self.applicant)
        with self.at(NOW + DAY):
            self.process()
            self.assertEqual(row.state, "queued", row.reason)
            self.withdraw()
            self.env.invalidate_all()
            message = self.env["sms.sms"].browse(row.sms_id_int)
            self.assertEqual(message.state, "canceled")
            self.assertEqual((row.state, row.reason), ("cancelled", "taken_back"))

    def test_undone_while_a_no_was_in_the_outbox(self):
        """It was taken out, so another one comes."""
        row = self.refuse(self.applicant)
        with self.at(NOW + DAY):
            self.process()
            self.withdraw()
            self.press("undo")
            self.ledger._collect_outbox()
            self.env.invalidate_all()
            again = self.answers(self.applicant) - row
            self.assertEqual((row.state, again.state), ("cancelled", "scheduled"))
            self.assertEqual(self.applicant.answer_state, "pending")

    def test_undone_while_a_no_was_on_its_way(self):
        """All is as before: the candidate learns nothing, and the no comes."""
        before = self.look()
        row = self.refuse(self.applicant)
        self.withdraw()
        self.press("undo")
        self.env.invalidate_all()
        self.assertEqual(self.applicant.refuse_reason_id, self.reason)
        self.assertEqual(self.applicant.answer_state, "pending")
        self.assertEqual(row.state, "scheduled")
        self.assertEqual(self.look(), before)
        self.deliver(row, NOW + 2 * DAY)
        self.assertIn("did not lead to this position", self.look())

    def test_a_later_withdrawal_is_another_one(self):
        """Noted by a colleague after the one on the page was taken back."""
        before = self.look()
        self.withdraw()
        self.env.invalidate_all()
        self.applicant.with_user(self.recruiter).action_take_back_refusal()
        self.assertEqual(self.look(), before)
        with self.at(NOW + HOUR):
            self.refuse(self.applicant, refuse_reason_id=self.withdrawal.id)
            self.assertEqual(self.look(), before)
            self.assertFalse(self.applicant._may_undo_withdrawal())

    def test_who_was_told_cannot_withdraw(self):
        form = self.form_of(self.open(f"{self.path}/withdraw"))
        row = self.refuse(self.applicant)
        self.deliver(row, NOW + DAY)
        with self.at(NOW + DAY):
            page = self.send(self.path, part="withdraw", form=form)
        self.assertEqual(page.status_code, 303)
        self.env.invalidate_all()
        self.assertEqual(self.applicant.outcome, "refused")

    # Machines and limits -------------------------------------------------------------

    def test_a_scanner_changes_nothing(self):
        parts = ("ask", "travel", "questions", "copy", "erase", "stop", "withdraw")
        for page in (self.path, f"{self.path}/withdraw"):
            self.look(page, agent=SCANNER)
        for part in parts:
            again = self.press(part, seconds=0, text="Buy now")
            self.assertIn("press once more", again.text)
            trapped = self.press(part, text="Buy now", website="x")
            self.assertIn("press once more", trapped.text)
            self.send(self.path, part=part, text="Buy now")
        self.env.invalidate_all()
        self.assertFalse(self.messages() or self.tasks())
        self.assertFalse(self.applicant.travels_from or self.applicant.messages_stopped)
        self.assertEqual(self.applicant.outcome, "ongoing")

    def test_quick_fingers_lose_nothing(self):
        again = self.press("ask", seconds=1, text="Where do I park?")
        self.assertIn("Where do I park?</textarea>", again.text)
        with self.at(NOW + timedelta(seconds=20)):
            self.send(self.path, part="ask", form=self.form_of(again), text="Where do I park?")
        self.assertEqual(len(self.messages()), 1)

    def test_not_more_than_twenty_a_day(self):
        for number in range(PRESSES_A_DAY):
            self.assertEqual(self.press("ask", text=f"No. {number}").status_code, 303)
        page = self.press("ask", text="One more")
        self.assertEqual(page.status_code, 429)
        self.assertIn("a lot for one day", page.text)
        self.assertIn("One more</textarea>", page.text)
        self.assertEqual(len(self.messages()), PRESSES_A_DAY)
        with self.at(NOW + DAY):
            self.assertEqual(self.press("ask", text="One more").status_code, 303)

    def test_looking_writes_nothing_and_sets_no_cookie(self):
        before = self.applicant.write_date
        page = self.open(self.path)
        self.assertNotIn("Set-Cookie", page.headers)
        self.assertNotIn("<script", page.text)
        self.assertIn("noindex", page.headers["X-Robots-Tag"])
        self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")
        self.assertIn("no-store", page.headers["Cache-Control"])
        self.assertNotIn(self.applicant.email_from, page.text)
        self.env.invalidate_all()
        self.assertEqual(self.applicant.write_date, before)

    # The key -------------------------------------------------------------------------

    def assert_unknown(self, path):
        for suffix in ("", "/withdraw", "/contact", "/interview/1"):
            self.assertEqual(self.open(path + suffix).status_code, 404, path)
        page = self.send(path, part="ask", text="x")
        self.assertEqual(page.status_code, 404)
        self.assertIn("This link does not work.", page.text)
        return SIGNATURE.sub("", self.open(path).text)

    def test_links_that_lead_nowhere_all_look_the_same(self):
        other = self._make_applicants(email_from="b@candidate.example")
        company = self.env["res.company"].create({"name": "Elsewhere"})
        foreign = self._make_applicants(
            email_from="c@candidate.example", job_id=False, company_id=company.id
        )
        (other | foreign)._ensure_page_tokens()
        deleted = self._make_applicants(email_from="d@candidate.example")
        deleted._ensure_page_tokens()
        gone = deleted._page_path()
        deleted.unlink()
        key = self.applicant.page_token
        pages = {
            self.assert_unknown(path)
            for path in (
                self.path[:-1],
                f"/candidate/page/{other.id}/{key}",
                f"/candidate/page/{foreign.id}/{key}",
                f"/candidate/page/0/{key}",
                f"/candidate/page/{2**40}/{key}",
                PAGE_PREVIEW,
                gone,
            )
        }
        self.assertEqual(len(pages), 1)

    def test_a_link_is_revoked_and_renewed(self):
        self.applicant.with_user(self.recruiter).action_revoke_page()
        self.env.flush_all()
        self.assert_unknown(self.path)
        self.applicant._ensure_page_tokens()
        self.assertFalse(self.applicant.page_token, "revoked stays revoked")
        self.applicant.with_user(self.recruiter).action_renew_page()
        self.env.flush_all()
        self.assert_unknown(self.path)
        self.look(self.applicant._page_path())

    def test_only_those_who_speak_for_us_handle_links(self):
        interviewer = self._make_user(
            "intervjuare", "hr_recruitment.group_hr_recruitment_interviewer"
        )
        self.job.interviewer_ids = interviewer
        for action in ("action_open_page", "action_revoke_page", "action_renew_page"):
            with self.assertRaises(AccessError):
                getattr(self.applicant.with_user(interviewer), action)()
        with self.assertRaises(AccessError):
            self.applicant.with_user(self.recruiter).read(["page_token"])

    def test_the_recruiter_sees_what_the_candidate_sees(self):
        url = self.applicant.with_user(self.recruiter).action_open_page()["url"]
        self.assertEqual(self.open(url).status_code, 303, "to the login")
        self.recruiter.password = "rekryterare"
        self.authenticate("rekryterare", "rekryterare")
        page = self.open(url)
        self.assertIn("your application is with us", page.text)
        self.assertNotIn(self.applicant.page_token, page.text)
        self.assertEqual(page.text.count("<form"), page.text.count("disabled="))

    # In mails ------------------------------------------------------------------------

    def leave(self, **values):
        """A message of the plan leaves.

        :return: the mail"""
        layout = "hr_recruitment_candidate_experience.mail_layout_candidate"
        template = self._make_template(email_layout_xmlid=layout, **values)
        step = self._make_step("manual", mail_template_id=template.id)
        self.applicant._start_step(step)
        self.process()
        return self.mails(self.applicant).sorted("id")[-1:]

    def test_every_mail_shows_the_way_once(self):
        mail = self.leave()
        self.assertEqual(mail.body_html.count(self.path), 1)
        self.assertNotIn(PAGE_PREVIEW, mail.body_html)
        key = self.applicant.page_token
        self.assertNotIn(key, mail.mail_message_id.body or "")
        named = self.leave(body_html='<p><a t-att-href="object.get_page_url()">Your page</a></p>')
        self.assertEqual(named.body_html.count(self.path), 1)
        self.assertNotIn(key, named.mail_message_id.body)

    def test_the_way_to_a_place_on_the_page_is_not_the_way_to_it(self):
        mail = self.leave(body_html='<p><a t-att-href="object.get_keep_url()">Yes?</a></p>')
        self.assertEqual(mail.body_html.count(self.path), 2)
        self.assertEqual(mail.body_html.count(f"{self.path}#other_positions"), 1)

    def test_an_sms_can_show_the_way(self):
        words = self.env["sms.template"].create(
            {
                "name": "News",
                "model_id": self.env["ir.model"]._get_id("hr.applicant"),
                "body": "News: {{ object.get_page_url() }}",
            }
        )
        step = self._make_step("manual", action="sms", sms_template_id=words.id)
        self.applicant.partner_phone = "+46 70 174 06 05"
        self.applicant._start_step(step)
        self.process()
        row = self.rows(self.applicant, step_id=step)
        self.assertEqual(row.state, "queued", row.reason)
        message = self.env["sms.sms"].browse(row.sms_id_int)
        self.assertIn(self.path, message.body)
        self.assertNotIn(self.applicant.page_token, row.message_id.body)

    def test_no_way_is_shown_to_a_page_that_is_closed(self):
        self.applicant.with_user(self.recruiter).action_revoke_page()
        self.assertNotIn("/candidate/page/", self.leave().body_html)

    def test_a_colleague_does_not_get_the_key(self):
        layout = "hr_recruitment_candidate_experience.mail_layout_candidate"
        template = self._make_template(email_layout_xmlid=layout)
        self.applicant.message_subscribe(self.recruiter.partner_id.ids)
        self.applicant.with_user(self.administrator).message_post_with_source(
            template,
            partner_ids=self.applicant.partner_id.ids,
            subtype_xmlid="mail.mt_comment",
        )
        mails = self.mails(self.applicant)
        theirs = mails.filtered(lambda mail: self.applicant.partner_id in mail.recipient_ids)
        self.assertIn(self.path, theirs.body_html)
        for mail in mails - theirs:
            self.assertNotIn(self.applicant.page_token, mail.body_html)

    def test_the_keys_of_many_are_made_at_once(self):
        applicants = self._make_applicants(5)
        before = self.env.cr.sql_log_count
        applicants._ensure_page_tokens()
        self.env.flush_all()
        self.assertEqual(len(set(applicants.mapped("page_token"))), 5)
        few = self.env.cr.sql_log_count - before
        more = self._make_applicants(50)
        before = self.env.cr.sql_log_count
        more._ensure_page_tokens()
        self.env.flush_all()
        self.assertEqual(len(set(more.mapped("page_token"))), 50)
        self.assertLessEqual(self.env.cr.sql_log_count - before, few)
