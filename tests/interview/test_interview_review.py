from datetime import timedelta

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..cases.interview import DAY, HOUR, LATER
from ..cases.interview_review import PHISHING, RIGHT, ReviewCase
from ..common import NOW


@tagged("post_install", "-at_install")
class TestBookedByStrangers(ReviewCase):
    """Who has nothing to do with a recruitment does not invite to interviews."""

    def assert_asked_and_silent(self, meeting):
        self.assertFalse(self.pending())
        self.assertEqual(self.tasks().user_id, self.recruiter)
        self.assertEqual(len(self.tasks()), 1)
        self.assertEqual(meeting.sudo().interview_review, "new")
        self.run_until(NOW, NOW + HOUR)
        self.run_until(LATER - DAY, LATER + 3 * HOUR, HOUR)
        self.assertFalse(self.told())
        self.assertFalse(self.letters())
        self.assertFalse(self.page())
        self.assertFalse(meeting.sudo().interview_kit_ids)

    def test_a_colleague(self):
        with self.at(NOW):
            meeting = self.book(user=self.nils, videocall_location=PHISHING)
            self.assert_asked_and_silent(meeting)

    def test_who_was_found_knows_nothing_of_it(self):
        self.anna.arrival = "sourced"
        with self.at(NOW):
            talk = self.book(partner_ids=[Command.set(self.recruiter.partner_id.ids)])
            self.assertEqual(self.anna._filter_unaware(), self.anna, "a talk of colleagues")
            talk.unlink()
            meeting = self.book(user=self.nils)
            self.assertEqual(self.anna._filter_unaware(), self.anna, "not confirmed")
            meeting.with_user(self.recruiter).action_confirm_interview()
            self.assertFalse(self.anna._filter_unaware())

    def test_who_was_found_and_is_invited_beside_another(self):
        beside = self._make_applicants(
            1, user_id=self.recruiter.id, email_from="bo@candidate.example", arrival="sourced"
        )
        with self.at(NOW):
            guests = (self.anna | beside).partner_id | self.recruiter.partner_id
            self.book(partner_ids=[Command.set(guests.ids)])
            self.assertTrue(self.rows(beside))
            self.assertFalse(beside._filter_unaware())

    def test_a_recruiter_of_another_company(self):
        # Odoo lets nobody invite the contact of another company.
        self.anna.partner_id.company_id = False
        with self.at(NOW):
            self.assert_asked_and_silent(self.book(user=self.olga))

    def test_in_the_name_of_the_recruiter(self):
        with self.at(NOW):
            meeting = self.book(user=self.nils, user_id=self.recruiter.id)
            self.assert_asked_and_silent(meeting)

    def test_for_the_whole_day(self):
        """Odoo writes to it while it is made."""
        with self.at(NOW):
            meeting = self.book(
                user=self.nils,
                allday=True,
                start_date=LATER.date(),
                stop_date=LATER.date(),
            )
            self.assert_asked_and_silent(meeting)

    def test_a_series(self):
        with self.at(NOW):
            meeting = self.book(
                user=self.nils,
                recurrency=True,
                rrule_type="weekly",
                interval=1,
                end_type="count",
                count=3,
                wed=True,
                event_tz="Europe/Stockholm",
            )
            self.assert_asked_and_silent(meeting)
            meeting.with_user(self.recruiter).action_confirm_interview()
        self.assertFalse(self.tasks())
        series = meeting.recurrence_id.calendar_event_ids
        self.assertEqual(self.rows(self.anna).meeting_id, series.sudo())

    def test_the_application_and_the_candidate_later(self):
        with self.at(NOW):
            meeting = self.book(user=self.nils, applicant_id=False, partner_ids=[Command.clear()])
            meeting.applicant_id = self.anna
            self.assertFalse(self.tasks())
            meeting.partner_ids += self.anna.partner_id
            self.assert_asked_and_silent(meeting)

    def test_the_candidate_is_brought_into_a_talk_of_colleagues(self):
        with self.at(NOW):
            meeting = self.book(partner_ids=[Command.set(self.recruiter.partner_id.ids)])
            meeting.with_user(self.nils).partner_ids += self.anna.partner_id
            self.assert_asked_and_silent(meeting)

    def test_the_candidate_is_invited_from_the_contact(self):
        """By somebody who writes contacts, and no meeting at all."""
        self.nils.group_ids += self.env.ref("base.group_partner_manager")
        with self.at(NOW):
            meeting = self.book(partner_ids=[Command.set(self.recruiter.partner_id.ids)])
            candidate = self.anna.partner_id.with_user(self.nils)
            candidate.meeting_ids = [Command.link(meeting.id)]
            self.assert_asked_and_silent(meeting.with_user(self.nils))

    def test_the_candidate_is_uninvited_from_the_contact(self):
        self.nils.group_ids += self.env.ref("base.group_partner_manager")
        meeting = self.book_told()
        with self.at(NOW + 2 * HOUR):
            candidate = self.anna.partner_id.with_user(self.nils)
            candidate.meeting_ids = [Command.unlink(meeting.id)]
            self.assertEqual(meeting.interview_review, "cancelled")
            self.assertEqual(self.tasks().user_id, self.recruiter)
            self.assertTrue(self.page(), "as it was confirmed")

    def test_the_recruiter_invites_from_the_contact(self):
        self.recruiter.group_ids += self.env.ref("base.group_partner_manager")
        with self.at(NOW):
            meeting = self.book(partner_ids=[Command.set(self.recruiter.partner_id.ids)])
            candidate = self.anna.partner_id.with_user(self.recruiter)
            candidate.meeting_ids = [Command.link(meeting.id)]
            self.assertEqual(self.rows(self.anna).meeting_id, meeting.sudo())

    def test_context_of_a_client_changes_nothing(self):
        with self.at(NOW):
            meeting = (
                self.env["calendar.event"]
                .with_user(self.nils)
                .with_context(
                    communication_silent=True,
                    is_calendar_event_new=True,
                    dont_notify=True,
                    interview_review=True,
                )
                .create(
                    {
                        "name": "Interview",
                        "start": LATER,
                        "stop": LATER + HOUR,
                        "applicant_id": self.anna.id,
                        "partner_ids": [Command.set(self.anna.partner_id.ids)],
                    }
                )
            )
            self.assert_asked_and_silent(meeting)

    def test_what_decides_it_is_not_open(self):
        with self.at(NOW):
            meeting = self.book(user=self.nils)
            mine = meeting.with_user(self.nils).sudo(False)
            for values in ({"confirmed_values": False}, {"changed_by_id": False}):
                with self.subTest(values), self.assertRaises(AccessError):
                    mine.write(values)
            for decide in ("action_confirm_interview", "action_restore_interview"):
                with self.subTest(decide), self.assertRaises(AccessError):
                    getattr(mine, decide)()
            self.assert_asked_and_silent(meeting)

    def test_the_recruiter_confirms(self):
        with self.at(NOW):
            meeting = self.book(user=self.nils, videocall_location=RIGHT)
            meeting.with_user(self.recruiter).action_confirm_interview()
        self.assertFalse(self.tasks())
        self.assertFalse(meeting.sudo().interview_review)
        with self.at(NOW + HOUR):
            self.process()
        self.assertEqual(self.told(), [self.booked])
        self.assertIn(RIGHT, self.texts())
        self.assertIn(self.recruiter, meeting.sudo().interview_kit_ids.interviewer_ids)

    def test_the_recruiter_says_that_it_is_no_interview(self):
        with self.at(NOW):
            meeting = self.book(user=self.nils)
            meeting.with_user(self.recruiter).action_restore_interview()
        self.assertFalse(self.tasks())
        self.assertFalse(meeting.sudo().interview_review)
        self.run_until(NOW, NOW + HOUR)
        self.assertFalse(self.told())

    def test_the_recruiter_makes_it_an_interview(self):
        with self.at(NOW):
            meeting = self.book(user=self.nils, applicant_id=False)
            meeting.with_user(self.recruiter).applicant_id = self.anna
        self.assertFalse(self.tasks())
        self.assertIn(self.booked, self.pending())

    def test_the_colleague_takes_it_back(self):
        with self.at(NOW):
            self.book(user=self.nils).unlink()
        self.assertFalse(self.tasks())

    def test_the_colleague_takes_the_application_off(self):
        with self.at(NOW):
            meeting = self.book(user=self.nils)
            meeting.applicant_id = False
        self.assertFalse(self.tasks())
        self.assertFalse(meeting.sudo().interview_review)

    def test_an_interviewer_books(self):
        with self.at(NOW):
            self.book(user=self.ivar)
        self.assertFalse(self.tasks())
        self.assertIn(self.booked, self.pending())

    def test_a_recruiter_at_work_in_another_company(self):
        """What somebody may do does not depend on the company that is switched on."""
        other = self.olga.company_id
        self.recruiter.company_ids += other
        anna = self.anna.with_context(allowed_company_ids=other.ids)
        self.assertTrue(anna._filter_entrusted(self.recruiter))
        self.assertFalse(self.anna._filter_entrusted(self.olga))

    def test_synchronization_acts_for_the_organizer(self):
        events = self.env["calendar.event"].with_user(self.nils).sudo()
        with self.at(NOW):
            meeting = self.book(user=self.recruiter)
            events.browse(meeting.id).write({"start": LATER + HOUR, "stop": LATER + 2 * HOUR})
        self.assertFalse(self.tasks())
        before = self.rows(self.anna, step_id=self.day_before, state="scheduled")
        self.assertEqual(before.scheduled_date, LATER + HOUR - DAY)
        self.rows(self.anna).unlink()
        with self.at(NOW):
            theirs = events.create(
                {
                    "name": "Interview",
                    "start": LATER,
                    "stop": LATER + HOUR,
                    "applicant_id": self.anna.id,
                    "user_id": self.nils.id,
                    "partner_ids": [Command.set(self.anna.partner_id.ids)],
                }
            )
        self.assertEqual(theirs.interview_review, "new")
        self.assertFalse(self.pending())

    def test_while_nobody_waits_and_open_again(self):
        """Nothing is asked as long as it does not matter."""
        self.anna.active = False
        self.anna.answer_state = "not_owed"
        with self.at(NOW):
            meeting = self.book(user=self.nils, videocall_location=PHISHING)
            self.assertFalse(self.tasks())
            self.assertFalse(meeting.sudo().interview_review)
            self.anna.action_unarchive()
            self.env.invalidate_all()
            self.assert_asked_and_silent(meeting)

    def test_who_has_left_is_nobody(self):
        former = self._make_user("former", "hr_recruitment.group_hr_recruitment_user")
        former.active = False
        with self.at(NOW):
            meeting = self.book(user=self.env.user, user_id=former.id)
        self.assertEqual(meeting.interview_review, "new")


