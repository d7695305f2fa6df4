import re
from datetime import timedelta

from odoo.tests import tagged

from ...models.booking.states import MOST_DAYS
from ..cases.booking import DAY, FRIDAY, HOUR, NOW, BookingCase
from ..cases.phone import phone

SLOT = re.compile(r'name="start"[^>]*value="([^"]+)"')
LATER = re.compile(r'href="([^"#]+)#book">Later days')


@tagged("post_install", "-at_install")
class TestBookingPage(BookingCase):
    """What candidates open, over HTTP, without JavaScript."""

    def setUp(self):
        super().setUp()
        clock = self.at(NOW)
        clock.__enter__()
        self.addCleanup(clock.__exit__, None, None, None)
        self.authenticate(None, None)

    def slots(self, page):
        return SLOT.findall(page)

    def choose(self, offer, start, **data):
        return self.follow("book", booking=str(offer.id), start=str(start), **data)

    def test_in_the_hand(self):
        """A real browser: nothing serious for axe-core, nothing wider than the screen, and
        fingers book a time."""
        self.job.interview_agenda_ids = [(0, 0, {"kind": "coffee", "duration_minutes": 60})]
        offer = self.offer_times(panel=self.eva | self.omar)
        with phone(self) as device:
            for scheme in ("light", "dark"):
                device.ask(
                    "Emulation.setEmulatedMedia",
                    features=[{"name": "prefers-color-scheme", "value": scheme}],
                )
                device.open(f"{self.base_url()}{self.path}")
                self.assertFalse(device.accessibility_faults(), scheme)
            for width in (320, 390, 1200):
                device.resize(width)
                self.assertFalse(device.is_wider_than_screen(), width)
            device.resize(390)
            device.open(f"{self.base_url()}{self.path}")
            device.tap(".cx-slot:nth-child(3) label")
            with self.at(NOW + timedelta(minutes=2)):
                device.tap("input[name=booking] ~ button")
                device.arrive("?said=book")
            self.assertIn("The interview is booked", device.text())
        self.env.invalidate_all()
        self.assertEqual(offer.state, "booked")

    def test_a_look_changes_nothing(self):
        offer = self.offer_times(panel=self.eva | self.omar)
        before = offer.read()
        for agent in ("Mozilla/5.0", "BotScanner/1.0"):
            page = self.look(agent=agent)
            self.assertIn("choose a time", page)
            for words in ("Eva and Omar", "1 hour", "Friday, June 12", "Wednesday, June 17"):
                self.assertIn(words, page)
            self.assertIn("Sweden time, UTC+2", page)
            self.assertIn(str(FRIDAY), self.slots(page))
        self.env.invalidate_all()
        self.assertEqual(offer.read(), before)
        self.assertFalse(offer.meeting_id)

    def test_a_few_days_at_once(self):
        """All times are reached, each once; what stands in the address is a visitor's."""
        self.rule.horizon_days = 30
        offer = self.offer_times()
        every = [str(start) for start in self.starts(offer)]
        page, seen = self.look(), []
        self.assertNotIn("Earlier days", page)
        while True:
            here = self.slots(page)
            self.assertLessEqual(len({time[:10] for time in here}), MOST_DAYS)
            seen += here
            later = LATER.search(page)
            if not later:
                break
            page = self.look(later[1])
            self.assertIn("Earlier days", page)
        self.assertGreater(len(seen), 100)
        self.assertEqual(seen, every)
        first = self.slots(self.look())
        for day in ("", "x", "9999-99-99", "0001-01-01", "1" * 5000):
            self.assertEqual(self.slots(self.look(f"{self.path}?day={day}")), first, day)
        self.assertEqual(self.slots(self.look(f"{self.path}?day=9999-12-31")), here)

    def test_taken_on_a_later_day(self):
        """Who is told that a time is taken sees what is left around it."""
        self.rule.horizon_days = 30
        offer, other = self.offer_times(), self.offer_times(self.another())
        last = self.starts(offer)[-1]
        other._choose(last)
        self.env.flush_all()
        page = self.choose(offer, last)
        self.assertEqual(page.status_code, 409)
        self.assertIn(str(last - HOUR), self.slots(page.text))
        self.assertNotIn(str(last), self.slots(page.text))

    def test_nothing_of_anybodys_calendar(self):
        self.busy(self.eva, FRIDAY, name="Dentist", location="Odenplan")
        offer = self.offer_times()
        page = self.look()
        self.assertNotIn("Dentist", page)
        self.assertNotIn("Odenplan", page)
        self.assertNotIn(str(FRIDAY), self.slots(page))
        self.assertTrue(offer)

    def test_booked_moved_and_cancelled(self):
        offer = self.offer_times()
        done = self.choose(offer, FRIDAY)
        self.assertEqual(done.status_code, 200)
        self.assertIn("The interview is booked", done.text)
        self.assertIn("Your time for the interview", done.text)
        self.assertEqual(offer.meeting_id.start, FRIDAY)
        self.assertIn("look forward to meeting you", done.text)
        self.assertIn("Add to my calendar", done.text)
        self.assertNotIn(str(FRIDAY), self.slots(done.text))
        # One way to another time.
        self.assertNotIn("I need another time", done.text)
        moved = self.choose(offer, FRIDAY + HOUR)
        self.assertIn("You can move it once more", moved.text)
        self.assertEqual(offer.meeting_id.start, FRIDAY + HOUR)
        last = self.choose(offer, FRIDAY + 2 * HOUR)
        self.assertIn("as often as it can be done here", last.text)
        self.assertIn("I need another time", last.text)
        self.assertIn(self.recruiter.name, last.text)
        gone = self.follow("calloff", booking=str(offer.id), text="Sorry")
        self.assertIn("The interview is cancelled", gone.text)
        self.assertIn("You have cancelled the interview", gone.text)
        self.env.invalidate_all()
        self.assertFalse(offer.meeting_id.active)

    def test_what_is_over_is_not_shown(self):
        offer = self.offer_times()
        self.choose(offer, FRIDAY)
        with self.at(FRIDAY + 2 * HOUR):
            self.assertNotIn("Your time for the interview", self.look())

    def test_too_late_to_change(self):
        offer = self.offer_times()
        self.choose(offer, FRIDAY)
        with self.at(FRIDAY - 20 * HOUR):
            page = self.look()
        self.assertIn("less than 24 hours", page)
        self.assertIn(self.recruiter.name, page)
        self.assertNotIn("Cancel the interview", page)

    def test_taken_a_moment_ago(self):
        offer, other = self.offer_times(), self.offer_times(self.another())
        other._choose(FRIDAY)
        self.env.flush_all()
        page = self.choose(offer, FRIDAY)
        self.assertEqual(page.status_code, 409)
        self.assertIn("That time has just been taken", page.text)
        self.assertNotIn(str(FRIDAY), self.slots(page.text))
        self.assertIn(str(FRIDAY + HOUR), self.slots(page.text))
        self.assertFalse(offer.meeting_id)

    def test_the_first_time_and_a_long_look(self):
        """Nobody is told that a time was taken because of the minutes in which it was read."""
        offer = self.offer_times()
        first = min(self.slots(self.look()))
        with self.at(self.env.cr._now + timedelta(minutes=50)):
            self.assertNotIn(first, self.slots(self.look()))
            done = self.choose(offer, first)
        self.assertIn("The interview is booked", done.text)

    def test_what_nobody_offered(self):
        offer = self.offer_times()
        other = self.offer_times(self.another())
        for start in ("", "yesterday", "2026-06-13 08:00:00", "9999-99-99"):
            with self.subTest(start=start):
                page = self.press("book", booking=str(offer.id), start=start)
                self.assertIn(page.status_code, (409, 422))
        self.assertEqual(self.choose(other, FRIDAY).status_code, 422)
        for booking in ("", "-1", "x", "99999999999"):
            page = self.press("book", booking=booking, start=str(FRIDAY))
            self.assertEqual(page.status_code, 422)
        self.env.invalidate_all()
        self.assertFalse((offer | other).meeting_id)

    def test_a_machine_books_nothing(self):
        offer = self.offer_times()
        page = self.press("book", seconds=0, booking=str(offer.id), start=str(FRIDAY))
        self.assertIn("press once more", page.text)
        self.env.invalidate_all()
        self.assertFalse(offer.meeting_id)
        page = self.press("book", path=self.path, booking=str(offer.id), start=str(FRIDAY))
        self.env.invalidate_all()
        self.assertTrue(offer.meeting_id)

    def test_none_fits(self):
        offer = self.offer_times()
        self.assertEqual(self.press("unfit", booking=str(offer.id), text="").status_code, 422)
        page = self.follow("unfit", booking=str(offer.id), text="Only in the evening.")
        self.assertIn("We look for a time that suits you", page.text)
        self.env.invalidate_all()
        self.assertEqual(offer.state, "none_fits")
        self.assertIn("You wrote to us that none fits", self.look())
        self.assertTrue(self.slots(self.look()))

    def test_the_own_time_zone(self):
        self.offer_times()
        page = self.follow("zone", zone="America/New_York")
        self.assertIn("you read all times in this time zone", page.text)
        self.env.invalidate_all()
        self.assertEqual(self.applicant._get_candidate_tz().zone, "America/New_York")
        page = self.look()
        self.assertIn("New York time, UTC-4", page)
        self.assertIn("4:00 AM", page)
        self.assertEqual(self.press("zone", zone="Moon/Crater").status_code, 422)

    def test_lunch_first(self):
        self.job.interview_agenda_ids = [
            (0, 0, {"kind": "talk", "duration_minutes": 30, "sequence": 1}),
            (0, 0, {"kind": "lunch", "duration_minutes": 60, "sequence": 2}),
        ]
        self.offer_times(minutes=90)
        page = self.look()
        self.assertIn("with lunch", page)
        # Half past ten in Stockholm: lunch is had at eleven then.
        self.assertEqual(self.slots(page)[0], "2026-06-11 08:30:00")

    def test_in_swedish(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        module = self.env["ir.module.module"].search(
            [("name", "=", "hr_recruitment_candidate_experience")]
        )
        module._update_translations(["sv_SE"])
        self.applicant.candidate_lang = "sv_SE"
        offer = self.offer_times(seats=[self.omar | self.recruiter])
        mail = self.mails(self.applicant).filtered(lambda m: "Välj en tid" in m.subject)
        self.assertIn("onsdag 17 juni", mail.body_html)
        page = self.look()
        for words in ("Välj en tid", "fredag 12 juni", "Sverige", "Ingen av tiderna passar"):
            self.assertIn(words, page)
        done = self.choose(offer, FRIDAY)
        self.assertIn("Intervjun är bokad", done.text)

    def test_nothing_before_it_is_told_and_nothing_for_strangers(self):
        offer = self.offer_times(told=False)
        self.assertFalse(self.slots(self.look()))
        self.choose(offer, FRIDAY)
        self.assertFalse(offer.meeting_id)
        self.assertEqual(self.open(f"{self.path}x").status_code, 404)

    def test_after_the_last_day(self):
        offer = self.offer_times()
        with self.at(offer.deadline + DAY):
            self.assertIn("The time to choose ran out", self.look())
