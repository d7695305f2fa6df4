from datetime import date, timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..cases.decision import DAY, DecisionCase
from ..common import NOW

ADDON = "hr_recruitment_candidate_experience"
UNTIL = date(2026, 6, 19)


@tagged("post_install", "-at_install")
class TestAskedToWait(DecisionCase):
    """While somebody else is asked, the others know when they hear; nobody knows a rank."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.offer, cls.hired = cls.env["hr.recruitment.stage"].create(
            [
                {"name": "Offer", "is_offer": True, "sequence": 80, "job_ids": cls.job.ids},
                {"name": "Signed", "hired_stage": True, "sequence": 90, "job_ids": cls.job.ids},
            ]
        )
        cls.text = cls.env.ref(f"{ADDON}.mail_template_asked_to_wait")
        cls.wait_step = cls._make_step(
            "asked_to_wait", name="Wait", mail_template_id=cls.text.id, send_window="any"
        )

    def setUp(self):
        super().setUp()
        self.first, self.other, self.new = self._make_applicants(3, user_id=self.recruiter.id)
        self.meet(self.first)
        self.meet(self.other)

    def have_wait(self, applicants, until=UNTIL, user=None):
        wizard = self.env["hr.applicant.wait"].with_user(user or self.recruiter)
        wizard.create({"applicant_ids": applicants.ids, "until": until}).action_ask()
        return self.waits(applicants)

    def waits(self, applicants):
        rows = self.rows(applicants)
        return rows.filtered(lambda row: row.step_id == self.wait_step)

    def todos(self, applicant):
        self.env.invalidate_all()
        return applicant.activity_ids.filtered(lambda todo: todo.user_id == self.recruiter)

    # Asking --------------------------------------------------------------------------

    def test_the_day_in_the_mail_on_the_page_and_promised_is_one(self):
        row = self.have_wait(self.other)
        self.assertEqual(row.state, "scheduled")
        self.deliver(row, NOW + timedelta(minutes=1))
        mail = self.mails(self.other).filtered(lambda m: "Not decided yet" in m.subject)
        self.assertIn("Friday, June 19", mail.body_html)
        self.assertEqual(row.promised_date, UNTIL)
        self.assertEqual(self.other.reply_due_date, UNTIL)
        self.assertEqual(self.other.reply_promise_state, "open")
        self.assertEqual(self.other.answer_expected_date, UNTIL)
        for rank in ("second", "number two", "runner", "first choice", self.first.partner_name):
            self.assertNotIn(rank, mail.body_html.lower())

    def test_whatever_is_told_meanwhile_names_the_same_day(self):
        self.have_wait(self.other)
        hello = self._make_step("manual", mail_template_id=self.text.id, send_window="any")
        self.other._start_step(hello)
        self.run_at(NOW + timedelta(minutes=1))
        self.assertEqual(set(self.rows(self.other).mapped("promised_date")) - {False}, {UNTIL})

    def test_another_day_replaces_the_first_one(self):
        first = self.have_wait(self.other)
        later = UNTIL + timedelta(days=7)
        with self.at(NOW + timedelta(minutes=1)):
            second = self.have_wait(self.other, later) - first
        self.assertEqual((first.state, first.reason), ("cancelled", "asked_anew"))
        self.assertEqual(second.state, "scheduled")
        with self.at(NOW + timedelta(minutes=2)):
            self.have_wait(self.other, later)
        self.assertEqual(len(self.waits(self.other)), 2, "the same day is asked for once")

    def test_paused_it_waits_and_a_day_that_has_passed_is_not_named(self):
        self.other.communication_paused = True
        row = self.have_wait(self.other)
        self.run_at(NOW + DAY)
        self.assertEqual((row.state, row.reason), ("scheduled", "paused"))
        with self.at(NOW + 30 * DAY):
            self.other.communication_paused = False
            self.process()
        self.assertEqual((row.state, row.reason), ("expired", "too_late"))

    def test_who_is_refused_hears_that_and_waits_again_when_it_is_taken_back(self):
        row = self.have_wait(self.other)
        self.refuse(self.other)
        self.assertEqual(row.state, "cancelled")
        self.first.stage_id = self.offer
        self.first.stage_id = self.hired
        self.assertFalse(self.todos(self.other), "there is a refusal on its way")
        self.other.reset_applicant()
        self.assertEqual(self.other.sudo().asked_to_wait_until, UNTIL)

    def test_taken_back_and_done_again(self):
        """A message that was cancelled is no reason not to send another one."""
        first = self.have_wait(self.other)
        self.have_wait(self.other, UNTIL + timedelta(days=7))
        with self.at(NOW + timedelta(hours=1)):
            again = self.have_wait(self.other) - first
        waiting = again.filtered(lambda row: row.state == "scheduled")
        self.assertEqual(len(waiting), 1)
        waiting.with_user(self.recruiter).action_skip()
        with self.at(NOW + timedelta(hours=2)):
            rows = self.have_wait(self.other)
        self.assertEqual(rows.mapped("state").count("scheduled"), 1)

    def test_another_job_position_ends_the_waiting(self):
        row = self.have_wait(self.other)
        self.other.job_id = self.env["hr.job"].create({"name": "Other"})
        self.assertFalse(self.other.sudo().asked_to_wait_until)
        self.run_at(NOW + timedelta(minutes=1))
        self.assertEqual((row.state, row.reason), ("cancelled", "asked_anew"))

    def test_who_cannot_be_asked_is_named(self):
        self.first.stage_id = self.offer
        with self.assertRaisesRegex(UserError, self.first.partner_name):
            self.have_wait(self.first | self.other)
        self.refuse(self.new)
        with self.assertRaisesRegex(UserError, self.new.partner_name):
            self.have_wait(self.new)
        self.assertFalse(self.waits(self.other))

    def test_a_day_that_makes_sense(self):
        for day in (NOW.date(), NOW.date() - DAY, NOW.date() + timedelta(days=61)):
            with self.assertRaises(UserError):
                self.have_wait(self.other, day)

    def test_the_day_that_is_proposed_is_a_working_day(self):
        wizard = self.env["hr.applicant.wait"].with_user(self.recruiter)
        day = wizard.default_get(["until"])["until"]
        self.assertGreater(day, NOW.date() + timedelta(days=4))
        self.assertLess(day.weekday(), 5)

    def test_without_a_step_it_says_so(self):
        everywhere = self.env["hr.recruitment.communication.step"].search(
            [("trigger", "=", "asked_to_wait")]
        )
        everywhere.active = False
        with self.assertRaisesRegex(UserError, "Asked to wait"):
            self.have_wait(self.other)
        self.assertFalse(self.other.sudo().asked_to_wait_until)

    def test_only_recruiters_ask_and_only_they_see_it(self):
        interviewer = self._make_user("sees", "hr_recruitment.group_hr_recruitment_interviewer")
        self.other.interviewer_ids = interviewer
        with self.assertRaises(AccessError):
            self.have_wait(self.other, user=interviewer)
        self.have_wait(self.other)
        seen = self.other.with_user(interviewer)
        with self.assertRaises(AccessError):
            seen.read(["asked_to_wait_until"])
        with self.assertRaises(AccessError):
            seen.search([("asked_to_wait_until", "!=", False)])
        with self.assertRaises(AccessError):
            self.other.with_user(self.recruiter).asked_to_wait_until = UNTIL
        self.assertFalse([m for m in self.other.message_ids if "wait" in (m.body or "").lower()])

    # The first one -------------------------------------------------------------------

    def test_whoever_makes_an_offer_is_reminded_of_the_others(self):
        self.first.stage_id = self.offer
        (todo,) = self.todos(self.first)
        self.assertIn("when they will hear", todo.summary)
        self.first.stage_id = self.offer
        self.assertEqual(len(self.todos(self.first)), 1)

    def test_nobody_else_was_met(self):
        self.other.meeting_ids.unlink()
        self.first.stage_id = self.offer
        self.assertFalse(self.todos(self.first))

    def test_all_others_know(self):
        self.have_wait(self.other)
        self.first.stage_id = self.offer
        self.assertFalse(self.todos(self.first))

    def test_signed(self):
        self.first.stage_id = self.offer
        self.have_wait(self.other)
        self.first.stage_id = self.hired
        (todo,) = self.todos(self.other)
        self.assertIn("accepted the job", todo.summary)
        self.assertEqual(todo.date_deadline, NOW.date())
        self.assertFalse(self.todos(self.new))

    def test_declined_in_each_way(self):
        stage = self.first.stage_id
        ways = {
            "by the candidate": lambda: self.refuse(
                self.first, refuse_reason_id=self.withdrawal.id
            ),
            "by us": lambda: self.refuse(self.first),
            "archived": lambda: self.first.write({"active": False}),
            "moved back": lambda: self.first.write({"stage_id": stage.id}),
        }
        self.have_wait(self.other)
        for way, decline in ways.items():
            with self.subTest(way), self.env.cr.savepoint() as savepoint:
                self.first.stage_id = self.offer
                decline()
                (todo,) = self.todos(self.other)
                self.assertIn("has not been taken", todo.summary)
                savepoint.rollback()
            self.env.invalidate_all()

    def test_who_gets_the_offer_next_waits_no_more(self):
        self.first.stage_id = self.offer
        self.have_wait(self.other)
        self.refuse(self.first, refuse_reason_id=self.withdrawal.id)
        self.other.stage_id = self.offer
        self.assertFalse(self.other.sudo().asked_to_wait_until)
        self.assertNotEqual(self.other.answer_expected_date, UNTIL)

    def test_another_job_position_is_another_decision(self):
        job = self.env["hr.job"].create({"name": "Other"})
        elsewhere = self._make_applicants(job_id=job.id, user_id=self.recruiter.id)
        self.have_wait(elsewhere)
        self.first.stage_id = self.offer
        self.first.stage_id = self.hired
        self.assertFalse(self.todos(elsewhere))

    def test_silent_changes_remind_nobody(self):
        self.have_wait(self.other)
        self.first.with_context(communication_silent=True).stage_id = self.offer
        many = self.first.sudo()._without_news()
        many.stage_id = self.hired
        self.assertFalse(self.first.activity_ids.filtered(lambda t: "hear" in (t.summary or "")))

    def test_as_many_queries_for_many(self):
        def count(number):
            applicants = self._make_applicants(number, user_id=self.recruiter.id)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            applicants.stage_id = self.offer
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        count(2)
        self.assertLessEqual(abs(count(20) - count(3)), 3)

    def test_a_copy_waits_for_nothing(self):
        self.have_wait(self.other)
        self.assertFalse(self.other.copy().sudo().asked_to_wait_until)
