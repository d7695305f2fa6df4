from datetime import timedelta

from odoo.tests import tagged

from ..cases.scorecard import GROUP, ScorecardCase
from ..interview.test_interview_kit import LATER

OVER = LATER + timedelta(hours=2)


@tagged("post_install", "-at_install")
class TestScorecardReminders(ScorecardCase):
    """Whoever held the interview is asked in time for the day that the candidate was told."""

    def remind(self, moment=OVER):
        with self.at(moment):
            self.cards._cron_remind()
        self.env.invalidate_all()

    def todos(self, user=None):
        todos = self.cards.sudo().search([("kit_id", "=", self.kit.id)]).activity_ids
        return todos.filtered(lambda todo: not user or todo.user_id == user)

    def test_nobody_before_it_is_over(self):
        self.remind(LATER)
        self.assertFalse(self.todos())

    def test_each_once(self):
        self.remind()
        people = self.recruiter | self.karin | self.olle
        self.assertEqual(self.todos().user_id, people)
        self.assertEqual(len(self.todos()), 3)
        self.remind()
        self.assertEqual(len(self.todos()), 3)
        self.assertIn("scorecard", self.todos(self.olle).summary)

    def test_two_working_days_after_where_nothing_is_promised(self):
        self.remind()
        day = self.todos(self.olle).date_deadline
        self.assertGreater(day, LATER.date())
        self.assertLessEqual(day, LATER.date() + timedelta(days=5))

    def test_the_working_day_before_the_promised_one(self):
        promised = LATER.date() + timedelta(days=9)
        self.anna._note_reply_promises({self.anna: promised})
        self.remind()
        day = self.todos(self.olle).date_deadline
        self.assertLess(day, promised)
        self.assertGreater(day, promised - timedelta(days=5))

    def test_handing_in_closes_it_and_late_is_late(self):
        self.remind()
        card = self.hand_in(self.olle, "3", moment=OVER)
        self.assertFalse(self.todos(self.olle))
        self.assertFalse(card.is_late)
        late = self.hand_in(self.karin, "3", "3", moment=OVER + timedelta(days=20))
        self.assertTrue(late.is_late)
        self.remind()
        self.assertFalse(self.todos(self.olle))

    def test_a_draft_that_was_begun_before_is_asked_for_too(self):
        self.open_card(self.olle)
        self.remind()
        self.assertEqual(len(self.todos(self.olle)), 1)
        self.assertEqual(self.cards.search_count([("user_id", "=", self.olle.id)]), 1)

    def test_not_for_what_did_not_take_place_or_is_closed(self):
        self.remind()
        self.anna.active = False
        self.remind()
        self.assertFalse(self.todos())

    def test_a_meeting_that_was_cancelled(self):
        self.meeting.active = False
        self.remind()
        self.assertFalse(self.todos())

    def test_a_meeting_that_did_not_take_place(self):
        self.remind()
        self.meeting.interview_missed = True
        self.remind()
        self.assertFalse(self.todos())
        other = self.book(guests=self.olle, interview_missed=True)
        self.remind()
        self.assertFalse(self.cards.search([("kit_id.meeting_id", "=", other.id)]))

    def test_what_asks_goes_with_what_it_asks_for(self):
        self.remind()
        ids = self.todos().ids
        self.meeting.with_context(dont_notify=True).unlink()
        self.assertFalse(self.env["mail.activity"].browse(ids).exists())
        other = self.book(guests=self.recruiter | self.olle)
        self.remind()
        ids = self.cards.search([("kit_id.meeting_id", "=", other.id)]).activity_ids.ids
        self.assertTrue(ids)
        self.anna.unlink()
        self.assertFalse(self.env["mail.activity"].browse(ids).exists())

    def test_who_has_left_the_panel(self):
        self.remind()
        self.meeting.partner_ids -= self.olle.partner_id
        self.remind()
        self.assertFalse(self.todos(self.olle))
        self.assertTrue(self.todos(self.karin))

    def test_nothing_where_it_is_off_or_nothing_is_to_be_rated(self):
        self.job.competence_ids.unlink()
        self.remind()
        self.assertFalse(self.todos())
        self.env["hr.job.competence"].create({"job_id": self.job.id, "name": "Explains"})
        self.env.ref("base.group_user").sudo()._remove_group(self.env.ref(GROUP))
        self.remind()
        self.assertFalse(self.todos())

    def test_as_many_queries_for_many(self):
        def count(number):
            for applicant in self._make_applicants(number, user_id=self.recruiter.id):
                self.book(guests=self.recruiter | self.olle, applicant=applicant)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.remind()
            return self.env.cr.sql_log_count - before

        self.remind()
        few = count(2)
        self.assertLessEqual(count(12) - few, 12)
