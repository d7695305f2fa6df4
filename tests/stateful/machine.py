"""What hypothesis draws: which of the things that people and machines do, in which
order, with which values."""

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from .case import WORDS
from .starts import STARTS
from .world import (
    MOST_APPLICANTS,
    has_mail,
    is_asked,
    is_closed,
    is_decided,
    is_near_miss,
    is_open,
    is_paused,
    may_be_called,
)

WHO = st.integers(0, 2)
WHICH = st.integers(0, 5)
JOB = st.integers(0, 1)
LANG = st.sampled_from(("en_US", "sv_SE"))
CHANNEL = st.sampled_from(("mail", "call_mail", "call"))
COLLEAGUE = st.sampled_from(("recruiter", "recruiter", "ivar", "nils"))
HOURS = st.sampled_from((0.2, 1, 5, 24, 24, 72, 24 * 8))

PARTS = ("withdraw", "withdraw", "undo", "undo", "stop", "resume", "erase", "keep", "copy")
REASON = st.sampled_from((0, 0, 0, 1, 2, 3))


def needs(fits):
    """:param fits: function of a story
    :return: function of the world: whether it is true of one of its stories"""
    return lambda world: any(map(fits, world.stories.values()))


def needs_touched(world):
    return any(meeting.was_touched for meeting in world.meetings.values())


# Each name is a method ``do_<name>`` of the world: with what, how often (shares), and
# what there must be.
RULES = {
    "apply": (
        1,
        {
            "way": st.sampled_from(("form", "website", "mail")),
            "job": JOB,
            "lang": LANG,
            "phone": st.booleans(),
        },
    ),
    "move": (3, {"who": WHO, "stage": st.integers(0, 3)}),
    "change_job": (1, {"who": WHO, "job": JOB}),
    "change_lang": (1, {"who": WHO, "lang": LANG}),
    "change_address": (1, {"who": WHO, "address": st.sampled_from(("none", "broken", "new"))}),
    "change_number": (1, {"who": WHO, "number": st.sampled_from((False, "+46701740609"))}),
    "merge": (1, {}),
    "refuse": (
        4,
        {
            "who": WHO,
            "channel": CHANNEL,
            "reason": REASON,
            "keep": st.booleans(),
            "near": st.booleans(),
        },
    ),
    "unmark_near_miss": (1, {"who": WHO}),
    "choose_near_miss": (2, {"who": WHO, "agrees": st.sampled_from((True, True, False))}),
    "refuse_all": (1, {"channel": CHANNEL}),
    "write_reason": (1, {"who": WHO, "reason": st.integers(0, 3), "archive": st.booleans()}),
    "clear_reason": (1, {"who": WHO}),
    "take_back": (2, {"who": WHO}),
    "mark_told": (1, {"who": WHO}),
    "owe_nothing": (1, {"who": WHO}),
    "call": (2, {"who": WHO}),
    "drop_call": (1, {"who": WHO}),
    "archive": (1, {"who": WHO}),
    "restore": (1, {"who": WHO, "way": st.sampled_from(("action_unarchive", "reset_applicant"))}),
    "close_job": (1, {"job": JOB}),
    "open_job": (1, {"job": JOB}),
    "pause": (2, {"who": WHO}),
    "resume": (2, {"who": WHO}),
    "retry": (2, {"who": WHO, "which": WHICH}),
    "skip": (1, {"who": WHO, "which": WHICH}),
    "send_now": (1, {"who": WHO, "which": WHICH}),
    "reschedule": (1, {"who": WHO, "which": WHICH, "hours": st.sampled_from((1, 48))}),
    "edit_template": (1, {"kind": st.sampled_from(sorted(WORDS))}),
    "start_step": (1, {"who": WHO}),
    "book": (3, {"who": WHO, "by": COLLEAGUE, "days": st.sampled_from((1, 4, 10))}),
    "move_interview": (
        2,
        {"which": WHICH, "by": COLLEAGUE, "hours": st.sampled_from((-24, 1, 24))},
    ),
    "cancel_interview": (
        1,
        {"which": WHICH, "by": COLLEAGUE, "how": st.sampled_from(("archive", "delete"))},
    ),
    "confirm_interview": (1, {"which": WHICH}),
    "restore_interview": (1, {"which": WHICH}),
    "reply": (1, {"who": WHO}),
    "bounce": (2, {"who": WHO}),
    "press": (2, {"who": WHO, "part": st.sampled_from(PARTS)}),
    "answer_survey": (1, {"who": WHO, "score": st.integers(0, 10)}),
    "mail_server": (1, {"down": st.booleans()}),
    "run_ledger": (1, {}),
    "run_crons": (2, {}),
    "count_report": (1, {}),
    "night": (1, {}),
    "wait": (10, {"hours": HOURS, "asleep": st.sampled_from((False, False, False, True))}),
}
NEEDS = {
    "apply": lambda world: len(world.stories) < MOST_APPLICANTS,
    "merge": lambda world: len(world.stories) > 1,
    "refuse": needs(is_open),
    "refuse_all": needs(is_open),
    "unmark_near_miss": needs(is_near_miss),
    "choose_near_miss": needs(is_near_miss),
    "take_back": needs(is_decided),
    "clear_reason": needs(is_decided),
    "mark_told": needs(is_closed),
    "owe_nothing": needs(is_closed),
    "restore": needs(is_closed),
    "call": needs(may_be_called),
    "drop_call": needs(may_be_called),
    "resume": needs(is_paused),
    "reply": needs(has_mail),
    "bounce": needs(has_mail),
    "press": needs(has_mail),
    "answer_survey": needs(is_asked),
    "move_interview": lambda world: world.meetings,
    "cancel_interview": lambda world: world.meetings,
    "confirm_interview": needs_touched,
    "restore_interview": needs_touched,
}


def make_machine(case):
    """:param case: ``StatefulCase`` whose transaction the examples share
    :return: class of the machine"""

    class Machine(RuleBasedStateMachine):
        world = None

        def __init__(self):
            super().__init__()
            self.world = case.begin()

        @initialize(
            start=st.sampled_from(sorted(STARTS)),
            jobs=st.lists(JOB, min_size=1, max_size=2),
            lang=LANG,
        )
        def start(self, start, jobs, lang):
            case.try_to_do("begin", start=start)
            for job in jobs:
                case.try_to_do("apply", way="form", job=job, lang=lang, phone=True)

        def teardown(self):
            case.end()

    for name, (shares, values) in RULES.items():
        for share in range(shares):
            setattr(Machine, f"{name}_{share}", _make_rule(case, name, values))
    return Machine


def _make_rule(case, name, values):
    def do(machine, **drawn):
        if not machine.world.is_over:
            case.try_to_do(name, **drawn)

    fits = NEEDS.get(name, lambda _world: True)
    goes_on = precondition(lambda machine: machine.world.is_over or fits(machine.world))
    return goes_on(rule(**values)(do))
