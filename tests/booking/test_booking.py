from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..cases.booking import DAY, FRIDAY, HOUR, NOW, BookingCase


@tagged("post_install", "-at_install")
class TestBooking(BookingCase):
    """From times that are offered to a meeting like any other."""

    def setUp(self):
        super().setUp()
        clock = self.at(NOW)
        clock.__enter__()
        self.addCleanup(clock.__exit__, None, None, None)

    def test_offered_told_and_booked(self):
        offer = self.offer_times(panel=self.eva | self.omar)
        mail = self.letters()
        for words in ("Eva and Omar", "1 hour", "June 17", "/candidate/page/"):
            self.assertIn(words, mail.body_html)
        self.assertEqual(offer.deadline.date().day, 17)
        self.assertEqual(offer._choose(FRIDAY), "booked")
        meeting = offer.meeting_id
        self.assertEqual((meeting.start, meeting.stop), (FRIDAY, FRIDAY + HOUR))
        self.assertEqual(meeting.user_id, self.recruiter)
        people = (self.eva | self.omar).partner_id | self.applicant.partner_id
        self.assertEqual(meeting.partner_ids, people)
        self.assertEqual(meeting.applicant_id, self.applicant)
        self.assertFalse(meeting.sudo().confirmed_values, "nobody has to confirm it")
        self.assertEqual(meeting.sudo().interview_kit_ids.interviewer_ids, self.eva | self.omar)
        # The plan tells of it as of any interview.
        booked = self.rows(self.applicant).filtered(lambda r: r.meeting_id == meeting)
        self.assertIn(self.booked_step, booked.step_id)
        self.assertEqual(offer.state, "booked")
        self.assertIn("June 12", "".join(self.messages()))

    def test_the_second_who_wants_it_is_told(self):
        other = self.another()
        first, second = self.offer_times(), self.offer_times(other)
        self.assertEqual(first._choose(FRIDAY), "booked")
        self.assertEqual(second._choose(FRIDAY), "taken")
        self.assertEqual(second._choose(FRIDAY + HOUR), "booked")
        # A second press of the same is the first.
        self.assertEqual(first._choose(FRIDAY), "booked")
        meetings = self.env["calendar.event"].search([("applicant_id", "!=", False)])
        self.assertEqual(len(meetings), 2)

    def test_busy_between_offer_and_press(self):
        offer = self.offer_times()
        self.busy(self.eva, FRIDAY)
        self.assertEqual(offer._choose(FRIDAY), "taken")
        self.assertFalse(offer.meeting_id)

    def test_times_that_nobody_offered(self):
        offer = self.offer_times()
        for start in (FRIDAY + timedelta(minutes=7), NOW - DAY, FRIDAY + DAY, NOW + 60 * DAY):
            with self.subTest(start=start):
                self.assertEqual(offer._choose(start), "taken")

    def test_the_least_booked_of_several(self):
        nobody, seats = self.env["res.users"], [self.eva | self.omar]
        for _number in range(2):
            self.busy(self.eva, NOW - 3 * DAY, applicant_id=self.another().id)
        first, second, third = (
            self.offer_times(applicant, nobody, seats) for applicant in self.another(3)
        )
        first._choose(FRIDAY)
        self.assertEqual(first.meeting_id.partner_ids & seats[0].partner_id, self.omar.partner_id)
        self.assertEqual(second._choose(FRIDAY), "booked")
        self.assertEqual(second.meeting_id.partner_ids & seats[0].partner_id, self.eva.partner_id)
        self.assertEqual(third._choose(FRIDAY), "taken")

    def test_moved_twice_and_no_more(self):
        offer = self.offer_times(seats=[self.omar | self.recruiter])
        self.busy(self.omar, FRIDAY + 2 * HOUR)
        self.busy(self.recruiter, FRIDAY)
        offer._choose(FRIDAY)
        self.assertIn(self.omar.partner_id, offer.meeting_id.partner_ids)
        self.assertEqual(offer._choose(FRIDAY + 2 * HOUR), "booked")
        guests = offer.meeting_id.partner_ids
        self.assertIn(self.recruiter.partner_id, guests)
        self.assertNotIn(self.omar.partner_id, guests)
        self.assertIn(self.eva.partner_id, guests)
        self.assertEqual(offer._choose(FRIDAY + 4 * HOUR), "booked")
        self.assertEqual(offer.meeting_id.start, FRIDAY + 4 * HOUR)
        self.assertEqual(offer.moves, 2)
        self.assertEqual(offer._choose(FRIDAY), "gone")

    def test_not_moved_on_the_last_day(self):
        offer = self.offer_times()
        offer._choose(FRIDAY)
        with self.at(FRIDAY - 23 * HOUR):
            self.assertFalse(offer._may_change())
            self.assertEqual(offer._choose(FRIDAY + 5 * DAY), "gone")
            self.assertFalse(offer._call_off())

    def test_cancelled_by_the_candidate(self):
        offer = self.offer_times()
        offer._choose(FRIDAY)
        meeting = offer.meeting_id
        self.assertTrue(offer._call_off("My child is ill."))
        self.assertFalse(meeting.active)
        note = self.env["mail.message"].search([("subject", "=like", "Cancelled: %")])
        self.assertEqual(note.notified_partner_ids, self.eva.partner_id)
        self.assertEqual(offer.state, "cancelled")
        self.assertIn("Cancelled the interview: offer other times?", self.todos())
        self.assertIn("My child is ill.", "".join(self.messages()))
        self.assertIn(FRIDAY, self.starts(self.offer_times(self.another())))

    def test_none_fits(self):
        offer = self.offer_times()
        offer._say_none_fits("Only evenings.")
        self.assertEqual(offer.state, "none_fits")
        self.assertIn("None of the times offered suits the candidate", self.todos())
        self.assertIn("Only evenings.", "".join(self.messages()))
        self.assertEqual(offer._choose(FRIDAY), "booked", "one fits after all")

    def test_who_has_not_heard_of_it_is_not_late(self):
        offer = self.offer_times()
        self.rows(self.applicant).write({"state": "failed"})
        with self.at(offer.deadline + HOUR):
            self.env["hr.interview.booking"]._cron_bookings()
        self.assertEqual(offer.state, "open")

    def test_one_reminder_and_the_end(self):
        offer = self.offer_times()
        reminder = self.rows(self.applicant, is_reminder=True)
        self.assertEqual(reminder.scheduled_date.date().day, 15)
        with self.at(reminder.scheduled_date + HOUR):
            self.process()
            self.assertEqual(reminder.state, "queued")
            self.assertIn("reminder", self.letters()[-1:].subject)
        with self.at(offer.deadline + HOUR):
            for _time in range(2):
                self.env["hr.interview.booking"]._cron_bookings()
            self.assertEqual(offer.state, "expired")
            self.assertEqual(len(self.todos()), 1)
            self.assertEqual(offer._choose(NOW + 12 * DAY), "gone")
            offer.with_user(self.recruiter).action_extend()
            self.assertEqual(offer.state, "open")
            self.assertTrue(offer._may_choose())
            self.process()
        self.assertIn("More time", self.letters()[-1:].subject)

    def test_who_has_chosen_is_not_reminded(self):
        offer = self.offer_times()
        offer._choose(FRIDAY)
        with self.at(NOW + 5 * DAY + HOUR):
            self.process()
        self.assertEqual(self.rows(self.applicant, is_reminder=True).reason, "booking_over")

    def test_somebody_leaves_the_panel(self):
        offer = self.offer_times(panel=self.eva | self.omar)
        self.omar.active = False
        self.assertFalse(self.starts(offer))
        self.assertIn("Omar", offer.notice)
        for _time in range(2):
            self.env["hr.interview.booking"]._cron_bookings()
        self.assertEqual(len(self.todos()), 1)
        self.env.invalidate_all()
        offer.with_user(self.recruiter).panel_user_ids = self.eva
        self.env.invalidate_all()
        self.assertTrue(self.starts(offer))
        self.assertFalse(offer.notice)

    def test_one_of_several_leaves(self):
        """Nothing is in the way while another one is there."""
        lee = self._make_user("lee", "base.group_user", name="Lee")
        offer = self.offer_times(panel=self.eva)
        seat = self.env["hr.interview.booking.seat"].create(
            {"booking_id": offer.id, "user_ids": (self.omar | lee).ids}
        )
        self.omar.active = False
        self.env.invalidate_all()
        self.assertTrue(self.starts(offer))
        self.assertEqual(offer._get_people_names(), ([self.eva.name], [[lee.name]]))
        lee.active = False
        self.assertFalse(self.starts(offer))
        seat.with_user(self.recruiter).user_ids = self.eva
        self.env.invalidate_all()
        self.assertEqual(seat.user_ids, self.eva)

    def test_seats_go_on_with_those_who_are_left(self):
        offer = self.offer_times(seats=[self.omar | self.recruiter])
        self.omar.active = False
        self.assertTrue(self.starts(offer))
        offer._choose(FRIDAY)
        self.assertIn(self.recruiter.partner_id, offer.meeting_id.partner_ids)

    def test_no_times_left(self):
        self.offer_times()
        self.busy(self.eva, NOW, NOW + 30 * DAY)
        self.env["hr.interview.booking"]._cron_bookings()
        self.assertEqual(self.todos(), ["There are no free times left to choose for the interview"])

    def test_a_step_of_the_plan_offers_them(self):
        self.job.interviewer_ids = self.eva | self.omar
        self._make_step(
            "stage_entered",
            action="booking",
            stage_ids=self.interview.ids,
            mail_template_id=self.times_step.mail_template_id.id,
            booking_panel="recruiter_one",
            booking_minutes=90,
            booking_format="phone",
        )
        applicants = self._make_applicants(2, user_id=self.recruiter.id)
        applicants.stage_id = self.interview
        self.deliver_times()
        offer = applicants[0].booking_ids
        self.assertEqual((offer.minutes, offer.meeting_format), (90, "phone"))
        self.assertEqual(offer.panel_user_ids, self.recruiter)
        self.assertEqual(offer.seat_ids.user_ids, self.eva | self.omar)
        self.assertIn("one of Eva or Omar", self.letters(applicants[0]).body_html)

    def test_nobody_to_hold_it(self):
        step = self._make_step(
            "stage_entered",
            action="booking",
            stage_ids=self.interview.ids,
            mail_template_id=self.times_step.mail_template_id.id,
            booking_panel="interviewers",
        )
        self.applicant.stage_id = self.interview
        self.deliver_times()
        row = self.rows(self.applicant).filtered(lambda r: r.step_id == step)
        self.assertEqual((row.state, row.reason), ("failed", "no_panel"))

    def test_off(self):
        offer = self.offer_times()
        self._switch_booking(False)
        self.assertFalse(self.applicant._get_page_bookings())
        actions = self.env["hr.recruitment.communication.step"].fields_get(["action"])
        self.assertNotIn("booking", dict(actions["action"]["selection"]))
        with self.assertRaises(UserError):
            self.offer_times()
        with self.at(offer.deadline + HOUR):
            self.env["hr.interview.booking"]._cron_bookings()
        self.assertEqual(offer.state, "open")
        arch = self.env["hr.applicant"].with_user(self.recruiter).get_view(view_type="form")["arch"]
        self.assertNotIn('name="booking"', arch)

    def test_rights(self):
        offer = self.offer_times()
        with self.assertRaises(AccessError):
            offer.with_user(self.eva).read(["state"])
        for press in ("action_withdraw", "action_extend", "action_undo"):
            with self.subTest(press=press), self.assertRaises(AccessError):
                getattr(offer.with_user(self.eva), press)()
        officer = offer.with_user(self.recruiter)
        for values in ({"state": "booked"}, {"chosen_start": NOW}, {"minutes": 5}):
            with self.subTest(values=values), self.assertRaises(AccessError):
                officer.write(values)
        with self.assertRaises(AccessError):
            officer.read(["rules"])
        officer.action_withdraw()
        self.assertEqual(offer.state, "withdrawn")
        (shown,) = self.applicant._get_page_bookings()
        self.assertEqual((shown["state"], shown["days"]), ("withdrawn", []))
