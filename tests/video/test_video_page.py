import re

from lxml import html

from odoo.tests import tagged

from ..cases.candidate_page import HOUR
from ..cases.decision import DAY
from ..cases.video import LINK, VideoCase
from ..common import NOW

ADDON = "hr_recruitment_candidate_experience"


@tagged("post_install", "-at_install")
class TestVideoPage(VideoCase):
    """The page that tries camera and sound, over HTTP, without JavaScript."""

    def get_policy(self, path):
        return self.open(path).headers["Content-Security-Policy"]

    # What may run there ------------------------------------------------------------------

    def test_scripts_run_on_this_page_only(self):
        page = self.open(self.test_path)
        policy = page.headers["Content-Security-Policy"]
        (nonce,) = re.findall(r"script-src 'nonce-([\w-]+)';", policy)
        scripts = html.fromstring(page.text).xpath("//script")
        self.assertEqual([script.get("nonce") for script in scripts], [nonce])
        (source,) = [script.get("src") for script in scripts]
        self.assertTrue(source.startswith(f"/{ADDON}/static/candidate/"))
        self.assertFalse(scripts[0].text)
        self.assertIn("default-src 'none'", policy)
        self.assertIn("frame-ancestors 'none'", policy)
        self.assertIn("camera=(self), microphone=(self)", page.headers["Permissions-Policy"])
        self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")
        self.assertNotEqual(self.get_policy(self.test_path), policy, "a new number each time")
        own = self.open(self.path)
        self.assertNotIn("<script", own.text)
        self.assertNotIn("script-src", own.headers["Content-Security-Policy"])
        self.assertNotIn("Permissions-Policy", own.headers)
        for name in ("video_test.js", "connection.bin"):
            self.assertEqual(self.url_open(f"/{ADDON}/static/candidate/{name}").status_code, 200)

    def test_without_a_script_it_says_what_to_do(self):
        self.recruiter.phone = "08-123 45 67"
        page = html.fromstring(self.look(self.test_path))
        self.assertTrue(page.xpath("//*[@id='tries'][@hidden]"))
        (plain,) = page.xpath("//*[@data-cx-plain]")
        self.assertNotIn("hidden", plain.attrib)
        self.assertIn("press the lock beside the address", plain.text_content())
        self.assertTrue(page.xpath("//a[@href='tel:08-1234567']"))
        self.assertIn(self.test_path, self.look())

    # To whom it opens ----------------------------------------------------------------------

    def assert_leads_to_the_page(self, path=None):
        for answer in (
            self.open(path or self.test_path),
            self.send(path or self.test_path, part="tested", works="yes"),
        ):
            self.assertEqual(answer.status_code, 303)
            self.assertTrue(answer.headers["Location"].endswith(self.path))

    def test_only_with_the_key(self):
        self.assertEqual(self.open(self.test_path.replace("/video/", "x/video/")).status_code, 404)
        self.applicant.with_user(self.recruiter).action_revoke_page()
        for answer in (self.open(self.test_path), self.send(self.test_path, part="tested")):
            self.assertEqual(answer.status_code, 404)
        self.assertFalse(self.told())

    def test_only_for_video_that_the_candidate_knows_of(self):
        on_site = self.book(start=NOW + 3 * DAY, meeting_format="on_site")
        untold = self.book_video(start=NOW + 4 * DAY, told=False)
        foreign = self.env["calendar.event"].create(
            {"name": "Other", "start": NOW + DAY, "stop": NOW + DAY + HOUR}
        )
        for name in (on_site.id, untold.id, foreign.id, "x", 0):
            self.assert_leads_to_the_page(f"{self.path}/video/{name}")
        self.assertFalse(self.told())

    def test_moved_cancelled_and_over(self):
        self.assertIn("Friday, June 12", self.look(self.test_path))
        with self.at(NOW + HOUR):
            self.meeting.write({"start": NOW + 5 * DAY, "stop": NOW + 5 * DAY + HOUR})
        self.assertIn("Friday, June 12", self.look(self.test_path), "nothing was said yet")
        with self.at(NOW + HOUR):
            self.tell(self.meeting)
        self.assertIn("Monday, June 15", self.look(self.test_path))
        with self.at(NOW + 5 * DAY + 2 * HOUR):
            self.assert_leads_to_the_page()
        self._make_step("interview_cancelled", name="Cancelled")
        with self.at(NOW + 2 * HOUR):
            self.meeting.active = False
            self.assertEqual(self.open(self.test_path).status_code, 200, "not said yet")
            self.tell(self.meeting)
        self.assert_leads_to_the_page()

    def test_a_refusal_is_not_told_here(self):
        before = self.look(self.test_path)
        scriptless = re.sub(r'nonce="[^"]+"', "", before)
        with self.at(NOW + HOUR):
            row = self.refuse(self.applicant)
        for hour in (2, 12, 23):
            with self.at(NOW + hour * HOUR):
                self.process()
                now = re.sub(r'nonce="[^"]+"', "", self.look(self.test_path))
                self.assertEqual(now, scriptless, hour)
        self.deliver(row, NOW + 2 * DAY - HOUR)
        self.assert_leads_to_the_page()

    # What is told ---------------------------------------------------------------------------

    def test_a_look_sends_nothing(self):
        messages = self.applicant.message_ids
        self.look(self.test_path)
        self.env.invalidate_all()
        self.assertEqual(self.applicant.message_ids, messages)
        self.assertFalse(self.told())

    def test_it_works(self):
        answer = self.tell_of_test(works="yes", camera="yes")
        self.assertIn("?said=tested", answer.headers["Location"])
        self.assertEqual(self.told("told_by", "state", "camera"), [("before", "works", False)])
        self.assertIn("it works", self.messages()[0])
        self.assertFalse(self.tasks())
        page = self.look()
        self.assertIn("You have tried camera and sound: it works.", page)

    def test_trouble_is_somebodys_to_do(self):
        self.tell_of_test(works="no", camera="yes", connection="yes", text="Black <picture>")
        ((camera, sound, words),) = self.told("camera", "sound", "words")
        self.assertEqual((camera, sound, words), (True, False, "Black <picture>"))
        (todo,) = self.tasks()
        self.assertEqual(todo.user_id, self.recruiter)
        self.assertIn("camera and connection", todo.summary)
        self.assertIn("+46 70 174 06 05", todo.note)
        self.assertIn("Black &lt;picture&gt;", self.messages()[0])
        self.tell_of_test(works="no", sound="yes", seconds=800)
        (todo,) = self.tasks()
        self.assertIn("sound", todo.summary, "one to-do, with the last word")
        self.tell_of_test(works="yes", seconds=900)
        self.assertEqual(self.told("state", "camera"), [("works", False)], "the last word counts")
        self.assertFalse(self.tasks(), "nothing is left to do")

    def test_neither_yes_nor_no(self):
        answer = self.tell_of_test(text="Hm")
        self.assertEqual(answer.status_code, 422)
        self.assertIn("Please choose yes or no first.", answer.text)
        self.assertIn("Hm", answer.text)
        self.assertIn("script-src 'nonce-", answer.headers["Content-Security-Policy"])
        self.assertEqual(self.tell_of_test(works="yes", text="x" * 60_000).status_code, 422)
        self.assertEqual(self.tell_of_test(works="yes", seconds=0).status_code, 200, "a machine")
        self.assertFalse(self.told())
        # Not for an interview of which nothing is known here.
        self.press("tested", meeting="1", works="yes")
        self.assertFalse(self.told())

    def test_a_minute_with_a_person(self):
        answer = self.tell_of_test("testcall", time1="2026-06-11T14:00", text="Or later")
        self.assertIn("?said=testcall", answer.headers["Location"])
        (todo,) = self.tasks()
        self.assertIn("Try the video meeting with the candidate", todo.summary)
        self.assertIn("June 11 at 2:00", self.messages()[0].replace("\u202f", " "))
        self.assertTrue(self.applicant.awaiting_reply)
        self.assertIn("Could we try the video meeting together beforehand?", self.look())
        self.assertFalse(self.told(), "it says nothing of trouble")
        empty = self.tell_of_test("testcall")
        self.assertEqual(empty.status_code, 422)

    # Afterwards -----------------------------------------------------------------------------

    def after(self):
        return self.at(NOW + 2 * DAY + 3 * HOUR)

    def test_asked_afterwards_once(self):
        self.assertNotIn("Did the technology work?", self.look())
        with self.after():
            self.assertIn("Did the technology work?", self.look())
            self.press("worked", meeting=self.meeting.id, works="no", sound="yes", text="Echo")
            self.env.invalidate_all()
            self.assertEqual(
                self.told("told_by", "state", "sound", "words"),
                [("after", "trouble", True, "Echo")],
            )
            self.assertIn("Echo", self.messages()[0])
            self.assertNotIn("Did the technology work?", self.look())
            self.press("worked", meeting=self.meeting.id + 1, works="yes")
            self.assertEqual(len(self.told()), 1)

    def test_what_worked_is_only_counted(self):
        messages = self.messages()
        with self.after():
            self.press("worked", meeting=self.meeting.id, works="yes")
            self.assertEqual(self.told(), [("after", "works")])
            self.assertEqual(self.messages(), messages)

    def test_not_asked_of_what_did_not_take_place(self):
        with self.after():
            self.meeting.interview_missed = True
            self.assertNotIn("Did the technology work?", self.look())
            self.meeting.interview_missed = False
            self.assertIn("Did the technology work?", self.look())
        with self.at(NOW + 30 * DAY):
            self.assertNotIn("Did the technology work?", self.look())

    # Mails and language -----------------------------------------------------------------------

    def mail(self):
        block = f"{ADDON}.mail_block_video"
        return str(self.applicant.env["ir.qweb"]._render(block, {"object": self.applicant}))

    def test_the_mail_leads_to_the_test(self):
        link = f"/candidate/page/0/preview/video/{self.meeting.id}"
        self.assertIn(link, self.mail())
        opened = self.applicant._open_texts({self.applicant.id: self.mail()})
        self.assertIn(self.test_path, opened[self.applicant.id])
        self.company.video_test_url = "https://room.example/"
        self.assertNotIn(link, self.mail())
        self.assertIn("https://room.example/", self.mail())
        self.assertIn("https://room.example/", self.look(self.test_path))
        self.company.video_test_url = False
        self.applicant.page_revoked = True
        self.assertNotIn("/candidate/page/", self.mail())
        self.assertIn(LINK, self.mail())

    def test_in_swedish(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        module = self.env["ir.module.module"].search([("name", "=", ADDON)])
        module._update_translations(["sv_SE"])
        self.applicant.partner_id.lang = "sv_SE"
        page = self.look(self.test_path)
        for words in ("Testa kamera och ljud", "Kameran fungerar.", "Uppkoppling"):
            self.assertIn(words, page)
        for words in ("Camera", "Something", "browser"):
            self.assertNotIn(words, html.fromstring(page).text_content())
