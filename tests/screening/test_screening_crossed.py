from datetime import timedelta

from odoo.tests import tagged

from ..cases.copy import CODE, CopyCase
from ..cases.screening import DEADLINE, NOW, WAV, WEBM, ScreeningCase

DAY = timedelta(days=1)


@tagged("post_install", "-at_install")
class TestScreeningCrossed(ScreeningCase):
    """What happens to an application around its questions."""

    def refusal(self):
        return self.answers(self.applicant).filtered(lambda row: row.action == "email")

    def test_a_refusal_that_waits_closes_no_question(self):
        asked = self.draft(self.ask_questions(), "A draft")
        page = self.look(self.where(asked))
        self.refuse(self.applicant)
        self.run_cron()
        self.assertEqual(self.look(self.where(asked)), page)
        self.assertEqual(self.rows(self.applicant, is_reminder=True).state, "cancelled")
        # Answers are taken as always; nobody has to read them.
        self.assertTrue(asked._hand_in())
        self.assertNotIn("Answers to read: Before we meet", self.todos())

    def test_once_it_is_told_they_are_closed_and_drafts_go(self):
        asked = self.draft(self.ask_questions(), "A draft", WEBM)
        self.refuse(self.applicant)
        self.deliver(self.refusal(), NOW + 2 * DAY)
        with self.at(NOW + 3 * DAY):
            self.assertFalse(asked._is_open())
            self.run_cron()
            self.assertEqual(asked.state, "withdrawn")
            self.assertNotIn("Before we meet", self.look())
            moved = self.open(self.where(asked))
            self.assertEqual(moved.status_code, 303)
            self.assertTrue(any(asked.answer_ids.mapped("kind")))
        with self.at(NOW + 12 * DAY):
            self.run_cron()
        self.assertEqual(asked.answer_ids.mapped("kind"), [False, False])
        self.assertFalse(asked.answer_ids._find_recordings())

    def test_what_was_handed_in_can_be_deleted_after_the_no(self):
        asked = self.hand_in(WAV)
        self.refuse(self.applicant)
        self.deliver(self.refusal(), NOW + 2 * DAY)
        with self.at(NOW + 3 * DAY):
            self.assertIn("Delete my recordings", self.look(self.where(asked)))

    def test_withdrawn_and_back_again(self):
        asked = self.draft(self.ask_questions(), "A draft")
        self.press("withdraw", path=f"{self.path}/withdraw")
        self.run_cron()
        self.assertEqual(asked.state, "withdrawn")
        self.press("undo")
        self.env.invalidate_all()
        self.assertEqual(asked.state, "started")
        self.assertTrue(asked._is_open())
        self.assertEqual(asked.answer_ids[0].text, "A draft")

    def test_a_pause_takes_no_days(self):
        asked = self.ask_questions()
        with self.at(NOW + DAY):
            self.applicant.action_pause_communication()
        with self.at(DEADLINE + timedelta(hours=2)):
            self.run_cron()
            self.assertEqual(asked.state, "sent")
        with self.at(NOW + 8 * DAY):
            self.applicant.action_resume_communication()
        self.assertEqual(asked.deadline, DEADLINE + 7 * DAY)

    def test_switched_off_with_open_ones(self):
        asked = self.ask_questions()
        path = self.where(asked, 0)
        form = self.form_of(self.open(f"{path}?by=write"))
        self._switch_screening(False)
        self.assertNotIn("Before we meet", self.look())
        self.assertEqual(self.post(path, by="write", text="Hi", form=form).status_code, 303)
        self.assertFalse(asked.answer_ids[0].kind)
        with self.at(NOW + 6 * DAY):
            self.process()
        self.assertEqual(self.rows(self.applicant, is_reminder=True).reason, "screenings_off")
        actions = self.env["hr.recruitment.communication.step"].fields_get(["action"])
        self.assertNotIn("screening", dict(actions["action"]["selection"]))

    def test_another_company_and_another_job(self):
        asked = self.hand_in(WAV)
        other = self.env["res.company"].create({"name": "Elsewhere"})
        job = self.env["hr.job"].create({"name": "Cook", "company_id": other.id})
        self.applicant.write({"job_id": job.id, "company_id": other.id, "stage_id": False})
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(asked.company_id, other)
        self.assertEqual(asked.answer_ids.company_id, other)
        found = self.env["hr.applicant.screening.answer"].with_user(self.recruiter).search([])
        self.assertFalse(found & asked.answer_ids)

    def test_two_applications_of_one_person(self):
        second = self._make_applicants(email_from=self.applicant.email_from)
        self.ask_questions(self.applicant + second)
        second._ensure_page_tokens()
        theirs = second.screening_ids
        moved = self.open(f"{self.path}/screening/{theirs.id}")
        self.assertEqual(moved.status_code, 303, "each page has its own")
        moved = self.open(self.where(self.applicant.screening_ids) + f"/{theirs.answer_ids[0].id}")
        self.assertEqual(moved.status_code, 303)

    def test_in_swedish_from_mail_to_page(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        module = self.env.ref("base.module_hr_recruitment_candidate_experience")
        module._update_translations(["sv_SE"])
        for question, words in zip(
            self.questions.question_ids, ("Vad är du stolt över?", "Varför vi?"), strict=True
        ):
            question.with_context(lang="sv_SE").name = words
        self.questions.with_context(lang="sv_SE").write(
            {"name": "Innan vi ses", "purpose": "Vi vill höra hur du arbetar."}
        )
        self.applicant.partner_id.lang = "sv_SE"
        asked = self.ask_questions()
        mail = self.mails(self.applicant).sorted("id")[-1:]
        for words in ("Vad är du stolt över?", "17 juni", "Vi vill höra", "lika mycket"):
            self.assertIn(words, mail.body_html)
        self.assertNotIn("What are you proud of?", mail.body_html)
        page = self.look(self.where(asked))
        self.assertIn("Innan vi ses", page)
        self.assertNotIn("Hand in", page)
        # Who chooses another language reads the questions in that.
        self.applicant._choose_lang("en_US")
        self.env.flush_all()
        self.assertIn("What are you proud of?", self.look(self.where(asked)))

    def test_erased_with_the_application(self):
        asked = self.hand_in("I write tests.", WEBM)
        asked.with_user(self.recruiter).my_note = "Clear"
        self.env.flush_all()
        notes, answers = asked.note_ids, asked.answer_ids
        files = answers._find_recordings()
        self.assertTrue(files and notes)
        self.applicant._erase()
        for gone in (asked, answers, notes, files):
            self.assertFalse(gone.exists(), gone)

    def test_deleted_with_the_application(self):
        files = self.hand_in(WEBM).answer_ids._find_recordings()
        self.applicant.unlink()
        self.assertFalse(files.exists())

    def test_in_the_copy_of_the_data(self):
        asked = self.hand_in("I write tests.", WEBM)
        asked.with_user(self.recruiter).my_note = "Clear"
        self.env.flush_all()
        self.assertIn(asked.answer_ids[1]._find_recordings(), self.applicant._find_shared_files())
        self.assertFalse(self.applicant._get_given_feedback())
        (given,) = self.applicant._get_screening_answers()
        self.assertEqual(given["questions"], "Before we meet")
        first, second = given["answers"]
        self.assertEqual(first, {"question": "What are you proud of?", "answer": "I write tests."})
        self.assertIn("Video", second["answer"])
        request = self.env["hr.applicant.data.request"].create(
            {"applicant_id": self.applicant.id, "kind": "copy"}
        )
        notes = [item["text"] for item in request._find_items() if item["kind"] == "notes"]
        self.assertEqual(notes, ["Clear"])


@tagged("post_install", "-at_install")
class TestDraftsInTheCopy(CopyCase, ScreeningCase):
    """Nobody here reads a draft, in whichever file it could stand."""

    def test_drafts_are_added_when_the_candidate_gets_the_copy(self):
        self.draft(self.ask_questions(), "A draft of mine")
        request = self.ask_for_copy()
        files = self.make(request)
        self.assertNotIn("A draft of mine", self.read_texts(files))
        self.press("copycode")
        code = CODE.search(self.sent().sorted("id")[-1].body_html).group(1)
        got = self.unzip(self.press("fetch", text=code).content)
        self.assertIn("A draft of mine", got["index.html"].decode())
        self.assertIn("A draft of mine", got["data.json"].decode())
        self.assertNotIn("A draft of mine", self.read_texts(self.read_zip(request)))

    def test_what_was_handed_in_stands_there(self):
        screening = self.draft(self.ask_questions(), "I write tests.", WEBM)
        self.assertTrue(screening._hand_in())
        files = self.make(self.ask_for_copy())
        page = files["index.html"].decode()
        self.assertIn("What you answered before the interview", page)
        self.assertIn("I write tests.", page)
        self.assertNotIn("What you thought of it", page)
        self.assertTrue([name for name in files if name.endswith(".webm")], files.keys())
