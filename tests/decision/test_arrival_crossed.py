from odoo.tests import tagged

from ..cases.decision import DAY, DecisionCase
from ..common import NOW


@tagged("post_install", "-at_install")
class TestArrivalCrossed(DecisionCase):
    """Whether they applied, or were found, is noted or corrected after the end."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.thanks = cls._make_step("applied", name="Thanks")

    def found(self, number=1, **values):
        return self._make_applicants(number, arrival="sourced", **values)

    def planned(self, applicants):
        rows = self.rows(applicants).filtered(lambda row: row.state == "scheduled")
        return sorted(rows.step_id.mapped("name"))

    def test_who_applies_after_the_end_is_owed_a_word(self):
        refused, shut, withdrew, spam = applicants = self.found(4)
        self.refuse(refused)
        shut.action_archive()
        self.refuse(withdrew, refuse_reason_id=self.withdrawal.id)
        self.refuse(spam, refuse_reason_id=self.spam.id)
        self.assertEqual(set(applicants.mapped("answer_state")), {"not_owed"})
        applicants.with_user(self.recruiter).action_note_applied()
        self.assertEqual(
            applicants.mapped("answer_state"), ["owed", "owed", "not_owed", "not_owed"]
        )
        self.assertEqual(applicants.mapped("is_unanswered"), [True, True, False, False])
        self.assertFalse(self.planned(applicants))

    def test_refused_again_after_they_applied(self):
        applicant = self.found()
        self.refuse(applicant)
        applicant.arrival = "applied"
        applicant.with_user(self.recruiter).action_take_back_refusal()
        self.assertFalse(applicant.answer_state)
        self.refuse(applicant)
        self.assertEqual(applicant.answer_state, "pending")
        self.deliver(self.answers(applicant), NOW + 6 * DAY)
        self.assertEqual(applicant.answer_state, "told")

    def test_who_turns_out_to_know_nothing_is_told_nothing(self):
        pending, owed, written = applicants = self._make_applicants(3)
        written._note_contact(NOW)
        self.refuse(pending + written)
        owed.action_archive()
        self.assertEqual(applicants.mapped("answer_state"), ["pending", "owed", "pending"])
        applicants.with_user(self.recruiter).write({"arrival": "sourced"})
        self.assertEqual(applicants.mapped("answer_state"), ["not_owed", "not_owed", "pending"])
        row = self.answers(pending)
        self.assertEqual((row.state, row.reason), ("cancelled", "not_applied"))
        self.run_at(NOW + 9 * DAY)
        self.assertFalse(self.mails(pending + owed))
        # A mistake: nothing leaves by itself, and nobody is forgotten.
        pending.arrival = "applied"
        self.assertEqual(pending.answer_state, "owed")

    def test_a_call_is_not_made_either(self):
        due, called = self._make_applicants(2)
        self.refuse(due + called, channel="call_mail")
        self.run_at(NOW + 6 * DAY)
        with self.at(NOW + 6 * DAY):
            self.assertTrue(self.answers(due).activity_id.active)
            called.with_user(self.recruiter)._note_call_made("No.", "")
            early = self._make_applicants()
            self.refuse(early, channel="call_mail")
            applicants = early + due + called
            applicants.arrival = "sourced"
            self.assertEqual(applicants.mapped("answer_state"), ["not_owed", "not_owed", "pending"])
            self.assertFalse((early + due)._find_open_calls())
            self.assertFalse(self.answers(early + due).activity_id.filtered("active"))
            mailed = self.answers(called).filtered(lambda row: row.action == "email")
            self.assertEqual(mailed.state, "scheduled")

    def test_many_after_the_end_cost_what_two_cost(self):
        counts = []
        for number in (2, 20):
            applicants = self.found(number)
            self.refuse(applicants)
            for arrival in ("applied", "sourced"):
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.cr.sql_log_count
                applicants.arrival = arrival
                self.env.flush_all()
                counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[2], counts[0] + 3, counts)
        self.assertLessEqual(counts[3], counts[1] + 3, counts)

    def test_try_again_thanks_nobody_who_was_found(self):
        applicant = self._make_applicants()
        row = self.rows(applicant, step_id=self.thanks)
        row.with_user(self.recruiter).action_skip_with_undo()
        applicant.arrival = "sourced"
        self.assertTrue(row._find_why_not_retried()[row])
        self.assertFalse(row._filter_retriable())
        with self.assertRaisesRegex(Exception, "already"):
            row.with_user(self.recruiter).action_undo()
        # A colleague who starts it by hand has decided to.
        started = applicant.with_user(self.recruiter)._start_step(self.thanks)
        self.process()
        self.assertEqual(started.state, "queued")

    def test_with_an_interview_they_hear_of_it_and_of_the_end(self):
        self._make_step("interview_booked", name="Booked")
        after = self._make_survey_step(
            self._make_survey(feedback_moment="interviewed"), trigger="interview_after"
        )
        applicant = self.found()
        self.meet(applicant, NOW + DAY)
        self.assertIn("Booked", self.planned(applicant))
        booked = self.rows(applicant).filtered(lambda row: row.step_id.name == "Booked")
        self.deliver(booked, NOW)
        self.run_at(NOW + 3 * DAY)
        asked = self.rows(applicant, step_id=after)[0]
        self.assertIn(asked.state, ("queued", "sent"), asked.reason)
        with self.at(NOW + 4 * DAY):
            row = self.refuse(applicant, channel="mail")
        self.assertEqual(applicant.answer_state, "pending")
        self.deliver(row, NOW + 8 * DAY)

    def test_watches_of_the_stage_begin_when_they_apply(self):
        idle = self._make_step("stage_idle", name="Idle", delay=9)
        applicant = self.found()
        self.assertNotIn("Idle", self.planned(applicant))
        applicant.arrival = "applied"
        self.assertIn("Idle", self.planned(applicant))
        self.assertEqual(self.rows(applicant, step_id=idle).stage_id, applicant.stage_id)
