"""Afterwards: what was promised, and what is there.

A promise is an answer that somebody has got: 200 or 303. It is lost if what it stands for
is not in the database, doubled if that is there twice.
"""

import time
from collections import Counter
from email import message_from_bytes, policy

from ..console import say
from .clusters import DATABASE
from .servers import MAILS
from .sizes import BULK_MAIL, REFUSAL_MAIL, STAGE_MAIL

SUBJECTS = (STAGE_MAIL, BULK_MAIL, REFUSAL_MAIL)
DUE = """SELECT count(*) FROM hr_applicant_communication
          WHERE state = 'scheduled' AND next_attempt <= now() AT TIME ZONE 'UTC'"""
OUTGOING = "SELECT count(*) FROM mail_mail WHERE state = 'outgoing'"


class Count:
    def __init__(self, primary, diary, world):
        self.primary, self.diary, self.world = primary, diary, world
        self.lost, self.doubled = {}, {}

    def select(self, query, *values):
        return self.primary.ask(query, values or None, DATABASE)

    def drain(self, seconds, stay):
        """Wait until all that is due has left.

        :param stay: function that waits so many seconds
        :return: number of what has not"""
        end = time.monotonic() + seconds
        left = 1
        while left and time.monotonic() < end:
            stay(1)
            left = self.select(DUE)[0][0] + self.select(OUTGOING)[0][0]
        if left:
            say(f"{left} messages have not left after {seconds:.0f} s")
        return left

    def count_bulk_sent(self):
        ((count,),) = self.select(
            """SELECT count(*) FROM mail_mail AS mail
                 JOIN mail_message AS message ON message.id = mail.mail_message_id
                WHERE mail.state = 'sent' AND message.subject = %s""",
            BULK_MAIL,
        )
        return count

    def all(self):
        self._moves()
        self._refusals()
        self._questions()
        self._presses()
        self._bulk()
        self._queue()
        self._mailbox()

    def _put(self, what, lost, doubled):
        self.lost[what], self.doubled[what] = list(lost), list(doubled)

    def _compare(self, what, promised, found, possible=()):
        """:param promised: what is to be there once
        :param Counter found: what is there
        :param possible: what may be there once, too"""
        self._put(
            what,
            [each for each in promised if not found[each]],
            [each for each, times in found.items() if times > 1],
        )
        unasked = [each for each in found if each not in promised and each not in possible]
        self.doubled[what] += unasked

    def _moves(self):
        """Each has its visit, and its communication; the last one stands."""
        moved = self.diary.moved
        promised = {(applicant, stage) for applicant in moved for stage in moved[applicant]}
        unknown = self.diary.unknown_moves
        possible = {(applicant, stage) for applicant in unknown for stage in unknown[applicant]}
        mine = [each for one in self.world["recruiters"] for each in one["moved"]]
        visits = self.select(
            "SELECT applicant_id, stage_id FROM hr_applicant_stage_history"
            " WHERE applicant_id = ANY(%s) AND stage_id = ANY(%s)",
            mine,
            self.world["stages"][1:],
        )
        self._compare("stage moves", promised, Counter(visits), possible)
        rows = self.select(
            """SELECT row.applicant_id, row.stage_id FROM hr_applicant_communication AS row
                 JOIN hr_recruitment_communication_step AS step ON step.id = row.step_id
                WHERE step.trigger = 'stage_entered' AND row.applicant_id = ANY(%s)""",
            mine,
        )
        self._compare("their communications", promised, Counter(rows), possible)
        stages = dict(self.select("SELECT id, stage_id FROM hr_applicant WHERE id = ANY(%s)", mine))
        self.lost["stage moves"] += [
            applicant
            for applicant, stages_moved in moved.items()
            if stages[applicant] not in {stages_moved[-1], *unknown[applicant]}
        ]

    def _refusals(self):
        mine = [each for one in self.world["recruiters"] for each in one["refused"]]
        rows = self.select(
            """SELECT row.applicant_id FROM hr_applicant_communication AS row
                 JOIN hr_recruitment_communication_step AS step ON step.id = row.step_id
                 JOIN hr_applicant AS applicant ON applicant.id = row.applicant_id
                WHERE step.trigger = 'refused' AND row.applicant_id = ANY(%s)
                  AND applicant.refuse_reason_id IS NOT NULL AND NOT applicant.active""",
            mine,
        )
        found = Counter(applicant for (applicant,) in rows)
        self._compare("refusals", self.diary.refused, found, possible=mine)

    def _questions(self):
        bodies = self.select("SELECT body FROM mail_message WHERE body LIKE '%%Question %%-%%'")
        texts = Counter(
            part.split("?")[0] + "?"
            for (body,) in bodies
            for part in body.replace("<p>", "\n").split("\n")
            if part.startswith("Question ")
        )
        # What was asked without an answer may be there, once.
        self._compare("questions of candidates", self.diary.questions, texts, possible=texts)

    def _presses(self):
        kept = self.select(
            "SELECT id, feedback_press FROM survey_user_input WHERE feedback_press IS NOT NULL"
        )
        scores = {
            invitation: [press[1] for press in presses["presses"]] for invitation, presses in kept
        }
        lost = [
            invitation
            for invitation, score in self.diary.pressed.items()
            if score not in scores.get(invitation, ())
        ]
        self._put("presses in surveys", lost, [one for one in scores if len(scores[one]) > 1])

    def _bulk(self):
        """What was due from the beginning has left, each once."""
        found = self.select(
            """SELECT message.res_id FROM mail_mail AS mail
                 JOIN mail_message AS message ON message.id = mail.mail_message_id
                WHERE message.model = 'hr.applicant' AND message.subject = %s""",
            BULK_MAIL,
        )
        bulk = set(self.world["bulk"])
        self._compare("mails that were due", bulk, Counter(one for (one,) in found))

    def _queue(self):
        """Each communication that has been handed over has its mail, and the other way
        round."""
        rows = self.select(
            """SELECT row.id, mail.id FROM hr_applicant_communication AS row
            LEFT JOIN mail_mail AS mail ON mail.id = row.mail_mail_id_int
                WHERE row.state IN ('queued', 'sent') AND row.step_id = ANY(%s)""",
            self.world["steps"],
        )
        mails = self.select(
            """SELECT mail.id FROM mail_mail AS mail
                 JOIN mail_message AS message ON message.id = mail.mail_message_id
                WHERE message.model = 'hr.applicant' AND message.subject = ANY(%s)""",
            list(SUBJECTS),
        )
        found = Counter(mail for _row, mail in rows)
        without = found.pop(None, 0)
        self._compare("mails of communications", {mail for (mail,) in mails}, found)
        # A mail that nothing knows of is one too many, a row without one is lost.
        self.doubled["mails of communications"] += self.lost["mails of communications"]
        self.lost["mails of communications"] = [None] * without

    def _mailbox(self):
        """A mail server may get a mail twice: SMTP is at least once, whoever speaks it."""
        known = self.select(
            """SELECT message.message_id FROM mail_mail AS mail
                 JOIN mail_message AS message ON message.id = mail.mail_message_id
                WHERE mail.state = 'sent' AND message.subject = ANY(%s)""",
            list(SUBJECTS),
        )
        arrived = Counter(_message_id(path) for path in MAILS.glob("*.eml"))
        sent = {key.strip() for (key,) in known}
        self.lost["mails that left"] = [key for key in sent if not arrived[key]]
        self.doubled["mails that left"] = []
        self.sent = len(sent)
        self.twice_by_smtp = sum(times - 1 for times in arrived.values() if times > 1)


def _message_id(path):
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    return str(mail["Message-Id"]).strip()
