import json
import threading
from contextlib import contextmanager
from datetime import timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import compat32
from email.utils import getaddresses, parseaddr
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..cases.delivery import HANG_UP, SLOW, DeliveryCase, free_port
from ..cases.packages import need
from ..common import NOW, CandidateCase


@tagged("post_install", "-at_install")
class TestLetter(DeliveryCase):
    """What arrives in the candidate's mailbox, and what comes back from it."""

    def setUp(self):
        super().setUp()
        self.open_mail_server()

    def deliver(self, **applicant):
        row = self.promise(**applicant)
        before = len(self.postman.letters)
        self.send_mails()
        self.assertEqual((row.state, row.reason), ("sent", "delivered"))
        self.assertEqual(len(self.postman.letters), before + 1)
        return row, self.postman.letters[-1]

    def test_confirmation_arrives_part_by_part(self):
        row, letter = self.deliver(partner_name="Åsa Öberg")
        message = letter.message
        self.assertEqual(letter.recipients, ["anna0@candidate.example"])
        self.assertEqual(
            getaddresses([str(message["To"])]),
            [("Åsa Öberg", "anna0@candidate.example")],
        )
        self.assertFalse(message["Cc"] or message["Bcc"])
        self.assertEqual(
            parseaddr(str(message["From"])),
            ("Rekryterare", "anna.lind@nordlys.example"),
        )
        self.assertEqual(message["Subject"], "About Engineer")
        self.assertEqual(message["Message-Id"], row.message_id.message_id)
        self.assertEqual(
            [part.get_content_type() for part in message.walk()],
            ["multipart/alternative", "text/plain", "text/html"],
        )
        self.assertIn("Dear Åsa Öberg", self.part(letter, "plain"))
        self.assertNotIn("<p", self.part(letter, "plain"))
        self.assertIn("<p>Dear Åsa Öberg</p>", self.part(letter, "html"))
        self.assertEqual(
            parseaddr(str(message["Reply-To"])),
            ("Rekryterare", "catchall@nordlys.example"),
        )
        self.assertTrue(row.sent_date)
        self.assertEqual(row.applicant_id.last_contact_date, row.sent_date)

    def test_long_subjects_arrive_whole(self):
        """Whatever line of the header a word is on."""
        words = "Ingenjör för förnybar energi och hållbarhet i Örnsköldsvik · الأربعاء، 17 يونيو"
        self._make_step("applied")
        subjects = [
            f"{start} {words[:length]}".strip()
            for start in (
                "Snart:",
                "Vi har tagit emot din ansökan:",
                "A plain and rather short line",
            )
            for length in range(0, len(words), 3)
        ]
        with self.at(NOW):
            applicants = self._make_applicants(len(subjects))
            for applicant, subject in zip(applicants, subjects, strict=True):
                applicant.partner_name = subject
            self.template.subject = "{{ object.partner_name }}"
            self.process()
        self.open_mail_server()
        self.send_mails()
        arrived = [str(letter.message["Subject"]) for letter in self.postman.letters]
        self.assertEqual(sorted(arrived), sorted(subject.strip() for subject in subjects))
        for letter in self.postman.letters:
            self.assertLessEqual(
                max(map(len, letter.raw.split(b"\r\n\r\n")[0].split(b"\r\n"))), 998
            )

    def test_long_names_arrive_whole(self):
        """Of who is written to and who writes, whatever line a name ends on."""
        words = "Åsa-Märta Öberg, Håkansson Ångström Östergård Đình 小明 王 محمد (HR)"
        names = [f"{'B' * length} {words}".strip() for length in range(40)]
        names += ["Anna von der Lind of a long, but plain name with seventy letters and more"]
        self.job.user_id = self.recruiter
        self.recruiter.name = self.recruiter.company_id.name = words
        self._make_step("applied")
        with self.at(NOW):
            applicants = self._make_applicants(len(names))
            for applicant, name in zip(applicants, names, strict=True):
                applicant.partner_id.name = applicant.partner_name = name
            self.process()
        self.open_mail_server()
        self.send_mails()
        letters = [
            letter
            for letter in self.postman.letters
            if letter.recipients[0].endswith("@candidate.example")
        ]
        self.assertEqual(sorted(self.read_name(letter, "To") for letter in letters), sorted(names))
        for letter in letters:
            self.assertEqual(self.read_name(letter, "From"), words)

    def test_a_server_that_sends_in_its_own_name_keeps_the_recruiters(self):
        self.recruiter.name = "Åsa-Märta Håkansson Ångström Öst Đình 王 小明 محمد"
        sender = self.env.company.alias_domain_id.default_from_email
        self.env["ir.mail_server"].search([]).from_filter = sender
        _row, letter = self.deliver()
        self.assertEqual(parseaddr(letter.message["From"])[1], sender)
        self.assertEqual(self.read_name(letter, "From"), self.recruiter.name)

    def test_names_that_look_like_code_arrive(self):
        """Anybody may be called what they like, and write it as they like."""
        names = (
            "=?utf-8?b?a?=",
            "=?foo?q?x?=",
            "=?utf-8?q?=ff?= Ek",
            "=?undefined?q?x?= Öberg",
            "=?utf-8?q?Anna=0D=0ABcc=3A_all=40nordlys.example?=",
            'Anna "Ek" \\ (HR) <b@c.example>',
            "Öberg, Anna <b@c.example>; Bo",
            "@",
            "Anna " * 400,
        )
        for number, name in enumerate(names):
            with self.subTest(name):
                address = f"code{number}@candidate.example"
                _row, letter = self.deliver(partner_name=name, email_from=address)
                self.assertEqual(letter.recipients, [address])
                (raw,) = message_from_bytes(letter.raw, policy=compat32).get_all("To")
                self.assertIn(f"<{address}>", raw)
                self.assertFalse(letter.message["Bcc"])
                self.assertLess(max(map(len, letter.raw.split(b"\r\n"))), 999)

    def read_name(self, letter, header):
        """As RFC 2047 has it; Python's own reading of names adds blanks."""
        (raw,) = message_from_bytes(letter.raw, policy=compat32).get_all(header)
        name = parseaddr(raw.replace("\r\n", ""))[0]
        return str(make_header(decode_header(name)))

    def test_a_subject_of_two_lines_is_one(self):
        row = self.promise(partner_name="Anna\nBcc: all@nordlys.example")
        mail = self.env["mail.mail"].browse(row.mail_mail_id_int)
        mail.subject = "One\nBcc: all@nordlys.example"
        self.open_mail_server()
        self.send_mails()
        (letter,) = self.postman.letters
        self.assertEqual(letter.message["Subject"], "One Bcc: all@nordlys.example")
        self.assertFalse(letter.message["Bcc"])
        self.assertEqual(letter.recipients, ["anna0@candidate.example"])

    def test_sent_once_however_often_the_queue_runs(self):
        row, letter = self.deliver()
        for _time in range(3):
            self.send_mails()
            self.process()
        self.assertEqual(self.postman.letters, [letter])
        self.assertEqual(row.state, "sent")

    def test_reply_leads_back_to_the_application_and_waits_for_an_answer(self):
        row, letter = self.deliver()
        applicant = row.applicant_id
        self.assertEqual(parseaddr(str(letter.message["Reply-To"]))[1], "catchall@nordlys.example")
        applications = self.env["hr.applicant"].search_count([])
        self.receive(self.reply(letter))
        self.assertEqual(self.env["hr.applicant"].search_count([]), applications)
        message = applicant.message_ids[0]
        self.assertIn("When do we meet?", message.body)
        self.assertEqual(message.author_id, applicant.partner_id)
        self.assertTrue(applicant.awaiting_reply)
        self.assertTrue(applicant.last_reply_date)

    def test_reply_to_the_address_of_the_job_leads_back_too(self):
        self.job.alias_name = "engineer"
        row, letter = self.deliver()
        self.assertEqual(parseaddr(str(letter.message["Reply-To"]))[1], "engineer@nordlys.example")
        applications = self.env["hr.applicant"].search_count([])
        self.receive(self.reply(letter))
        self.assertEqual(self.env["hr.applicant"].search_count([]), applications)
        self.assertTrue(row.applicant_id.awaiting_reply)

    def test_out_of_office_reply_waits_for_nothing(self):
        row, letter = self.deliver()
        self.receive(self.reply(letter, "Gone fishing", Auto_Submitted="auto-replied"))
        self.assertIn("Gone fishing", row.applicant_id.message_ids[0].body)
        self.assertFalse(row.applicant_id.awaiting_reply)

    def test_next_mail_waits_in_the_same_conversation_and_does_not_answer_it(self):
        """Our plan goes on writing by itself; that is no answer to a question."""
        step = self._make_step("stage_entered", stage_ids=self.interview.ids)
        row, letter = self.deliver_step(step)
        self.receive(self.reply(letter))
        self.assertTrue(row.applicant_id.awaiting_reply)
        row.applicant_id.stage_id = self.new
        again = self._make_step("stage_entered", stage_ids=self.offer.ids)
        self.deliver_step(again, row.applicant_id)
        self.assertTrue(row.applicant_id.awaiting_reply)
        row.applicant_id.with_user(self.recruiter).message_post(
            body="On Monday.",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=row.applicant_id.partner_id.ids,
        )
        self.assertFalse(row.applicant_id.awaiting_reply)

    def deliver_step(self, step, applicant=None):
        applicant = applicant or self._make_applicants()
        applicant.stage_id = step.stage_ids
        self.process()
        self.send_mails()
        row = self.rows(applicant, step_id=step)
        self.assertEqual(row.state, "sent")
        return row, self.postman.letters[-1]

    def test_each_candidate_reads_the_own_language(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        swedish = self.template.with_context(lang="sv_SE")
        swedish.subject = "Om {{ object.job_id.name }}"
        swedish.body_html = '<p>Hej <t t-out="object.partner_name"/></p>'
        self._make_step("applied")
        applicants = self._make_applicants(2)
        applicants[0].partner_id.lang = "sv_SE"
        applicants[1].partner_id.lang = "en_US"
        self.process()
        self.send_mails()
        letters = {letter.recipients[0]: letter for letter in self.postman.letters}
        swedish = letters["anna0@candidate.example"]
        english = letters["anna1@candidate.example"]
        self.assertEqual(swedish.message["Subject"], "Om Engineer")
        self.assertIn("Hej Anna Ek 0", self.part(swedish, "html"))
        self.assertIn("Hej Anna Ek 0", self.part(swedish, "plain"))
        self.assertEqual(english.message["Subject"], "About Engineer")
        self.assertIn("Dear Anna Ek 1", self.part(english, "html"))

    def test_shipped_confirmation_arrives_in_swedish(self):
        module = "hr_recruitment_candidate_experience"
        self.env["res.lang"]._activate_lang("sv_SE")
        self.env["ir.module.module"].search([("name", "=", module)])._update_translations(["sv_SE"])
        step = self.env.ref(f"{module}.communication_step_applied")
        job = self.env["hr.job"].create({"name": "Båtbyggare", "user_id": self.recruiter.id})
        applicant = self._make_applicants(partner_name="Åsa Öberg", job_id=job.id)
        applicant.partner_id.lang = "sv_SE"
        self.process()
        self.send_mails()
        self.assertEqual(self.rows(applicant, step_id=step).reason, "delivered")
        (letter,) = (
            letter for letter in self.postman.letters if letter.recipients == [applicant.email_from]
        )
        subject = step.mail_template_id.with_context(lang="sv_SE").subject
        self.assertEqual(letter.message["Subject"], subject.split("{{")[0] + ": Båtbyggare")
        self.assertNotIn("received", letter.message["Subject"])
        for subtype in ("html", "plain"):
            text = self.part(letter, subtype)
            self.assertIn("Hej Åsa", text)
            self.assertIn("Båtbyggare", text)
            self.assertNotIn("Kind regards", text)
        self.assertIn('<html lang="sv-SE"', self.part(letter, "html"))

    def test_history_stays_whether_odoo_keeps_the_mail_or_not(self):
        for number, auto_delete in enumerate((True, False)):
            with self.subTest(auto_delete=auto_delete):
                self.template.auto_delete = auto_delete
                row, _letter = self.deliver(email_from=f"anna{number}@candidate.example")
                mail = self.env["mail.mail"].browse(row.mail_mail_id_int).exists()
                self.assertEqual(bool(mail), not auto_delete)
                self.assertIn("Dear Anna Ek 0", row.preview_body)
                self.assertIn(row.message_id, row.applicant_id.message_ids)

    def test_attachment_of_the_template_arrives(self):
        self.template.attachment_ids = self.env["ir.attachment"].create(
            {
                "name": "Map.txt",
                "raw": b"Second door on the left",
                "mimetype": "text/plain",
            }
        )
        _row, letter = self.deliver()
        (attachment,) = letter.message.iter_attachments()
        self.assertEqual(attachment.get_filename(), "Map.txt")
        self.assertIn("Second door", attachment.get_content())

    def test_many_candidates_get_one_letter_each(self):
        self._make_step("applied")
        applicants = self._make_applicants(30)
        self.process()
        self.send_mails()
        self.assertEqual(
            sorted(letter.recipients[0] for letter in self.postman.letters),
            sorted(applicants.mapped("email_from")),
        )
        self.assertEqual(set(self.rows(applicants).mapped("state")), {"sent"})

    def test_mail_that_came_back_fails_the_row_and_tells_the_recruiter(self):
        for number, auto_delete in enumerate((False, True)):
            with self.subTest(auto_delete=auto_delete):
                self.template.auto_delete = auto_delete
                row, letter = self.deliver(email_from=f"gone{number}@candidate.example")
                self.assertEqual(letter.sender, "bounce@nordlys.example", "where it comes back to")
                self.receive(self.bounce(letter))
                self.assertEqual((row.state, row.reason), ("failed", "bounced"))
                self.assertIn("Undelivered", row.reason_detail)
                self.assertEqual(self.alerts(row).user_id, self.recruiter)
                self.assertFalse(row.applicant_id.awaiting_reply)
                later = self.promise_again(row.applicant_id)
                self.assertEqual((later.state, later.reason), ("failed", "bounced"))
                self.assertEqual(len(self.alerts(row)), 1, "told once")

    def promise_again(self, applicant):
        step = self._make_step("manual")
        row = applicant._start_step(step)
        self.process()
        return row

    def test_address_that_bounced_is_mended_and_the_mail_sent_again(self):
        for number, auto_delete in enumerate((True, False)):
            with self.subTest(auto_delete=auto_delete):
                self.template.auto_delete = auto_delete
                self.postman.letters.clear()
                wrong = f"gone{number}@candidate.example"
                right = f"new{number}@candidate.example"
                row, letter = self.deliver(email_from=wrong)
                self.receive(self.bounce(letter))
                row.applicant_id.with_user(self.recruiter).email_from = right
                self.process()
                self.ledger._collect_outbox()
                self.send_mails()
                self.assertEqual((row.state, row.reason), ("sent", "delivered"))
                self.assertEqual(
                    [letter.recipients for letter in self.postman.letters],
                    [[wrong], [right]],
                )

    def test_delay_that_a_mail_server_reports_is_no_bounce(self):
        row, letter = self.deliver()
        self.receive(self.bounce(letter, b"delayed"))
        self.assertEqual((row.state, row.reason), ("sent", "delivered"))
        self.assertFalse(self.alerts(row))
        self.assertFalse(row.applicant_id.message_bounce)

    def bounce(self, letter, action=b"failed"):
        """A delivery status notification (RFC 3464) as Postfix writes it, to the
        envelope sender."""
        return b"""\
Return-Path: <>
From: MAILER-DAEMON@mx.candidate.example (Mail Delivery System)
To: %(sender)s
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Message-Id: <bounce-of-%(recipient)s>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=_part"

--=_part
Content-Type: text/plain; charset=us-ascii

<%(recipient)s>: host mx.candidate.example said: 550 5.1.1 User unknown

--=_part
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.candidate.example

Final-Recipient: rfc822; %(recipient)s
Action: %(action)s
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--=_part
Content-Type: message/rfc822

%(letter)s
--=_part--
""" % {
            b"action": action,
            b"sender": letter.sender.encode(),
            b"recipient": letter.recipients[0].encode(),
            b"letter": letter.raw.replace(b"\r\n", b"\n"),
        }


@tagged("post_install", "-at_install")
class TestTrouble(DeliveryCase):
    """The mail server has its bad days. The row says so, and nothing is lost."""

    def assert_waits(self, row, attempts, *words, reason="retry"):
        self.assertEqual((row.state, row.reason), ("queued", reason))
        self.assertEqual(row.attempts, attempts)
        for word in words:
            self.assertIn(word, row.reason_detail)
        self.assertFalse(self.alerts(row), "nothing to do for the recruiter yet")

    def assert_delivered_once(self, row, message_id):
        """The mail server is well again: the very mail that waited arrives, once."""
        self.postman.answers.clear()
        if not self.mail_server:
            self.open_mail_server()
        due = row.next_attempt
        with self.at(due - timedelta(seconds=1)):
            self.send_mails()
            self.assertFalse(self.postman.letters, "not before its time")
        with self.at(due):
            self.ledger._collect_outbox()
            for _time in range(3):
                self.send_mails()
        self.assertEqual((row.state, row.reason), ("sent", "delivered"))
        self.assertFalse(row.reason_detail)
        self.assertEqual(len(self.postman.letters), 1)
        (letter,) = self.postman.letters
        self.assertEqual(letter.message["Message-Id"], message_id)

    def test_mail_server_that_is_down_is_tried_again_at_growing_intervals(self):
        row = self.promise()
        message_id = row.message_id.message_id
        moment, waits = NOW, []
        for attempt in range(1, 4):
            with self.at(moment):
                self.ledger._collect_outbox()
                self.send_mails()
            self.assert_waits(row, attempt, "refused", reason="no_server")
            waits.append(row.next_attempt - moment)
            moment = row.next_attempt
        self.assertEqual(
            waits, [timedelta(minutes=5), timedelta(minutes=20), timedelta(minutes=80)]
        )
        self.assert_delivered_once(row, message_id)

    def server_todos(self):
        return self.env["mail.activity"].search([("summary", "like", "mail server of Nordlys")])

    def apply(self, count):
        """:return: rows whose emails are in the outbox at ``NOW``"""
        if not self.plan.step_ids:
            self._make_step("applied")
        with self.at(NOW):
            applicants = self._make_applicants(count)
            self.process()
        return self.rows(applicants)

    def run_down(self, rows, days):
        """The mail server is down, and the ledger looks whenever something is due."""
        moment = NOW
        while moment < NOW + timedelta(days=days):
            with self.at(moment):
                self.ledger._collect_outbox()
                self.send_mails()
            moment = min(rows.mapped("next_attempt"))
        return moment

    def test_mail_server_that_stays_down_is_the_administrators_business(self):
        rows = self.apply(3)
        self.run_down(rows, days=3)
        self.assertEqual(set(rows.mapped("state")), {"queued"})
        self.assertEqual(set(rows.mapped("reason")), {"no_server"})
        self.assertIn("refused", rows[0].reason_detail)
        self.assertFalse(rows.applicant_id.activity_ids, "nothing to do for the recruiter")
        self.assertEqual(len(self.server_todos()), 1)
        self.assertNotEqual(self.server_todos().user_id, self.recruiter)
        self.assertEqual(self.company.candidate_mail_down_since, NOW)

    def test_told_once_even_where_the_administrator_has_ticked_it_off(self):
        rows = self.apply(2)
        with self.at(NOW):
            self.send_mails()
        self.server_todos().action_feedback()
        self.run_down(rows, days=1)
        self.assertFalse(self.server_todos())

    def test_all_that_waited_leaves_when_the_mail_server_is_back(self):
        """At once when one has got through: not each when its own time comes."""
        rows = self.apply(3)
        messages = rows.message_id.mapped("message_id")
        moment = self.run_down(rows, days=1)
        rows[1:].write({"next_attempt": moment + timedelta(hours=1)})
        self.open_mail_server()
        with self.at(moment):
            for _time in range(3):
                self.ledger._collect_outbox()
                self.send_mails()
        self.assertEqual(set(rows.mapped("reason")), {"delivered"})
        self.assertEqual(
            sorted(letter.message["Message-Id"] for letter in self.postman.letters),
            sorted(messages),
        )
        self.assertFalse(self.company.candidate_mail_down_since)
        self.assertFalse(self.server_todos())

    def test_mail_server_that_goes_down_again_is_told_again(self):
        row = self.apply(1)
        moment = self.run_down(row, days=1)
        self.open_mail_server()
        with self.at(moment):
            self.ledger._collect_outbox()
            self.send_mails()
        self.assertEqual(row.reason, "delivered")
        self.close_mail_server()
        again = self.promise(email_from="again@candidate.example")
        with self.at(moment):
            self.send_mails()
        self.assertEqual(again.reason, "no_server")
        self.assertEqual(len(self.server_todos()), 1)

    def test_what_is_no_longer_true_does_not_leave_after_the_mail_server_is_back(self):
        step = self._make_step("stage_entered", stage_ids=self.interview.ids)
        with self.at(NOW):
            applicant = self._make_applicants()
            applicant.stage_id = self.interview
            self.process()
            row = self.rows(applicant, step_id=step)
            self.send_mails()
        self.assertEqual(row.reason, "no_server")
        applicant.stage_id = self.offer
        self.open_mail_server()
        with self.at(NOW + timedelta(hours=1)):
            self.ledger._collect_outbox()
            self.send_mails()
        self.assertEqual((row.state, row.reason), ("cancelled", "stage_left"))
        self.assertFalse(self.postman.letters)

    def test_mail_server_that_wants_a_password_at_each_letter_is_no_wrong_address(self):
        self.open_mail_server()
        self.postman.answers["RCPT"] = "530 5.7.0 Authentication required"
        row = self.promise()
        with self.at(NOW):
            self.send_mails()
        self.assert_waits(row, 1, "530", reason="no_server")

    def test_greylisting_after_a_long_day_without_a_server_fails_nobody(self):
        row = self.apply(1)
        moment = self.run_down(row, days=2)
        self.open_mail_server()
        self.postman.answers["RCPT"] = "450 4.2.0 Greylisted, try later"
        with self.at(moment):
            self.ledger._collect_outbox()
            self.send_mails()
        self.assertEqual((row.state, row.reason), ("queued", "retry"))

    def test_retry_that_is_due_wakes_the_mail_queue(self):
        """Odoo's own queue looks only once an hour."""
        row = self.promise()
        with self.at(NOW):
            self.send_mails()
        queue = self.env.ref("mail.ir_cron_mail_scheduler_action")
        triggers = self.env["ir.cron.trigger"].search([("cron_id", "=", queue.id)])
        with self.at(row.next_attempt):
            self.ledger._collect_outbox()
        self.assertTrue(self.env["ir.cron.trigger"].search([("cron_id", "=", queue.id)]) - triggers)

    def test_temporary_refusal_is_tried_again(self):
        self.open_mail_server()
        for number, (command, answer) in enumerate(
            (
                ("RCPT", "450 4.2.0 Greylisted, try later"),
                ("RCPT", "452 4.2.2 Mailbox full"),
                ("DATA", "451 4.3.0 Out of memory"),
            )
        ):
            with self.subTest(command=command, answer=answer):
                self.postman.answers[command] = answer
                self.postman.letters.clear()
                row = self.promise(email_from=f"busy{number}@candidate.example")
                message_id = row.message_id.message_id
                with self.at(NOW):
                    self.send_mails()
                self.assert_waits(row, 1, answer[4:])
                self.assert_delivered_once(row, message_id)

    def test_permanent_refusal_fails_at_once_and_a_retry_delivers(self):
        self.open_mail_server()
        for number, (command, answer) in enumerate(
            (
                ("RCPT", "550 5.1.1 No such user"),
                ("DATA", "554 5.6.0 We do not like this text"),
            )
        ):
            with self.subTest(command=command):
                self.postman.answers[command] = answer
                self.postman.letters.clear()
                row = self.promise(email_from=f"no{number}@candidate.example")
                message_id = row.message_id.message_id
                with self.at(NOW):
                    self.send_mails()
                    attempts = self.postman.attempts
                    self.send_mails()
                self.assertEqual((row.state, row.reason), ("failed", "undeliverable"))
                self.assertIn(answer[4:], row.reason_detail)
                self.assertEqual(self.postman.attempts, attempts, "not tried again")
                self.assertEqual(len(self.alerts(row)), 1)
                self.assertEqual(self.alerts(row).user_id, self.recruiter)
                self.postman.answers.clear()
                row.with_user(self.recruiter).action_retry()
                self.ledger._collect_outbox()
                self.send_mails()
                self.assertEqual((row.state, row.reason), ("sent", "delivered"))
                (letter,) = self.postman.letters
                self.assertEqual(letter.message["Message-Id"], message_id)

    def test_one_refused_address_stops_no_other_letter(self):
        self._make_step("applied")
        self.open_mail_server()
        self.postman.answers["anna1@candidate.example"] = "550 5.1.1 No such user"
        self.postman.answers["anna2@candidate.example"] = "450 4.2.0 Try later"
        applicants = self._make_applicants(4)
        self.process()
        self.send_mails()
        rows = self.rows(applicants)
        self.assertEqual(
            rows.mapped("reason"), ["delivered", "undeliverable", "retry", "delivered"]
        )
        self.assertEqual(
            sorted(letter.recipients[0] for letter in self.postman.letters),
            ["anna0@candidate.example", "anna3@candidate.example"],
        )

    def test_connection_lost_in_the_middle_loses_no_letter(self):
        self._make_step("applied")
        self.open_mail_server()
        self.postman.answers["DATA"] = HANG_UP
        with self.at(NOW):
            applicants = self._make_applicants(3)
            self.process()
            self.send_mails()
        rows = self.rows(applicants)
        self.assertEqual(rows.mapped("reason"), ["retry", "outbox", "outbox"], "others just wait")
        self.assertIn("connection", rows[0].reason_detail.lower())
        self.postman.answers.clear()
        with self.at(rows[0].next_attempt):
            self.ledger._collect_outbox()
            for _time in range(3):
                self.send_mails()
        self.assertEqual(rows.mapped("state"), ["sent"] * 3)
        self.assertEqual(
            sorted(letter.recipients[0] for letter in self.postman.letters),
            sorted(applicants.mapped("email_from")),
        )

    def test_mail_server_that_does_not_answer_in_time(self):
        self.open_mail_server()
        self.postman.answers["DATA"] = SLOW
        row = self.promise()
        message_id = row.message_id.message_id
        # The clock of the local server has to run here: no frozen time.
        with patch("odoo.addons.base.models.ir_mail_server.SMTP_TIMEOUT", 0.5):
            self.send_mails()
        self.assert_waits(row, 1)
        self.assertTrue(row.reason_detail)
        self.assert_delivered_once(row, message_id)

    def test_password_of_the_mail_server_is_no_fault_of_the_address(self):
        """An administrator mends it; until then everybody's mail waits."""
        self.server.write({"smtp_user": "nordlys", "smtp_pass": "expired"})
        AuthResult = need("aiosmtpd.smtp").AuthResult
        self.open_mail_server(
            auth_required=True,
            auth_require_tls=False,
            authenticator=lambda server, session, envelope, mechanism, data: AuthResult(
                success=data.password == b"renewed", handled=False
            ),
        )
        row = self.promise()
        message_id = row.message_id.message_id
        with self.at(NOW):
            self.send_mails()
        self.assert_waits(row, 1, "535", reason="no_server")
        self.server.smtp_pass = "renewed"
        self.assert_delivered_once(row, message_id)

    def test_address_lost_in_the_outbox_fails_visibly(self):
        """Odoo throws such a mail away if its template keeps none."""
        self.open_mail_server()
        for auto_delete in (False, True):
            with self.subTest(auto_delete=auto_delete):
                self.template.auto_delete = auto_delete
                row = self.promise(email_from=f"anna{auto_delete}@candidate.example")
                row.applicant_id.partner_id.email = False
                with self.at(NOW):
                    self.send_mails()
                self.assertEqual((row.state, row.reason), ("failed", "undeliverable"))
                self.assertTrue(row.reason_detail)
                self.assertEqual(self.alerts(row).user_id, self.recruiter)

    def test_swedish_letters_in_an_address(self):
        """Some mail servers take them (RFC 6531), others never will."""
        self.open_mail_server(enable_SMTPUTF8=True)
        row = self.promise(email_from="åsa@candidate.example")
        self.send_mails()
        self.assertEqual((row.state, row.reason), ("sent", "delivered"))
        self.assertEqual(self.postman.letters[0].recipients, ["åsa@candidate.example"])
        self.close_mail_server()
        self.open_mail_server(enable_SMTPUTF8=False)
        row = self.promise(email_from="örjan@candidate.example")
        self.send_mails()
        self.assertEqual((row.state, row.reason), ("failed", "undeliverable"))
        self.assertIn("SMTPUTF8", row.reason_detail)
        self.assertEqual(len(self.alerts(row)), 1)

    def test_mail_deleted_or_cancelled_in_the_outbox_is_not_sent_and_says_so(self):
        self._make_step("applied")
        self.open_mail_server()
        applicants = self._make_applicants(3)
        self.process()
        deleted, cancelled, left = (self.mails(applicant) for applicant in applicants)
        deleted.unlink()
        cancelled.cancel()
        self.send_mails()
        rows = self.rows(applicants)
        self.assertEqual(
            rows.mapped("reason"),
            ["outbox_cancelled", "outbox_cancelled", "delivered"],
        )
        self.assertEqual(rows.mapped("state"), ["cancelled", "cancelled", "sent"])
        self.assertEqual(len(self.postman.letters), 1)
        self.assertTrue(left)
        rows[:2].with_user(self.recruiter).action_retry()
        self.process()
        self.ledger._collect_outbox()
        self.send_mails()
        self.assertEqual(rows.mapped("state"), ["sent"] * 3)
        self.assertEqual(
            sorted(letter.recipients[0] for letter in self.postman.letters),
            sorted(applicants.mapped("email_from")),
        )

    def test_administrator_who_resends_in_the_outbox_is_not_doubled(self):
        for number, auto_delete in enumerate((True, False)):
            with self.subTest(auto_delete=auto_delete):
                self.template.auto_delete = auto_delete
                self.postman.letters.clear()
                row = self.promise(email_from=f"anna{number}@candidate.example")
                with self.at(NOW):
                    self.send_mails()
                self.assert_waits(row, 1, reason="no_server")
                self.open_mail_server()
                self.mails(row.applicant_id).action_retry()
                with self.at(NOW + timedelta(minutes=1)):
                    self.send_mails()
                self.assertEqual(len(self.postman.letters), 1)
                with self.at(NOW + timedelta(minutes=5)):
                    for _time in range(2):
                        self.ledger._collect_outbox()
                        self.send_mails()
                self.assertEqual(len(self.postman.letters), 1)
                self.assertEqual((row.state, row.reason), ("sent", "delivered"))
                self.close_mail_server()

    def test_nothing_is_tried_again_for_what_is_no_longer_true(self):
        row = self.promise()
        with self.at(NOW):
            self.send_mails()
        row.applicant_id.action_archive()
        self.open_mail_server()
        with self.at(NOW + timedelta(hours=1)):
            self.ledger._collect_outbox()
            self.send_mails()
        self.assertEqual((row.state, row.reason), ("cancelled", "closed"))
        self.assertFalse(self.postman.letters)

    def test_paused_candidate_is_tried_again_when_resumed(self):
        row = self.promise()
        with self.at(NOW):
            self.send_mails()
        row.applicant_id.action_pause_communication()
        self.open_mail_server()
        with self.at(NOW + timedelta(hours=1)):
            for _time in range(3):
                self.ledger._collect_outbox()
                self.send_mails()
        self.assertFalse(self.postman.letters)
        self.assertEqual((row.state, row.reason), ("queued", "paused"))
        self.assertEqual(row.attempts, 1, "waiting is no attempt")
        with self.at(NOW + timedelta(hours=2)):
            row.applicant_id.action_resume_communication()
            self.ledger._collect_outbox()
            self.send_mails()
        self.assertEqual(row.state, "sent")
        self.assertEqual(len(self.postman.letters), 1)


class SmsService(HTTPServer):
    """Stands where Odoo's SMS service stands, on this machine."""

    def __init__(self, port):
        super().__init__(("127.0.0.1", port), SmsRequest)
        self.sent = []
        self.state = "success"


class SmsRequest(BaseHTTPRequestHandler):
    def do_POST(self):
        call = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        result = []
        for message in call["params"]["messages"]:
            for number in message["numbers"]:
                result.append({"uuid": number["uuid"], "state": self.server.state})
                self.server.sent.append((number["number"], message["content"]))
        answer = json.dumps({"jsonrpc": "2.0", "id": call["id"], "result": result})
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(answer.encode())

    def log_message(self, *args):
        pass


@tagged("post_install", "-at_install")
class TestSmsDelivery(CandidateCase):
    """SMS leave through Odoo's SMS service, which is not always there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sms_template = cls._make_sms_text()
        cls._make_step("applied", action="sms", sms_template_id=cls.sms_template.id)
        cls.port = free_port()
        cls.env["ir.config_parameter"].set_param("sms.endpoint", f"http://127.0.0.1:{cls.port}")

    def setUp(self):
        super().setUp()
        self.env["sms.sms"].search([]).unlink()
        # Odoo calls nobody while it is tested; this service is on this machine.
        outside = SimpleNamespace(module=SimpleNamespace(current_test=None))
        self.startPatcher(patch("odoo.addons.iap.tools.iap_tools.modules", outside))

    @contextmanager
    def sms_service(self):
        with SmsService(self.port) as service:
            threading.Thread(target=service.serve_forever, daemon=True).start()
            yield service
            service.shutdown()

    def send_sms(self):
        with (
            self.enter_registry_test_mode(),
            mute_logger("odoo.addons.iap.tools.iap_tools"),
        ):
            self.env.ref("sms.ir_cron_sms_scheduler_action").method_direct_trigger()
        self.env.invalidate_all()
        self.ledger._collect_outbox()

    def promise(self, **values):
        values.setdefault("partner_phone", "+46 70 174 06 05")
        with self.at(NOW):
            applicant = self._make_applicants(**values)
            self.process()
        row = self.rows(applicant)
        self.assertEqual((row.state, row.reason), ("queued", "outbox"))
        return row

    def test_service_out_of_reach_is_tried_again_and_sends_once(self):
        row = self.promise()
        sms = row.sms_id_int
        with self.at(NOW):
            self.send_sms()
        self.assertEqual((row.state, row.reason), ("queued", "no_sms_service"))
        self.assertEqual(row.next_attempt, NOW + timedelta(minutes=5))
        self.assertTrue(row.reason_detail)
        self.assertFalse(row.applicant_id.activity_ids)
        with self.sms_service() as service, self.at(row.next_attempt):
            self.ledger._collect_outbox()
            for _time in range(3):
                self.send_sms()
        self.assertEqual(service.sent, [("+46701740605", "Hello Anna Ek 0")])
        self.assertEqual((row.state, row.reason), ("sent", "sms_sent"))
        self.assertFalse(row.reason_detail)
        self.assertEqual(row.sms_id_int, sms)
        self.assertEqual(row.sent_date, NOW + timedelta(minutes=5))
        self.assertEqual(row.applicant_id.last_contact_date, row.sent_date)

    def test_number_that_goes_while_the_service_is_out_of_reach(self):
        row = self.promise()
        row.step_id.mail_template_id = self.template
        with self.at(NOW):
            self.send_sms()
        row.applicant_id.partner_phone = False
        with self.sms_service() as service, self.at(row.next_attempt):
            self.ledger._collect_outbox()
            self.process()
            self.send_sms()
        self.assertFalse(service.sent)
        self.assertEqual((row.action, row.state), ("email", "queued"))
        self.assertEqual(self.mails(row.applicant_id).state, "outgoing")

    def test_retry_that_is_due_wakes_the_sms_queue(self):
        """Odoo's own queue looks only once a day."""
        row = self.promise()
        with self.at(NOW):
            self.send_sms()
        queue = self.env.ref("sms.ir_cron_sms_scheduler_action")
        triggers = self.env["ir.cron.trigger"].search([("cron_id", "=", queue.id)])
        with self.at(row.next_attempt):
            self.ledger._collect_outbox()
        self.assertTrue(self.env["ir.cron.trigger"].search([("cron_id", "=", queue.id)]) - triggers)

    def test_number_the_service_refuses_fails_and_tells_the_recruiter(self):
        row = self.promise()
        with self.sms_service() as service, self.at(NOW):
            service.state = "wrong_number_format"
            self.send_sms()
        self.assertEqual((row.state, row.reason), ("failed", "undeliverable"))
        self.assertTrue(row.reason_detail)
        self.assertEqual(row.applicant_id.activity_ids.user_id, self.recruiter)
        with self.sms_service() as service:
            row.with_user(self.recruiter).action_retry()
            self.ledger._collect_outbox()
            self.send_sms()
        self.assertEqual(len(service.sent), 1)
        self.assertEqual(row.state, "sent")

    def test_two_companies_send_side_by_side(self):
        """Odoo's queue sends what it finds with the account of one company."""
        other = self.env["res.company"].create({"name": "Sydlys"})
        job = self.env["hr.job"].create({"name": "Cook", "company_id": other.id})
        self.plan.job_ids += job
        here = self.promise()
        there = self.promise(job_id=job.id, partner_phone="+46 70 174 06 06")
        self.assertEqual(there.company_id, other)
        with self.sms_service() as service:
            self.send_sms()
            self.send_sms()
        self.assertEqual(len(service.sent), 2)
        self.assertEqual((here + there).mapped("state"), ["sent", "sent"])

    def sms_todos(self):
        return self.env["mail.activity"].search([("summary", "like", "SMS to candidates wait")])

    def run_without_credit(self, rows, service, days):
        """The ledger looks whenever something is due."""
        service.state = "insufficient_credit"
        moment = NOW
        while moment < NOW + timedelta(days=days):
            with self.at(moment):
                self.ledger._collect_outbox()
                self.send_sms()
            moment = min(rows.mapped("next_attempt"))
        return moment

    def test_no_credit_left_is_the_administrators_business(self):
        rows = self.promise() + self.promise(partner_phone="+46 70 174 06 06")
        with self.sms_service() as service:
            moment = self.run_without_credit(rows, service, days=3)
            self.assertEqual(set(rows.mapped("state")), {"queued"})
            self.assertEqual(set(rows.mapped("reason")), {"no_sms_service"})
            self.assertIn("Credit", rows[0].reason_detail)
            self.assertFalse(rows.applicant_id.activity_ids, "nothing to do for the recruiter")
            self.assertEqual(len(self.sms_todos()), 1)
            self.assertNotEqual(self.sms_todos().user_id, self.recruiter)
            self.assertEqual(self.company.candidate_sms_down_since, NOW)
            self.assertFalse(self.company.candidate_mail_down_since)
            service.state = "success"
            service.sent.clear()
            with self.at(moment):
                for _time in range(3):
                    self.ledger._collect_outbox()
                    self.send_sms()
        self.assertEqual(len(service.sent), 2)
        self.assertEqual(set(rows.mapped("reason")), {"sms_sent"})
        self.assertFalse(self.company.candidate_sms_down_since)
        self.assertFalse(self.sms_todos())

    def test_account_that_the_sms_service_does_not_know_is_told_once(self):
        row = self.promise()
        with self.sms_service() as service, self.at(NOW):
            service.state = "unregistered"
            self.send_sms()
            self.sms_todos().action_feedback()
        with self.at(row.next_attempt):
            self.ledger._collect_outbox()
            self.send_sms()
        self.assertEqual(row.reason, "no_sms_service")
        self.assertFalse(self.sms_todos())

    def test_sms_deleted_or_cancelled_in_the_outbox_says_so(self):
        deleted = self.promise()
        cancelled = self.promise(partner_phone="+46 70 174 06 06")
        messages = self.env["sms.sms"]
        messages.browse(deleted.sms_id_int).unlink()
        messages.browse(cancelled.sms_id_int).action_set_canceled()
        with self.sms_service() as service:
            self.send_sms()
        self.assertFalse(service.sent)
        for row in deleted, cancelled:
            self.assertEqual((row.state, row.reason), ("cancelled", "outbox_cancelled"))
