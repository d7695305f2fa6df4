from odoo.tests import tagged

from ..cases.booking import DAY, FRIDAY, HOUR, NOW, BookingCase


@tagged("post_install", "-at_install")
class TestBookingCrossed(BookingCase):
    """What happens to an application around times that were offered."""

    def setUp(self):
        super().setUp()
        clock = self.at(NOW)
        clock.__enter__()
        self.addCleanup(clock.__exit__, None, None, None)

    def tell_refusal(self, applicant):
        rows = self.rows(applicant).filtered(lambda row: row.step_id.trigger == "refused")
        rows.sudo()._mark_sent("delivered")

    def test_a_refusal_that_waits_gives_nothing_away(self):
        offer = self.offer_times()
        before = self.applicant._get_page()["bookings"]
        self.refuse(self.applicant)
        self.env["hr.interview.booking"]._cron_bookings()
        self.assertEqual(self.applicant._get_page()["bookings"], before)
        self.assertEqual(offer._choose(FRIDAY), "booked")
        self.assertIn(
            "Booked an interview while the application is closed: decide about it", self.todos()
        )
        # Nothing is said of an interview that will not take place.
        told = self.rows(self.applicant).filtered(lambda r: r.meeting_id == offer.meeting_id)
        self.assertFalse(told.filtered(lambda row: row.state in ("queued", "sent")))
        self.assertTrue(self.applicant._get_page()["bookings"][0]["chosen"])

    def test_after_the_refusal_has_arrived(self):
        offer = self.offer_times()
        self.refuse(self.applicant)
        with self.at(NOW + 2 * DAY):
            self.tell_refusal(self.applicant)
            self.assertFalse(self.applicant._get_page()["bookings"])
            self.assertEqual(offer._choose(NOW + 5 * DAY), "gone")
            self.env["hr.interview.booking"]._cron_bookings()
        self.assertEqual(offer.state, "withdrawn")
        self.assertFalse(self.rows(self.applicant, is_reminder=True, state="scheduled"))

    def test_withdrawn_by_the_candidate(self):
        offer = self.offer_times()
        offer._choose(FRIDAY)
        self.applicant.sudo()._withdraw_on_page(self.applicant._get_withdrawal_reason(), "")
        self.assertFalse(offer._may_change())
        self.assertEqual(offer._choose(FRIDAY + HOUR), "gone")
        self.assertIn("Withdrew: cancel the booked interviews", self.todos())

    def test_hired(self):
        self._make_step("hired")
        offer = self.offer_times()
        self.applicant.stage_id = self.signed
        self.deliver_times()
        self.env["hr.interview.booking"]._cron_bookings()
        self.assertEqual(offer.state, "withdrawn")

    def test_a_pause_takes_no_days(self):
        offer = self.offer_times()
        deadline = offer.deadline
        with self.at(NOW + DAY):
            self.applicant.action_pause_communication()
        with self.at(deadline + 2 * HOUR):
            self.env["hr.interview.booking"]._cron_bookings()
            self.process()
            self.assertTrue(offer._may_choose())
            self.assertEqual(self.rows(self.applicant, is_reminder=True).state, "scheduled")
        with self.at(NOW + 8 * DAY):
            self.applicant.action_resume_communication()
        self.assertEqual(offer.deadline, deadline + 7 * DAY)

    def test_paused_before_it_left(self):
        self.applicant.action_pause_communication()
        offer = self.offer_times()
        self.assertFalse(self.letters())
        self.assertFalse(offer._is_told())
        with self.at(NOW + 3 * DAY):
            self.applicant.action_resume_communication()
            self.deliver_times()
            self.assertTrue(offer._is_told())
        # Five working days after the Saturday on which it left.
        self.assertEqual(offer.deadline.date(), (NOW + 9 * DAY).date())

    def test_a_second_application_has_its_own(self):
        second = self._make_applicants(email_from=self.applicant.email_from)
        second.partner_id = self.applicant.partner_id
        first, other = self.offer_times(), self.offer_times(second, self.omar)
        first._choose(FRIDAY)
        self.assertEqual(other.state, "open")
        # They cannot be in two interviews at a time.
        self.assertEqual(other._choose(FRIDAY), "taken")
        self.assertEqual(other._choose(FRIDAY + HOUR), "booked")

    def test_the_job_is_closed(self):
        offer = self.offer_times()
        self.job.active = False
        self.assertEqual(offer._choose(FRIDAY), "booked")

    def test_the_recruiter_moves_and_cancels_what_was_booked(self):
        offer = self.offer_times()
        offer._choose(FRIDAY)
        meeting = offer.meeting_id
        self.tell(meeting)
        meeting.with_user(self.recruiter).write(
            {"start": FRIDAY + 3 * HOUR, "stop": FRIDAY + 4 * HOUR}
        )
        self.assertEqual(offer._get_known_start(), FRIDAY, "the page runs ahead of no message")
        self.tell(meeting)
        self.assertEqual(offer._get_known_start(), FRIDAY + 3 * HOUR)
        meeting.with_user(self.recruiter).unlink()
        self.assertEqual(offer._get_known_start(), FRIDAY + 3 * HOUR)

    def test_cancelled_by_a_colleague_before_any_message_has_left(self):
        """The candidate knows of it from their own page, and hears that it is off."""
        self._make_step("interview_cancelled")
        offer = self.offer_times()
        offer._choose(FRIDAY)
        meeting = offer.meeting_id
        meeting.with_user(self.recruiter).unlink()
        self.assertTrue(meeting.exists())
        self.assertFalse(offer._may_change())
        self.assertEqual(offer._choose(FRIDAY + HOUR), "gone")
        self.assertEqual(offer._get_known_start(), FRIDAY)
        self.deliver_times()
        told = self.rows(self.applicant).filtered(lambda r: r.meeting_id == meeting)
        self.assertEqual(
            told.filtered(lambda r: r.state == "sent").mapped("trigger"), ["interview_cancelled"]
        )
        self.assertFalse(offer._get_known_start())
        self.assertFalse(self.applicant._get_page()["bookings"])

    def test_what_candidates_do_themselves_is_not_news_to_them(self):
        self._make_step("interview_cancelled")
        offer = self.offer_times()
        offer._choose(FRIDAY)
        (card,) = self.applicant._get_page()["meetings"]
        self.assertEqual(card["meeting"], offer.meeting_id.sudo())
        self.tell(offer.meeting_id)
        offer._choose(FRIDAY + HOUR)
        self.assertEqual(offer._get_known_start(), FRIDAY + HOUR, "at once")
        # The new time goes into their calendar by a message.
        self.tell(offer.meeting_id)
        offer._call_off()
        self.assertFalse(self.applicant._get_page()["meetings"])
        self.deliver_times()
        rows = self.rows(self.applicant).filtered(lambda r: r.trigger == "interview_cancelled")
        self.assertFalse(rows.filtered(lambda row: row.state in ("queued", "sent")))

    def test_erased_and_deleted(self):
        other = self.another()
        offer, second = self.offer_times(), self.offer_times(other)
        person = self.applicant.sudo()._find_person()
        traces = self.applicant.sudo()._find_traces(person)
        self.assertEqual(traces["hr.interview.booking"], offer)
        other.unlink()
        self.assertFalse(second.exists())

    def test_the_copy_of_data(self):
        offer = self.offer_times()
        offer._say_none_fits("Only evenings.")
        messages = self.applicant.sudo()._find_own_messages()
        self.assertIn("Only evenings.", "".join(messages.mapped("body")))
        offer._choose(FRIDAY)
        facts = {fact.name for fact in self.applicant.sudo()._get_known_facts()}
        self.assertIn("interview_chosen", facts)
