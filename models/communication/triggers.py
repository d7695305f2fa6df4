"""What a trigger is: one row of ``TRIGGERS`` each.

The choice on the step and its sentence, planning, the guards, what comes back with an
application that is open again and the administrators' table are read from here. What a trigger
does is found by its name. On applications ``_occurrences_<name>`` says to whom it
happens; what differs from other triggers is a method of its own:

====================  =======================================================
on the ledger         ``_obstacle_<name>``, ``_earliest_<name>``,
                      ``_sent_<name>``, ``_closed_<name>``,
                      ``_undone_<name>``
on the step           ``_describe_<name>``, ``_find_date_<name>``
====================  =======================================================
"""

from dataclasses import dataclass

from odoo.tools.translate import LazyGettext, LazyTranslate

_lt = LazyTranslate(__name__)

# What ends what is planned: leaving the stage, closing in any way, only a refusal.
LEAVING, CLOSING, REFUSAL = "leaving", "closing", "refusal"


@dataclass(frozen=True, eq=False)
class Trigger:
    name: str
    # Odoo translates it as the label of a selection.
    label: str
    # "Two days after …", in the step's sentence; None: ``_describe_<name>`` has its own.
    event: LazyGettext | None = None
    # What the timeline says it is the consequence of, and what that has to name; else
    # the label, with the day on which it happened, if that is the day of the plan.
    because: LazyGettext | None = None
    because_of: tuple = ()
    has_day: bool = True
    # application, stage, meeting or decision
    about: str = "application"
    ended_by: tuple = (CLOSING,)
    # Planned when an application arrives.
    on_arrival: bool = False
    # Looked for once a day among open applications.
    daily: bool = False
    by_hand: bool = True
    in_closed_job: bool = True
    # Ends when another plan applies to the application.
    follows_plan: bool = True
    # Where a plan has no step for it, the general plan's is used.
    never_forgotten: bool = False
    # Leaves whatever becomes of its step, however late, and nobody skips it.
    owed: bool = False
    # Concerns the candidate's own application and is no marketing: it leaves past an
    # exclusion list, and if the candidate wants no messages, somebody is told.
    transactional: bool = False
    # When an application is open again: "news" is not repeated, "watch" begins anew,
    # anything else comes back if its time is still to come.
    on_return: str | None = None
    # Says how an application goes: nothing for those who have not applied.
    needs_application: bool = False
    # What the candidate knows of an interview from it: "new_time" (booked or moved),
    # "time" or "gone".
    tells: str | None = None


