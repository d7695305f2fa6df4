from datetime import timedelta

from odoo.tests import tagged

from ..cases.candidate_page import CandidatePageCase
from ..cases.decision import DAY
from ..common import NOW


@tagged("post_install", "-at_install")
class TestCandidatePageMemory(CandidatePageCase):
    """The page tells what was asked there, and what came of it: only what the candidate
    has got."""

    def reply(self, body="Yes, there is a canteen.", arrives=True, **values):
        """The recruiter writes in the chatter."""
        message = self.applicant.with_user(self.recruiter).message_post(
            body=body,
            subtype_xmlid="mail.mt_comment",
            message_type="comment",
            partner_ids=self.applicant.partner_id.ids,
            **values,
        )
        notices = message.sudo().notification_ids
        self.assertIn(self.applicant.partner_id, notices.res_partner_id)
        notices.notification_status = "sent" if arrives else "ready"
        self.env.flush_all()
        return message

    def memory(self, page):
        return page.split('id="memory_title"')[1].split("</section")[0]

    def test_a_question_and_its_reply(self):
        self.assertNotIn("Your questions", self.look())
        self.press("ask", text="Is there a <b>canteen</b>?")
        page = self.look()
        self.assertIn("You asked on June 10, 2026", page)
        self.assertIn("Is there a &lt;b&gt;canteen&lt;/b&gt;?", page)
        self.assertIn("A colleague has it, and gets back to you.", page)
        with self.at(NOW + DAY):
            self.reply()
            page = self.look()
        self.assertIn("Yes, there is a canteen.", page)
        self.assertIn("Rekryterare replied on June 11, 2026", page)
        self.assertNotIn("gets back to you.", self.memory(page))

    def test_each_question_has_the_replies_that_followed_it(self):
        self.press("ask", text="Is there a canteen?")
        with self.at(NOW + DAY):
            self.reply()
        with self.at(NOW + 2 * DAY):
            self.press("ask", text="And a gym?")
            page = self.look()
            self.assertLess(page.index("And a gym?"), page.index("gets back to you."))
            self.assertLess(page.index("gets back to you."), page.index("Is there a canteen?"))
        with self.at(NOW + 3 * DAY):
            self.reply("No gym.")
            self.reply("But a river.")
            page = self.look()
        order = [
            "And a gym?",
            "No gym.",
            "But a river.",
            "Is there a canteen?",
            "there is a canteen.",
        ]
        places = [page.index(words) for words in order]
        self.assertEqual(places, sorted(places))

    def test_a_second_press_is_remembered_once(self):
        self.press("ask", text="Is there a canteen?")
        self.press("ask", text="Is there a canteen?")
        self.assertEqual(self.look().count("Is there a canteen?"), 1)

    def test_a_reply_on_its_way_is_not_there(self):
        """Nor does the page say that there is one."""
        self.press("ask", text="Is there a canteen?")
        before = self.look()
        with self.at(NOW + timedelta(minutes=1)):
            message = self.reply(arrives=False)
        self.assertFalse(self.applicant.awaiting_reply)
        self.assertEqual(self.look(), before)
        message.sudo().notification_ids.notification_status = "bounce"
        self.env.flush_all()
        self.assertEqual(self.look(), before)

    def test_what_is_no_reply(self):
        """Notes of colleagues, messages to others, what the plan sends."""
        self.press("ask", text="Is there a canteen?")
        before = self.look()
        with self.at(NOW + timedelta(minutes=1)):
            self.applicant.with_user(self.recruiter).message_post(
                body="Awful manners", subtype_xmlid="mail.mt_note"
            )
            other = self.env["res.partner"].create({"name": "Chef", "email": "chef@example.org"})
            self.applicant.with_user(self.recruiter).message_post(
                body="What do you think?",
                subtype_xmlid="mail.mt_comment",
                message_type="comment",
                partner_ids=other.ids,
            )
            step = self._make_step("manual", name="By hand")
            self.applicant._start_step(step, self.env.cr._now)
            self.process()
            rows = self.rows(self.applicant).filtered(lambda row: row.state == "queued")
            self.assertTrue(rows)
            rows.sudo()._mark_sent("delivered")
        self.env.flush_all()
        page = self.look()
        self.assertNotIn("Awful", page)
        self.assertNotIn("What do you think?", page)
        self.assertEqual(
            self.memory(page),
            self.memory(before),
        )

    def test_somebody_without_a_contact(self):
        """What was sent to an address without a contact is to somebody else."""
        self.press("ask", text="Is there a canteen?")
        with self.at(NOW + timedelta(minutes=1)):
            message = self.reply("Do you know this candidate?")
        notices = message.sudo().notification_ids
        notices.write({"res_partner_id": False, "mail_email_address": "x@example.org"})
        self.applicant.partner_id = False
        self.env.flush_all()
        page = self.look()
        self.assertIn("Is there a canteen?", page)
        self.assertNotIn("Do you know this candidate?", page)

    def test_replied_by_telephone_and_undone(self):
        self.press("ask", text="Is there a canteen?")
        with self.at(NOW + timedelta(minutes=5)):
            action = self.applicant.with_user(self.recruiter).action_mark_answered()
            self.assertIn("We have replied.", self.look())
            wizard = self.env[action["params"]["model"]].browse(action["params"]["ids"])
            wizard.with_user(self.recruiter).action_undo()
            self.env.flush_all()
            self.assertIn("gets back to you.", self.look())
            self.assertTrue(self.applicant.awaiting_reply)

    def test_another_time(self):
        meeting = self.book(start=NOW + 5 * DAY)
        self.press(
            "propose",
            meeting=meeting.id,
            time1="2026-06-16T09:00",
            text="I am away until then.",
        )
        page = self.memory(self.look())
        self.assertIn("You asked for another time on June 10, 2026", page)
        self.assertIn(
            "Instead of <bdi>Monday, June 15 at 10:00 AM (Sweden time, UTC+2)</bdi>", page
        )
        self.assertIn("Tuesday, June 16 at 9:00 AM", page)
        self.assertIn("I am away until then.", page)
        self.assertIn("gets back to you.", page)
        start = NOW + 6 * DAY
        meeting.write({"start": start, "stop": start + timedelta(hours=1)})
        self.env.flush_all()
        self.assertNotIn("is now on", self.look(), "no message has said so")
        self.tell(meeting)
        page = self.memory(self.look())
        self.assertIn("The interview is now on <bdi>Tuesday, June 16 at 10:00 AM (Sweden", page)
        with self.at(NOW + 7 * DAY):
            page = self.look()
            self.assertNotIn("gets back to you.", page)

    def test_an_interview_that_is_deleted(self):
        meeting = self.book(start=NOW + 5 * DAY)
        self.press("propose", meeting=meeting.id, text="May we do it by video?")
        meeting.unlink()
        self.env.flush_all()
        self.assertIn("May we do it by video?", self.look())

    def test_the_last_ten(self):
        requests = self.env["hr.applicant.page.request"].create(
            [
                {
                    "applicant_id": self.applicant.id,
                    "kind": "question",
                    "date": NOW - timedelta(days=number),
                    "text": f"Question {number}.",
                }
                for number in range(13)
            ]
        )
        self.env.flush_all()
        page = self.look()
        self.assertEqual(sum(f"{request.text}<" in page for request in requests), 10)
        self.assertIn("Question 0.", page)

    def test_a_refusal_that_waits_shows_nowhere(self):
        """What colleagues have decided and written, and not sent."""
        self.press("ask", text="Is there a canteen?")
        before = self.look()
        self.refuse(self.applicant)
        self.env.flush_all()
        self.assertEqual(self.look(), before)

    def test_the_key_is_in_no_reply(self):
        """A recruiter who looks at the page must not find the candidate's own link."""
        self.press("ask", text="Where do I change my number?")
        link = f'<a href="https://x.example{self.path.replace(str(self.applicant.page_token), "0")}'
        with self.at(NOW + timedelta(minutes=1)):
            self.reply(f'{link}preview#channel">Here</a>')
        self.authenticate(self.recruiter.login, self.recruiter.login)
        preview = self.url_open(f"/candidate/preview/{self.applicant.id}").text
        self.assertIn("Where do I change my number?", preview)
        self.assertNotIn(self.applicant.page_token, preview)

    def test_the_ad(self):
        self.assertNotIn("Read the job ad", self.look())
        self.job.website_published = True
        self.env.flush_all()
        self.assertIn(f'href="{self.job.website_url}"', self.look())
        self.assertEqual(self.url_open(self.job.website_url).status_code, 200)
        self.job.active = False
        self.env.flush_all()
        self.assertNotIn("Read the job ad", self.look())

    def test_constant_queries(self):
        """However much was asked and replied."""
        self.press("ask", text="Is there a canteen?")
        with self.at(NOW + timedelta(minutes=1)):
            self.reply()

        def count():
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.applicant._get_page_memory()
            return self.env.cr.sql_log_count - before

        count()
        few = count()
        for number in range(4):
            with self.at(NOW + timedelta(hours=number + 1)):
                self.applicant._ask_on_page(f"Question {number}")
                self.reply(f"Reply {number}")
        self.assertLessEqual(count(), few)
