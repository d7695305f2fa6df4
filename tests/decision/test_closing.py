from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..cases.decision import DAY, DecisionCase
from ..common import NOW


@tagged("post_install", "-at_install")
class TestClosing(DecisionCase):
    """A job position is closed, and nobody who remains is left out by that."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.interviewer = cls._make_user(
            "interviewer", "hr_recruitment.group_hr_recruitment_interviewer"
        )
        cls.second = cls.job.create({"name": "Designer", "user_id": cls.recruiter.id})
        cls.mine = cls._make_applicants(3)
        cls.theirs = cls._make_applicants(2, job_id=cls.second.id)

    def close(self, jobs, user=None):
        return jobs.with_user(user or self.recruiter).action_ask_to_close()

    def dialog(self, jobs, **values):
        action = self.close(jobs)
        return (
            self.env["applicant.get.refuse.reason"]
            .with_user(self.recruiter)
            .with_context(**action["context"])
            .create(values)
        )

    def test_nothing_happens_before_it_is_confirmed(self):
        wizard = self.dialog(self.job + self.second)
        self.assertEqual(wizard.closing_way, "refuse")
        self.assertFalse(wizard.refuse_reason_id)
        self.assertEqual(wizard.closing_counts.splitlines(), ["Engineer: 3", "Designer: 2"])
        self.assertTrue(all((self.job + self.second).mapped("active")))
        self.assertFalse(self.answers(self.mine + self.theirs))
        with self.assertRaisesRegex(UserError, "Choose a reason"):
            wizard.action_refuse_reason_apply()
        self.assertTrue(self.job.active)

    def test_close_and_refuse(self):
        wizard = self.dialog(self.job + self.second, refuse_reason_id=self.reason.id)
        said = wizard.action_refuse_reason_apply()["params"]
        self.assertFalse(any((self.job + self.second).mapped("active")))
        everybody = self.mine + self.theirs
        self.assertEqual(set(everybody.mapped("answer_state")), {"pending"})
        self.assertEqual(said["type"], "success")
        self.assertIn("refused: 5", said["message"])
        rows = self.answers(everybody)
        self.deliver(rows[0], NOW + DAY)
        self.assertEqual(rows[0].applicant_id.answer_state, "told")

    def test_who_is_taken_out_is_told_later(self):
        wizard = self.dialog(self.job, refuse_reason_id=self.reason.id)
        wizard.applicant_ids = [Command.unlink(self.mine[0].id)]
        self.assertEqual(wizard.closing_counts, "Engineer: 3, of whom 1 are told later")
        said = wizard.action_refuse_reason_apply()["params"]
        self.assertEqual(self.mine.mapped("answer_state"), ["owed", "pending", "pending"])
        self.assertTrue(self.mine[0].is_unanswered)
        self.assertIn("unanswered: 1", said["message"])

    def test_close_and_tell_later(self):
        self.env["calendar.event"].create(
            {
                "name": "Interview",
                "applicant_id": self.mine[0].id,
                "start": NOW + DAY,
                "stop": NOW + DAY,
            }
        )
        self.mine[1].communication_paused = True
        said = self.dialog(self.job + self.second, closing_way="later").action_close_untold()
        self.assertFalse(any((self.job + self.second).mapped("active")))
        everybody = self.mine + self.theirs
        self.assertEqual(set(everybody.mapped("answer_state")), {"owed"})
        self.assertTrue(all(everybody.mapped("is_unanswered")))
        self.assertIn("unanswered: 5", said["params"]["message"])
        today = self.env["hr.recruitment.today"].with_user(self.recruiter)
        self.assertEqual(len(today._get_unanswered(self.recruiter)["lines"]), 5)
        self.run_at(NOW + 9 * DAY)
        self.assertFalse(self.answers(everybody))
        self.assertFalse(everybody.refuse_reason_id)

    def test_it_says_who_hears_when_and_how(self):
        self.mine[1].communication_paused = True
        self.mine[2].email_from = False
        wizard = self.dialog(self.job, refuse_reason_id=self.reason.id)
        lines = wizard.hearing.splitlines()
        self.assertEqual(len(lines), 2)
        self.assertIn(f"{self.mine[2].display_name} by a call, in English", wizard.hearing)
        self.assertIn(f"{self.mine[0].display_name} in English", wizard.hearing)
        self.assertNotIn(self.mine[1].display_name, wizard.hearing)
        self.assertIn("Thursday, June 11", wizard.hearing)
        wizard.channel = "call_mail"
        self.assertIn("after a call", wizard.hearing)
        wizard.refuse_reason_id = self.spam
        self.assertFalse(wizard.hearing)

    def test_who_has_an_interview_is_named_before_it_is_saved(self):
        self.meet(self.mine[0], NOW + DAY)
        dialog = self.env["applicant.get.refuse.reason"].with_user(self.recruiter)
        form = Form(dialog.with_context(**self.close(self.job)["context"]))
        self.assertEqual(form.booked_ids[:], self.mine[0])
        self.assertFalse(form.refuse_reason_id)

    def test_reasons_that_people_choose(self):
        field = self.env["applicant.get.refuse.reason"]._fields["refuse_reason_id"]
        offered = self.reason.search(field._description_domain(self.env))
        self.assertIn(self.reason, offered)
        page = self.env.ref("hr_recruitment_candidate_experience.refuse_reason_withdrawn")
        self.assertNotIn(page, offered)
        # Odoo's own default would be the first.
        context = self.mine.archive_applicant()["context"]
        wizards = self.env["applicant.get.refuse.reason"].with_context(**context)
        self.assertFalse(wizards.create({}).refuse_reason_id)

    def test_nobody_remains(self):
        """Odoo's own question is enough."""
        self.refuse(self.mine)
        self.assertFalse(self.close(self.job))

    def test_by_programs_nobody_is_refused_and_nobody_is_lost(self):
        ways = (
            lambda job: job.write({"active": False}),
            lambda job: job.action_archive(),
            lambda job: job.with_context(import_file=True).write({"active": False}),
            lambda job: job.with_context(communication_silent=True).action_archive(),
        )
        for way in ways:
            job = self.job.copy({"name": "Job"})
            remaining = self._make_applicants(2, job_id=job.id)
            way(job.with_user(self.recruiter))
            self.assertFalse(job.active)
            self.assertEqual(set(remaining.mapped("answer_state")), {"owed"})
            self.assertTrue(all(remaining.mapped("is_unanswered")))
            self.assertFalse(remaining.refuse_reason_id or self.answers(remaining))

    def test_opening_again_takes_no_refusal_back(self):
        wizard = self.dialog(self.job, refuse_reason_id=self.reason.id)
        wizard.applicant_ids = [Command.unlink(self.mine[0].id)]
        wizard.action_refuse_reason_apply()
        self.job.with_user(self.recruiter).action_unarchive()
        self.assertTrue(self.job.active)
        self.assertFalse(any(self.mine.mapped("active")))
        self.assertEqual(self.mine.mapped("answer_state"), ["owed", "pending", "pending"])
        said = self.job.message_ids[0].body
        self.assertIn("stay closed: 3", said)
        self.assertIn("not told: 1", said)

    def test_only_who_may_close_closes(self):
        self.job.interviewer_ids = self.interviewer
        self.assertFalse(self.close(self.job, self.interviewer))
        dialogs = self.env["applicant.get.refuse.reason"].with_user(self.interviewer)
        values = {
            "applicant_ids": self.mine.ids,
            "closing_job_ids": self.job.ids,
            "refuse_reason_id": self.reason.id,
        }
        with self.assertRaises(AccessError):
            dialogs.create(values).action_refuse_reason_apply()
        with self.assertRaises(AccessError):
            dialogs.create(values).action_close_untold()
        with self.assertRaisesRegex(UserError, "no job position"):
            dialogs.create({"applicant_ids": self.mine.ids}).action_close_untold()
        self.assertTrue(self.job.active)
        self.assertFalse(any(self.mine.mapped("answer_state")))

    def test_not_of_another_company(self):
        other = self.env["res.company"].create({"name": "Other"})
        job = self.job.create({"name": "Theirs", "company_id": other.id})
        with self.assertRaises(AccessError):
            self.dialog(self.job, closing_job_ids=job.ids).action_close_untold()
        self.assertTrue(job.active)

    def test_the_dialog_asks_the_same_of_many(self):
        self._make_applicants(1, job_id=self.job.copy({"name": "Warm"}).id)
        counts = []
        for number in (2, 12):
            jobs = self.job.browse()
            for n in range(number):
                jobs += self.job.create({"name": f"J{number}-{n}"})
                self._make_applicants(2, job_id=jobs[-1].id)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            wizard = self.dialog(jobs, refuse_reason_id=self.reason.id)
            wizard.read(["closing_counts", "hearing"])
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 5, counts)
