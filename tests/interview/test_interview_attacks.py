from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...models.inside import YES
from ..cases.candidate_page import CandidatePageCase
from ..cases.interview import DAY, HOUR, LATER, InterviewCase
from ..common import NOW


class AttackCase(InterviewCase):
    def tell(self, moment):
        """What is due leaves and arrives."""
        with self.at(moment):
            self.process()
            self.ledger.search([("state", "=", "queued")])._mark_sent("delivered")

    def refuse(self, applicant):
        applicant.refuse_reason_id = self.env.ref("hr_recruitment.refuse_reason_1")
        self.assertEqual(applicant.answer_state, "pending")

    def book_told(self, **values):
        """An interview that Anna has heard of, an hour after it was booked."""
        with self.at(NOW):
            meeting = self.book(**values)
        self.tell(NOW + HOUR)
        self.assertTrue(self.anna._get_told_meetings())
        return meeting

    def book_together(self):
        """Anna and Berit in one meeting."""
        berit = self._make_applicants(
            1, partner_name="Berit Ek", email_from="berit@candidate.example"
        )
        guests = (self.anna | berit).partner_id | self.recruiter.partner_id
        return berit, self.book_told(partner_ids=[Command.set(guests.ids)])

    def calendar_letters(self, meeting, partner):
        """What Odoo's calendar has written to the guest about the meeting."""
        return self.env["mail.message"].search(
            [
                ("model", "=", "calendar.event"),
                ("res_id", "=", meeting.id),
                ("notified_partner_ids", "in", partner.ids),
            ]
        )


@tagged("post_install", "-at_install")
class TestNeverAhead(AttackCase):
    """What happens to an interview while a no is on its way is not seen."""

    def test_deleted_after_it_was_archived(self):
        meeting = self.book_told()
        with self.at(NOW + 2 * HOUR):
            self.refuse(self.anna)
            meeting.active = False
            meeting.unlink()
        self.assertEqual(self.anna._get_told_meetings(), {meeting.sudo(): LATER})

    def test_deleted_first_and_refused_before_that_is_said(self):
        meeting = self.book_told()
        with self.at(NOW + 2 * HOUR):
            meeting.unlink()
            self.refuse(self.anna)
        self.tell(NOW + 3 * HOUR)
        self.assertEqual(self.anna._get_told_meetings(), {meeting.sudo(): LATER})

    def test_deleted_when_closed_without_a_word(self):
        meeting = self.book_told()
        with self.at(NOW + 2 * HOUR):
            self.anna.active = False
            self.assertEqual(self.anna.answer_state, "owed")
            meeting.unlink()
        self.assertEqual(self.anna._get_told_meetings(), {meeting.sudo(): LATER})

    def test_deleted_for_good_when_the_candidate_knows(self):
        meeting = self.book_told()
        with self.at(NOW + 2 * HOUR):
            meeting.unlink()
        self.tell(NOW + 3 * HOUR)
        self.assertEqual(self.told(), [self.booked, self.cancelled])
        with self.at(NOW + 4 * HOUR):
            meeting.unlink()
        self.assertFalse(meeting.exists())

    def test_one_of_two_candidates_is_refused(self):
        berit, meeting = self.book_together()
        with self.at(NOW + 2 * HOUR):
            self.refuse(berit)
            meeting.write({"start": LATER + DAY, "stop": LATER + DAY + HOUR})
            self.assertFalse(self.calendar_letters(meeting, berit.partner_id))
            meeting.unlink()
        self.assertEqual(berit._get_told_meetings(), {meeting.sudo(): LATER})

    def test_given_to_another_candidate(self):
        other = self._make_applicants(1, email_from="other@candidate.example")
        meeting = self.book_told()
        with self.at(NOW + 2 * HOUR):
            self.refuse(self.anna)
            guests = other.partner_id | self.recruiter.partner_id
            meeting.write(
                {
                    "applicant_id": other.id,
                    "partner_ids": [Command.set(guests.ids)],
                    "start": LATER + DAY,
                    "stop": LATER + DAY + HOUR,
                }
            )
        self.tell(NOW + 3 * HOUR)
        self.assertEqual(self.anna._get_told_meetings(), {meeting.sudo(): LATER})
        self.assertEqual(other._get_told_meetings(), {meeting.sudo(): LATER + DAY})


