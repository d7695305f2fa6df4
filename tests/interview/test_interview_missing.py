from odoo.tests import tagged

from ..cases.interview import DAY, HOUR, LATER
from ..cases.interview_review import RIGHT, ReviewCase
from ..common import NOW

BLOCK = "hr_recruitment_candidate_experience.mail_block_video"


@tagged("post_install", "-at_install")
class TestMissing(ReviewCase):
    """An interview by video without a link: whoever holds it hears of it in time."""

    def look(self, moment):
        """What the job that asks for what is missing does."""
        with self.at(moment):
            self.env["calendar.event"]._cron_ask_for_missing()
        return self.tasks("missing")

    def block(self, moment):
        with self.at(moment):
            return self.env["ir.qweb"]._render(BLOCK, {"object": self.anna})

    def test_asked_when_booking_two_days_and_two_hours_before(self):
        with self.at(NOW):
            meeting = self.book(meeting_format="video")
            self.assertEqual(meeting.interview_missing, "link")
        self.assertFalse(self.look(LATER - 3 * DAY))
        first = self.look(LATER - 2 * DAY)
        self.assertEqual(first.user_id, self.recruiter)
        self.assertEqual(self.look(LATER - DAY), first)
        second = self.look(LATER - 2 * HOUR)
        self.assertEqual(len(second - first), 1)
        self.assertEqual(self.look(LATER - HOUR), second)

    def test_the_job_wakes_in_time(self):
        cron = self.env.ref("hr_recruitment_candidate_experience.ir_cron_interviews")
        with self.at(NOW):
            self.book(meeting_format="video")
        triggers = self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)])
        self.assertLessEqual({LATER - 2 * DAY, LATER - 2 * HOUR}, set(triggers.mapped("call_at")))

    def test_booked_at_short_notice(self):
        with self.at(LATER - HOUR):
            self.book(meeting_format="video")
        self.assertEqual(len(self.look(LATER - HOUR)), 1)

    def test_moved_it_is_asked_again(self):
        with self.at(NOW):
            meeting = self.book(meeting_format="video")
        self.look(LATER - DAY).unlink()
        with self.at(LATER - DAY):
            meeting.write({"start": LATER + 7 * DAY, "stop": LATER + 7 * DAY + HOUR})
        self.assertFalse(self.look(LATER))
        self.assertEqual(len(self.look(LATER + 5 * DAY)), 1)

    def test_the_link_comes_late_and_reaches_the_candidate(self):
        with self.at(NOW):
            meeting = self.book(meeting_format="video")
        self.run_until(NOW, NOW + HOUR)
        self.look(LATER - 2 * DAY)
        self.run_until(LATER - DAY, LATER - DAY)
        self.run_until(LATER - HOUR, LATER - HOUR)
        self.assertEqual(self.told(), [self.booked, self.day_before, self.hour_before])
        with self.at(LATER - HOUR / 2):
            meeting.videocall_location = RIGHT
            self.assertFalse(meeting.interview_missing)
        self.assertFalse(self.tasks("missing"))
        self.run_until(LATER - HOUR / 3, LATER - HOUR / 3)
        self.assertEqual(self.told()[3:], [self.hour_before])

    def test_a_telephone_interview_without_a_number(self):
        with self.at(NOW):
            meeting = self.book(meeting_format="phone")
            self.assertEqual(meeting.interview_missing, "number")
        self.assertTrue(self.look(LATER - DAY))
        with self.at(LATER - DAY):
            self.anna.partner_phone = "+46701234567"
        self.assertFalse(self.look(LATER - 2 * HOUR))

    def test_an_interview_without_a_place(self):
        self.job.address_id = False
        with self.at(NOW):
            meeting = self.book()
            self.assertEqual(meeting.interview_missing, "place")
            meeting.location = "Storgatan 1"
            self.assertFalse(meeting.interview_missing)

    def test_the_organizer_may_open_what_they_are_asked_for(self):
        """Nils only takes part: the recruiter is asked instead."""
        with self.at(NOW):
            self.book(meeting_format="video", user_id=self.nils.id)
        self.assertEqual(self.look(LATER - DAY).user_id, self.recruiter)
        self.tasks("missing").unlink()
        with self.at(NOW):
            self.book(LATER + DAY, meeting_format="video", user_id=self.ivar.id)
        self.assertEqual(self.look(LATER).user_id, self.ivar)

    def test_nobody_is_asked_without_a_reason(self):
        with self.at(NOW):
            cancelled = self.book(meeting_format="video")
            cancelled.active = False
            closed = self.book(LATER, meeting_format="video")
        self.assertTrue(self.look(LATER - DAY))
        with self.at(LATER - DAY):
            closed.unlink()
        self.assertFalse(self.look(LATER - HOUR))
        self.booked.active = False
        with self.at(NOW):
            self.book(LATER, meeting_format="video")
        self.assertFalse(self.look(LATER - DAY))

    def test_what_is_said_is_kept(self):
        with self.at(NOW):
            self.book(meeting_format="video")
        self.assertIn("in good time", self.block(NOW))
        soon = self.block(LATER - HOUR)
        self.assertNotIn("in good time", soon)
        self.assertIn("not ready yet", soon)
