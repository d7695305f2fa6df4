"""What mail servers report of a mail of ours: who has not got it, and why.

Delivery status notifications (RFC 3464, 6533), dispositions (RFC 8098, 5429), complaints
(RFC 5965), and what servers write that know none of these. Nothing here needs a database.
"""

import re
from email import message_from_string, policy
from typing import NamedTuple

from .incoming_mail import (
    decode_text,
    find_addresses,
    get_content,
    get_header,
    get_headers,
    has_no_sender,
    is_automatic,
    is_from_daemon,
)

# What became of a mail, the worst first.
FAILED, FULL, UNREADABLE = "failed", "full", "unreadable"
NO_FAILURE = ("delayed", "delivered", "read", "abuse")

STATUS_PARTS = ("message/delivery-status", "message/global-delivery-status")
DISPOSITION_PARTS = (
    "message/disposition-notification",
    "message/global-disposition-notification",
)
COMPLAINT_PART = "message/feedback-report"
RETURNED_PARTS = (
    "message/rfc822",
    "text/rfc822-headers",
    "message/global",
    "message/global-headers",
    "text/rfc822",
    "message/rfc822-headers",
    "message/partial",
)
ACTIONS = {
    "failed": FAILED,
    "failure": FAILED,
    "expired": FAILED,
    "undeliverable": FAILED,
    "bounced": FAILED,
    "rejected": FAILED,
    "delayed": "delayed",
    "delivered": "delivered",
    "relayed": "delivered",
    "expanded": "delivered",
    "deliverable": "delivered",
}
# Whoever writes to us chooses the text: none of these goes through it more than once for
# each letter, so that what repeats has a limit.
MESSAGE_ID = re.compile(
    r"^[>\s]{0,20}(?:X-Microsoft-Original-Message-ID|(?:Original-)?Message-ID)"
    r"\s{0,20}:\s{0,20}(<[^<>\s]+>)",
    re.IGNORECASE | re.MULTILINE,
)
STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
FULL_MAILBOX = re.compile(
    r"(mail\s?box|inbox|user|account|maildir|recipient)[^.\n]{0,40}\b(is |was |are )?"
    r"(over ?)?(full\b|quota|exceeded)|quota[^.\n]{0,30}(exceeded|full|reached)|"
    r"(exceed|over)\w{0,20}[^.\n]{0,30}(quota|storage|mailbox size|disk space)|over ?quota|"
    r"mailfolder is full|mailbox has exceeded|not enough (storage|disk) space|"
    r"insufficient (system )?storage|out of (storage|disk) space|mailbox size limit|"
    r"inkorg\w{0,20} är full|brevlåda\w{0,20} är full|postfach\w{0,20}[^.\n]{0,40}(voll\b|überf)|"
    r"speicherplatz|bo[iî]te[^.\n]{0,60}(pleine|satur)|buz[oó]n[^.\n]{0,40}llen[oa]|"
    r"casella[^.\n]{0,40}piena|caixa[^.\n]{0,40}cheia|mailbox is vol|postvak[^.\n]{0,20}vol",
    re.IGNORECASE,
)
# It is still under way.
DELAY = re.compile(
    r"(has|have|been|is|was) (been )?delayed|delivery (is |was |has been )?delayed|"
    r"delayed mail|warning message only|(not|n't) (yet )?been delivered yet|"
    r"still (being|undelivered|trying)|not yet been delivered|do not need to resend|"
    r"will (keep|continue) (on )?(to )?(try|retry|be retried)|will be retried|"
    r"temporarily delayed|delivery status notification \(delay\)|keep(s|ing)? (on )?trying|"
    r"verzögert|försenad|retardée?|retrasado|ritardat",
    re.IGNORECASE,
)
GIVEN_UP = re.compile(
    r"permanent(ly)? (error|fail)|fail\w{0,20} permanent|given up|giving up|gave up|"
    r"retry timeout exceeded|was not delivered|no more attempts",
    re.IGNORECASE,
)
FAILURE = re.compile(
    r"undeliver|not (be )?deliver|delivery (has )?(failed|failure|failures)|failure notice|"
    r"(mail|message|delivery)\b[^.\n]{0,30}\bfail|return(ed|ing) (mail|message|to sender)|"
    r"delivery status notification \(failure\)|could ?n[o']t be delivered|"
    r"(not|n't|un)\s?able to (be )?deliver|did not reach|was not delivered|"
    r"rejected (your|the) (message|mail)|message (was )?(blocked|rejected)|user unknown|"
    r"no such user|unknown user|unknown recipient|recipient (address )?rejected|"
    r"does ?n[o']t exist|address(es)? (not found|failed)|not listed in|"
    r"mailbox (unavailable|not found|disabled)|non[- ]?deliver|"
    r"unzustellbar|nicht (zustellbar|zugestellt|übermittelt)|zustellung fehlgeschlagen|"
    r"kan inte levereras|kunde inte levereras|(gick|går) inte att leverera|olevererbar|"
    r"obeställbar|kunne ikke leveres|ikke leveres|ei voitu toimittaa|toimittaminen epä|"
    r"onbestelbaar|niet (worden )?(afgeleverd|bezorgd)|non remis|pas (pu )?être (remis|"
    r"délivré|distribué)|échec de (la )?(remise|distribution)|non distribu|"
    r"no se (puede|pudo|ha podido) entregar|no entregado|devuelto|non recapitabile|"
    r"mancata consegna|não (foi )?entregue|niedostarcz|nie (mogła|można)|"
    r"не доставлен|недоставлен|невозможно доставить|配信(不能|できません)|退信|無法傳遞",
    re.IGNORECASE,
)
SUCCESS = re.compile(
    r"success(ful(ly)?)?\b[^.\n]{0,20}\b(mail )?deliver|delivery[^.\n]{0,20}\bsuccess|"
    r"^(delivered|relayed|expanded):|delivery status notification \((success|relay)\)",
    re.IGNORECASE | re.MULTILINE,
)
# From here on it is our own mail that is quoted.
RETURNED_COPY = re.compile(
    r"^.{0,24}(copy of (the|your) (original )?(message|mail)|below this line|"
    r"original message (headers )?follows|original message headers:|original message\b|"
    r"returned message|unsent message|message headers follow|headers? of the original|"
    r"ursprungliga meddelandehuvuden|ursprüngliche nachricht|message d'origine).*$",
    re.IGNORECASE | re.MULTILINE,
)
UNREAD = re.compile(
    r"without (being|having been) read|^not read:|ungelesen gelöscht|"
    r"utan att (ha )?läst|non lu\b",
    re.IGNORECASE | re.MULTILINE,
)
# What a browser does not show as text.
UNSEEN = re.compile(r"<(style|script)\b.*?(</\1>|\Z)|<[^<>]*>|&nbsp;", re.DOTALL)
LONGEST = 2000


