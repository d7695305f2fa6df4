from odoo.tests import BaseCase, tagged

from ...models.gateway.incoming_report import read_report
from ..cases.mail_reports import (
    DOMINO,
    EXCHANGE,
    EXIM,
    OURS,
    QMAIL,
    VACATION,
    WEBMAIL,
    make_complaint,
    make_disposition,
    make_mail,
    make_parts,
    make_status,
    parse,
)

ANNA = "anna0@candidate.example"
GLOBAL = {"part": "message/global-delivery-status", "heading": "message/global-headers"}
MACHINE = "automatic-action/MDN-sent-automatically"
PERSON = "manual-action/MDN-sent-manually"
STANDARD = (
    # What it is, the mail, kind, permanent
    ("failed", make_status(ANNA), "failed", True),
    ("failed, RFC 6533", make_status(ANNA, **GLOBAL), "failed", True),
    (
        "after days of trying",
        make_status(ANNA, status="4.4.7", said="451 4.4.7 expired"),
        "failed",
        False,
    ),
    ("expired", make_status(ANNA, "expired", "", "Connection timed out"), "failed", True),
    ("undeliverable", make_status(ANNA, "undeliverable"), "failed", True),
    ("in capitals, with a comment", make_status(ANNA, "FAILED (bad address)"), "failed", True),
    ("full", make_status(ANNA, status="5.2.2", said="552 5.2.2 Over quota"), "full", False),
    ("full for now", make_status(ANNA, status="4.2.2", said="452 4.2.2 full"), "full", False),
    (
        "full by its words",
        make_status(ANNA, status="5.0.0", said="550 Mailbox is full"),
        "full",
        False,
    ),
    (
        "full by its text",
        make_status(
            ANNA, status="5.0.0", said="550 denied", text="Das Postfach des Empfängers ist voll."
        ),
        "full",
        False,
    ),
    ("delayed", make_status(ANNA, "delayed", "4.4.1", "451 timed out"), "delayed", False),
    (
        "delayed, RFC 6533",
        make_status(ANNA, "delayed", "4.4.1", "451 timed out", **GLOBAL),
        "delayed",
        False,
    ),
    ("delivered", make_status(ANNA, "delivered", "2.0.0", "250 Ok"), "delivered", False),
    ("relayed", make_status(ANNA, "relayed", "2.0.0", "250 Ok"), "delivered", False),
    ("expanded", make_status(ANNA, "expanded", "2.0.0", "250 Ok"), "delivered", False),
    ("tried on request", make_status(ANNA, "deliverable", "2.1.5", "250 Ok"), "delivered", False),
    ("no action, by its status", make_status(ANNA, "", "5.1.1"), "failed", True),
    (
        "no action, under way",
        make_status(
            ANNA, "", "4.4.1", "451 busy", text="Your message has been delayed. We keep trying."
        ),
        "delayed",
        False,
    ),
    ("read", make_disposition(ANNA, f"{PERSON}; displayed"), "read", False),
    ("deleted by a person", make_disposition(ANNA, f"{PERSON}; deleted"), "read", False),
    (
        "deleted unread",
        make_disposition(
            ANNA, f"{MACHINE}; deleted", "Your message was deleted without being read."
        ),
        "read",
        False,
    ),
    ("receipt denied", make_disposition(ANNA, f"{PERSON}; denied"), "read", False),
    (
        "rejected by a filter",
        make_disposition(
            ANNA,
            f"{MACHINE}; deleted",
            "The message was refused by the recipient's mail filtering program.",
        ),
        "failed",
        False,
    ),
    (
        "rejected, with a modifier",
        make_disposition(ANNA, f"{MACHINE}; deleted/error"),
        "failed",
        False,
    ),
    ("complaint", make_complaint(ANNA), "abuse", False),
)
OTHERS = (
    # What it is, text, headers, kind, does it name our mail
    ("Exim", EXIM, {"X_Failed_Recipients": ANNA}, "failed", True),
    ("Exim from another name", EXIM, {"From": "mail@mx.provider.example"}, "failed", True),
    ("qmail", QMAIL, {"Subject": "failure notice"}, "failed", True),
    (
        "Domino",
        DOMINO,
        {
            "From": "Postmaster@provider.example",
            "Return_Path": None,
            "Subject": "DELIVERY FAILURE: User ek not listed",
        },
        "failed",
        False,
    ),
    (
        "Exchange",
        EXCHANGE,
        {"From": "postmaster@provider.example", "Subject": "Undeliverable: About Engineer"},
        "failed",
        False,
    ),
    (
        "Exchange that answers our mail",
        EXCHANGE,
        {
            "In_Reply_To": OURS,
            "From": "MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@provider.example",
        },
        "failed",
        True,
    ),
    ("webmail", WEBMAIL, {}, "full", False),
    ("in Swedish", "Meddelandet kunde inte levereras till {address}.", {}, "failed", False),
    (
        "in HTML",
        "<p>Your message to <b>{address}</b> could not be delivered.</p>",
        {"Content_Type": "text/html"},
        "failed",
        False,
    ),
    (
        "under way",
        "Your message to {address} has been delayed and will be retried.",
        {"Subject": "Delivery delayed"},
        "delayed",
        False,
    ),
    (
        "arrived",
        "It went well: {address}",
        {"Subject": "Successful Mail Delivery Report"},
        "delivered",
        False,
    ),
    ("who knows", "Something.", {"Subject": "Notice"}, "unreadable", False),
)