@tagged("post_install", "-at_install")
class TestTakenBack(AttackCase):
    """The decision is taken back: what became of the interviews meanwhile is said."""

    def take_back(self, *changes):
        with self.at(NOW + 2 * HOUR):
            self.refuse(self.anna)
            for change in changes:
                change()
            self.anna.action_take_back_refusal()
        self.tell(NOW + 3 * HOUR)

    def test_it_was_moved(self):
        meeting = self.book_told()
        self.take_back(lambda: meeting.write({"start": LATER + DAY, "stop": LATER + DAY + HOUR}))
        self.assertEqual(self.told(), [self.booked, self.moved])
        self.assertEqual(self.anna._get_told_meetings(), {meeting.sudo(): LATER + DAY})

    def test_it_was_archived(self):
        meeting = self.book_told()
        self.take_back(lambda: meeting.write({"active": False}))
        self.assertEqual(self.told(), [self.booked, self.cancelled])
        self.assertFalse(self.anna._get_told_meetings())

    def test_it_was_deleted(self):
        meeting = self.book_told()
        self.take_back(meeting.unlink)
        self.assertEqual(self.told(), [self.booked, self.cancelled])

    def test_it_was_booked(self):
        self.take_back(self.book)
        self.assertEqual(self.told(), [self.booked])

    def test_nothing_happened_to_it(self):
        self.book_told()
        self.take_back()
        self.assertEqual(self.told(), [self.booked])

    def test_it_was_not_told_yet(self):
        with self.at(NOW + 2 * HOUR):
            self.book()
        self.take_back()
        self.assertEqual(self.told(), [self.booked])

    def test_refused_and_taken_back_twice(self):
        meeting = self.book_told()
        self.take_back(lambda: meeting.write({"active": False}))
        with self.at(NOW + 4 * HOUR):
            meeting.active = True
        self.tell(NOW + 5 * HOUR)
        with self.at(NOW + 6 * HOUR):
            self.refuse(self.anna)
            meeting.active = False
            self.anna.action_take_back_refusal()
        self.tell(NOW + 7 * HOUR)
        self.assertEqual(self.told(), [self.booked, self.cancelled, self.booked, self.cancelled])

    def test_another_job_before_the_interview_was_told(self):
        """The plan of the new job welcomes."""
        with self.at(NOW):
            self.book()
            job = self.job.copy()
            plan = self.plan.copy({"job_ids": [Command.set(job.ids)], "in_use": True})
            self.anna.job_id = job
        self.tell(NOW + HOUR)
        booked = plan.step_ids.filtered(lambda s: s.trigger == "interview_booked")
        self.assertEqual(self.told(), [booked])