TRIGGERS = (
    Trigger(
        "applied",
        "Application received",
        _lt("the application"),
        on_arrival=True,
        on_return="news",
        needs_application=True,
    ),
    Trigger(
        "stage_entered",
        "Stage reached",
        _lt("the move to any stage"),
        because=_lt("Moved to %(stage)s %(date)s"),
        because_of=("stage",),
        about="stage",
        ended_by=(LEAVING, CLOSING),
        on_arrival=True,
        in_closed_job=False,
        transactional=True,
        on_return="news",
    ),
    Trigger(
        "stage_idle",
        "No movement in the stage",
        because=_lt("In %(stage)s since %(date)s"),
        because_of=("stage",),
        about="stage",
        ended_by=(LEAVING, CLOSING),
        on_arrival=True,
        in_closed_job=False,
        on_return="watch",
        needs_application=True,
    ),
    Trigger(
        "silence",
        "Candidate has heard nothing",
        on_arrival=True,
        has_day=False,
        in_closed_job=False,
        on_return="watch",
        needs_application=True,
    ),
    Trigger("reply_due", "Reply promise is due", has_day=False, by_hand=False),
    Trigger(
        "interview_booked",
        "Interview booked",
        _lt("an interview was booked"),
        about="meeting",
        transactional=True,
        tells="new_time",
    ),
    Trigger(
        "interview_moved",
        "Interview moved",
        _lt("an interview was moved"),
        about="meeting",
        transactional=True,
        tells="new_time",
    ),
    Trigger(
        "interview_cancelled",
        "Interview cancelled",
        _lt("an interview was cancelled"),
        about="meeting",
        transactional=True,
        tells="gone",
    ),
    Trigger(
        "interview_before",
        "Before an interview",
        _lt("an interview begins"),
        because=_lt("Interview %(meeting)s"),
        because_of=("meeting",),
        about="meeting",
        transactional=True,
        tells="time",
    ),
    Trigger(
        "interview_after",
        "After an interview",
        _lt("an interview has ended"),
        because=_lt("Interview %(meeting)s"),
        because_of=("meeting",),
        about="meeting",
    ),
    Trigger("before_days_off", "Before days off", has_day=False, daily=True),
    Trigger(
        "refused",
        "Refused",
        _lt("the decision and the minimum delay"),
        about="decision",
        ended_by=(),
        by_hand=False,
        follows_plan=False,
        never_forgotten=True,
        owed=True,
        transactional=True,
    ),
    Trigger(
        "refusal_sent",
        "The refusal has arrived",
        _lt("the candidate was told"),
        about="decision",
        ended_by=(),
        by_hand=False,
        follows_plan=False,
    ),
    Trigger(
        "withdrawn",
        "Withdrawn by the candidate",
        _lt("the candidate withdrew"),
        about="decision",
        ended_by=(),
        by_hand=False,
        follows_plan=False,
    ),
    Trigger(
        "keep_ends",
        "Consent to be kept ends soon",
        _lt("the last month of a consent to be kept began"),
        has_day=False,
        ended_by=(),
        by_hand=False,
        never_forgotten=True,
    ),
    Trigger(
        "asked_to_wait",
        "Asked to wait for the decision",
        _lt("the candidate was asked to wait"),
        by_hand=False,
        follows_plan=False,
        never_forgotten=True,
        transactional=True,
        needs_application=True,
    ),
    # No news of the application, so an exclusion list holds it back: it stands on the page.
    Trigger(
        "question_answered",
        "A question was answered for all who asked",
        _lt("the answer to what the candidate asked"),
        by_hand=False,
        follows_plan=False,
        never_forgotten=True,
    ),
    # Documents before the first day: of new colleagues, whose application may be archived.
    Trigger(
        "papers_asked",
        "Documents were asked for",
        _lt("documents were asked for"),
        ended_by=(REFUSAL,),
        by_hand=False,
        follows_plan=False,
        never_forgotten=True,
        transactional=True,
    ),
    Trigger(
        "papers_mend",
        "A document needs a correction",
        _lt("a correction of a document was asked for"),
        ended_by=(REFUSAL,),
        by_hand=False,
        follows_plan=False,
        never_forgotten=True,
        transactional=True,
    ),
    Trigger(
        "papers_due",
        "Before documents are due",
        _lt("documents are due"),
        has_day=False,
        ended_by=(REFUSAL,),
        by_hand=False,
        follows_plan=False,
        never_forgotten=True,
        transactional=True,
    ),
    # Filling the last vacancy closes the job position, and with it the application of
    # the one who was hired: the welcome is still due.
    Trigger(
        "hired",
        "Hired",
        _lt("the hire"),
        ended_by=(LEAVING, REFUSAL),
        on_arrival=True,
        transactional=True,
        on_return="news",
    ),
    # Counted from the day on which a new colleague begins: only those hear of it who know
    # that they are hired.
    Trigger(
        "first_day_before",
        "Before the first day",
        _lt("the first day"),
        because=_lt("First day %(first_day)s"),
        because_of=("first_day",),
        ended_by=(REFUSAL,),
        on_arrival=True,
        by_hand=False,
        transactional=True,
    ),
    Trigger(
        "first_day_after",
        "After the first day",
        _lt("the first day"),
        because=_lt("First day %(first_day)s"),
        because_of=("first_day",),
        ended_by=(REFUSAL,),
        on_arrival=True,
        by_hand=False,
        transactional=True,
    ),
    Trigger(
        "manual",
        "Started by hand or automation",
        _lt("it was started by hand or by automation"),
        follows_plan=False,
    ),
)
BY_NAME = {trigger.name: trigger for trigger in TRIGGERS}


def names(condition):
    """:param condition: function of a ``Trigger``
    :return: tuple of the names of those for which it is true"""
    return tuple(trigger.name for trigger in TRIGGERS if condition(trigger))


ABOUT_STAGES = names(lambda trigger: trigger.about == "stage")
ABOUT_MEETINGS = names(lambda trigger: trigger.about == "meeting")
ABOUT_DECISIONS = names(lambda trigger: trigger.about == "decision")
# What colleagues and plans do about those whose application does not move.
WATCHES = names(lambda trigger: trigger.on_return == "watch")
AROUND_FIRST_DAY = ("first_day_before", "first_day_after")
