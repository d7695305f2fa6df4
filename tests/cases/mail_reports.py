"""Reports of mail servers, automatic replies and replies of calendars, as the RFCs and
what programs really send have them. All are made up."""

from email import message_from_bytes, policy

SENDER = "Mail Delivery System <MAILER-DAEMON@mx.provider.example>"
OURS = "<841.1770-openerp-12-hr.applicant@nordlys>"


def parse(raw):
    raw = raw if isinstance(raw, bytes) else raw.encode()
    return message_from_bytes(raw, policy=policy.SMTP)


def make_mail(text, **headers):
    """:param headers: with underscores for hyphens; None leaves one out
    :return: bytes"""
    values = {
        "Return_Path": "<>",
        "From": SENDER,
        "To": "bounce@nordlys.example",
        "Subject": "Undelivered Mail Returned to Sender",
        "Message_ID": "<report-1@mx.provider.example>",
        "Content_Type": "text/plain; charset=utf-8",
        **headers,
    }
    lines = [f"{k.replace('_', '-')}: {v}" for k, v in values.items() if v is not None]
    return ("\n".join([*lines, "MIME-Version: 1.0", "", text])).encode()


def make_parts(*parts, kind="delivery-status", subtype="report", **headers):
    """:param parts: tuples (content type, text)"""
    text = "".join(f"--=_cut\nContent-Type: {name}\n\n{body}\n" for name, body in parts)
    report = f"report-type={kind}; " if subtype == "report" else ""
    headers.setdefault("Content_Type", f'multipart/{subtype}; {report}boundary="=_cut"')
    return make_mail(f"{text}--=_cut--\n", **headers)


def make_status(
    address,
    action="failed",
    status="5.1.1",
    said="550 5.1.1 No such user",
    message_id=OURS,
    to=None,
    part="message/delivery-status",
    heading="text/rfc822-headers",
    text="The mail system could tell this.",
    original=None,
    **headers,
):
    """A delivery status notification, RFC 3464.

    :param str message_id: of the mail it is about; None if it does not say"""
    fields = [
        "Reporting-MTA: dns; mx.provider.example",
        "",
        f"Final-Recipient: rfc822; {address}",
        f"Action: {action}",
        f"Status: {status}",
        f"Diagnostic-Code: smtp; {said}",
    ]
    if original:
        fields.insert(2, f"Original-Recipient: rfc822; {original}")
    parts = [("text/plain", text), (part, "\n".join(fields) + "\n")]
    if message_id:
        heads = f"Message-ID: {message_id}\nSubject: About Engineer\nTo: {to or address}\n"
        parts.append((heading, heads))
    return make_parts(*parts, **headers)


def make_disposition(address, disposition, text="This says what became of it.", **headers):
    """A message disposition notification, RFC 8098."""
    fields = (
        "Reporting-UA: provider.example; Filter 2.1\n"
        f"Final-Recipient: rfc822; {address}\n"
        f"Original-Message-ID: {headers.pop('message_id', OURS)}\n"
        f"Disposition: {disposition}\n"
    )
    return make_parts(
        ("text/plain", text),
        ("message/disposition-notification", fields),
        kind="disposition-notification",
        **{"From": f"Anna Ek <{address}>", "Subject": "Report", **headers},
    )


def make_complaint(address, message_id=OURS):
    """An abuse report, RFC 5965."""
    return make_parts(
        ("text/plain", "This is an email abuse report."),
        ("message/feedback-report", "Feedback-Type: abuse\nUser-Agent: Loop/1\nVersion: 1\n"),
        ("message/rfc822", f"Message-ID: {message_id}\nTo: {address}\nSubject: Hi\n\nHi\n"),
        kind="feedback-report",
        From="complaints@provider.example",
    )


EXIM = """\
This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  {address}
    host mx.provider.example [192.0.2.4]
    SMTP error from remote mail server after RCPT TO:<{address}>:
    550 5.1.1 Unknown user

------ This is a copy of the message, including all the headers. ------

Return-path: <bounce@nordlys.example>
Message-Id: {message_id}
From: Anna Lind <anna.lind@nordlys.example>
To: {address}
Subject: About Engineer

Dear candidate
"""
QMAIL = """\
Hi. This is the qmail-send program at mx.provider.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<{address}>:
192.0.2.9 does not like recipient.
Remote host said: 550 no mailbox by that name (#5.1.1)
Giving up on 192.0.2.9.

--- Below this line is a copy of the message.

Return-Path: <bounce@nordlys.example>
Message-ID: {message_id}
To: {address}
Subject: About Engineer

Dear candidate
"""
DOMINO = """\
Your message

  Subject: About Engineer

was not delivered to:

  {address}

because:

  User ek ({address}) not listed in public Name & Address Book
"""
EXCHANGE = """\
Your message

  To:      Anna Ek
  Subject: About Engineer
  Sent:    Wed, 10 Jun 2026 10:00:00 +0200

did not reach the following recipient(s):

{address} on Wed, 10 Jun 2026 10:00:02 +0200
    The e-mail account does not exist at the organization
"""
WEBMAIL = """\
Sorry, we were unable to deliver your message to the following address.

<{address}>:
552: 5.2.2 The account of this user is over quota
"""
VACATION = {
    "Return_Path": "<anna0@candidate.example>",
    "From": "Anna Ek <anna0@candidate.example>",
    "To": "jobs@nordlys.example",
    "Subject": "Re: About Engineer",
    "Message_ID": "<away-1@candidate.example>",
}


def make_calendar(method, answer, address, more="", parameters=""):
    """:return: iCalendar text as a guest's calendar sends it back, RFC 5546"""
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Provider//Calendar//EN\r\n"
        + (f"METHOD:{method}\r\n" if method else "")
        + "BEGIN:VTIMEZONE\r\nTZID:Europe/Stockholm\r\nBEGIN:STANDARD\r\n"
        "DTSTART:19701025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"
        "END:STANDARD\r\nEND:VTIMEZONE\r\n"
        "BEGIN:VEVENT\r\nUID:42@provider.example\r\nDTSTAMP:20260610T090000Z\r\n"
        "DTSTART;TZID=Europe/Stockholm:20260617T100000\r\n"
        f'ATTENDEE;PARTSTAT={answer}{parameters};CN="Ek, Anna":\r\n mailto:{address}\r\n'
        f"{more}END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