@tagged("post_install", "-at_install")
class TestSaidAgain(AttackCase):
    """What was said once can be true a second time."""

    def test_moved_to_and_fro(self):
        meeting = self.book_told()
        for number, start in enumerate((LATER + DAY, LATER, LATER + DAY)):
            with self.at(NOW + (2 + number) * HOUR):
                meeting.write({"start": start, "stop": start + HOUR})
            self.tell(NOW + (2.5 + number) * HOUR)
            self.assertEqual(self.anna._get_told_meetings(), {meeting.sudo(): start})

    def test_cancelled_twice(self):
        meeting = self.book_told()
        for number, active in enumerate((False, True, False)):
            with self.at(NOW + (2 + number) * HOUR):
                meeting.active = active
            self.tell(NOW + (2.5 + number) * HOUR)
            self.assertEqual(bool(self.anna._get_told_meetings()), active)

    def test_another_link_within_the_last_hour(self):
        meeting = self.book_told(videocall_location="https://meet.example/1")
        self.tell(LATER - DAY)
        self.tell(LATER - HOUR)
        self.assertEqual(self.told(), [self.booked, self.day_before, self.hour_before])
        with self.at(LATER - HOUR / 2):
            meeting.videocall_location = "https://meet.example/2"
        self.tell(LATER - HOUR / 3)
        self.assertEqual(self.told()[3:], [self.hour_before])

    def test_another_place_after_the_way_was_told(self):
        meeting = self.book_told(location="Storgatan 1")
        self.tell(LATER - DAY)
        with self.at(LATER - HOUR * 20):
            meeting.location = "Lillgatan 2"
        self.tell(LATER - HOUR * 19)
        self.assertEqual(self.told(), [self.booked, self.day_before, self.day_before])

    def test_longer_is_not_another_place(self):
        meeting = self.book_told(location="Storgatan 1")
        self.tell(LATER - DAY)
        with self.at(LATER - HOUR * 20):
            meeting.stop = LATER + 2 * HOUR
        self.tell(LATER - HOUR * 19)
        self.assertEqual(self.told(), [self.booked, self.day_before])

    def test_a_series_moves_and_is_told_once(self):
        meeting = self.book_told(
            recurrency=True,
            rrule_type="weekly",
            interval=1,
            end_type="count",
            count=3,
            wed=True,
            event_tz="Europe/Stockholm",
        )
        with self.at(NOW + 2 * HOUR):
            meeting.write(
                {
                    "start": LATER + HOUR,
                    "stop": LATER + 2 * HOUR,
                    "recurrence_update": "all_events",
                }
            )
        self.tell(NOW + 3 * HOUR)
        self.assertEqual(self.told(), [self.booked, self.moved])


@tagged("post_install", "-at_install")
class TestOneVoice(AttackCase):
    """The calendar is silent towards candidates to whom the plan speaks."""

    def test_two_candidates_hear_nothing_of_each_other(self):
        """Odoo's invitation lists all guests."""
        berit, meeting = self.book_together()
        self.assertIn(self.booked, self.rows(berit, state="sent").step_id)
        for applicant in self.anna | berit:
            self.assertFalse(self.calendar_letters(meeting, applicant.partner_id))
        with self.at(NOW):
            meeting = self.book(user=self.env.user)
        self.assertTrue(self.calendar_letters(meeting, self.recruiter.partner_id))

    def test_no_reminder_by_sms(self):
        guest = self.env["res.partner"].create({"name": "Guest"})
        self.anna.partner_id.phone = "+46701234567"
        guest.phone = "+46701234568"
        alarm = self.env["calendar.alarm"].create(
            {"name": "SMS", "alarm_type": "sms", "duration": 1, "interval": "hours"}
        )
        meeting = self.book_told(alarm_ids=[Command.set(alarm.ids)])
        meeting.partner_ids += guest
        with self.at(LATER - HOUR):
            meeting._do_sms_reminder(alarm)
        reminded = self.env["sms.sms"].search([]).partner_id
        self.assertEqual(reminded, guest)

    def delete_with_a_letter(self, meeting):
        """:return: ``res.partner`` to whom the window for deleting has written"""
        guests = meeting.with_user(self.recruiter)
        action = guests.action_unlink_event()
        context = {
            name: value for name, value in action["context"].items() if name.startswith("default_")
        }
        wizards = self.env["calendar.popover.delete.wizard"].with_user(self.recruiter)
        wizard = wizards.with_context(**context).create({})
        last = self.env["mail.message"].search([], order="id desc", limit=1)
        wizard.action_send_mail_and_delete()
        letters = self.env["mail.message"].search(
            [("id", ">", last.id), ("subject", "=like", "Deleted event%")]
        )
        self.assertTrue(letters)
        return letters.partner_ids | letters.notified_partner_ids, wizard

    def test_deleted_with_a_letter_to_the_guests(self):
        meeting = self.book_told()
        with self.at(NOW + 2 * HOUR):
            told, wizard = self.delete_with_a_letter(meeting)
        self.assertEqual(told, self.recruiter.partner_id)
        self.assertNotIn(self.anna.partner_id, wizard.recipient_ids)
        self.tell(NOW + 3 * HOUR)
        self.assertEqual(self.told(), [self.booked, self.cancelled])

    def test_deleted_with_a_letter_while_a_no_is_on_its_way(self):
        meeting = self.book_told()
        with self.at(NOW + 2 * HOUR):
            self.refuse(self.anna)
            self.assertNotIn(self.anna.partner_id, self.delete_with_a_letter(meeting)[0])

    def test_where_the_plan_is_silent_the_calendar_speaks(self):
        self.booked.active = False
        with self.at(NOW):
            meeting = self.book()
        telling = meeting.with_context(plan_tells_of_cancelling=YES)
        told = telling._message_get_default_recipients()[meeting.id]["partner_ids"]
        self.assertIn(self.anna.partner_id.id, told)


