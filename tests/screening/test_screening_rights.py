from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..cases.screening import NOW, WAV, WEBM, ScreeningCase

ANSWER = "hr.applicant.screening.answer"


@tagged("post_install", "-at_install")
class TestScreeningRights(ScreeningCase):
    """Who reads, plays and writes what, whichever way they come in."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        interviewer = "hr_recruitment.group_hr_recruitment_interviewer"
        officer = "hr_recruitment.group_hr_recruitment_user"
        elsewhere = cls.env["res.company"].create({"name": "Elsewhere"})
        there = {"company_id": elsewhere.id, "company_ids": elsewhere.ids}
        cls.olle = cls._make_user("olle", interviewer)
        cls.colleague = cls._make_user("kollega", "base.group_user")
        cls.holder = cls._make_user("lisa", "base.group_user")
        cls.stranger = cls._make_user("bo", officer, **there)
        cls.it = cls._make_user("it", "base.group_system")
        cls.customer = cls._make_user("kund", "base.group_portal")
        for user in (
            cls.recruiter
            + cls.karin
            + cls.olle
            + cls.colleague
            + cls.holder
            + cls.stranger
            + cls.it
            + cls.customer
        ):
            user.password = user.login
            if user != cls.customer:
                user.group_ids += cls.env.ref("base.group_allow_export")

    def setUp(self):
        super().setUp()
        self.applicant.interviewer_ids = self.karin
        self.book(
            told=False,
            partner_ids=(
                self.applicant.partner_id + self.recruiter.partner_id + self.holder.partner_id
            ).ids,
        )
        self.asked = self.hand_in("I write tests.", WEBM)
        self.text, self.video = self.asked.answer_ids
        self.may = self.recruiter + self.karin + self.holder
        self.may_not = self.olle + self.colleague + self.stranger + self.it + self.customer

    def test_who_reads_the_answers(self):
        for user in self.may + self.may_not:
            with self.subTest(user=user.login):
                reads = user in self.may
                answer = self.text.with_user(user)
                self.assertEqual(answer.has_access("read"), reads)
                if not reads:
                    with self.assertRaises(AccessError):
                        answer.read(["text"])
                    continue
                self.assertEqual(answer.text, "I write tests.")
                found = answer.search([("applicant_id", "=", self.applicant.id)])
                self.assertEqual(len(found), 2)

    def test_what_the_form_reads(self):
        for user in self.may:
            (read,) = self.asked.with_user(user).web_read(
                {
                    "set_id": {"fields": {"display_name": {}}},
                    "candidate_name": {},
                    "answered": {},
                    "answer_ids": {"fields": {"name": {}, "text": {}, "recording_url": {}}},
                    "my_note": {},
                }
            )
            self.assertEqual(read["set_id"]["display_name"], "Before we meet")
            self.assertEqual(read["candidate_name"], self.applicant.partner_name)
            self.assertEqual(read["answer_ids"][0]["text"], "I write tests.")

    def test_no_way_round(self):
        """Searching, counting, grouping and names tell nothing either."""
        for user in self.olle + self.colleague + self.stranger:
            for model in (ANSWER, "hr.applicant.screening", "hr.applicant.screening.note"):
                records = self.env[model].with_user(user)
                self.assertFalse(records.search([]))
                self.assertFalse(records.search_count([("applicant_id", "=", self.applicant.id)]))
                self.assertFalse(records._read_group([], ["applicant_id"], ["__count"])[:1])
            answers = self.env[ANSWER].with_user(user)
            self.assertFalse(answers.search([("text", "ilike", "tests")]))
            self.assertFalse(answers.name_search("proud"))
            with self.assertRaises(AccessError):
                self.text.with_user(user).export_data(["text"])

    def test_where_a_rule_narrows_the_applications(self):
        """Whatever decides who reads an application decides who reads its answers."""
        self.env["ir.rule"].create(
            {
                "name": "Own only",
                "model_id": self.env["ir.model"]._get_id("hr.applicant"),
                "domain_force": "[('user_id', '!=', user.id)]",
            }
        )
        self.env.invalidate_all()
        self.assertFalse(self.applicant.with_user(self.recruiter).has_access("read"))
        # By the meeting that the recruiter holds, and by nothing else.
        self.assertTrue(self.text.with_user(self.recruiter).has_access("read"))
        self.applicant.interview_kit_ids.interviewer_ids -= self.recruiter
        self.env.invalidate_all()
        self.assertFalse(self.text.with_user(self.recruiter).has_access("read"))
        self.assertFalse(self.env[ANSWER].with_user(self.recruiter).search([]))

    def test_nobody_reads_a_draft(self):
        other = self._make_applicants(email_from="draft@candidate.example")
        self.ask_questions(other)
        draft = self.draft(other.screening_ids, "Not yet", WAV)
        self.env.flush_all()
        for user in self.may:
            answers = draft.answer_ids.with_user(user)
            self.assertFalse(answers.search([("screening_id", "=", draft.id)]))
            with self.assertRaises(AccessError):
                answers[0].read(["text"])
        self.assertFalse(draft.with_user(self.recruiter).answered)
        file = draft.answer_ids[1]._find_recordings()
        self.assertFalse(file.with_user(self.recruiter).has_access("read"))

    def test_who_plays_the_recording(self):
        path = f"/recruitment/screening/{self.video.id}/recording"
        file = self.video._find_recordings()
        ways = (
            path,
            f"/web/content/{file.id}",
            f"/web/content/{ANSWER}/{self.video.id}/recording",
        )
        for user in self.may + self.may_not:
            self.authenticate(user.login, user.login)
            for way in ways:
                with self.subTest(user=user.login, way=way):
                    page = self.url_open(way, allow_redirects=False)
                    self.assertEqual(page.content == WEBM, user in self.may, page.status_code)
        self.authenticate(None, None)
        for way in (*ways, f"/web/image/{file.id}"):
            page = self.url_open(way, allow_redirects=False)
            self.assertNotIn(WEBM[:30], page.content)

    def test_how_it_is_played(self):
        self.authenticate("rekryterare", "rekryterare")
        path = f"/recruitment/screening/{self.video.id}/recording"
        page = self.url_open(path, headers={"Range": "bytes=0-3"})
        self.assertEqual((page.status_code, page.content), (206, WEBM[:4]))
        self.assertEqual(page.headers["X-Content-Type-Options"], "nosniff")
        for number in (0, 2**40):
            gone = self.url_open(f"/recruitment/screening/{number}/recording")
            self.assertEqual(gone.status_code, 404)

    def test_nobody_writes_in_an_answer(self):
        file = self.video._find_recordings()
        for user in self.may + self.it:
            with self.subTest(user=user.login):
                for values in ({"text": "Not so"}, {"recording": False}, {"kind": False}):
                    with self.assertRaises(AccessError):
                        self.text.with_user(user).write(values)
                with self.assertRaises(AccessError):
                    file.with_user(user).write({"raw": b"Not so"})
                with self.assertRaises(AccessError):
                    file.with_user(user).unlink()
                with self.assertRaises(AccessError):
                    self.text.with_user(user).unlink()

    def test_interviewers_ask_and_end_nothing(self):
        for name in ("action_extend", "action_withdraw", "action_undo", "action_mark_read"):
            with self.assertRaises(AccessError):
                getattr(self.asked.with_user(self.karin), name)()
        with self.assertRaises(AccessError):
            self.env["hr.screening.ask"].with_user(self.karin).create(
                {"applicant_ids": self.applicant.ids}
            )

    def test_in_the_kit_on_screen_and_on_paper(self):
        kit = self.applicant.interview_kit_ids
        self.assertEqual(
            kit.with_user(self.holder).screening_answer_ids.ids, self.asked.answer_ids.ids
        )
        report = "hr_recruitment_candidate_experience.interview_kit"
        html = (
            self.env["ir.actions.report"].with_user(self.holder)._render_qweb_html(report, kit.ids)
        )
        text = html[0].decode()
        self.assertIn("I write tests.", text)
        self.assertIn("Video, length unknown, 1 MB", text)
        self.assertIn(f"/odoo/hr.applicant.screening/{self.asked.id}", text)
        self._switch_screening(False)
        self.env.invalidate_all()
        self.assertFalse(kit.with_user(self.holder).screening_answer_ids)
        self.assertFalse(self.text.with_user(self.recruiter).has_access("read"))

    def test_a_colleague_who_applies(self):
        self.applicant.partner_id = self.recruiter.partner_id
        self.env.flush_all()
        self.assertFalse(self.text.with_user(self.recruiter).has_access("read"))

    def test_not_before_the_interview_is_theirs(self):
        """Who was taken off the interview reads nothing any more."""
        with self.at(NOW + timedelta(hours=1)):
            self.applicant.interview_kit_ids.meeting_id.partner_ids -= self.holder.partner_id
        self.env.invalidate_all()
        self.assertFalse(self.text.with_user(self.holder).has_access("read"))
