from datetime import timedelta
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..cases.delivery import DeliveryCase
from ..cases.mail_reports import (
    DOMINO,
    EXCHANGE,
    EXIM,
    QMAIL,
    VACATION,
    WEBMAIL,
    make_complaint,
    make_disposition,
    make_mail,
    make_parts,
    make_status,
)
from ..common import NOW

GATEWAY = "odoo.addons.hr_recruitment_candidate_experience.models.gateway.mail_thread"
ANNA = "anna0@candidate.example"
DAY = timedelta(days=1)


@tagged("post_install", "-at_install")
class TestBounces(DeliveryCase):
    """What mail servers report of the mails that left for candidates."""

    def setUp(self):
        super().setUp()
        self.enterContext(self.at(NOW))

    def deliver(self, **applicant):
        """A confirmation that the mail server has taken, at ``NOW``."""
        row = self.promise(**applicant)
        row.sudo()._mark_sent("delivered")
        return row

    def report(self, row, **values):
        values.setdefault("address", row.applicant_id.email_from)
        return make_status(message_id=row.message_id.message_id, **values)

    def assert_unharmed(self, row):
        self.assertEqual((row.state, row.reason), ("sent", "delivered"))
        self.assertFalse(self.alerts(row))
        self.assertFalse(row.applicant_id._is_address_dead())

    def assert_bounced(self, row, *words):
        self.assertEqual((row.state, row.reason), ("failed", "bounced"))
        for word in words:
            self.assertIn(word, row.reason_detail)
        self.assertEqual(self.alerts(row).user_id, self.recruiter)

    def assert_doubted(self, row, *words):
        """Nothing has changed, and the recruiter reads what the mail server says."""
        self.assertEqual((row.state, row.reason), ("sent", "delivered"))
        self.assertFalse(row.applicant_id._is_address_dead())
        alert = self.alerts(row)
        self.assertEqual(alert.user_id, self.recruiter)
        self.assertEqual(alert.summary, "A message may not have arrived")
        for word in words:
            self.assertIn(word, alert.note)

    def unreadable(self):
        return self.env["mail.activity"].search(
            [("summary", "=", "A report of a mail server could not be read")]
        )

    # What is one, and what is none ------------------------------------------------------

    def test_what_is_no_failure(self):
        row = self.deliver()
        sent = row.message_id.message_id
        glob = {"part": "message/global-delivery-status", "heading": "message/global-headers"}
        for raw in (
            self.report(row, action="delayed", status="4.4.1"),
            self.report(row, action="delayed", status="4.4.1", **glob),
            self.report(row, action="relayed", status="2.0.0"),
            self.report(row, action="delivered", status="2.0.0"),
            self.report(row, action="expanded", status="2.0.0"),
            make_disposition(ANNA, "manual-action/MDN-sent-manually; displayed", message_id=sent),
            make_complaint(ANNA, sent),
        ):
            self.receive(raw)
            self.assert_unharmed(row)
        self.assertFalse(row.applicant_id.awaiting_reply)
        self.assertFalse(row.applicant_id.partner_id.message_bounce)

    def test_what_is_a_failure(self):
        machine = "automatic-action/MDN-sent-automatically; deleted"
        glob = {"part": "message/global-delivery-status", "heading": "message/global-headers"}
        for number, make in enumerate(
            (
                lambda row, _id: self.report(row),
                lambda row, _id: self.report(row, **glob),
                lambda row, _id: self.report(row, action="expired", status=""),
                lambda row, _id: self.report(row, status="4.4.7"),
                lambda row, i: make_disposition(row.applicant_id.email_from, machine, message_id=i),
                lambda row, i: self.plain(row, EXIM, message_id=i),
                lambda row, i: self.plain(row, QMAIL, message_id=i),
                lambda row, i: self.plain(row, EXCHANGE, In_Reply_To=i),
            )
        ):
            with self.subTest(number=number):
                row = self.deliver(email_from=f"gone{number}@candidate.example")
                self.receive(make(row, row.message_id.message_id))
                self.assert_bounced(row)

    def plain(self, row, text, message_id="", **headers):
        text = text.format(address=row.applicant_id.email_from, message_id=message_id)
        return make_mail(text, **headers)

    def test_a_dead_address_gets_no_more_mail_a_busy_server_does(self):
        for status, dead in (("5.1.1", True), ("4.4.7", False)):
            row = self.deliver(email_from=f"anna{status[0]}@candidate.example")
            self.receive(self.report(row, status=status, said=f"{status} sorry"))
            self.assert_bounced(row, "sorry")
            self.assertEqual(row.applicant_id._is_address_dead(), dead)

    def test_the_same_bounce_twice(self):
        row = self.deliver()
        for number in range(3):
            self.receive(self.report(row, Message_ID=f"<report-{number}@mx.example>"))
        self.assert_bounced(row)
        self.assertEqual(len(self.alerts(row)), 1)
        self.assertEqual(row.applicant_id.message_bounce, 1)

    def test_a_bounce_of_a_bounce(self):
        row = self.deliver()
        inner = self.report(row).decode()
        self.receive(
            make_parts(
                ("text/plain", "Undeliverable"),
                ("message/delivery-status", f"Final-Recipient: rfc822; {ANNA}\nAction: failed\n"),
                ("message/rfc822", inner),
            )
        )
        self.assert_unharmed(row)

    def test_the_report_arrives_before_the_queue_is_read(self):
        row = self.promise()
        self.receive(self.report(row))
        self.ledger._collect_outbox()
        self.assert_bounced(row)

    def test_a_message_that_a_person_wrote(self):
        row = self.deliver()
        message = row.applicant_id.with_user(self.recruiter).message_post(
            body=DOMINO,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=row.applicant_id.partner_id.ids,
        )
        self.receive(make_status(ANNA, message_id=message.message_id))
        self.assertEqual(row.state, "sent")
        self.assertEqual(self.alerts(row).summary, "A message may not have arrived")
        self.assertTrue(row.applicant_id._is_address_dead())

    # Who bounced -------------------------------------------------------------------------

    def send_copies(self):
        self.template.write(
            {
                "use_default_to": False,
                "partner_to": "{{ object.partner_id.id }}",
                "email_cc": "manager@other.example",
            }
        )

    def test_somebody_else_has_not_got_it(self):
        self.send_copies()
        row = self.deliver()
        friend = self.env["res.partner"].create({"name": "F", "email": "friend@other.example"})
        row.applicant_id.message_subscribe(friend.ids)
        for address in (
            "manager@other.example",
            "friend@other.example",
            self.recruiter.email_normalized,
        ):
            for status in ("5.1.1", "5.2.2"):
                self.receive(self.report(row, address=address, status=status, to=ANNA))
                self.assert_unharmed(row)
        later = self.promise_again(row.applicant_id)
        self.assertEqual(later.state, "queued")

    def promise_again(self, applicant):
        row = applicant._start_step(self._make_step("manual"))
        self.process()
        return row

    def test_a_mailbox_that_forwards(self):
        self.send_copies()
        row = self.deliver()
        self.receive(self.report(row, address="old@school.example", to=ANNA))
        self.assert_bounced(row)

    # In no standard form -----------------------------------------------------------------

    def test_without_our_message_id_nothing_changes_and_somebody_looks(self):
        for number, (text, word) in enumerate(
            ((DOMINO, "not listed"), (EXCHANGE, "does not exist"), (WEBMAIL, "over quota"))
        ):
            row = self.deliver(email_from=f"who{number}@candidate.example")
            raw = self.plain(row, text, From="postmaster@provider.example")
            self.receive(raw)
            self.receive(raw)
            self.assert_doubted(row, word)
        self.receive(self.report(row))
        self.assertEqual((row.state, row.reason), ("failed", "bounced"))
        self.assertEqual(len(self.alerts(row)), 2, "the doubt, and that it is sure")

    def test_a_report_that_could_be_forged(self):
        row = self.deliver()
        forged = make_status(row.applicant_id.email_from, message_id=None)
        self.receive(forged)
        self.assert_doubted(row)

    def test_a_report_about_another_mail_names_whom_that_mail_went_to(self):
        row = self.deliver()
        stranger = self.env["res.partner"].create({"name": "S", "email": "visitor@other.example"})
        mails = {
            partner.email_normalized: partner.message_notify(
                body="Hello", subject="Hello", partner_ids=partner.ids
            )
            for partner in stranger | row.applicant_id.partner_id
        }
        for address, dead in (("visitor@other.example", False), (ANNA, True)):
            message_id = mails[address].message_id
            self.receive(make_status(ANNA, message_id=message_id, Message_ID=f"<{dead}@x.example>"))
            self.assertEqual(row.applicant_id._is_address_dead(), dead)
            self.assertEqual(row.state, "sent")

    def test_nobody_reads_the_candidates_key_in_a_report(self):
        row = self.deliver()
        link = "https://nordlys.example/candidate/page/12/0b5e6d3c-key"
        quoted = f"{DOMINO}\nDear Anna, your page: {link}\n"
        self.receive(self.plain(row, quoted, From="postmaster@provider.example"))
        self.assertIn("not listed", self.alerts(row).note)
        message_id = row.message_id.message_id
        self.receive(self.plain(row, f"{quoted}\nMessage-ID: {message_id}\n"))
        self.assertEqual(row.reason, "bounced")
        returned = ("message/rfc822", f"Subject: x\n\nYour page: {link}\n")
        self.receive(make_parts(("text/plain", "Notice"), returned, Message_ID="<c@x.example>"))
        self.assertIn("Your page", self.unreadable().note)
        notified = self.env["mail.notification"].search(
            [("mail_message_id", "=", row.message_id.id)]
        )
        self.assertIn("not listed", notified.failure_reason)
        read = [row.reason_detail, notified.failure_reason, self.unreadable().note]
        for text in read + self.alerts(row).mapped("note"):
            self.assertNotIn("0b5e6d3c", text)

    def test_archived_applications(self):
        sure, unsure = (self.deliver(email_from=f"a{n}@candidate.example") for n in "12")
        (sure | unsure).applicant_id.action_archive()
        self.receive(self.report(sure))
        self.receive(self.plain(unsure, DOMINO, From="postmaster@provider.example"))
        self.assert_bounced(sure)
        self.assert_doubted(unsure)

    def test_a_report_of_a_mail_that_we_never_sent(self):
        row = self.deliver()
        self.receive(make_status("stranger@candidate.example", message_id="<other@x.example>"))
        self.assert_unharmed(row)
        self.assertFalse(self.unreadable())
        with self.at(NOW + 60 * DAY):
            self.receive(make_status(ANNA, message_id="<other@x.example>"))
        self.assert_unharmed(row)

    def test_what_cannot_be_read_is_shown(self):
        row = self.deliver()
        for number in range(2):
            self.receive(make_mail(f"Something {number} went wrong.", Subject="Notice"))
        self.assert_unharmed(row)
        shown = self.unreadable()
        self.assertEqual(len(shown), 1)
        self.assertIn("Something 0 went wrong.", shown.note)
        self.assertIn("Something 1 went wrong.", shown.note)
        self.assertTrue(shown.user_id.has_group("hr_recruitment.group_hr_recruitment_manager"))

    def test_who_is_away_is_not_shown_to_an_administrator(self):
        self.receive(
            make_mail(
                "I am away.", Auto_Submitted="auto-replied", From=f"Anna <{ANNA}>", Subject="Away"
            )
        )
        self.assertFalse(self.unreadable())

    def test_replies_to_the_address_for_reports_belong_to_the_application(self):
        row = self.deliver()
        headers = VACATION | {"To": "bounce@nordlys.example"}
        headers["In_Reply_To"] = row.message_id.message_id
        self.receive(make_mail("I am away.", Auto_Submitted="auto-replied", **headers))
        self.assertIn("I am away.", row.applicant_id.message_ids[0].body)
        self.assertFalse(row.applicant_id.awaiting_reply)
        headers["Message_ID"] = "<second@candidate.example>"
        self.receive(make_mail("Yes, gladly.", **headers))
        self.assertIn("Yes, gladly.", row.applicant_id.message_ids[0].body)
        self.assertTrue(row.applicant_id.awaiting_reply)

    def test_malformed_reports_stop_no_other_mail(self):
        row, other = (self.deliver(email_from=f"m{n}@candidate.example") for n in "12")
        broken = self.report(row).replace(
            b"Content-Type: text/plain", b"Content-Type: text/plain; charset=unicode-9-utf-7", 1
        )
        empty = make_parts(("message/rfc822", ""), ("message/delivery-status", ""))
        for raw in (broken, empty, make_parts(("text/rfc822-headers", "\x00")), self.report(other)):
            self.receive(raw)
        self.assert_bounced(row)
        self.assert_bounced(other)

    @mute_logger(GATEWAY)
    def test_an_error_stops_no_other_mail(self):
        row, other = (self.deliver(email_from=f"e{n}@candidate.example") for n in "12")

        def fail(ledger, message, report):
            ledger.env.cr.execute("SELECT 1 / 0")

        with (
            patch.object(self.registry["hr.applicant.communication"], "_note_report", fail),
            mute_logger("odoo.sql_db"),
        ):
            self.assertFalse(self.receive(self.report(row)))
        self.assertIn("No such user", self.unreadable().note)
        self.receive(self.report(other))
        self.assert_bounced(other)

    def test_many_at_once(self):
        self._make_step("applied")
        applicants = self._make_applicants(50)
        self.process()
        rows = self.rows(applicants)
        rows.sudo()._mark_sent("delivered")
        for row in rows:
            self.receive(self.report(row, Message_ID=f"<report-{row.id}@mx.example>"))
        self.assertEqual(set(rows.mapped("reason")), {"bounced"})

    # A full mailbox ----------------------------------------------------------------------

    def test_a_full_mailbox_is_tried_again_on_other_days(self):
        row = self.deliver()
        moment = NOW
        for days in (1, 2, 4):
            with self.at(moment):
                self.receive(self.report(row, status="5.2.2", said="552 5.2.2 Over quota"))
                self.assertEqual((row.state, row.reason), ("scheduled", "retry"))
                self.assertIn("Over quota", row.reason_detail)
                self.assertFalse(self.alerts(row))
                self.assertFalse(row.applicant_id._is_address_dead())
                self.process()
                self.assertEqual(row.state, "scheduled", "not yet")
            moment += days * DAY
            self.assertEqual(row.next_attempt, moment)
            with self.at(moment):
                self.process()
                self.assertEqual(row.state, "queued")
                row.sudo()._mark_sent("delivered")
        with self.at(moment):
            self.receive(self.report(row, status="5.2.2"))
        self.assert_bounced(row)
        self.assertFalse(row.applicant_id._is_address_dead())

    # Address corrected -------------------------------------------------------------------

    def bounce_twice(self):
        """Two applications of one person whose address is wrong."""
        row = self.deliver(email_from="wrong@candidate.example")
        other = self._make_applicants(
            partner_id=row.applicant_id.partner_id.id, email_from="wrong@candidate.example"
        )
        self.process()
        again = self.rows(other)
        again.sudo()._mark_sent("delivered")
        for each in (row, again):
            self.receive(self.report(each))
            self.assert_bounced(each)
            self.assertTrue(each.applicant_id._is_address_dead())
        return row, again

    def test_the_address_is_corrected_on_one_application(self):
        row, again = self.bounce_twice()
        row.applicant_id.with_user(self.recruiter).email_from = "right@candidate.example"
        self.process()
        self.assertEqual((row | again).mapped("state"), ["queued", "queued"])

    def test_the_address_is_corrected_on_the_contact(self):
        row, again = self.bounce_twice()
        row.applicant_id.partner_id.email = "right@candidate.example"
        self.process()
        self.assertEqual((row | again).mapped("state"), ["queued", "queued"])
        self.assertEqual(
            self.mails(row.applicant_id)[:1].recipient_ids.email, "right@candidate.example"
        )

    def test_a_counter_from_before(self):
        row = self.deliver(email_from="wrong@candidate.example")
        applicant = row.applicant_id
        applicant.partner_id.message_bounce = 3
        applicant.message_bounce = 3
        self.assertEqual(self.promise_again(applicant).reason, "bounced")
        applicant.email_from = "right@candidate.example"
        self.assertFalse(applicant.message_bounce)
        self.assertFalse(applicant.partner_id.message_bounce)
        self.assertEqual(self.promise_again(applicant).state, "queued")

    def test_the_bounce_comes_after_the_correction(self):
        row = self.deliver(email_from="wrong@candidate.example")
        row.applicant_id.email_from = "right@candidate.example"
        self.receive(self.report(row, address="wrong@candidate.example"))
        self.assertEqual(row.reason, "bounced")
        self.assertFalse(row.applicant_id._is_address_dead())

    # Replies -----------------------------------------------------------------------------

    def test_a_reply_from_a_phone_with_everything_quoted(self):
        row = self.deliver()
        quoted = self.report(row).decode() + DOMINO.format(address=ANNA)
        text = "Gladly!\n\nSent from my phone\n\n" + "".join(
            f"> {line}\n" for line in quoted.splitlines()
        )
        headers = VACATION | {"In_Reply_To": row.message_id.message_id}
        self.receive(make_mail(text, **headers))
        self.assert_unharmed(row)
        self.assertTrue(row.applicant_id.awaiting_reply)
        self.assertIn("Gladly!", row.applicant_id.message_ids[0].body)

    def test_who_is_away_does_not_apply_again(self):
        self.job.alias_name = "engineer"
        row = self.deliver()
        before = self.env["hr.applicant"].search_count([])
        away = VACATION | {"To": "engineer@nordlys.example"}
        self.receive(make_mail("I am away.", X_Autoreply="yes", **away))
        self.assertEqual(self.env["hr.applicant"].search_count([]), before)
        self.assertIn("I am away.", row.applicant_id.message_ids[0].body)
        self.assertFalse(row.applicant_id.awaiting_reply)
        away |= {"From": "Jobs <no-reply@platform.example>", "Message_ID": "<new@platform.example>"}
        self.receive(make_mail("Somebody applies.", X_Autoreply="yes", **away))
        self.assertEqual(self.env["hr.applicant"].search_count([]), before + 1)
