from datetime import timedelta

import vobject

from odoo import Command
from odoo.tests import BaseCase, tagged

from ...models.interview.candidate_ics import Entry, read_organizer, write_calendar
from ..cases.delivery import DeliveryCase
from ..cases.interview import DAY, HOUR, LATER
from ..common import NOW, CandidateCase

MODULE = "hr_recruitment_candidate_experience"
SERVICES = ("google_calendar", "microsoft_calendar")
# What colleagues write for each other.
INTERNAL = "Third choice, be quick"
# Names and places as people have them.
NAMES = (
    "Åsa Öberg",
    'Anna "Ann" Ek',
    "Ek; Anna, Dr: (she)",
    "محمد علي الأنصاري",
    "שרה כהן לוי בן דוד אבו חצירה",
    "田中 さくら",
    "Jörg-Çağrı Ñuñez y Żółć " * 6,
    "Anna\nEk\x07",
    "😀 Anna 👩‍💻",
    "",
)


def make_entry(**values):
    entry = {
        "uid": "interview-1@test",
        "sequence": 1,
        "stamp": NOW,
        "start": LATER,
        "stop": LATER + HOUR,
        "allday": False,
        "summary": "Interview: Engineer, Nordlys",
        "place": "",
        "organizer": ("Anna Lind", "catchall@nordlys.example"),
        "attendee": ("Anna Ek", "anna@candidate.example"),
        "answer": "NEEDS-ACTION",
    }
    return Entry(**{**entry, **values})


@tagged("post_install", "-at_install")
class TestCandidateIcs(BaseCase):
    """The file by itself."""

    def test_names(self):
        for name in NAMES:
            with self.subTest(name=name):
                entry = make_entry(
                    summary=f"Interview: {name}", place=name, attendee=(name, "a@example.org")
                )
                content = write_calendar(entry, "REQUEST")
                for line in content.split(b"\r\n"):
                    self.assertLessEqual(len(line), 75)
                    line.decode()  # no letter is cut
                event = vobject.readOne(content.decode()).vevent
                self.assertEqual(event.summary.value, f"Interview: {name}")
                self.assertEqual(event.attendee.value, "mailto:a@example.org")
                said = "".join(event.attendee.params.get("CN", []))
                self.assertEqual(said.split(), name.replace('"', "'").replace("\x07", " ").split())

    def test_methods(self):
        for method, status, guests in (
            ("REQUEST", "CONFIRMED", 1),
            ("CANCEL", "CANCELLED", 1),
            ("PUBLISH", "CONFIRMED", 0),
        ):
            with self.subTest(method=method):
                content = write_calendar(make_entry(), method)
                calendar = vobject.readOne(content.decode())
                self.assertEqual(calendar.method.value, method)
                self.assertEqual(calendar.vevent.status.value, status)
                self.assertEqual(len(calendar.vevent.contents.get("attendee", [])), guests)
                self.assertEqual(read_organizer(content), ("Anna Lind", "catchall@nordlys.example"))

    def test_nobody_to_answer_to(self):
        content = write_calendar(make_entry(organizer=("Nordlys", "")), "REQUEST")
        self.assertIn(b"METHOD:PUBLISH", content)
        self.assertIsNone(read_organizer(content))

    def test_times(self):
        summer = write_calendar(make_entry(), "REQUEST").decode()
        self.assertIn("DTSTART:20260617T080000Z\r\nDTEND:20260617T090000Z", summer)
        days = make_entry(allday=True, start=LATER, stop=LATER + DAY)
        content = write_calendar(days, "REQUEST").decode()
        self.assertIn("DTSTART;VALUE=DATE:20260617", content)
        self.assertIn("DTEND;VALUE=DATE:20260619", content)


