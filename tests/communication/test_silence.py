from datetime import timedelta

from odoo.tests import tagged

from ..common import NOW, CandidateCase

DAY = timedelta(days=1)


@tagged("post_install", "-at_install")
class TestSilence(CandidateCase):
    """A candidate who hears nothing for too long becomes somebody's task, once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.unanswered_days = 14
        # Those who are hired have a watch of their own.
        cls.company.quiet_days = 0
        cls.task = cls.env.ref("hr_recruitment_candidate_experience.activity_type_silence")

    def setUp(self):
        super().setUp()
        self.enterContext(self.at(NOW))
        self.applicant = self._make_applicants()

    def look(self, days, applicants=None):
        """What the cron does so many days after the application.

        :return: the open tasks
        """
        with self.at(NOW + days * DAY):
            self.env["hr.applicant"]._cron_silence()
            self.process()
        return self.tasks(applicants or self.applicant)

    def tasks(self, applicants):
        return self.env["mail.activity"].search(
            [("res_model", "=", "hr.applicant"), ("res_id", "in", applicants.ids)]
        )

    def test_one_task_for_one_silence(self):
        self.assertFalse(self.look(13))
        task = self.look(15)
        self.assertEqual(task.activity_type_id, self.task)
        self.assertEqual(task.user_id, self.recruiter)
        self.assertIn("15 days", task.summary)
        self.assertEqual(self.look(16), task)
        task.unlink()
        self.assertFalse(self.look(17), "it was dismissed")
        self.applicant._note_contact(NOW + 18 * DAY)
        self.assertFalse(self.look(30))
        self.assertTrue(self.look(33), "another silence")

    def test_the_company_decides_how_long(self):
        self.company.unanswered_days = 3
        self.assertTrue(self.look(4))

    def test_whom_nobody_waits_for(self):
        paused, talent, refused, hired, old = self._make_applicants(5)
        paused.communication_paused = True
        talent.talent_pool_ids = self.env["hr.talent.pool"].create({"name": "Pool"})
        refused.refuse_reason_id = self.env["hr.applicant.refuse.reason"].create(
            {"name": "Experience"}
        )
        hired.stage_id = self.signed
        old._note_contact(NOW - 30 * DAY)
        others = paused + talent + refused + hired + old
        self.env["hr.applicant.communication"].search([]).unlink()
        self.assertFalse(self.look(15, others))

    def test_the_task_of_the_plan_is_enough(self):
        self._make_step("silence", action="activity", delay=7, delay_unit="days")
        self.applicant._note_contact(NOW)
        (task,) = self.look(8)
        self.assertNotEqual(task.activity_type_id, self.task)
        self.assertEqual(self.look(15), task)
        task.action_done()
        self.assertFalse(self.look(16))

    def test_the_task_of_the_plan_comes_no_later_than_the_limit(self):
        for delay in (40, 20):
            self._make_step("silence", action="activity", delay=delay, delay_unit="days")
        self.applicant._note_contact(NOW)
        (task,) = self.look(15)
        self.assertNotEqual(task.activity_type_id, self.task)
        self.assertEqual(self.look(21), task)

    def test_the_plan_writes_in_these_days(self):
        self._make_step("silence", delay=16, delay_unit="days")
        self.applicant._note_contact(NOW)
        self.assertFalse(self.look(15))
        self.assertFalse(self.look(17))
        self.assertTrue(self.mails(self.applicant))

    def test_the_plan_writes_much_later(self):
        self._make_step("silence", delay=40, delay_unit="days")
        self.applicant._note_contact(NOW)
        self.assertTrue(self.look(15))

    def test_a_message_that_failed_is_a_task_already(self):
        self._make_step("silence", delay=15, delay_unit="days")
        self.applicant._note_contact(NOW)
        self.applicant.email_from = False
        self.look(15.5)
        failed = self.tasks(self.applicant)
        self.assertEqual(len(failed), 1)
        self.assertEqual(self.look(17), failed)

    def test_queries_do_not_grow_with_the_applicants(self):
        counts = []
        for number in (10, 10, 60):
            self._make_applicants(number)
            with self.at(NOW + 15 * DAY):
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                self.env["hr.applicant"]._cron_silence()
                self.env.flush_all()
                counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[2] - counts[1], 10, counts)
