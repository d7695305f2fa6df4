from odoo.tests import tagged

from ..cases.interview import DAY, HOUR, LATER, InterviewCase
from ..common import NOW


@tagged("post_install", "-at_install")
class TestPaused(InterviewCase):
    """Communication is paused, and the candidate does not know of an interview that is
    near: whoever speaks for us is asked to tell."""

    def setUp(self):
        super().setUp()
        self.enterContext(self.at(NOW))

    def look(self, moment):
        """What the job of the interviews does."""
        with self.at(moment):
            self.env["calendar.event"]._cron_ask_for_missing()
        return self.todos()

    def todos(self, applicant=None):
        self.env.flush_all()
        kind = self.env.ref(
            "hr_recruitment_candidate_experience.activity_type_communication_failed"
        )
        return (applicant or self.anna).activity_ids.filtered(lambda a: a.activity_type_id == kind)

    def test_booked_while_paused(self):
        self.anna.action_pause_communication()
        self.book()
        self.assertFalse(self.todos(), "that is in a week")
        self.assertFalse(self.look(LATER - 3 * DAY))
        todo = self.look(LATER - DAY)
        self.assertEqual(todo.user_id, self.recruiter)
        self.assertIn(self.booked.name, todo.summary)
        self.assertEqual(self.look(LATER - HOUR), todo)

    def test_it_is_asked_once(self):
        self.anna.action_pause_communication()
        self.book(NOW + DAY)
        self.todos().action_done()
        self.assertFalse(self.look(NOW + HOUR))

    def test_booked_and_paused_before_the_message_has_left(self):
        self.book(NOW + DAY)
        self.assertFalse(self.todos())
        self.anna.action_pause_communication()
        self.assertEqual(len(self.todos()), 1)
        self.anna.action_resume_communication()
        self.assertFalse(self.todos(), "it leaves now")
        self.run_until(NOW + HOUR, NOW + HOUR)
        self.assertEqual(self.told(), [self.booked])

    def test_moved_while_paused(self):
        meeting = self.book()
        self.run_until(NOW + HOUR, NOW + HOUR)
        self.assertEqual(self.told(), [self.booked])
        with self.at(NOW + 2 * HOUR):
            self.anna.action_pause_communication()
            self.assertFalse(self.todos())
            meeting.write({"start": NOW + DAY, "stop": NOW + DAY + HOUR})
            self.assertIn(self.moved.name, self.todos().summary)

    def test_moved_nearer_before_anything_was_told(self):
        self.anna.action_pause_communication()
        meeting = self.book()
        meeting.write({"start": NOW + DAY, "stop": NOW + DAY + HOUR})
        self.assertIn(self.booked.name, self.look(NOW).summary)

    def test_cancelled_while_paused(self):
        meeting = self.book(NOW + DAY)
        self.run_until(NOW + HOUR, NOW + HOUR)
        with self.at(NOW + 2 * HOUR):
            self.anna.action_pause_communication()
            meeting.active = False
            self.assertIn(self.cancelled.name, self.todos().summary)

    def test_cancelled_before_anybody_told(self):
        """Booked and cancelled while it was paused: there is nothing to tell."""
        self.anna.action_pause_communication()
        meeting = self.book(NOW + DAY)
        self.assertTrue(self.todos())
        meeting.active = False
        self.assertFalse(self.look(NOW + HOUR))

    def test_who_wants_no_messages_is_told_by_a_person(self):
        self.anna.messages_stopped = True
        self.book(NOW + DAY)
        self.run_until(NOW + HOUR, NOW + HOUR)
        self.assertFalse(self.told())
        self.assertEqual(
            self.todos().mapped("summary"), ["Tell the candidate: Step interview_booked"]
        )
        self.rows(self.anna).meeting_id.active = False
        self.run_until(NOW + 2 * HOUR, NOW + 2 * HOUR)
        self.assertEqual(len(self.todos()), 1, "and nobody knows of it")

    def test_odoos_own_invitation_leaves_past_an_exclusion_list(self):
        """Where no plan writes."""
        self.booked.active = False
        self.env["mail.blacklist"]._add(self.anna.email_from)
        self.book(NOW + DAY)
        self.env.flush_all()
        letters = self.env["mail.mail"].search(
            [("model", "=", "calendar.event"), ("recipient_ids", "in", self.anna.partner_id.ids)]
        )
        self.assertEqual(letters.mapped("state"), ["outgoing"])

    def test_nor_does_odoos_invitation_reach_who_wants_no_messages(self):
        """Where no plan writes, a colleague tells: once, also of a meeting that moves."""
        self.booked.active = False
        self.anna.messages_stopped = True
        meeting = self.book(NOW + DAY)
        self.env.flush_all()
        meeting.with_user(self.recruiter).start += HOUR
        self.env.flush_all()
        letters = self.env["mail.mail"].search([("model", "=", "calendar.event")])
        self.assertNotIn(self.anna.partner_id, letters.recipient_ids)
        todos = self.anna.activity_ids
        self.assertEqual(len(todos), 2, "of one time and of the other")
        self.assertEqual(todos.user_id, self.recruiter)
        for todo in todos:
            self.assertIn("Wants no messages: tell about the interview", todo.summary)

    def test_an_exclusion_list_is_no_reason(self):
        self.env["mail.blacklist"]._add(self.anna.email_from)
        self.book(NOW + DAY)
        self.run_until(NOW + HOUR, NOW + HOUR)
        self.assertEqual(self.told(), [self.booked])
        self.assertFalse(self.todos())