@tagged("post_install", "-at_install")
class TestCurious(AttackCase):
    """Colleagues who would like to know."""

    def test_who_joined_uninvited_stays_uninvited(self):
        """Also when a recruiter opens the kit or changes the meeting later."""
        mallory = self._make_user("mallory", "base.group_user")
        invited = self._make_user("invited", "base.group_user")
        with self.at(NOW):
            meeting = self.book()
            meeting.with_user(mallory).partner_ids += mallory.partner_id
            mine = meeting.with_user(self.recruiter)
            mine.action_open_interview_kit()
            mine.interview_goal = "Does she like our code?"
            mine.partner_ids += invited.partner_id
        kit = self.env["hr.interview.kit"].search([("meeting_id", "=", meeting.id)])
        self.assertEqual(kit.interviewer_ids, self.recruiter | invited)
        self.assertFalse(self.env["hr.interview.kit"].with_user(mallory).search_count([]))

    def test_the_key_is_not_found_by_searching(self):
        self.anna._ensure_page_tokens()
        guess = [("page_token", "=like", f"{self.anna.page_token[:1]}%")]
        ways = [
            ("hr.applicant", guess),
            ("hr.applicant.communication", [("applicant_id", "any", guess)]),
            ("calendar.event", [("applicant_id.page_token", "!=", False)]),
            ("hr.interview.kit", [("applicant_id.page_token", "!=", False)]),
        ]
        for model, domain in ways:
            with self.subTest(model), self.assertRaises(AccessError):
                self.env[model].with_user(self.recruiter).search(domain)
        applicants = self.env["hr.applicant"].with_user(self.recruiter)
        for read in (
            lambda: applicants.search([], order="page_token"),
            lambda: applicants.formatted_read_group([], ["page_token"], ["__count"]),
            lambda: applicants.browse(self.anna.id).read(["page_token"]),
            lambda: applicants.browse(self.anna.id).read(["withdrawal_undo"]),
        ):
            with self.assertRaises(AccessError):
                read()


@tagged("post_install", "-at_install")
class TestParanoid(CandidatePageCase):
    """A candidate who compares, and one who is not a candidate."""

    def test_the_calendar_file_says_nothing_of_what_was_done_since(self):
        meeting = self.book()
        link = f"{self.path}/interview/{meeting.id}"
        with self.at(NOW + HOUR):
            before = self.look(link)
        with self.at(NOW + 2 * HOUR):
            self.refuse(self.applicant)
            meeting.unlink()
            self.env.flush_all()
            self.assertEqual(self.look(link), before)

    def test_a_later_message_replaces_what_the_calendar_has(self):
        def sequence(text):
            return int(text.split("SEQUENCE:")[1].split()[0])

        meeting = self.book()
        page = sequence(self.look(f"{self.path}/interview/{meeting.id}"))
        with self.at(NOW + 2 * HOUR):
            meeting.write({"start": NOW + 5 * DAY, "stop": NOW + 5 * DAY + HOUR})
            self.process()
        with self.at(NOW + 4 * HOUR):
            self.process()
        row = self.rows(self.applicant, step_id=self.moved_step)
        self.assertEqual(row.state, "queued")
        mail = self.env["mail.mail"].browse(row.mail_mail_id_int)
        file = mail.attachment_ids.filtered(lambda a: a.name == "interview.ics")
        self.assertGreater(sequence(file.raw.decode()), page)

    def test_a_form_that_is_larger_than_any_letter(self):
        answer = self.send(self.path, part="ask", text="x" * 2_000_000)
        self.assertEqual(answer.status_code, 413)
        self.assertFalse(self.messages())
