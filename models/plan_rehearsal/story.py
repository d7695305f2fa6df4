"""What happens to an invented candidate, and when. Plain: it knows no records."""

from dataclasses import dataclass
from datetime import datetime, timedelta

DAY = timedelta(days=1)
# How long is looked on, from the application.
WHOLE = 365 * DAY
NOTICE_DAYS = 30
# Until the interview, from the move to the stage; and by how much it is moved.
INTERVIEW_AFTER, MOVED_BY = 4 * DAY, 2 * DAY
THINKS_AGAIN, DECIDES_AGAIN = timedelta(minutes=20), DAY
# Where somebody calls before the message leaves.
CALLS_AFTER = 2 * DAY
ACCEPTS_AFTER = 3 * DAY
# Hour in UTC.
MORNING = 9


def find_work_time(moment):
    """:param datetime moment: naive UTC
    :return: in the morning of that day, or of the Monday after a weekend: colleagues are at
        work then"""
    days = 7 - moment.weekday() if moment.weekday() > 4 else 0
    return moment.replace(hour=MORNING, minute=0, second=0) + days * DAY


@dataclass(frozen=True)
class Story:
    """:param datetime start: naive UTC, when the candidate applies
    :param str end: ``nothing``, ``refused``, ``withdrawn`` or ``hired``
    :param int stages: how many stages the application is moved to, before the end
    :param int days: in each stage
    :param bool interview, moved: in the first of these stages; it is moved to another day
    :param bool taken_back: the refusal, before the candidate hears of it; then they are
        refused again
    :param bool offer: whoever is hired was offered the job, and has accepted it"""

    start: datetime
    end: str = "refused"
    stages: int = 2
    days: int = 7
    interview: bool = True
    moved: bool = False
    taken_back: bool = False
    offer: bool = False

    @property
    def until(self):
        """:return: naive UTC, as long as is looked on"""
        return self.start + WHOLE

    def get_events(self):
        """:return: list of (moment, what happens), in order; what happens is the name of a
        method of ``Happenings``"""
        events = [(self.start, "apply")]
        for number in range(1, self.stages + 1):
            moment = find_work_time(self.start + number * self.days * DAY)
            events.append((moment, "move"))
            if number == 1 and self.interview:
                events += self._get_interview(moment)
        last = find_work_time(self.start + (self.stages + 1) * self.days * DAY)
        return sorted([*events, *self._get_end(last)], key=lambda event: event[0])

    def _get_interview(self, moment):
        yield moment + timedelta(hours=1), "meet"
        if self.moved:
            yield find_work_time(moment + DAY), "move_meeting"

    def _get_end(self, moment):
        if self.end == "refused":
            yield moment, "refuse"
            if self.taken_back:
                yield moment + THINKS_AGAIN, "take_back"
                moment = find_work_time(moment + DECIDES_AGAIN)
                yield moment, "refuse"
            yield find_work_time(moment + CALLS_AFTER), "call"
        elif self.end == "withdrawn":
            yield moment, "withdraw"
        elif self.end == "hired":
            if self.offer:
                yield moment, "offer"
                moment = find_work_time(moment + ACCEPTS_AFTER)
                yield moment, "accept"
            yield moment, "hire"
