"""What the machine itself remembers of each application: what people decided and did,
what arrived. No check asks the engine for it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass
class Decision:
    """An application was refused, or its candidate withdrew."""

    moment: datetime
    owed: bool
    by_candidate: bool
    channel: str
    delay: timedelta
    # Until it was taken back, or another one was taken.
    ended: datetime = None
    # The call was made, or nobody is to make it any more.
    call_over: bool = False
    early: bool = False
    # A person chose when it leaves: office hours do not matter.
    rescheduled: bool = False
    told: datetime = None
    told_by_hand: datetime = None
    called: datetime = None
    not_owed_by_hand: bool = False
    keeps_meetings: bool = False


@dataclass
class Meeting:
    """An interview as those know it who may speak for us."""

    event_id: int
    applicant_id: int
    # (moment, start or None for off), oldest first
    truth: list = field(default_factory=list)
    # A decision that was told has ended it: nobody says so.
    ended_silently: bool = False
    # By somebody who may not speak for us.
    was_touched: bool = False

    def start_at(self, moment):
        """:return: when it was to take place, as it stood then; None if it was off"""
        known = [start for since, start in self.truth if since <= moment]
        return known[-1] if known else None

    @property
    def start(self):
        return self.truth[-1][1] if self.truth else None


class Story:
    """One application."""

    def __init__(self, applicant, now):
        self.id = applicant.id
        self.decisions = []
        self.letters = []
        self.moves = Counter()
        self.stages = []
        self.langs = []
        self.confirmations = 1
        self.shut = None
        self.shut_told = self.shut_not_owed = False
        self.paused, self.paused_since = False, now
        self.stopped = False
        self.retries = 0
        self.withdrawn_before, self.withdrew_on_page = None, False
        self.reason = applicant.refuse_reason_id.browse()
        self.active = True
        self.near_miss = self.agreed = False
        self.look(applicant, now)

    def look(self, applicant, now):
        """Note what people have made of the application: only what is Odoo's own, and
        what people choose."""
        self._look_at_stage(applicant)
        # Who applies on the website is written to as that spoke.
        lang = applicant.candidate_lang or applicant.partner_id.lang or "en_US"
        if not self.langs or self.langs[-1][1] != lang:
            self.langs.append((now, lang))
        if applicant.communication_paused and not self.paused:
            self.paused_since = now
        self.paused = applicant.communication_paused
        if applicant.refuse_reason_id != self.reason:
            self._look_at_reason(applicant, now)
        self._look_at_active(applicant, now)

    def _look_at_stage(self, applicant):
        stage = applicant.stage_id.id
        if not self.stages or self.stages[-1] != stage:
            self.stages.append(stage)
            self.moves[stage] += 1

    def _look_at_reason(self, applicant, now):
        before, reason = self.standing, applicant.refuse_reason_id
        self.reason = reason
        if before and before.told and reason:
            # The candidate knows the decision; which reason stands beside it is no news.
            before.by_candidate = reason.ended_by == "candidate"
            return
        if before:
            before.ended = now
        if not reason:
            return
        by_candidate = reason.ended_by == "candidate"
        self.decisions.append(
            Decision(
                now,
                owed=not by_candidate and not reason.silent_allowed,
                by_candidate=by_candidate,
                channel=applicant.refusal_channel
                or ("mail" if applicant.email_from or not applicant.partner_phone else "call"),
                delay=timedelta(hours=applicant.company_id.refusal_delay_hours),
                keeps_meetings=applicant.keep_meetings,
                # It was over, and the candidate knew: a reason beside it is no news.
                told=now if self.shut and self.shut_told else None,
            )
        )

    def _look_at_active(self, applicant, now):
        shut = not applicant.active and not applicant.refuse_reason_id
        if shut and not self.shut:
            last = self.decisions[-1] if self.decisions else None
            knew = last and last.ended == now and last.told
            self.shut, self.shut_told, self.shut_not_owed = now, bool(knew), False
        elif not shut:
            self.shut = None
        self.active, self.hired = applicant.active, bool(applicant.date_closed)

    @property
    def standing(self):
        """The decision that stands, None while the application is open."""
        last = self.decisions[-1] if self.decisions else None
        return last if last and not last.ended else None

    @property
    def is_open(self):
        return self.active and not self.standing

    @property
    def is_over(self):
        """Nobody owes this candidate another word."""
        decision = self.standing
        known = decision and (decision.told or not decision.owed or decision.not_owed_by_hand)
        shut = self.shut_told or self.shut_not_owed or self.hired
        return bool(known or self.shut and shut)

    def lang_names(self, since, until, names):
        """:return: set of the languages in which the candidate read between these"""
        later = [start for start, _lang in self.langs[1:]] + [datetime.max]
        return {
            names[lang]
            for (start, lang), end in zip(self.langs, later, strict=True)
            if start <= until and end >= since
        }

    def arrived(self, *kinds):
        """:return: list of letters of these kinds that did not come back"""
        return [letter for letter in self.letters if letter.kind in kinds and not letter.bounced]

    # What happens to a decision ---------------------------------------------------------

    def note_letter(self, letter):
        self.letters.append(letter)
        if letter.kind == "refused" and self.standing:
            self.standing.told = self.standing.told or letter.moment

    def note_bounce(self, letter):
        letter.bounced = True
        decision = self.standing
        if letter.kind == "refused" and decision:
            decision.told = decision.called or decision.told_by_hand

    def note_called(self, now):
        """Somebody has told the candidate; where the call comes first, it is written,
        too."""
        decision = self.standing
        if decision:
            decision.told = decision.told or now
            decision.called = now
            decision.call_over = True

    def note_told(self, now):
        """In another way, and somebody says so."""
        if self.standing:
            self.standing.told = self.standing.told or now
            self.standing.told_by_hand = now
        if self.shut:
            self.shut_told = True

    def note_withdrawal(self):
        """The candidate withdraws; it can be taken back."""
        previous = self.decisions[-2] if len(self.decisions) > 1 else None
        self.withdrew_on_page = True
        stood = previous and previous.ended == self.decisions[-1].moment
        self.withdrawn_before = previous if stood else None

    def note_undone(self, now):
        """What was decided before the withdrawal stands again, since then."""
        earlier, self.withdrawn_before = self.withdrawn_before, None
        self.withdrew_on_page = False
        if not self.standing or not earlier:
            return
        self.standing.moment = earlier.moment
        self.standing.channel = earlier.channel
        self.standing.delay = earlier.delay
        self.standing.call_over = earlier.call_over
        self.standing.early = earlier.early
        self.standing.rescheduled = earlier.rescheduled
        self.standing.called = earlier.called