class Finding(NamedTuple):
    kind: str
    outcomes: dict = {}
    is_permanent: bool = False
    words: str = ""
    message_ids: tuple = ()


class Report(NamedTuple):
    """What a mail server says became of a mail."""

    kind: str  # the worst of all recipients: failed, full, unreadable, or of NO_FAILURE
    outcomes: dict  # address in lower case → failed, full, delayed or delivered
    is_permanent: bool  # it is no use to write to this address again
    message_ids: tuple  # of what it is about, the surest first
    sent_to: frozenset  # addresses in the heading of the mail that came back
    words: str  # for a person to read

    @property
    def is_failure(self):
        return self.kind in (FAILED, FULL)

    @property
    def failed(self):
        """:return: set of the addresses that have not got the mail"""
        return {a for a, outcome in self.outcomes.items() if outcome in (FAILED, FULL)}

    def find_outcome(self, candidate, others):
        """Who of those that a mail went to has not got it? A mailbox that forwards
        reports an address that nobody has written to: that counts as the candidate's.

        :param set candidate: addresses of the candidate, in lower case
        :param set others: all other addresses that are known to have got the mail
        :return: failed or full if the candidate has not got the mail, else None
        """
        others = set(others) - set(candidate)
        if not self.is_failure:
            return None
        known = [self.outcomes[address] for address in self.outcomes.keys() & candidate]
        if known:
            return _find_worst(known) if _find_worst(known) in (FAILED, FULL) else None
        if self.sent_to and not self.sent_to & candidate and self.sent_to <= others:
            return None
        if not self.failed:
            return self.kind
        unknown = self.failed - others
        return _find_worst([self.outcomes[a] for a in unknown]) if unknown else None


def _find_worst(outcomes):
    return next((o for o in (FAILED, FULL, "delayed", "delivered") if o in outcomes), UNREADABLE)


