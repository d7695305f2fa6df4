from datetime import timedelta

from odoo.tests import tagged

from ..cases.screening import AMR, NOW, WAV, WEBM, ScreeningCase


@tagged("post_install", "-at_install")
class TestScreeningPage(ScreeningCase):
    """What candidates open and press, over HTTP and without JavaScript."""

    def test_from_the_page_to_the_thank_you(self):
        asked = self.ask_questions()
        page = self.look()
        self.assertIn("We have some questions for you.", page)
        self.assertIn("Wednesday, June 17", page)
        overview = self.look(self.where(asked))
        for words in ("We want to hear how you work.", "about 8 minutes", "0 of 2", "90 days"):
            self.assertIn(words, overview)
        self.assertNotIn("<script", overview)
        path = self.where(asked, 0)
        self.assertIn("One example.", self.look(path))
        saved = self.post(path, by="write", text="I write <b>tests</b>.")
        self.assertEqual(saved.status_code, 303)
        after = self.look(saved.headers["Location"])
        self.assertIn("Saved. You can change it", after)
        self.assertIn("I write &lt;b&gt;tests&lt;/b&gt;.", after)
        self.assertIn("1 of 2", after)
        self.assertEqual(asked.state, "started")
        self.assertIn("Go on with the questions", self.look())
        done = self.post(
            self.where(asked), do="hand_in", form=self.form_of(self.open(self.where(asked)))
        )
        self.assertEqual(done.status_code, 303)
        thanks = self.look(done.headers["Location"])
        self.assertIn("Thank you for your answers.", thanks)
        self.assertIn("Not answered.", thanks)
        self.assertIn("Handed in on June 10, 2026", self.look())
        # Read-only from now on.
        form = self.form_of(self.open(self.path))
        again = self.post(path, by="write", text="Something else", form=form)
        self.assertEqual(again.status_code, 303)
        self.assertEqual(asked.answer_ids[0].text, "I write <b>tests</b>.")

    def test_looking_writes_nothing(self):
        asked = self.ask_questions()
        for path in (self.where(asked), self.where(asked, 0), self.where(asked, 1) + "?by=record"):
            self.look(path)
        self.assertEqual((asked.state, asked.started_date), ("sent", False))

    def test_a_file_is_taken_by_what_is_in_it(self):
        asked = self.ask_questions()
        path = self.where(asked, 0)
        refused = self.post(path, by="file", file=("me.mp4", b"<svg onload='x'/>", "video/mp4"))
        self.assertEqual(refused.status_code, 422)
        self.assertIn("neither sound nor video", refused.text)
        self.assertIn('id="error_file"', refused.text)
        self.assertFalse(asked.answer_ids[0].kind)
        self.assertEqual(
            self.post(path, by="file", file=("me.txt", WEBM, "text/plain")).status_code, 303
        )
        answer = asked.answer_ids[0]
        self.assertEqual((answer.kind, answer.mimetype), ("video", "video/webm"))
        self.assertEqual(answer._find_recordings().raw, WEBM)
        self.assertFalse(answer._find_recordings().public)
        self.assertIn("<video", self.look(self.where(asked)))
        # What is answered anew takes its place, and a draft can be deleted.
        first = answer._find_recordings()
        self.post(path, by="file", file=("me", WAV, ""))
        self.assertFalse(first.exists())
        self.assertEqual(answer.kind, "sound")
        self.post(path, by="clear")
        self.assertEqual((answer.kind, answer.recording_size), (False, 0))
        self.assertFalse(answer._find_recordings())

    def test_nothing_chosen_and_nothing_written(self):
        asked = self.ask_questions()
        path = self.where(asked, 0)
        self.assertIn("choose a file", self.post(path, by="file", file=("", b"", "")).text)
        self.assertIn("a few words", self.post(path, by="write", text="  ").text)
        long = self.post(path, by="write", text="å" * 30_000)
        self.assertEqual(long.status_code, 422)
        self.assertIn("å" * 100, long.text)

    def test_what_is_too_large_is_refused_unread_at_the_field(self):
        self.company.screening_megabytes = 1
        asked = self.draft(self.ask_questions(), "Saved before")
        path = self.where(asked, 0)
        form = self.form_of(self.open(f"{path}?by=write"))
        # A little over the limit is read, and refused by its size.
        page = self.post(path, by="file", form=form, file=("a.webm", WEBM + bytes(1_000_000), ""))
        self.assertEqual(page.status_code, 422)
        self.assertIn("larger than 1 MB", page.text)
        # Far over it is not read.
        page = self.post(path, by="file", form=form, file=("a.webm", bytes(3_000_000), ""))
        self.assertEqual(page.status_code, 413)
        self.assertIn("larger than 1 MB", page.text)
        self.assertIn('id="error_file"', page.text)
        self.assertIn("Saved before", page.text)
        stranger = self.post(f"{path}x", by="file", form=form, file=("a", bytes(3_000_000), ""))
        self.assertEqual(stranger.status_code, 413)
        self.assertNotIn("Saved before", stranger.text)
        self.assertEqual(asked.answer_ids[0].text, "Saved before")

    def test_pressed_too_soon_and_without_the_page(self):
        asked = self.ask_questions()
        path = self.where(asked, 0)
        soon = self.post(path, seconds=0, by="write", text="I write tests.")
        self.assertIn("press once more", soon.text)
        self.assertIn("I write tests.", soon.text)
        forged = self.post(path, by="write", text="Forged", form="made-up")
        self.assertIn("press once more", forged.text)
        trapped = self.post(path, by="write", text="Trapped", website="x")
        self.assertIn("press once more", trapped.text)
        self.assertFalse(asked.answer_ids[0].kind)
        form = self.form_of(self.open(f"{path}?by=write"))
        self.post(self.where(asked), do="hand_in", form="made-up")
        self.assertEqual(asked.state, "sent")
        other = self._make_applicants(email_from="other@candidate.example")
        other._ensure_page_tokens()
        form = self.form_of(self.open(other._page_path()))
        self.assertIn("press once more", self.post(path, by="write", text="X", form=form).text)

    def test_strangers_and_ids_that_are_none(self):
        asked = self.ask_questions()
        good = self.where(asked, 0)
        form = self.form_of(self.open(f"{good}?by=write"))
        for path in (
            f"/candidate/page/{self.applicant.id}/wrong/screening/{asked.id}",
            f"/candidate/page/{self.applicant.id}/wrong/screening/{asked.id}/1/recording",
        ):
            self.assertEqual(self.open(path).status_code, 404)
        for number in ("0", "-1", "+7", "99999999999999", "x", "7٧"):
            for path in (f"{self.path}/screening/{number}", f"{self.where(asked)}/{number}"):
                self.assertEqual(self.open(path).status_code, 303, path)
                self.assertEqual(self.send(path, by="write", text="Hi", form=form).status_code, 303)
            self.assertEqual(self.open(f"{self.where(asked)}/{number}/recording").status_code, 404)
        for by in ("", "__class__", "clear_all"):
            self.assertEqual(self.post(good, by=by, form=form).status_code, 200)
        self.assertFalse(asked.answer_ids[0].kind)

    def test_without_end_is_no_candidate(self):
        asked = self.ask_questions()
        asked.answer_ids[0].takes = 60
        page = self.post(self.where(asked, 0), by="write", text="Once more")
        self.assertEqual(page.status_code, 429)
        self.assertIn("Once more", page.text)

    def test_ones_own_recording_in_parts(self):
        asked = self.draft(self.ask_questions(), WEBM, AMR)
        self.env.flush_all()
        whole = self.open(self.where(asked, 0) + "/recording")
        self.assertEqual(whole.content, WEBM)
        self.assertEqual(whole.headers["Content-Type"], "video/webm")
        self.assertEqual(whole.headers["X-Content-Type-Options"], "nosniff")
        self.assertIn("no-store", whole.headers["Cache-Control"])
        self.assertNotIn("attachment", whole.headers.get("Content-Disposition", ""))
        part = self.url_open(self.where(asked, 0) + "/recording", headers={"Range": "bytes=4-11"})
        self.assertEqual((part.status_code, part.content), (206, WEBM[4:12]))
        strange = self.open(self.where(asked, 1) + "/recording")
        self.assertIn("attachment", strange.headers["Content-Disposition"])

    def test_recordings_are_taken_back(self):
        asked = self.hand_in("I write tests.", WEBM)
        page = self.look(self.where(asked))
        self.assertIn("deleted automatically on", page)
        form = self.form_of(self.open(self.where(asked)))
        for _time in range(2):
            gone = self.post(self.where(asked), do="delete", form=form)
            self.assertEqual(gone.status_code, 303)
        text, video = asked.answer_ids
        self.assertEqual((video.kind, video.deleted_by), ("video", "candidate"))
        self.assertFalse(video._find_recordings())
        self.assertEqual(text.text, "I write tests.")
        page = self.look(self.where(asked))
        self.assertIn("The recording was deleted on June 10, 2026", page)
        self.assertNotIn("Delete my recordings", page)
        logged = [m for m in self.applicant.message_ids.mapped("body") if "has deleted" in m]
        self.assertEqual(len(logged), 1)

    def test_what_each_page_may_do(self):
        asked = self.ask_questions()
        own = self.open(self.path).headers["Content-Security-Policy"]
        overview = self.open(self.where(asked)).headers["Content-Security-Policy"]
        self.assertNotIn("script-src", own + overview)
        page = self.open(self.where(asked, 0) + "?by=record")
        policy = page.headers["Content-Security-Policy"]
        self.assertIn("script-src 'nonce-", policy)
        self.assertNotIn("unsafe-inline'; img", policy.split("script-src")[1].split(";")[0])
        self.assertEqual(page.headers["Permissions-Policy"], "camera=(self), microphone=(self)")
        (script,) = [part for part in page.text.split("<") if part.startswith("script")]
        self.assertIn("/hr_recruitment_candidate_experience/static/candidate/", script)
        # Without the script the page says what can be done instead.
        self.assertIn("Your browser cannot record here.", page.text)

    def test_a_recruiter_looks_at_the_page(self):
        self.draft(self.ask_questions(), "A draft")
        self.recruiter.password = "rekryterare"
        self.authenticate("rekryterare", "rekryterare")
        page = self.open(f"/candidate/preview/{self.applicant.id}")
        self.assertIn("To the questions", page.text)
        self.assertNotIn("1 of 2", page.text, "nobody here is told how far somebody has come")
        self.assertNotIn("/screening/", page.text)

    def test_paused_names_no_day(self):
        asked = self.ask_questions()
        with self.at(NOW + timedelta(days=1)):
            self.applicant.action_pause_communication()
            self.env.flush_all()
            self.assertNotIn("June 17", self.look(self.where(asked)))
