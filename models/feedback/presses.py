"""The presses and the survey of an invitation, as long as they can still change."""

import uuid
from typing import NamedTuple

# A machine that follows every link gives two scores within seconds, or three within
# minutes; a person who changes their mind is asked once more.
SECONDS_OF_A_SCAN = 30
SECONDS_OF_A_SLOW_SCAN = 10 * 60
MOST_PRESSES = 60


class Press(NamedTuple):
    at: float
    score: str
    # On the page that asks once more.
    again: bool
    # Stays with the invitation; the others were set aside.
    taken: bool


class Presses:
    """The presses of one invitation, oldest first. The last one taken stands.

    :param dict kept: as of ``to_json``
    """

    def __init__(self, kept=None):
        kept = kept or {}
        self.presses = [Press(*press) for press in kept.get("presses", ())]
        # What was sent of the other questions: given, contact and at.
        self.survey = kept.get("survey")
        # The browser finds the answer by it when the invitation no longer can.
        self.key = kept.get("key") or str(uuid.uuid4())

    def to_json(self):
        return {"presses": self.presses, "survey": self.survey, "key": self.key}

    @property
    def score(self):
        """The score that stands, as text, or None."""
        taken = [press for press in self.presses if press.taken]
        return taken[-1].score if taken else None

    @property
    def is_answer(self):
        return self.score is not None or self.survey is not None

    @property
    def last(self):
        """When the candidate last did something that stands (timestamp), or None."""
        moments = [press.at for press in self.presses if press.taken]
        if self.survey:
            moments.append(self.survey["at"])
        return max(moments, default=None)

    def add(self, press):
        self.presses = [*self.presses, press][-MOST_PRESSES:]

    def find_scan(self, now, score, again):
        """:return: the seconds within which presses contradict this one, 0 if none do"""
        others = [p for p in self.presses if p.again == again and p.score != score]
        if any(now - press.at < SECONDS_OF_A_SCAN for press in others):
            return SECONDS_OF_A_SCAN
        slow = {p.score for p in others if now - p.at < SECONDS_OF_A_SLOW_SCAN}
        return SECONDS_OF_A_SLOW_SCAN if len(slow) > 1 and not again else 0

    def set_aside(self, since, again):
        """:return: the scores that were taken since then and do not stand any more"""
        aside = [
            press
            for press in self.presses
            if press.taken and press.again == again and press.at > since
        ]
        self.presses = [
            press._replace(taken=press.taken and press not in aside) for press in self.presses
        ]
        return [press.score for press in aside]