def read_report(message, to_bounce_address=False):
    """:param email.message.EmailMessage message: as it came in
    :param bool to_bounce_address: it came to the address that only mail servers know
    :return: ``Report``, or None if it is something else"""
    parts = list(_walk(message))
    text = "\n".join(map(_get_text, parts))
    own, *copy = RETURNED_COPY.split(text, maxsplit=1)
    own = " ".join(own.split())
    found = (
        _read_complaint(parts)
        or _read_disposition(parts, own, message)
        or _read_status(parts, own)
        or _read_prose(message, own, to_bounce_address)
    )
    if not found:
        return None
    heading = _read_heading(parts, copy[-1:])
    if _is_of_server(heading):
        # What came back was a report itself: nobody waits for that.
        found = found._replace(kind="delivered", outcomes={})
    return Report(
        found.kind,
        found.outcomes,
        found.is_permanent,
        _find_message_ids(message, heading, found.message_ids, text),
        frozenset(
            a for key, value in heading if key in ("to", "cc") for a in find_addresses(value)
        ),
        ": ".join(filter(None, [get_header(message, "Subject"), found.words or own]))[:LONGEST],
    )


def _walk(message):
    """All parts but those of the mail that came back."""
    yield message
    if message.get_content_maintype() == "multipart" and message.is_multipart():
        for part in message.get_payload():
            yield from _walk(part)


def _get_text(part):
    """:return: str for people"""
    kind = part.get_content_type()
    if part.is_multipart() or kind in RETURNED_PARTS:
        return ""
    if kind == "text/html":
        return UNSEEN.sub(" ", get_content(part))
    # The heading of an inner multipart can be broken: then it is one part.
    return get_content(part) if kind.startswith(("text/", "multipart/")) else ""


# The mail that came back -----------------------------------------------------------------


def _read_heading(parts, copies):
    """:param list copies: what stands below the report in the same text, at most one
    :return: list of (name in lower case, value) of the returned mail"""
    part = next((p for p in parts if p.get_content_type() in RETURNED_PARTS), None)
    if part is not None and part.is_multipart():
        returned = next(iter(part.get_payload()), part)
    else:
        text = get_content(part) if part is not None else "".join(copies)
        returned = message_from_string(text.lstrip(), policy=policy.compat32)
    return [(key.lower(), decode_text(value)) for key, value in returned.raw_items()]


def _is_of_server(heading):
    """:return: whether the returned mail was itself written by a mail server"""
    values = dict(reversed(heading))
    senders = find_addresses(values.get("from", ""))
    return (
        values.get("return-path", "").replace(" ", "") == "<>"
        or "multipart/report" in values.get("content-type", "").lower()
        or any(a.startswith(("mailer-daemon@", "postmaster@")) for a in senders)
    )


def _find_message_ids(message, heading, ids, text):
    """:return: tuple of str with their brackets"""
    names = ("message-id", "x-microsoft-original-message-id", "x-odoo-message-id")
    found = [value for key, value in heading if key in names]
    found += [*ids, *MESSAGE_ID.findall(text)]
    for name in ("In-Reply-To", "References"):
        found += reversed(get_headers(message, name))
    brackets = [match for value in found for match in re.findall(r"<[^<>\s]+>", value)]
    return tuple(dict.fromkeys(brackets))


# What programs write for programs --------------------------------------------------------


def _read_groups(part):
    """:return: list of dicts name in lower case → value, one for each block of lines"""
    if not part.is_multipart():
        return _read_blocks(get_content(part))
    groups = []
    for inner in part.get_payload():
        values = {key.lower(): decode_text(value) for key, value in inner.raw_items()}
        groups.append(values)
        if not inner.is_multipart():
            groups += _read_blocks(get_content(inner))
    return [group for group in groups if group]


def _read_blocks(text):
    groups = []
    for block in re.split(r"\r?\n[ \t]*\r?\n", text.strip()):
        lines = re.sub(r"\r?\n[ \t]+", " ", block).splitlines()
        pairs = (line.partition(":") for line in lines)
        groups.append({name.strip().lower(): value.strip() for name, c, value in pairs if c})
    return [group for group in groups if group]


def _read_address(value):
    """:param str value: as in "rfc822; anna@example.org", its type may be missing"""
    given = re.sub(
        r"\\x\{([0-9A-Fa-f]{1,6})\}",
        lambda match: chr(min(int(match[1], 16), 0x10FFFF)),
        value.rpartition(";")[2],
    )
    return next(iter(find_addresses(given)), "")


def _read_complaint(parts):
    if not any(part.get_content_type() == COMPLAINT_PART for part in parts):
        return None
    return Finding("abuse")


