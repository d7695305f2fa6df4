from odoo import Command
from odoo.tests import tagged

from ..cases.interview import DAY, HOUR, LATER
from ..cases.interview_review import ReviewCase
from ..common import NOW


@tagged("post_install", "-at_install")
class TestCrossedInterviews(ReviewCase):
    """One candidate hears a no, another one has an interview."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.berit = cls._make_applicants(
            partner_name="Berit Ek",
            email_from="berit@candidate.example",
            user_id=cls.recruiter.id,
            company_id=cls.company.id,
        )

    def tell_no(self, applicant):
        """The recruiter refuses and says so by telephone."""
        reason = self.env["hr.applicant.refuse.reason"].create({"name": "Experience"})
        mine = applicant.with_user(self.recruiter)
        with self.at(NOW + DAY):
            mine.write({"refuse_reason_id": reason.id, "active": False})
            mine.action_mark_told()
        self.assertEqual(applicant.answer_state, "told")

    def assert_anna_is_expected(self, meeting):
        self.run_until(NOW + DAY, NOW + 2 * DAY, HOUR)
        self.assertNotIn(self.cancelled, self.told())
        self.assertTrue(meeting.exists().active)
        self.assertTrue(self.page())
        self.run_until(LATER - DAY, LATER - 2 * HOUR, HOUR)
        self.assertIn(self.day_before, self.told())

    def test_a_no_ends_no_interview_that_a_stranger_has_moved_over(self):
        """Nils, an ordinary colleague, writes Berit into Anna's interview."""
        meeting = self.book_told()
        with self.at(NOW + 2 * HOUR):
            meeting.with_user(self.nils).write({"applicant_id": self.berit.id})
        self.tell_no(self.berit)
        self.assert_anna_is_expected(meeting)

    def test_a_no_ends_the_interview_that_a_stranger_has_written_over(self):
        meeting = self.book_told()
        with self.at(NOW + 2 * HOUR):
            meeting.with_user(self.nils).write({"start": NOW, "stop": NOW + HOUR})
        self.tell_no(self.anna)
        self.assertFalse(meeting.exists())

    def test_a_no_ends_no_interview_of_others_who_are_invited(self):
        """Two candidates for a position meet us together."""
        guests = (self.anna | self.berit).partner_id | self.recruiter.partner_id
        with self.at(NOW):
            meeting = self.book(applicant=self.berit, partner_ids=[Command.set(guests.ids)])
        with self.at(NOW + HOUR):
            self.process()
        self.deliver()
        self.assertIn(self.booked, self.told())
        self.tell_no(self.berit)
        self.assert_anna_is_expected(meeting)
        self.assertNotIn(self.berit.partner_id, meeting.partner_ids)
        self.assertNotIn(self.cancelled, self.told(self.berit))