@tagged("post_install", "-at_install")
class TestCalendarFiles(DeliveryCase):
    """What a mail program finds in the candidate's mailbox."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        texts = cls._make_template(
            name="Interview",
            email_from="{{ object.user_id.email_formatted }}",
            body_html='<p><t t-out="object.get_interview_when()"/></p>',
        )
        for trigger in ("booked", "moved", "cancelled"):
            cls._make_step(
                f"interview_{trigger}", delay=5, delay_unit="minutes", mail_template_id=texts.id
            )
        cls.anna = cls._make_applicants(
            partner_name="Anna Ek", email_from="anna@candidate.example", user_id=cls.recruiter.id
        )
        cls.ledger.search([]).unlink()

    def setUp(self):
        super().setUp()
        self.clock = NOW
        self.open_mail_server()

    def book(self, applicant=None, **values):
        applicant = applicant or self.anna
        with self.at(self.clock):
            return self.env["calendar.event"].create(
                {
                    "name": INTERNAL,
                    "description": INTERNAL,
                    "start": LATER,
                    "stop": LATER + HOUR,
                    "user_id": self.recruiter.id,
                    "applicant_id": applicant.id,
                    "partner_ids": [
                        Command.set((applicant.partner_id | self.recruiter.partner_id).ids)
                    ],
                    "meeting_format": "video",
                    "videocall_location": "https://meet.example/anna",
                    **values,
                }
            )

    def change(self, meeting, **values):
        with self.at(self.clock):
            meeting.write(values)

    def move(self, meeting, start):
        self.change(meeting, start=start, stop=start + HOUR)

    def receive_letters(self, wait=HOUR, address="anna@candidate.example"):
        """:return: the letters that arrive within the time"""
        self.clock += wait
        with self.at(self.clock):
            self.process()
            self.send_mails()
        letters = [each for each in self.postman.letters if each.recipients == [address]]
        self.postman.letters.clear()
        return letters

    def read_parts(self, letter):
        """:return: list of (MIME part, calendar)"""
        return [
            (
                part,
                vobject.readOne(
                    part.get_content().decode()
                    if isinstance(part.get_content(), bytes)
                    else part.get_content()
                ),
            )
            for part in letter.message.walk()
            if part.get_content_type() == "text/calendar"
        ]

    def receive_entry(self, **options):
        """:return: the one calendar of the one letter"""
        (letter,) = self.receive_letters(**options)
        ((part, calendar),) = self.read_parts(letter)
        self.check(part, calendar)
        return calendar

    def check(self, part, calendar):
        """What mail programs look at."""
        self.assertEqual(part.get_param("method"), calendar.method.value)
        self.assertEqual(part.get_content_charset(), "utf-8")
        event = calendar.vevent
        self.assertEqual(event.organizer.value, f"mailto:{self.get_reply_address()}")
        self.assertEqual(event.attendee.value, "mailto:anna@candidate.example")
        self.assertEqual(len(event.contents["attendee"]), 1)
        self.assertNotIn(INTERNAL, calendar.serialize())
        self.assertNotIn("description", event.contents)
        self.assertNotIn(self.recruiter.email, calendar.serialize())

    def get_reply_address(self):
        return self.job.alias_email or "catchall@nordlys.example"

    def play(self, *calendars):
        """:return: dict UID → start, as a calendar has it that was sent these"""
        entries, newest = {}, {}
        for calendar in calendars:
            event = calendar.vevent
            uid, sequence = event.uid.value, int(event.sequence.value)
            self.assertGreater(sequence, newest.get(uid, -1))
            newest[uid] = sequence
            if calendar.method.value == "CANCEL":
                entries.pop(uid, None)
            else:
                entries[uid] = event.dtstart.value.replace(tzinfo=None)
        return entries

    def test_booked_moved_moved_cancelled_booked_again(self):
        meeting = self.book()
        told = [self.receive_entry()]
        for day in (1, 2):
            self.move(meeting, LATER + day * DAY)
            told.append(self.receive_entry())
            self.assertEqual(list(self.play(*told).values()), [LATER + day * DAY])
        self.change(meeting, active=False)
        told.append(self.receive_entry())
        self.assertEqual(told[-1].method.value, "CANCEL")
        self.assertEqual(told[-1].vevent.status.value, "CANCELLED")
        # The start that the candidate knows.
        self.assertEqual(told[-1].vevent.dtstart.value.replace(tzinfo=None), LATER + 2 * DAY)
        self.assertEqual(self.play(*told), {})
        self.change(meeting, active=True)
        told.append(self.receive_entry())
        self.assertEqual(told[-1].method.value, "REQUEST")
        self.assertEqual(list(self.play(*told).values()), [LATER + 2 * DAY])

    def test_all_within_a_second(self):
        """A slow machine, or a fast recruiter: the messages leave in one run each."""
        self.plan.step_ids.delay = 0
        meeting = self.book()
        told = [self.receive_entry(wait=timedelta())]
        self.move(meeting, LATER + DAY)
        told.append(self.receive_entry(wait=timedelta()))
        self.change(meeting, active=False)
        told.append(self.receive_entry(wait=timedelta()))
        self.assertEqual(self.play(*told), {})

    def test_deleted(self):
        meeting = self.book()
        told = [self.receive_entry()]
        with self.at(self.clock):
            meeting.unlink()
        told.append(self.receive_entry())
        self.assertEqual(self.play(*told), {})

    def test_deleted_while_the_mail_waits(self):
        """Nobody believes in it any more, so Odoo deletes it, and its attachments."""
        meeting = self.book()
        told = [self.receive_entry()]
        self.change(meeting, active=False)
        with self.at(self.clock + HOUR):
            self.process()
            meeting.unlink()
        self.assertFalse(meeting.exists())
        told.append(self.receive_entry())
        self.assertEqual(self.play(*told), {})

    def test_moved_and_then_cancelled_before_it_was_told(self):
        meeting = self.book()
        told = [self.receive_entry()]
        self.move(meeting, LATER + DAY)
        self.change(meeting, active=False)
        told.append(self.receive_entry())
        self.assertEqual(told[-1].vevent.dtstart.value.replace(tzinfo=None), LATER)
        self.assertEqual(self.play(*told), {})

    def test_another_one_instead(self):
        """One letter tells of the new one; the old one is not left in the calendar."""
        meeting = self.book()
        told = [self.receive_entry()]
        self.change(meeting, active=False)
        other = self.book(start=LATER + DAY, stop=LATER + DAY + HOUR)
        letters = self.receive_letters()
        self.assertEqual(len(letters), 1)
        told += [calendar for _part, calendar in self.read_parts(letters[0])]
        self.assertEqual([c.method.value for c in told], ["REQUEST", "REQUEST", "CANCEL"])
        uid = f"interview-{other.id}@{other._get_ics_domain()}"
        self.assertEqual(self.play(*told), {uid: LATER + DAY})

    def test_who_leaves_a_meeting_that_goes_on(self):
        berit = self._make_applicants(
            partner_name="Berit Ek", email_from="berit@candidate.example", user_id=self.recruiter.id
        )
        self.ledger.search([("applicant_id", "=", berit.id)]).unlink()
        meeting = self.book(
            partner_ids=[
                Command.set(
                    (self.anna.partner_id | berit.partner_id | self.recruiter.partner_id).ids
                )
            ]
        )
        told = [self.receive_entry()]
        self.change(meeting, partner_ids=[Command.unlink(berit.partner_id.id)])
        (letter,) = self.receive_letters(address="berit@candidate.example")
        ((_part, calendar),) = self.read_parts(letter)
        self.assertEqual(calendar.method.value, "CANCEL")
        self.assertEqual(calendar.vevent.attendee.value, "mailto:berit@candidate.example")
        self.assertNotIn("anna@", calendar.serialize())
        self.move(meeting, LATER + DAY)
        told.append(self.receive_entry())
        self.assertEqual(list(self.play(*told).values()), [LATER + DAY])

    def test_the_other_application_of_the_same_person(self):
        """The meeting is about another application of hers now: it stands."""
        again = self._make_applicants(
            partner_name="Anna Ek",
            email_from="anna@candidate.example",
            partner_id=self.anna.partner_id.id,
            user_id=self.recruiter.id,
        )
        self.ledger.search([("applicant_id", "=", again.id)]).unlink()
        meeting = self.book()
        told = [self.receive_entry()]
        self.change(meeting, applicant_id=again.id)
        told.append(self.receive_entry())
        self.assertEqual(list(self.play(*told).values()), [LATER])

    def test_who_has_invited_stays_who_has_invited(self):
        """Calendars obey nobody else."""
        self.company.alias_domain_id = False
        self.job.alias_id.alias_domain_id = False
        meeting = self.book()
        (letter,) = self.receive_letters()
        ((_part, first),) = self.read_parts(letter)
        olga = self._make_user("olga", "hr_recruitment.group_hr_recruitment_user")
        self.anna.user_id = olga
        self.change(meeting, active=False)
        (letter,) = self.receive_letters()
        ((_part, last),) = self.read_parts(letter)
        self.assertEqual(last.vevent.organizer.value, first.vevent.organizer.value)

    def test_a_refusal_takes_it_out(self):
        """Not before it is told, and with the letter that tells it."""
        self.company.refusal_delay_hours = 24
        reason = self.env["hr.applicant.refuse.reason"].create({"name": "Experience"})
        self._make_step("refused", send_window="office_hours")
        self.book()
        told = [self.receive_entry()]
        with self.at(self.clock):
            self.anna.write({"refuse_reason_id": reason.id, "active": False})
        self.assertEqual(self.receive_letters(wait=2 * HOUR), [])
        (letter,) = self.receive_letters(wait=2 * DAY)
        ((part, calendar),) = self.read_parts(letter)
        self.check(part, calendar)
        self.assertEqual(self.play(*told, calendar), {})

    def test_a_refusal_without_an_interview_has_no_file(self):
        reason = self.env["hr.applicant.refuse.reason"].create({"name": "Experience"})
        self._make_step("refused", send_window="office_hours")
        with self.at(self.clock):
            self.anna.write({"refuse_reason_id": reason.id, "active": False})
        (letter,) = self.receive_letters(wait=2 * DAY)
        self.assertEqual(self.read_parts(letter), [])

    def test_a_series(self):
        """Each interview of it is an entry of its own."""
        meeting = self.book(
            recurrency=True,
            rrule_type="daily",
            interval=1,
            end_type="count",
            count=3,
            event_tz="Europe/Stockholm",
        )
        told = [self.receive_entry()]
        second = meeting.recurrence_id.calendar_event_ids.sorted("start")[1]
        self.change(second, recurrence_update="self_only", active=False)
        self.assertEqual(self.receive_letters(), [])
        self.change(meeting, recurrence_update="self_only", active=False)
        told.append(self.receive_entry())
        self.assertEqual(self.play(*told), {})

    def test_a_whole_day(self):
        self.book(allday=True, start_date=LATER.date(), stop_date=LATER.date())
        event = self.receive_entry().vevent
        self.assertEqual(event.dtstart.value, LATER.date())
        self.assertEqual(event.dtend.value, LATER.date() + DAY)

    def test_the_page_has_the_same_entry(self):
        meeting = self.book()
        first = self.receive_entry().vevent
        content = meeting._get_candidate_ics(self.anna).decode()
        page = vobject.readOne(content)
        self.assertEqual(page.method.value, "PUBLISH")
        self.assertEqual(page.vevent.uid.value, first.uid.value)
        self.assertGreaterEqual(int(page.vevent.sequence.value), int(first.sequence.value))
        self.assertNotIn("attendee", page.vevent.contents)
        self.move(meeting, LATER + DAY)
        moved = self.receive_entry().vevent
        self.assertGreater(int(moved.sequence.value), int(page.vevent.sequence.value))

    def test_what_the_calendar_answers_comes_to_the_interview(self):
        meeting = self.book()
        (letter,) = self.receive_letters()
        ((_part, calendar),) = self.read_parts(letter)
        event = calendar.vevent
        reply = f"""BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\nMETHOD:REPLY\r