@tagged("post_install", "-at_install")
class TestIncomingReport(BaseCase):
    """What a mail server says became of a mail."""

    def test_standard_reports(self):
        for label, raw, kind, permanent in STANDARD:
            with self.subTest(label):
                report = read_report(parse(raw))
                self.assertEqual(report.kind, kind)
                self.assertEqual(report.is_permanent, permanent)
                self.assertEqual(report.message_ids[0], OURS)
                if report.is_failure:
                    self.assertEqual(report.outcomes, {ANNA: kind})

    def test_reports_in_no_standard_form(self):
        for label, text, headers, kind, named in OTHERS:
            with self.subTest(label):
                text = text.format(address=ANNA, message_id=OURS)
                report = read_report(parse(make_mail(text, **headers)))
                self.assertEqual(report.kind, kind)
                self.assertEqual(OURS in report.message_ids, named)
                if report.is_failure:
                    self.assertEqual(report.outcomes, {ANNA: kind})
                    self.assertIn(ANNA, report.words)

    def test_no_reports(self):
        away = {"Return_Path": "<>", "Auto_Submitted": "auto-replied"}
        for label, text, headers, to_bounce in (
            ("a person", "I could not be delivered from doubt.", {}, False),
            ("called postmaster", "Thanks!", {"From": "Bo <postmaster@bo.example>"}, False),
            ("away", "I am away.", away, True),
            ("to the wrong address", "Not delivered yet.", {"In_Reply_To": OURS}, True),
        ):
            with self.subTest(label):
                mail = parse(make_mail(text, **(VACATION | headers)))
                self.assertIsNone(read_report(mail, to_bounce))

    def test_what_only_servers_write_to_is_shown(self):
        mail = parse(make_mail("Buy watches", **VACATION))
        self.assertEqual(read_report(mail, to_bounce_address=True).kind, "unreadable")

    def test_the_worst_of_several_recipients(self):
        groups = (
            "Reporting-MTA: dns; mx.provider.example\n\n"
            f"Final-Recipient: rfc822; {ANNA}\nAction: delivered\nStatus: 2.0.0\n\n"
            "Final-Recipient: rfc822; bo@candidate.example\nAction: failed\nStatus: 5.2.2\n\n"
            "Final-Recipient: rfc822; cia@candidate.example\nAction: failed\nStatus: 5.1.1\n"
        )
        report = read_report(parse(make_parts(("message/delivery-status", groups))))
        self.assertEqual(report.kind, "failed")
        self.assertEqual(
            report.outcomes,
            {ANNA: "delivered", "bo@candidate.example": "full", "cia@candidate.example": "failed"},
        )

    def test_addresses_in_other_letters(self):
        raw = make_status(r"utf-8; j\x{F6}rg@candidate.example")
        self.assertIn("jörg@candidate.example", read_report(parse(raw)).outcomes)

    def test_a_report_of_a_report_is_about_nobody(self):
        for heading in ("Return-Path: <>\n", f"From: MAILER-DAEMON@nordlys.example\nTo: {ANNA}\n"):
            raw = make_parts(
                ("text/plain", "Undeliverable"),
                ("message/delivery-status", f"Final-Recipient: rfc822; {ANNA}\nAction: failed\n"),
                ("message/rfc822", f"{heading}Message-ID: <x@y>\n\nSee {OURS}\n"),
            )
            self.assertFalse(read_report(parse(raw)).is_failure)

    def test_who_of_the_recipients_has_not_got_it(self):
        colleague, friend = "lind@nordlys.example", "friend@other.example"
        for label, report, expected in (
            ("the candidate", make_status(ANNA), "failed"),
            ("the candidate's mailbox is full", make_status(ANNA, status="5.2.2"), "full"),
            ("a colleague in copy", make_status(colleague, to=ANNA), None),
            ("the copy for a colleague", make_status(friend, to=colleague), None),
            ("a forwarding mailbox", make_status(friend, to=ANNA), "failed"),
            (
                "a forwarding mailbox that says for whom",
                make_status(friend, original=ANNA, to=ANNA),
                "failed",
            ),
            (
                "a forwarding mailbox, without heading",
                make_status(friend, message_id=None),
                "failed",
            ),
            ("it has arrived", make_status(ANNA, "delivered", "2.0.0"), None),
        ):
            with self.subTest(label):
                found = read_report(parse(report)).find_outcome({ANNA}, {colleague})
                self.assertEqual(found, expected)

    def test_malformed_reports_are_read_as_far_as_they_go(self):
        broken = make_status(ANNA).replace(
            b"Content-Type: text/plain", b"Content-Type: text/plain; charset=unicode-9-utf-7", 1
        )
        self.assertEqual(read_report(parse(broken)).kind, "failed")
        cut = make_status(ANNA)[:-200]
        self.assertEqual(read_report(parse(cut)).kind, "failed")
        empty = make_parts(("text/plain", ""), ("message/delivery-status", ""))
        self.assertEqual(read_report(parse(empty)).kind, "failed")
        self.assertEqual(read_report(parse(b"From: MAILER-DAEMON@x.example")).kind, "unreadable")
