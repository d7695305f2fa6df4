from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..cases.screening import DEADLINE, NOW, WAV, WEBM, ScreeningCase
from .test_lengths import mp4

DAY = timedelta(days=1)


@tagged("post_install", "-at_install")
class TestScreening(ScreeningCase):
    """From asked to handed in, read and deleted."""

    def test_a_recruiter_asks_and_the_mail_says_all_of_it(self):
        asked = self.ask_questions()
        self.assertEqual((asked.state, asked.set_id), ("sent", self.questions))
        self.assertEqual(asked.deadline, DEADLINE)
        self.assertEqual(asked.answer_ids.mapped("name"), ["What are you proud of?", "Why us?"])
        mail = self.mails(self.applicant).sorted("id")[-1:]
        for words in (
            "June 17",
            "What are you proud of?",
            "We want to hear how you work.",
            "about 8 minutes",
            "Writing counts as much as a video",
            "90",
            "no machine rates",
        ):
            self.assertIn(words, mail.body_html)
        self.assertIn(f"/candidate/page/{self.applicant.id}/", mail.body_html)
        chatter = "".join(self.applicant.message_ids.mapped("body"))
        self.assertNotIn(self.applicant.page_token, chatter)

    def test_the_dialog_shows_the_mail_and_who_is_left_out(self):
        closed = self._make_applicants(email_from="closed@candidate.example")
        closed.active = False
        dialog = self.env["hr.screening.ask"].with_user(self.recruiter)
        dialog = dialog.create({"applicant_ids": (self.applicant + closed).ids})
        self.assertEqual(dialog.set_id, self.questions)
        self.assertIn("What are you proud of?", dialog.preview_body)
        self.assertIn("June 17", dialog.preview_body)
        self.assertIn("closed", dialog.left_out)
        other = self.questions.copy({"name": "Others"})
        other.question_ids[0].name = "Something else?"
        dialog.set_id = other
        self.assertIn("Something else?", dialog.preview_body)
        self.assertFalse(self.applicant.screening_ids)

    def test_what_was_sent_a_moment_ago_is_taken_back(self):
        asked = self.ask_questions(told=False)
        asked.with_user(self.recruiter).action_undo()
        self.assertFalse(asked.exists())
        self.arrive()
        subjects = self.mails(self.applicant).mapped("subject")
        self.assertFalse([subject for subject in subjects if "questions" in subject])
        with self.assertRaises(UserError):
            self.ask_questions().with_user(self.recruiter).action_undo()

    def test_a_plan_asks_many_with_as_many_queries_as_some(self):
        self._make_step(
            "stage_entered",
            action="screening",
            mail_template_id=self.ask_step.mail_template_id.id,
            stage_ids=self.interview.ids,
        )
        counts = []
        for number in (1, 3, 9):
            self._make_applicants(number).stage_id = self.interview
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.process()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[2], counts[1] + 4)
        asked = self.env["hr.applicant.screening"].search([("set_id", "=", self.questions.id)])
        self.assertEqual(len(asked), 13)

    def test_questions_of_the_job_come_before_the_general_ones(self):
        sets = self.env["hr.screening.set"]
        general = sets.create(
            {"name": "All", "sequence": 1, "question_ids": [(0, 0, {"name": "?"})]}
        )
        job = self.env["hr.job"].create({"name": "Cook"})
        self.assertEqual(sets._find_set(self.company, self.job), self.questions)
        self.assertEqual(sets._find_set(self.company, job), general)
        general.company_id = self.env["res.company"].create({"name": "Elsewhere"})
        self.assertFalse(sets._find_set(self.company, job))

    def test_nothing_to_ask(self):
        self.questions.question_ids.active = False
        with self.assertRaisesRegex(UserError, "no questions"):
            self.ask_questions(set_id=self.questions.id)

    def test_what_is_changed_in_the_set_is_no_other_question_to_who_was_asked(self):
        asked = self.ask_questions()
        self.questions.question_ids[1].active = False
        self.questions.write({"question_ids": [(0, 0, {"name": "And now?", "sequence": 30})]})
        self.assertEqual(len(asked.answer_ids), 2)
        self.questions.question_ids[0].unlink()
        self.assertEqual(asked.answer_ids[0]._say_question(), "What are you proud of?")

    def test_handed_in_once_and_read(self):
        asked = self.hand_in("I write tests.", WEBM)
        text, video = asked.answer_ids
        self.assertEqual((text.kind, video.kind), ("text", "video"))
        self.assertEqual(asked.keep_until, NOW + 90 * DAY + timedelta(hours=13, minutes=59))
        self.assertEqual(self.todos(), ["Answers to read: Before we meet"])
        mine = asked.with_user(self.recruiter)
        self.assertEqual(mine.answered, "2 of 2")
        self.assertEqual(video.with_user(self.recruiter).summary, "Video, length unknown, 1 MB")
        chatter = "".join(self.applicant.message_ids.mapped("body"))
        self.assertIn("answered", chatter)
        self.assertNotIn("I write tests", chatter)
        to_read = [("screening_ids", "any", [("state", "=", "done"), ("read_date", "=", False)])]
        applicants = self.env["hr.applicant"].with_user(self.recruiter)
        self.assertIn(self.applicant, applicants.search(to_read))
        self.assertEqual(self.applicant.with_user(self.recruiter).screening_to_read, 1)
        mine.action_mark_read()
        self.assertFalse(self.todos())
        self.assertNotIn(self.applicant, applicants.search(to_read))
        # A second press changes nothing.
        done = asked.done_date
        with self.at(NOW + DAY):
            self.assertTrue(asked._hand_in())
        self.assertEqual(asked.done_date, done)

    def test_nothing_is_handed_in_without_an_answer(self):
        asked = self.ask_questions()
        self.assertFalse(asked._hand_in())
        self.assertEqual(asked.state, "sent")

    def test_there_is_no_field_for_a_score(self):
        for name in ("hr.applicant.screening", "hr.applicant.screening.answer"):
            for field in self.env[name]._fields:
                self.assertNotRegex(field, "score|rating|rank|points")

    def test_one_reminder_unless_it_is_handed_in(self):
        late = self.applicant
        quick = self._make_applicants(email_from="quick@candidate.example")
        self.ask_questions(late + quick)
        self.assertEqual(len(self.rows(late + quick, is_reminder=True)), 2)
        self.hand_in("Yes", asked=quick.screening_ids)
        with self.at(NOW + timedelta(days=5, hours=3)):
            self.process()
        self.assertEqual(self.rows(quick, is_reminder=True).reason, "screening_over")
        self.assertEqual(self.rows(late, is_reminder=True).state, "queued")
        self.assertIn("A reminder", self.mails(late).sorted("id")[-1:].subject)

    def test_whoever_is_late_can_still_answer(self):
        asked = self.ask_questions()
        with self.at(DEADLINE + timedelta(hours=1)):
            for _time in range(2):
                self.run_cron()
            self.assertEqual(asked.state, "late")
            self.assertEqual(
                self.todos(), ["Screening questions not answered in time: Before we meet"]
            )
            self.assertTrue(asked._is_open())
            self.assertTrue(asked._describe_on_page()["is_late"])
            asked.with_user(self.recruiter).action_extend()
            self.assertEqual((asked.state, asked.deadline.day), ("sent", 25))
            self.process()
            self.assertIn("More time", self.mails(self.applicant).sorted("id")[-1:].subject)
            self.draft(asked, "Here it is")
            self.assertTrue(asked._hand_in())

    def test_nobody_is_late_who_was_never_told(self):
        asked = self.ask_questions()
        self.rows(self.applicant).sudo().state = "failed"
        with self.at(DEADLINE + timedelta(hours=1)):
            self.run_cron()
        self.assertEqual(asked.state, "sent")
        self.assertNotIn("not answered in time", str(self.todos()))

    def test_a_recruiter_closes_the_questions(self):
        asked = self.ask_questions()
        asked.with_user(self.recruiter).action_withdraw()
        self.assertFalse(asked._is_open())
        self.assertEqual(self.rows(self.applicant, is_reminder=True).state, "cancelled")
        with self.assertRaises(UserError):
            asked.with_user(self.recruiter).action_extend()

    def test_recordings_are_deleted_when_their_time_is_over(self):
        self.company.screening_keep_days = 10
        asked = self.hand_in("I write tests.", WEBM)
        text, video = asked.answer_ids
        # What is told later is no other promise to who was told.
        self.company.screening_keep_days = 300
        file = video._find_recordings()
        with self.at(NOW + 9 * DAY):
            self.run_cron()
            self.assertTrue(file.exists())
        with self.at(NOW + 11 * DAY):
            self.run_cron()
        self.assertFalse(file.exists())
        self.assertEqual((video.kind, video.deleted_by), ("video", "time"))
        self.assertIn("the retention time was over", video.with_user(self.recruiter).summary)
        self.assertEqual(text.text, "I write tests.")
        self.assertFalse(video._get_stream())

    def test_also_where_the_questions_are_not_in_use_any_more(self):
        asked = self.hand_in(WAV)
        self._switch_screening(False)
        self.assertTrue(asked._filter_shown(), "the candidate can still delete them")
        with self.at(NOW + 100 * DAY):
            self.run_cron()
        self.assertFalse(asked.answer_ids._find_recordings())
        self.assertFalse(asked._filter_shown())

    def test_a_hold_keeps_them(self):
        asked = self.hand_in(WAV)
        hold = self.env["hr.applicant.hold"].create(
            {"applicant_id": self.applicant.id, "reason": "A claim"}
        )
        with self.at(NOW + 100 * DAY):
            self.run_cron()
            self.assertTrue(asked.answer_ids._find_recordings())
            hold.action_end()
            self.run_cron()
        self.assertFalse(asked.answer_ids._find_recordings())

    def test_a_hold_comes_before_the_candidates_own_wish(self):
        asked = self.hand_in(WAV)
        path = self.where(asked)
        self.authenticate(None, None)
        page = self.open(path)
        self.assertIn("Delete my recordings", page.text)
        form = self.form_of(page)
        hold = self.env["hr.applicant.hold"].create(
            {"applicant_id": self.applicant.id, "reason": "A claim"}
        )
        self.env.flush_all()
        page = self.url_open(path).text
        self.assertNotIn("Delete my recordings", page)
        self.assertNotIn("deleted automatically", page)
        self.assertNotIn("A claim", page)
        self.assertIn("Your recordings are kept for now", page)
        self.post(path, form=form, do="delete")
        self.env.invalidate_all()
        self.assertTrue(asked.answer_ids._find_recordings())
        hold.action_end()
        self.env.flush_all()
        self.post(path, do="delete")
        self.env.invalidate_all()
        self.assertFalse(asked.answer_ids._find_recordings())

    def test_a_recording_that_is_too_long(self):
        asked = self.ask_questions()
        answer = asked.answer_ids[0]
        self.assertEqual(answer._find_fault_of_recording(mp4(200)), "file_long")
        self.assertFalse(answer._find_fault_of_recording(mp4(185)), "nobody counts seconds")
        answer._save_recording(mp4(150))
        self.assertEqual(answer.summary, "Video, 2:30, 1 MB")
        self.assertFalse(answer._find_fault_of_recording(WEBM), "it does not say")
        answer._save_recording(WEBM)
        self.assertEqual(answer.summary, "Video, length unknown, 1 MB")
        path = self.where(asked, 0)
        self.authenticate(None, None)
        long = self.post(path, by="file", file=("a.mp4", mp4(400), "video/mp4"))
        self.assertEqual(long.status_code, 422)
        self.assertIn("longer than 3 minutes", long.text)

    def test_a_note_of_ones_own(self):
        asked = self.hand_in("I write tests.")
        self.applicant.interviewer_ids = self.karin
        self.env.flush_all()
        mine, hers = asked.with_user(self.recruiter), asked.with_user(self.karin)
        mine.my_note = "Clear"
        hers.my_note = "Thorough"
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(hers.my_note, "Thorough")
        self.assertEqual(hers.other_note_ids.mapped("body"), ["Clear"])
        with self.assertRaises(AccessError):
            hers.other_note_ids.body = "Not so"

    def test_what_is_typed_too_large(self):
        for values in ({"minutes": -1}, {"minutes": 100_000}):
            with self.assertRaises(ValidationError):
                self.questions.write(values)
