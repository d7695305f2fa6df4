from odoo.tests import tagged

from ..cases.interview import DAY, InterviewCase
from ..cases.mail_reports import VACATION, make_calendar, make_mail, make_parts
from ..common import NOW

ANNA = "anna0@candidate.example"
DECLINED = "The candidate has declined the interview"


@tagged("post_install", "-at_install")
class TestCalendarReply(InterviewCase):
    """A candidate presses Accept or Decline in the own calendar."""

    def setUp(self):
        super().setUp()
        self.enterContext(self.at(NOW))
        self.meeting = self.book(start=NOW + 7 * DAY)
        with self.at(NOW + DAY):
            self.process()
        self.row = self.rows(self.anna, step_id=self.booked)
        self.row.sudo()._mark_sent("delivered")

    def receive(self, method, answer, answers_ours=True, subject="Accepted: Interview", **values):
        headers = VACATION | {"Subject": subject, "From": f"Anna Ek <{ANNA}>"}
        if answers_ours:
            headers["In_Reply_To"] = self.row.message_id.message_id
        calendar = make_calendar(method, answer, ANNA, **values)
        mail = make_parts(
            ("text/plain", ""),
            (f"text/calendar; method={method}", calendar),
            subtype="alternative",
            **headers,
        )
        self.env["mail.thread"].message_process("hr.applicant", mail)

    def attendee(self):
        return self.meeting.attendee_ids.filtered(
            lambda attendee: attendee.partner_id == self.anna.partner_id
        )

    def tasks(self, words):
        return self.anna.activity_ids.filtered(lambda a: words in (a.summary or ""))

    def test_accepted_is_noted_and_waits_for_nobody(self):
        before = self.env["mail.mail"].search_count([])
        messages = self.meeting.message_ids
        self.receive("REPLY", "ACCEPTED")
        self.assertEqual(self.attendee().state, "accepted")
        self.assertFalse(self.anna.awaiting_reply)
        self.assertFalse(self.anna.last_reply_date)
        self.assertFalse(self.tasks("interview"))
        self.assertEqual(self.meeting.message_ids, messages, "quietly")
        self.assertEqual(self.env["mail.mail"].search_count([]), before)
        self.assertEqual(self.anna.message_ids[0].subject, "Accepted: Interview")

    def test_tentative(self):
        self.receive("REPLY", "TENTATIVE", subject="Tentative: Interview")
        self.assertEqual(self.attendee().state, "tentative")
        self.assertFalse(self.anna.awaiting_reply)

    def test_declined_waits(self):
        for _time in range(2):
            self.receive("REPLY", "DECLINED", subject="Declined: Interview")
        self.assertEqual(self.attendee().state, "declined")
        self.assertTrue(self.anna.awaiting_reply)
        self.assertEqual(self.tasks(DECLINED).user_id, self.recruiter)

    def test_another_time_waits(self):
        self.receive("COUNTER", "TENTATIVE", subject="New Time Proposed: Interview")
        self.assertTrue(self.anna.awaiting_reply)
        self.assertEqual(self.tasks("Another time for the interview").user_id, self.recruiter)
        self.assertIn("proposes", self.anna.message_ids.mapped("body")[1])

    def test_only_the_subject_tells(self):
        headers = VACATION | {
            "Subject": "Declined: Interview",
            "In_Reply_To": self.row.message_id.message_id,
        }
        self.env["mail.thread"].message_process("hr.applicant", make_mail("", **headers))
        self.assertEqual(self.attendee().state, "declined")
        self.assertTrue(self.tasks(DECLINED))

    def test_a_calendar_that_does_not_say_what_it_answers_makes_no_application(self):
        before = self.env["hr.applicant"].search_count([])
        self.receive("REPLY", "ACCEPTED", answers_ours=False)
        self.assertEqual(self.env["hr.applicant"].search_count([]), before)
        self.assertEqual(self.attendee().state, "accepted")

    def test_a_colleague_accepts(self):
        headers = VACATION | {
            "From": f"Rekryterare <{self.recruiter.email}>",
            "Subject": "Accepted: Interview",
            "In_Reply_To": self.row.message_id.message_id,
        }
        self.env["mail.thread"].message_process("hr.applicant", make_mail("", **headers))
        self.assertNotEqual(self.attendee().state, "accepted")
        self.assertFalse(self.anna.awaiting_reply)
