"""What became of a mail, as Odoo's outbox has it."""

import re

# An address has letters that the server does not know.
SMTP_LETTERS = "SMTPNotSupportedError"
# How SMTP libraries print that the server will never take it: (550, b'no such user').
SMTP_REFUSAL = re.compile(rf"\(5\d\d,|{SMTP_LETTERS}")
# RFC 4954: the server wants another user or password of us, whoever is written to.
SMTP_LOGIN = re.compile(r"\(53[0458],")
# Odoo keeps in these states what has not left and tries it no more.
STUCK_MAILS = ("exception", "cancel")
STUCK_SMS = ("error", "canceled")
PERMANENT_FAILURES = (
    "mail_email_invalid",
    "mail_email_missing",
    "mail_from_invalid",
    "mail_from_missing",
)


def judge_mail(outcome):
    """:param dict outcome: ``mail_id`` and ``mail_state``, both None if the mail is
        gone, ``status`` of its notification, ``failure_type`` and ``failure_reason``
    :return: (``delivered``, ``dropped``, ``undeliverable``, ``unreachable`` or
        ``waiting``, why: None or the type of failure and what the server said)"""
    if outcome["mail_state"] in ("sent", "received") or (
        not outcome["mail_id"] and outcome["status"] == "sent"
    ):
        return "delivered", None
    if outcome["mail_state"] != "exception" and (
        # Odoo deletes a mail without a valid address like one it has sent.
        outcome["mail_id"] or outcome["status"] != "exception"
    ):
        return "dropped", None
    said = outcome["failure_reason"] or ""
    why = outcome["failure_type"], said
    # A server that lets nobody in says nothing about this address.
    if outcome["failure_type"] == "mail_smtp" or SMTP_LOGIN.search(said):
        return "unreachable", why
    if outcome["failure_type"] in PERMANENT_FAILURES or SMTP_REFUSAL.search(said):
        return "undeliverable", why
    return "waiting", why