@tagged("post_install", "-at_install")
class TestChangedByStrangers(ReviewCase):
    """What Anna knows of an interview is the recruiter's to change."""

    def assert_as_before(self, meeting, review="changed"):
        self.assertEqual(self.tasks().user_id, self.recruiter)
        self.assertEqual(len(self.tasks()), 1)
        self.assertEqual(self.tasks().date_deadline, (NOW + 2 * HOUR).date())
        self.assertEqual(meeting.sudo().interview_review, review)
        self.run_until(NOW + 2 * HOUR, NOW + 3 * HOUR)
        self.assertEqual(self.told(), [self.booked])
        (shown,) = self.page()
        self.assertEqual(shown["video"]["url"], RIGHT)
        self.assertIn("10:00", shown["time"])
        self.assertTrue(shown["has_calendar"])
        self.assertFalse([person for person in shown["people"] if person["name"] == "Nils"])
        file = meeting.sudo()._get_candidate_ics(self.anna).decode()
        self.assertIn("20260617T080000Z", file)
        self.assertNotIn("evil", file)

    def change(self, meeting, **values):
        with self.at(NOW + 2 * HOUR):
            meeting.with_user(self.nils).write(values)

    def test_moved(self):
        meeting = self.book_told()
        self.change(meeting, start=LATER + DAY, stop=LATER + DAY + HOUR)
        self.assert_as_before(meeting)
        # What prepares her leaves with what she knows.
        with self.at(LATER - DAY):
            self.process()
        self.assertEqual(self.told(), [self.booked, self.day_before])
        self.assertIn("June 17 at 10:00", self.letters()[0].body_html)

    def test_every_way_to_change_it(self):
        changes = {
            "link": {"videocall_location": PHISHING},
            "place": {"location": PHISHING},
            "format": {"meeting_format": "phone"},
            "length": {"stop": LATER + 5 * HOUR},
            "whole day": {"allday": True, "start_date": LATER.date(), "stop_date": LATER.date()},
            "guest": {"partner_ids": [Command.link(self.nils.partner_id.id)]},
            "organizer": {"user_id": self.nils.id},
        }
        for name, values in changes.items():
            with self.subTest(name):
                meeting = self.book_told()
                self.change(meeting, **values)
                self.assert_as_before(meeting)
            self.tasks().unlink()
            self.rows(self.anna).unlink()

    def test_cancelled(self):
        candidate = self.anna.partner_id
        for name in ("archived", "deleted", "candidate out", "application out"):
            with self.subTest(name):
                meeting = self.book_told()
                theirs = meeting.with_user(self.nils)
                with self.at(NOW + 2 * HOUR):
                    if name == "archived":
                        theirs.active = False
                    elif name == "deleted":
                        theirs.unlink()
                    elif name == "candidate out":
                        theirs.partner_ids -= candidate
                    else:
                        theirs.applicant_id = False
                self.assert_as_before(meeting, "cancelled")
            self.tasks().unlink()
            self.rows(self.anna).unlink()

    def test_deleted_with_a_letter_to_the_guests(self):
        meeting = self.book_told()
        theirs = meeting.with_user(self.nils)
        with self.at(NOW + 2 * HOUR):
            wizard = (
                self.env["calendar.popover.delete.wizard"]
                .with_user(self.nils)
                .create({"calendar_event_id": theirs.id, "delete": "one"})
            )
            wizard.action_send_mail_and_delete()
        self.assert_as_before(meeting, "cancelled")

    def test_deleted_before_it_was_told(self):
        with self.at(NOW):
            meeting = self.book()
            meeting.with_user(self.nils).unlink()
        self.assertTrue(meeting.exists())
        self.assertEqual(self.tasks().user_id, self.recruiter)
        with self.at(NOW + HOUR):
            self.process()
        self.assertEqual(self.told(), [self.booked])

    def test_a_series_moves(self):
        meeting = self.book_told(
            recurrency=True,
            rrule_type="weekly",
            interval=1,
            end_type="count",
            count=2,
            wed=True,
            event_tz="Europe/Stockholm",
        )
        with self.at(NOW + 2 * HOUR):
            meeting.with_user(self.nils).write(
                {
                    "start": LATER + HOUR,
                    "stop": LATER + 2 * HOUR,
                    "recurrence_update": "all_events",
                }
            )
        self.run_until(NOW + 2 * HOUR, NOW + 3 * HOUR)
        self.assertEqual(self.told(), [self.booked])
        self.assertTrue(self.tasks())

    def test_the_agenda(self):
        meeting = self.book_told()
        theirs = meeting.with_user(self.nils)
        with self.at(NOW + 2 * HOUR):
            theirs.partner_ids += self.nils.partner_id
            with self.assertRaises(AccessError):
                theirs.agenda_ids = [Command.create({"name": PHISHING})]
            mine = self.env["calendar.event"].with_user(self.nils)
            own = mine.create(
                {
                    "name": "Own",
                    "applicant_id": self.anna.id,
                    "start": LATER,
                    "stop": LATER + HOUR,
                    "agenda_ids": [Command.create({"name": PHISHING})],
                }
            )
            self.assertFalse(own.sudo().agenda_ids)

    def test_the_recruiter_confirms_the_new_time(self):
        meeting = self.book_told()
        self.change(meeting, start=LATER + DAY, stop=LATER + DAY + HOUR)
        with self.at(NOW + 3 * HOUR):
            meeting.with_user(self.recruiter).action_confirm_interview()
        with self.at(NOW + 4 * HOUR):
            self.process()
        self.assertFalse(self.tasks())
        self.assertEqual(self.told(), [self.booked, self.moved])
        self.assertIn("June 18 at 10:00", self.letters()[0].body_html)

    def test_the_recruiter_confirms_the_cancellation(self):
        meeting = self.book_told()
        with self.at(NOW + 2 * HOUR):
            meeting.with_user(self.nils).unlink()
        with self.at(NOW + 3 * HOUR):
            meeting.with_user(self.recruiter).action_confirm_interview()
        with self.at(NOW + 4 * HOUR):
            self.process()
        self.assertEqual(self.told(), [self.booked, self.cancelled])

    def test_the_recruiter_undoes_it(self):
        meeting = self.book_told()
        self.change(
            meeting,
            start=LATER + DAY,
            stop=LATER + DAY + HOUR,
            videocall_location=PHISHING,
            partner_ids=[Command.link(self.nils.partner_id.id)],
        )
        with self.at(NOW + 3 * HOUR):
            meeting.with_user(self.recruiter).action_restore_interview()
        self.assertEqual(meeting.start, LATER)
        self.assertEqual(meeting.videocall_location, RIGHT)
        self.assertNotIn(self.nils.partner_id, meeting.partner_ids)
        self.assertFalse(self.tasks())
        self.run_until(NOW + 3 * HOUR, NOW + 4 * HOUR)
        self.assertEqual(self.told(), [self.booked])

    def test_the_recruiter_changes_something_else_meanwhile(self):
        """What the recruiter says is told, what Nils said is not."""
        invited = self._make_user("invited", "base.group_user")
        meeting = self.book_told()
        self.change(
            meeting,
            videocall_location=PHISHING,
            partner_ids=[Command.link(self.nils.partner_id.id)],
        )
        with self.at(NOW + 3 * HOUR):
            mine = meeting.with_user(self.recruiter)
            mine.partner_ids += invited.partner_id
            mine.write({"start": LATER + DAY, "stop": LATER + DAY + HOUR})
        with self.at(NOW + 4 * HOUR):
            self.process()
        self.assertEqual(self.told(), [self.booked, self.moved])
        self.assertNotIn("evil", self.texts())
        (shown,) = self.page()
        names = [person["name"] for person in shown["people"]]
        self.assertIn("Invited", names)
        self.assertNotIn("Nils", names)
        self.assertTrue(self.tasks())

    def test_the_colleague_moves_it_back(self):
        meeting = self.book_told()
        self.change(meeting, start=LATER + DAY, stop=LATER + DAY + HOUR)
        self.change(meeting, start=LATER, stop=LATER + HOUR)
        self.assertFalse(self.tasks())
        self.assertFalse(meeting.sudo().interview_review)

    def test_while_a_refusal_waits_and_after_it_was_taken_back(self):
        meeting = self.book_told()
        with self.at(NOW + 2 * HOUR):
            self.anna.write(
                {
                    "refuse_reason_id": self.env["hr.applicant.refuse.reason"]
                    .search([("ended_by", "=", "company")], limit=1)
                    .id,
                    "active": False,
                }
            )
        self.change(meeting, start=LATER + DAY, stop=LATER + DAY + HOUR)
        self.assertEqual(len(self.tasks()), 1)
        with self.at(NOW + 3 * HOUR):
            self.anna.action_take_back_refusal()
        self.run_until(NOW + 3 * HOUR, NOW + 4 * HOUR)
        self.assertEqual(self.told(), [self.booked])
        self.assertEqual(self.anna._get_told_meetings(), {meeting.sudo(): LATER})

    def test_a_template_that_reads_the_meeting_itself(self):
        with self.at(NOW):
            meeting = self.book(videocall_location=RIGHT, location="Storgatan 1")
            meeting.with_user(self.nils).write(
                {"videocall_location": PHISHING, "location": PHISHING}
            )
        with self.at(NOW + HOUR):
            self.process()
        self.assertIn(RIGHT, self.texts())
        self.assertIn("Storgatan 1", self.texts())
        self.assertNotIn("evil", self.texts())

    def test_one_task_however_often(self):
        meeting = self.book_told()
        for number in range(1, 4):
            self.change(meeting, start=LATER + number * DAY, stop=LATER + 5 * DAY)
        self.assertEqual(len(self.tasks()), 1)

    def test_when_the_candidate_knows_that_it_is_a_no(self):
        """Nothing is asked of whom nothing is told any more."""
        meeting = self.book_told()
        self.anna.active = False
        self.anna.answer_state = "told"
        self.change(meeting, start=LATER + DAY, stop=LATER + DAY + HOUR)
        self.assertFalse(self.tasks())

    def test_while_nobody_waits_and_open_again(self):
        """What was done meanwhile is asked when it matters again."""

        def move(meeting):
            meeting.write({"start": LATER + DAY, "stop": LATER + DAY + HOUR})

        ways = {"changed": move, "cancelled": lambda meeting: meeting.action_archive()}
        for review, change in ways.items():
            with self.subTest(review), self.cr.savepoint() as savepoint:
                meeting = self.book_told()
                self.withdraw()
                with self.at(NOW + 2 * HOUR):
                    change(meeting.with_user(self.nils))
                    self.assertFalse(self.tasks())
                    self.assertFalse(meeting.sudo().interview_review)
                    self.anna.action_unarchive()
                self.env.invalidate_all()
                self.assert_as_before(meeting, review)
                savepoint.rollback()

    def withdraw(self):
        with self.at(NOW + 2 * HOUR):
            reason = self.env["hr.applicant.refuse.reason"].search(
                [("ended_by", "=", "candidate")], limit=1
            )
            self.anna.write({"refuse_reason_id": reason.id, "active": False})

    def test_many_at_once(self):
        """A constant number of queries."""
        counts = []
        for number in (2, 2, 20):
            with self.at(NOW):
                applicants = self._make_applicants(number, company_id=self.company.id)
                meetings = self.env["calendar.event"].create(
                    [
                        {
                            "name": "Interview",
                            "start": LATER + timedelta(days=1),
                            "stop": LATER + timedelta(days=1, hours=1),
                            "applicant_id": applicant.id,
                            "partner_ids": [Command.set(applicant.partner_id.ids)],
                        }
                        for applicant in applicants
                    ]
                )
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                mine = meetings.with_user(self.recruiter)
                mine._find_foreign_of({m: i.candidates for m, i in mine._read_interviews().items()})
                counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2], "the first one fills Odoo's caches")
