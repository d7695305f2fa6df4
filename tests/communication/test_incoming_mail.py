from datetime import datetime
from time import process_time

from odoo.tests import BaseCase, tagged

from ...models.gateway.incoming_mail import is_automatic, read_calendar_reply, read_mail
from ...models.gateway.incoming_report import read_report
from ...models.gateway.person_names import is_same_person
from ..cases.mail_reports import VACATION, make_calendar, make_mail, make_parts, parse

ANNA = "anna0@candidate.example"
# Headers beside those of a person's reply → is it automatic?
MAILS = (
    ("a person's reply", {}, False),
    ("RFC 3834", {"Auto_Submitted": "auto-replied"}, True),
    ("RFC 3834 with a comment", {"Auto_Submitted": "auto-generated (vacation)"}, True),
    ("RFC 3834, a person", {"Auto_Submitted": "no"}, False),
    ("no sender", {"Return_Path": "<>"}, True),
    (
        "the sender's own rule in Exchange",
        {"X_MS_Exchange_Inbox_Rules_Loop": ANNA, "Subject": "Re: About Engineer"},
        True,
    ),
    (
        "a colleague's rule in Exchange passed it on",
        {"X_MS_Exchange_Inbox_Rules_Loop": "recruiting@nordlys.example"},
        False,
    ),
    ("Exchange marks every mail", {"X_Auto_Response_Suppress": "All"}, False),
    (
        "Exchange out of office",
        {"X_Auto_Response_Suppress": "All", "Subject": "Out of Office: About Engineer"},
        True,
    ),
    ("a person who is away tells so", {"Subject": "Out of office: next week only"}, False),
    ("Outlook", {"Subject": "Automatic reply: About Engineer"}, True),
    ("Outlook in Swedish", {"Subject": "Autosvar: About Engineer"}, True),
    (
        "Outlook in German, encoded",
        {"Subject": "=?utf-8?B?QXV0b21hdGlzY2hlIEFudHdvcnQ6IEFib3V0?="},
        True,
    ),
    ("a reply to an automatic reply", {"Subject": "Re: Automatic reply: hello"}, False),
    ("iCloud", {"X_Apple_Action": "VACATION"}, True),
    (
        "iCloud, another header",
        {"X_Apple_Criteria": "{kind=VACATION,startDate=2026-06-01T00:00:00Z}"},
        True,
    ),
    ("iCloud, a person", {"X_Apple_Action": "NOTHING"}, False),
    ("hosting", {"X_Autoreply": "yes"}, True),
    ("hosting, cPanel", {"X_Autorespond": "About Engineer"}, True),
    ("hosting, by program", {"X_Mailer": "WebHost AutoResponder 3"}, True),
    ("a person's program", {"X_Mailer": "Microsoft Outlook 16.0"}, False),
    ("Precedence", {"Precedence": "auto_reply"}, True),
    ("bulk", {"Precedence": "bulk"}, True),
    ("a person on a list", {"Precedence": "list", "List_Id": "<jobs.nordlys.example>"}, False),
    (
        "a person on an old list",
        {"Precedence": "bulk", "List_Post": "<mailto:jobs@nordlys.example>"},
        False,
    ),
    ("list alone", {"Precedence": "list"}, False),
)
# What nobody's program writes, but anybody can send.
BROKEN = (
    {"Subject": "=?utf-8?b?a?="},
    {"From": "=?utf-8?b?a?= <anna0@candidate.example>"},
    {"Content_Type": "text/plain; charset=undefined"},
    {"Content_Type": "text/plain; charset=idna"},
    {"Content_Type": 'text/plain; charset="a\0b"'},
    {"Content_Disposition": "attachment; filename*=undefined''%ff.ics"},
)
# Patterns that go back and forth need minutes for these, or hours.
ENDLESS = ("a", "\n", ">\n", "<", "<style", "over", "exceeded", "fail", "inkorg")
NAMES = (
    ("Anna Ek", "Anna Ek", True),
    ("Anna Ek", "anna ek", True),
    ("Ek, Anna", "Anna Ek", True),
    ("Dr. Anna Ek", "Anna Maria Ek", True),
    ("Anna Ek", "Anna Svensson", True),
    ("A. Ek", "Anna Ek", True),
    ("André Öberg", "Andre Oberg", True),
    ("anna@candidate.example", "Bo Ek", True),
    ("", "Bo Ek", True),
    ("Anna Ek", "Bo Ek", False),
    ("Anna-Karin Ek", "Bo Ek", False),
    ("Anna Ek", "Bo Lund", False),
    ("王小明", "李雷", False),
    ("Иван Петров", "Анна Петрова", False),
)


