"""What our own automatic mails say that they are: RFC 3834, and what Exchange understands.
No automatic answers are wanted, but reports of what could not be delivered."""

AUTOMATIC = {
    "Auto-Submitted": "auto-generated",
    "X-Auto-Response-Suppress": "OOF, AutoReply",
}
