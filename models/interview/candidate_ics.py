"""An entry for a candidate's calendar: RFC 5545, sent as RFC 5546 and 6047 have it.

In mails it is a REQUEST and not a PUBLISH. RFC 5546 (3.2.2) has it for what may be moved,
and programs do as it says: Outlook and Google make a second entry of what is published
again, while a REQUEST with the same UID, the same organizer and a higher SEQUENCE moves
the entry, and a CANCEL takes it out. What candidates fetch themselves from their page asks
them nothing: PUBLISH, of the same organizer, so that a CANCEL reaches it too.

All times are UTC, as RFC 5545 (3.3.5) allows for a single event: no VTIMEZONE has to be
right for them to be.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytz
import vobject

LINE_LENGTH = 75  # octets: RFC 5545, 3.1
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
STATUS = {"CANCEL": "CANCELLED"}
METHOD = re.compile(rb"^METHOD:([A-Z]+)\r?$", re.MULTILINE)


@dataclass(frozen=True)
class Entry:
    """An interview as one candidate has it."""

    uid: str
    sequence: int
    stamp: datetime  # naive UTC
    start: datetime  # naive UTC
    stop: datetime  # naive UTC; of a whole day, on its last day
    allday: bool
    summary: str
    place: str
    organizer: tuple  # (name, address); the address may be empty
    attendee: tuple  # (name, address)
    answer: str  # what the candidate has said: PARTSTAT


def write_calendar(entry, method):
    """:param Entry entry:
    :param str method: PUBLISH, REQUEST or CANCEL; what has nobody to answer to is no
        request
    :return: bytes of an iCalendar file"""
    if method == "REQUEST" and not entry.organizer[1]:
        method = "PUBLISH"
    calendar = vobject.iCalendar()
    calendar.add("method").value = method
    event = calendar.add("vevent")
    event.add("uid").value = entry.uid
    event.add("dtstamp").value = pytz.utc.localize(entry.stamp)
    event.add("sequence").value = str(entry.sequence)
    event.add("status").value = STATUS.get(method, "CONFIRMED")
    event.add("summary").value = entry.summary
    _add_times(event, entry)
    _add_people(event, entry, method)
    if entry.place:
        event.add("location").value = entry.place
    return _fold(calendar.serialize()).encode()


def read_organizer(content):
    """:param bytes content: of an iCalendar file of ours
    :return: (name, address), or None if it has none"""
    event = vobject.readOne(content.decode()).vevent
    organizer = getattr(event, "organizer", None)
    if organizer is None:
        return None
    name = next(iter(organizer.params.get("CN", [])), "")
    return name, organizer.value.removeprefix("mailto:")


def find_content_type(content):
    """:param bytes content: of an iCalendar file
    :return: as RFC 6047 (2.4) wants it in a mail: with the method that the file has, and
        a charset; None if the file has no method"""
    found = METHOD.search(content)
    return found and f"text/calendar; method={found[1].decode()}; charset=utf-8"


def _add_times(event, entry):
    if not entry.allday:
        event.add("dtstart").value = pytz.utc.localize(entry.start)
        event.add("dtend").value = pytz.utc.localize(entry.stop)
        return
    # A whole day ends with the day after.
    after = entry.stop.date() + timedelta(days=1)
    for name, day in ("dtstart", entry.start.date()), ("dtend", after):
        line = event.add(name)
        line.value, line.isNative = f"{day:%Y%m%d}", False
        line.value_param = "DATE"


def _add_people(event, entry, method):
    """Nobody but the candidate and who answers for us: other guests are not told about.
    What is published has no guests."""
    if not entry.organizer[1]:
        return
    _add_person(event, "organizer", *entry.organizer)
    if method == "PUBLISH":
        return
    guest = _add_person(event, "attendee", *entry.attendee)
    guest.params["ROLE"] = ["REQ-PARTICIPANT"]
    if method == "REQUEST":
        guest.params["PARTSTAT"] = [entry.answer]
        guest.params["RSVP"] = ["TRUE"]


def _add_person(event, role, name, address):
    line = event.add(role)
    line.value = f"mailto:{address}"
    # Parameters can hold neither (RFC 5545, 3.2).
    name = CONTROL.sub(" ", name or "").replace('"', "'").strip()
    if name:
        line.params["CN"] = [name]
    return line


def _fold(text):
    """Anew: vobject counts letters before it folds, and a line of Hebrew is too long.

    :param str text: an iCalendar file"""
    lines = text.replace("\r\n ", "").split("\r\n")
    return "\r\n".join("\r\n ".join(_cut(line)) for line in lines)


def _cut(line):
    """:return: list of str; with the blank before all but the first, none is too long"""
    parts, room = [""], LINE_LENGTH
    for letter in line:
        room -= len(letter.encode())
        if room < 0:
            parts.append("")
            room = LINE_LENGTH - 1 - len(letter.encode())
        parts[-1] += letter
    return parts
