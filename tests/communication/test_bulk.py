from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import NOW, CandidateCase, TourCase

SECONDS = timedelta(seconds=1)


class BulkCase(CandidateCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.step = cls._make_step("stage_entered", name="Welcome", stage_ids=cls.stages[1].ids)
        cls.other = cls._make_user("olof", "hr_recruitment.group_hr_recruitment_user")

    def make(self, number=3, **values):
        with self.at(NOW):
            applicants = self._make_applicants(number, stage_id=self.stages[0].id, **values)
            self.process()
        return applicants

    def change(self, kind, applicants, user=None, **values):
        """:return: the dialog, of a recruiter"""
        applicants = applicants.with_user(user or self.recruiter)
        begin = {"stage": "action_move_to_stage", "recruiter": "action_assign_recruiter"}[kind]
        dialog = getattr(applicants, begin)()
        wizard = applicants.env[dialog["res_model"]].browse(dialog["res_id"])
        wizard.write(values)
        return wizard

    def told(self, applicants):
        return self.rows(applicants, step_id=self.step)


@tagged("post_install", "-at_install")
class TestBulk(BulkCase):
    """The same for many: said before, undone after."""

    def test_says_whose_and_what_they_hear(self):
        applicants = self.make(4)
        self.env["res.lang"]._activate_lang("sv_SE")
        applicants[1].partner_id.lang = "sv_SE"
        applicants[2].stage_id = self.stages[1]
        self.refuse(applicants[3])
        wizard = self.change("stage", applicants, stage_id=self.stages[1].id)
        self.assertEqual(wizard.count, 2)
        self.assertEqual(wizard.whose, "Anna Ek 0, Anna Ek 1")
        self.assertIn("“Welcome” to 2", wizard.messages)
        self.assertIn("English: 1", wizard.messages)
        self.assertIn("Swedish: 1", wizard.messages)
        wizard.stage_id = self.stages[2]
        self.assertFalse(wizard.messages)

    def refuse(self, applicant):
        reason = self.env["hr.applicant.refuse.reason"].create(
            {"name": "Spam", "silent_allowed": True}
        )
        applicant.refuse_reason_id = reason

    def test_moved_and_undone(self):
        applicants = self.make()
        with self.at(NOW):
            note = self.change("stage", applicants, stage_id=self.stages[1].id).action_apply()
        self.assertEqual(applicants.stage_id, self.stages[1])
        self.assertIn("3", note["params"]["message"])
        wizard = self.env[note["params"]["model"]].browse(note["params"]["ids"])
        with self.at(NOW + 9 * SECONDS):
            self.process()
            self.assertEqual(set(self.told(applicants).mapped("state")), {"scheduled"})
            wizard.with_user(self.recruiter).action_undo()
        self.assertEqual(applicants.stage_id, self.stages[0])
        with self.at(NOW + 60 * SECONDS):
            self.process()
        self.assertEqual(set(self.told(applicants).mapped("state")), {"cancelled"})
        self.assertFalse(self.mails(applicants))

    def test_moved_and_not_undone(self):
        applicants = self.make()
        with self.at(NOW):
            self.change("stage", applicants, stage_id=self.stages[1].id).action_apply()
        with self.at(NOW + 11 * SECONDS):
            self.process()
        self.assertEqual(set(self.told(applicants).mapped("state")), {"queued"})

    def test_undone_after_it_has_left_nothing_is_said_twice(self):
        applicants = self.make(1)
        with self.at(NOW):
            wizard = self.change("stage", applicants, stage_id=self.stages[1].id)
            wizard.action_apply()
        with self.at(NOW + 60 * SECONDS):
            self.process()
            wizard.action_undo()
            self.change("stage", applicants, stage_id=self.stages[1].id).action_apply()
        with self.at(NOW + 120 * SECONDS):
            self.process()
        self.assertEqual(len(self.mails(applicants)), 1)

    def test_what_was_planned_in_the_stage_before_is_planned_again(self):
        later = self._make_step(
            "stage_entered", delay=2, delay_unit="days", stage_ids=self.stages[0].ids
        )
        applicants = self.make(2)
        before = self.rows(applicants, step_id=later)
        self.assertEqual(set(before.mapped("state")), {"scheduled"})
        with self.at(NOW):
            wizard = self.change("stage", applicants, stage_id=self.stages[1].id)
            wizard.action_apply()
            self.assertEqual(set(before.mapped("state")), {"cancelled"})
            wizard.action_undo()
        again = self.rows(applicants, step_id=later)
        self.assertEqual(set(again.mapped("state")), {"scheduled"})
        self.assertEqual(len(again), 2)

    def test_on_hold_nothing_leaves_either_way(self):
        applicants = self.make(2)
        applicants[0].action_pause_communication()
        with self.at(NOW):
            self.change("stage", applicants, stage_id=self.stages[1].id).action_apply()
        with self.at(NOW + 60 * SECONDS):
            self.process()
            self.assertEqual(
                self.told(applicants).sorted("applicant_id").mapped("state"),
                ["scheduled", "queued"],
            )
            applicants[0].action_resume_communication()
            self.process()
        self.assertEqual(set(self.told(applicants).mapped("state")), {"queued"})

    def test_who_waits_for_a_refusal_is_left_alone(self):
        """One who is to be called, and one who withdrew."""
        applicants = self.make(3)
        reason = self.env["hr.applicant.refuse.reason"].create({"name": "Experience"})
        for applicant in applicants[:2]:
            applicant.write({"refuse_reason_id": reason.id, "refuse_date": NOW})
        applicants[1].active = False
        rows = self.rows(applicants[:2])
        before = rows.read(["state", "reason", "scheduled_date"])
        wizard = self.change("stage", applicants, stage_id=self.stages[1].id)
        self.assertEqual((wizard.count, wizard.whose), (1, "Anna Ek 2"))
        wizard.action_apply()
        wizard.action_undo()
        self.assertEqual(rows.read(["state", "reason", "scheduled_date"]), before)
        self.assertEqual(applicants.stage_id, self.stages[0])

    def test_not_those_of_another_company(self):
        company = self.env["res.company"].create({"name": "Sydlys"})
        job = self.env["hr.job"].create({"name": "Cook", "company_id": company.id})
        theirs = self._make_applicants(job_id=job.id, company_id=company.id)
        wizards = self.env["hr.applicant.bulk"].with_user(self.recruiter)
        for kind in ("stage", "recruiter", "replied"):
            values = {"stage_id": self.stages[1].id, "user_id": self.other.id}
            before = theirs.read(["stage_id", "user_id", "last_contact_date"])
            with self.subTest(kind), self.assertRaises(AccessError):
                wizards.create({"kind": kind, "applicant_ids": theirs.ids, **values}).action_apply()
            self.assertEqual(theirs.read(["stage_id", "user_id", "last_contact_date"]), before)

    def test_each_goes_back_to_where_it_was(self):
        applicants = self.make()
        applicants[1].stage_id = self.stages[2]
        wizard = self.change("stage", applicants, stage_id=self.stages[1].id)
        wizard.action_apply()
        # A colleague goes on with the third.
        applicants[2].stage_id = self.stages[3]
        wizard.action_undo()
        self.assertEqual(
            applicants.mapped("stage_id.id"),
            [self.stages[0].id, self.stages[2].id, self.stages[3].id],
        )
        with self.assertRaises(UserError):
            wizard.action_undo()

    def test_only_stages_that_all_their_jobs_have(self):
        other = self.env["hr.job"].create({"name": "Cook"})
        self.stages[1].job_ids = False
        wizard = self.change("stage", self.make(1) + self.make(1, job_id=other.id))
        self.assertIn(self.stages[1], wizard.stage_ids)
        self.assertNotIn(self.stages[2], wizard.stage_ids)

    def test_recruiter_assigned_and_undone(self):
        applicants = self.make()
        applicants[0].user_id = self.recruiter
        wizard = self.change("recruiter", applicants, user_id=self.other.id)
        wizard.action_apply()
        self.assertEqual(applicants.user_id, self.other)
        wizard.action_undo()
        self.assertEqual(applicants[0].user_id, self.recruiter)
        self.assertNotIn(self.other, applicants.user_id)

    def test_marked_as_replied_and_undone(self):
        applicants = self.make()
        applicants.write({"awaiting_reply": True, "reply_promise_state": "open"})
        applicants.reply_due_date = NOW.date() + timedelta(days=3)
        names = self.env["hr.applicant.bulk"].new({"kind": "replied"})._get_changed_fields()
        before = applicants.read(names)
        with self.at(NOW):
            note = applicants.with_user(self.recruiter).action_mark_answered()
            self.assertFalse(any(applicants.mapped("awaiting_reply")))
            self.assertEqual(set(applicants.mapped("reply_promise_state")), {"kept"})
            wizard = self.env[note["params"]["model"]].browse(note["params"]["ids"])
            wizard.with_user(self.recruiter).action_undo()
        self.env.invalidate_all()
        self.assertEqual(applicants.read(names), before)

    def test_who_writes_meanwhile_still_waits(self):
        applicants = self.make(2)
        applicants.awaiting_reply = True
        with self.at(NOW):
            note = applicants.with_user(self.recruiter).action_mark_answered()
        applicants[0]._note_contact(NOW + 5 * SECONDS, answers=True)
        with self.at(NOW + 6 * SECONDS):
            wizard = self.env[note["params"]["model"]].browse(note["params"]["ids"])
            wizard.with_user(self.recruiter).action_undo()
        self.assertEqual(applicants.mapped("awaiting_reply"), [False, True])

    def test_more_than_twenty_are_asked_about(self):
        applicants = self._make_applicants(21)
        applicants.awaiting_reply = True
        dialog = applicants.with_user(self.recruiter).action_mark_answered()
        self.assertTrue(all(applicants.mapped("awaiting_reply")))
        wizard = self.env[dialog["res_model"]].browse(dialog["res_id"])
        self.assertEqual(wizard.count, 21)
        self.assertIn("and 13 others", wizard.whose)
        wizard.with_user(self.recruiter).action_apply()
        self.assertFalse(any(applicants.mapped("awaiting_reply")))

    def test_too_late_and_forged(self):
        applicants = self.make(1)
        with self.at(NOW):
            wizard = self.change("recruiter", applicants, user_id=self.other.id)
            wizard.action_apply()
        with self.at(NOW + timedelta(hours=1)), self.assertRaises(UserError):
            wizard.action_undo()
        with self.assertRaises(AccessError):
            wizard.write({"undo_values": {"until": "2030-01-01 00:00:00", "after": {}}})

    def test_interviewers_change_nothing(self):
        ivar = self._make_user("ivar", "hr_recruitment.group_hr_recruitment_interviewer")
        self.job.interviewer_ids = ivar
        with self.assertRaises(AccessError):
            self.change("stage", self.make(1), user=ivar)

    def test_as_many_queries_for_many(self):
        counts = []
        for number in (2, 6, 12):
            applicants = self.make(number)
            wizard = self.change("stage", applicants, stage_id=self.stages[1].id)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            with self.at(NOW):
                wizard.action_apply()
                self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[2], counts[1] + 2)


@tagged("post_install", "-at_install")
class TestBulkTour(BulkCase, TourCase):
    def test_moved_and_undone_in_the_list(self):
        self.recruiter.password = self.recruiter.login
        applicants = self.make(user_id=self.recruiter.id)
        self.start_tour(
            f"/odoo/recruitment-applications?view_type=list&job={self.job.id}",
            "candidate_bulk",
            login="rekryterare",
        )
        self.env.invalidate_all()
        self.assertEqual(applicants.stage_id, self.stages[0])
        self.assertEqual(applicants.user_id, self.recruiter)