BEGIN:VEVENT\r\nUID:{event.uid.value}\r\nDTSTAMP:20260610T100000Z\r
ORGANIZER:{event.organizer.value}\r\nDTSTART:20260617T080000Z\r
ATTENDEE;PARTSTAT=ACCEPTED:mailto:anna@candidate.example\r\nEND:VEVENT\r
END:VCALENDAR\r\n"""
        answer = self.reply(letter, "")
        answer.replace_header("To", event.organizer.value.removeprefix("mailto:"))
        answer.replace_header("Subject", "Accepted: Interview")
        answer.make_mixed()
        answer.add_attachment(
            reply.encode(), "text", "calendar; method=REPLY; charset=utf-8", filename="reply.ics"
        )
        with self.at(self.clock):
            self.receive(answer)
        mine = meeting.attendee_ids.filtered(lambda a: a.partner_id == self.anna.partner_id)
        self.assertEqual(mine.state, "accepted")
        self.change(meeting, location="Hall")
        step = self._make_step("interview_before", delay=1, delay_unit="days")
        self.change(meeting, videocall_location="https://meet.example/other")
        self.clock = LATER - DAY
        self.assertTrue(step)
        event = self.receive_entry().vevent
        self.assertEqual(event.attendee.params["PARTSTAT"], ["ACCEPTED"])


@tagged("post_install", "-at_install")
class TestWithoutServices(CandidateCase):
    def test_what_is_not_installed_is_not_spoken_of(self):
        """Neither a setting nor code of ours for Google and Outlook."""
        modules = self.env["ir.module.module"].search([("name", "in", SERVICES)])
        installed = bool(modules.filtered(lambda module: module.state == "installed"))
        settings = self.env["res.config.settings"].create({})
        self.assertEqual(settings.has_calendar_service, installed)
        wrapped = [
            name
            for name in dir(self.env.registry["calendar.event"])
            if hasattr(getattr(self.env.registry["calendar.event"], name), "candidate_origin")
        ]
        self.assertEqual(bool(wrapped), installed)
