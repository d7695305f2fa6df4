"""What one run of the engine knows, and the one clock that all of us read."""

from dataclasses import dataclass, field
from datetime import datetime

from odoo import fields

KEY = "communication_batch"


@dataclass(eq=False)
class Batch:
    """What the messages of one run share, handed along as an argument.

    Odoo's own methods stand between us and what they call back: ``write``, the
    composer, the renderer and QWeb. No argument gets through there, so the batch is in
    their context too, under one key. A client cannot send an instance of this class.
    """

    # The time that all go by, naive UTC: see ``get_now``.
    now: datetime

    # What is looked up once.
    hours: dict = field(default_factory=dict)  # (schedule, company, time zone, day) → office hours
    opens: dict = field(default_factory=dict)  # (hours, schedule, company, time zone) → naive UTC
    closed: dict = field(default_factory=dict)  # (schedule, company, time zone, …) → sentence
    faults: dict = field(default_factory=dict)  # (step, action, edited) → what is wrong
    frames: dict = None  # (company, language …) → what stands around mails, if it is known
    blocks: dict = field(default_factory=dict)  # what parts of mails tell, see ``get_given``
    easy: dict = field(default_factory=dict)  # (step, action, language, company) → template id
    reasons: dict = field(default_factory=dict)  # (reason, language, company) → its text
    speakers: dict = field(default_factory=dict)  # applicant id → ``res.users``
    senders: dict = field(default_factory=dict)  # (user id, company id) → "Name <address>"
    administrators: dict = field(default_factory=dict)  # company id → ``res.users``
    told: dict = field(default_factory=dict)  # row id → start that is known, naive UTC

    # The group of messages that is being made.
    rows: dict = field(default_factory=dict)  # applicant id → row id
    invitations: dict = field(default_factory=dict)  # applicant id → id of the invitation
    edited: dict = field(default_factory=dict)  # applicant id → {"subject", "body"}
    langs: dict = field(default_factory=dict)  # applicant id → language of fixed words
    found_langs: dict = field(default_factory=dict)  # what was asked → {applicant id → language}
    masked: dict = field(default_factory=dict)  # field → {applicant id → as the chatter shows it}
    files: dict = field(default_factory=dict)  # row id → attachment ids
    dates: object = None  # ``NamedDates`` of the texts

    # What a dialog says of the refusal that is being written.
    refusal: dict = None
    duplicates: set = field(default_factory=set)  # ids of applications told by another one

    def begin(self, rows, dates):
        """The next group is made: nothing of the one before counts for it.

        :param rows: ``hr.applicant.communication``, one for each applicant
        :param dates: ``NamedDates``"""
        self.rows = {row.applicant_id.id: row.id for row in rows}
        langs = ((row.applicant_id.id, row._get_words_lang()) for row in rows)
        self.langs = {applicant_id: lang for applicant_id, lang in langs if lang}
        self.dates = dates
        self.invitations, self.edited, self.masked, self.files = {}, {}, {}, {}
        self.found_langs = {}

    def follow(self, now):
        """:return: ``Batch`` of a later moment, which keeps what is the same then"""
        return Batch(now, hours=self.hours)

    def put_around(self, records):
        """:return: the records, with the batch where Odoo's methods leave it alone"""
        return records.with_context(**{KEY: self})


def get_batch(env):
    """:return: the ``Batch`` that is being worked on, or None"""
    batch = env.context.get(KEY)
    return batch if isinstance(batch, Batch) else None


def get_now(env):
    """:return: the time for engine, candidate's page, surveys and templates, naive
    UTC: that of the batch, which may be another one than the clock's"""
    batch = get_batch(env)
    return batch.now if batch else fields.Datetime.now()


def begin_batch(env):
    """:return: ``Batch`` of what is due now. A rehearsal begins many of them in its year."""
    around, now = get_batch(env), get_now(env)
    return around.follow(now) if around else Batch(now)


def get_today(env):
    """:return: the date of ``get_now``, in UTC"""
    return get_now(env).date()