def _read_disposition(parts, text, message):
    part = next((p for p in parts if p.get_content_type() in DISPOSITION_PARTS), None)
    if part is None:
        return None
    values = {name: value for group in _read_groups(part) for name, value in group.items()}
    mode, _semicolon, kind = values.get("disposition", "").lower().partition(";")
    kind = re.split(r"[/\s,]", kind.strip())[0]
    address = _read_address(values.get("final-recipient", "")) or _read_address(
        values.get("original-recipient", "")
    )
    said = f"{get_header(message, 'Subject')}\n{text}"
    # A filter that rejects says so, RFC 5429; a person who deletes has got it.
    if kind == "deleted" and "automatic-action" in mode and not UNREAD.search(said):
        outcome = FULL if FULL_MAILBOX.search(text) else FAILED
    else:
        outcome = "read"
    outcomes = {address: outcome} if address and outcome != "read" else {}
    ids = (values["original-message-id"],) if "original-message-id" in values else ()
    return Finding(outcome, outcomes, message_ids=ids)


def _read_status(parts, text):
    part = next((p for p in parts if p.get_content_type() in STATUS_PARTS), None)
    if part is None:
        return None
    groups = [
        group
        for group in _read_groups(part)
        if group.keys() & {"final-recipient", "original-recipient", "action", "status"}
    ]
    if not groups:
        return None
    verdicts, outcomes, permanent, words = [], {}, False, []
    for group in groups:
        verdict = _judge_recipient(group, text, len(groups) == 1)
        verdicts.append(verdict)
        for name in ("original-recipient", "final-recipient"):
            if address := _read_address(group.get(name, "")):
                outcomes[address] = _find_worst({verdict, outcomes.get(address, verdict)})
        if verdict == FAILED:
            permanent |= not _find_status(group, text).startswith("4")
        if verdict in (FAILED, FULL):
            said = group.get("diagnostic-code", "")
            words.append(said.partition(";")[2].strip() or said)
    return Finding(_find_worst(verdicts), outcomes, permanent, "; ".join(filter(None, words)))


def _find_status(group, text):
    for said in (group.get("status", ""), group.get("diagnostic-code", ""), text):
        if match := STATUS.search(said):
            return match[0]
    return ""


def _judge_recipient(group, text, is_only_one):
    """:return: what became of the mail to this recipient"""
    action = re.split(r"[\s;(]", group.get("action", "").strip().lower())[0]
    status = _find_status(group, text if is_only_one else "")
    outcome = ACTIONS.get(action)
    if outcome is None:
        waits = status.startswith("4") and DELAY.search(text) and not GIVEN_UP.search(text)
        outcome = "delivered" if status.startswith("2") else "delayed" if waits else FAILED
    if outcome != FAILED:
        return outcome
    said = f"{group.get('diagnostic-code', '')} {text if is_only_one else ''}"
    is_full = re.match(r"[45]\.2\.2$", status) or FULL_MAILBOX.search(said)
    return FULL if is_full else FAILED


# What programs write for people ----------------------------------------------------------


def _read_prose(message, text, to_bounce_address):
    subject = get_header(message, "Subject")
    named = find_addresses(" ".join(get_headers(message, "X-Failed-Recipients")))
    said = f"{subject}\n{text}"
    kind = _read_kind(message, subject, text, named, to_bounce_address)
    if kind not in (FAILED, FULL):
        return kind and Finding(kind)
    status = next(iter(STATUS.findall(text)), ("", "", ""))
    if status[0] in ("4", "5") and status[1:] == ("2", "2") or FULL_MAILBOX.search(said):
        kind = FULL
    ours = find_addresses(" ".join([get_header(message, "To"), get_header(message, "From")]))
    addresses = [a for a in named or find_addresses(said) if a not in ours]
    return Finding(kind, dict.fromkeys(addresses, kind), status[0] != "4")


def _read_kind(message, subject, text, named, to_bounce_address):
    """:return: failed, delayed, delivered or unreadable; None if it is no report"""
    said = f"{subject}\n{text}"
    fails = bool(named or FAILURE.search(said) or FULL_MAILBOX.search(said))
    surely = named or _is_surely_report(message)
    is_answer = bool(get_headers(message, "In-Reply-To"))
    maybe = fails and (has_no_sender(message) or (to_bounce_address and not is_answer))
    if not (surely or maybe or is_from_daemon(message)):
        unknown = to_bounce_address and not is_answer and not is_automatic(message)
        return UNREADABLE if unknown else None
    if DELAY.search(said) and not GIVEN_UP.search(text):
        return "delayed"
    if SUCCESS.search(subject):
        return "delivered"
    if fails:
        return FAILED
    # A postmaster may be somebody who applies.
    return UNREADABLE if surely or to_bounce_address else None


def _is_surely_report(message):
    content_type = str(dict(message.raw_items()).get("Content-Type", "")).lower()
    sender = get_header(message, "From").lower()
    return (
        "multipart/report" in content_type
        or "report-type" in content_type
        or ("mailer-daemon@" in sender or "mailerdaemon@" in sender)
    )