@tagged("post_install", "-at_install")
class TestIncomingMail(BaseCase):
    """Who wrote: a person, a program, a calendar?"""

    def test_automatic_or_a_person(self):
        for label, headers, expected in MAILS:
            with self.subTest(label):
                mail = parse(make_mail("In March.", **(VACATION | headers)))
                self.assertEqual(is_automatic(mail), expected)

    def test_two_names_of_one_person(self):
        for name, other, expected in NAMES:
            with self.subTest(f"{name} / {other}"):
                self.assertEqual(is_same_person(name, other), expected)
                self.assertEqual(is_same_person(other, name), expected)

    def test_a_broken_mail_is_read_nevertheless(self):
        for headers in BROKEN:
            with self.subTest(headers=headers):
                mail = parse(make_mail("zażółć\0", **(VACATION | headers)))
                self.assertFalse(read_mail(mail).is_automatic)
                report = read_report(mail, to_bounce_address=True)
                self.assertNotIn("\0", report.words)
                report.words.encode()

    def test_an_endless_mail_is_read_at_once(self):
        for text in ENDLESS:
            text = text * (50_000 // len(text))
            kinds = {"Content_Type": "text/html"}, {"To": text.replace("\n", ""), "From": "a@b.c"}
            for headers in kinds:
                with self.subTest(text[:9], headers=list(headers)):
                    mail, before = parse(make_mail(text, **headers)), process_time()
                    read_mail(mail)
                    read_report(mail, to_bounce_address=True)
                    self.assertLess(process_time() - before, 2)

    def reply(self, calendar, content_type="text/calendar; method=REPLY", **headers):
        mail = make_parts(
            ("text/plain", ""),
            (content_type, calendar),
            subtype="alternative",
            **(VACATION | headers),
        )
        return read_calendar_reply(parse(mail))

    def test_what_a_calendar_answers(self):
        for method, partstat, answer, waits in (
            ("REPLY", "ACCEPTED", "ACCEPTED", False),
            ("REPLY", "TENTATIVE", "TENTATIVE", False),
            ("REPLY", "DECLINED", "DECLINED", True),
            ("REPLY", "DELEGATED", "DECLINED", True),
            ("REPLY", "NEEDS-ACTION", "", True),
            ("COUNTER", "TENTATIVE", "COUNTER", True),
            ("COUNTER", "ACCEPTED", "COUNTER", True),
        ):
            with self.subTest(f"{method} {partstat}"):
                reply = self.reply(make_calendar(method, partstat, ANNA))
                self.assertEqual(reply.answer, answer)
                self.assertEqual(reply.waits_for_us, waits)
                self.assertEqual(reply.attendee, ANNA)
                self.assertEqual(reply.uid, "42@provider.example")
                self.assertEqual(reply.start, datetime(2026, 6, 17, 8, 0))

    def test_the_method_stands_in_the_calendar_only(self):
        reply = self.reply(make_calendar("REPLY", "ACCEPTED", ANNA), "text/calendar")
        self.assertEqual(reply.answer, "ACCEPTED")

    def test_the_method_stands_in_the_part_only(self):
        reply = self.reply(make_calendar("", "DECLINED", ANNA))
        self.assertEqual(reply.answer, "DECLINED")

    def test_the_calendar_is_a_file(self):
        name = 'application/octet-stream; name="invite.ics"'
        reply = self.reply(make_calendar("REPLY", "DECLINED", ANNA), name)
        self.assertEqual(reply.answer, "DECLINED")

    def test_a_comment_waits(self):
        for more, parameters in (
            ("COMMENT:Where do I\\, park?\r\n", ""),
            ("", ';X-RESPONSE-COMMENT="Where do I park?"'),
        ):
            calendar = make_calendar("REPLY", "ACCEPTED", ANNA, more, parameters)
            self.assertTrue(self.reply(calendar).waits_for_us)

    def test_another_time_is_proposed(self):
        original = "X-MS-OLK-ORIGINALSTART:20260617T080000Z\r\n"
        calendar = make_calendar("COUNTER", "TENTATIVE", ANNA, original)
        calendar = calendar.replace("20260617T100000", "20260618T130000")
        reply = self.reply(calendar, "text/calendar; method=COUNTER")
        self.assertEqual(reply.start, datetime(2026, 6, 17, 8, 0))
        self.assertEqual(reply.proposed, datetime(2026, 6, 18, 11, 0))

    def test_time_zones_as_calendars_write_them(self):
        for name, hour in (
            ("Europe/Stockholm", 8),
            ("/freeassociation.sourceforge.net/Europe/Stockholm", 8),
            ("/citadel.org/20260101_1/America/Argentina/Buenos_Aires", 13),
            ("W. Europe Standard Time", 8),
            ("India Standard Time", 4),
            ("US/Eastern", 14),
            ("Asia/Calcutta", 4),
            ("CET", 8),
            ("Customized Time Zone", None),
            ("/", None),
            ("../../etc/passwd", None),
        ):
            with self.subTest(name=name):
                calendar = make_calendar("COUNTER", "TENTATIVE", ANNA)
                reply = self.reply(calendar.replace("Europe/Stockholm", name))
                self.assertEqual(reply.proposed and reply.proposed.hour, hour)

    def test_at_the_ends_of_the_calendar(self):
        for day in ("00010101", "99991231"):
            calendar = make_calendar("COUNTER", "TENTATIVE", ANNA).replace("20260617", day)
            self.assertIsNone(self.reply(calendar).start)
            calendar = calendar.replace(";TZID=Europe/Stockholm", "").replace("T100000", "T100000Z")
            self.assertIsNone(self.reply(calendar).proposed)

    def test_only_the_subject_tells(self):
        for subject, answer in (
            ("Accepted: Interview: Engineer", "ACCEPTED"),
            ("Accepté : Interview", "ACCEPTED"),
            ("Avböjt: Intervju", "DECLINED"),
            ("New Time Proposed: Interview", "COUNTER"),
            ("=?utf-8?Q?Godk=C3=A4nt=3A_Intervju?=", "ACCEPTED"),
        ):
            with self.subTest(subject):
                mail = parse(make_mail(" \n", **(VACATION | {"Subject": subject})))
                self.assertEqual(read_calendar_reply(mail).answer, answer)

    def test_no_reply_of_a_calendar(self):
        request = make_calendar("REQUEST", "NEEDS-ACTION", ANNA)
        self.assertIsNone(self.reply(request, "text/calendar; method=REQUEST"))
        words = make_mail("Thank you, but …", **(VACATION | {"Subject": "Declined: a question"}))
        self.assertIsNone(read_calendar_reply(parse(words)))
        self.assertIsNone(read_calendar_reply(parse(make_mail("", **VACATION))))
        self.assertIsNone(self.reply("BEGIN:VCALENDAR", "text/calendar"))
