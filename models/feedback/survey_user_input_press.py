import logging
import re
from datetime import datetime, timedelta

from psycopg2.extras import Json

from odoo import api, fields, models
from odoo.tools import SQL

from ..batch import get_now
from ..transaction_conflicts import CONFLICTS
from .presses import Press, Presses

_logger = logging.getLogger(__name__)

MINUTES_TO_COUNT = 15
# No person answers a mail that has just left.
SECONDS_TO_ARRIVE = 20
# One that cannot be counted is tried again later, after the others.
HOURS_TO_RETRY = 6
# A program that says so. Only a hint: names of telephones have "bot" in them too.
PROGRAM = re.compile(
    r"^(curl|go-http-client|java|python|wget)|headlesschrome/"
    r"|(bot|crawler|spider)/\d|\+https?://",
    re.IGNORECASE,
)


class SurveyUserInputPress(models.Model):
    """A press counts for good after a quarter of an hour. Until then it stays with the
    invitation, where a later one replaces it: mail scanners press buttons as well, and
    the candidate is to have the last word.

    An invitation has at most one answer, however often it is pressed: the
    transaction that counts it also deletes the presses.
    """

    _inherit = "survey.user_input"

    feedback_press = fields.Json(copy=False, readonly=True, groups=fields.NO_ACCESS)
    feedback_press_due = fields.Datetime(copy=False, readonly=True, groups=fields.NO_ACCESS)
    _press_due = models.Index("(feedback_press_due) WHERE feedback_press_due IS NOT NULL")

    def _read_presses(self):
        return Presses(self.feedback_press)

    def _keep_presses(self, presses):
        now = get_now(self.env)
        last = datetime.fromtimestamp(presses.last) if presses.last else now
        due = last + timedelta(minutes=MINUTES_TO_COUNT)
        self._update_unseen(feedback_press=Json(presses.to_json()), feedback_press_due=due)
        cron = self.env.ref(
            "hr_recruitment_candidate_experience.ir_cron_feedback_count",
            raise_if_not_found=False,
        )
        if cron:
            cron.sudo()._trigger(at=due)

    def _has_been_used(self):
        return super()._has_been_used() or self._read_presses().is_answer

    def _awaits_score(self):
        return not self.feedback_answered and bool(self.survey_id.feedback_question_id)

    # Pressing ------------------------------------------------------------------------

    def _take_press(self, score, form, trap, user_agent):
        """A score was sent from the page.

        :param str score: one of ``SCORES``
        :param form, trap: see ``_find_machine``
        :return: whether it stands; if not, the page asks once more
        """
        now, again = get_now(self.env).timestamp(), self._was_asked_again(form)
        presses = self._read_presses()
        reason = self._find_suspicion(form, trap, user_agent)
        scan = presses.find_scan(now, score, again)
        if not reason and scan:
            reason = "many_links"
            for other in presses.set_aside(now - scan, again):
                self._quarantine(other, reason)
        presses.add(Press(now, score, again, not reason))
        if reason:
            self._quarantine(score, reason)
        self._keep_presses(presses)
        return not reason

    def _was_asked_again(self, form):
        page = self._read_form(form)
        return bool(page and page[1])

    def _find_suspicion(self, form, trap, user_agent):
        """Tell a machine that follows links from a person. A press on the page that asks
        once more is a person's.

        :param form, trap: see ``_find_machine``
        :return: reason of the quarantine, or None
        """
        reason = self._find_machine(form, trap)
        if reason:
            return reason
        _seconds, again, part, *_values = self._read_form(form)
        if part != "score":
            return "no_form"
        if again:
            return None
        if PROGRAM.search(user_agent or ""):
            return "robot"
        return "at_delivery" if self._left_just_now() else None

    def _left_just_now(self):
        row = self._find_communications().get(self)
        if not row:
            return False
        if row.state == "queued":
            return True
        age = get_now(self.env) - (row.sent_date or row.scheduled_date)
        return age.total_seconds() < SECONDS_TO_ARRIVE

    def _take_survey(self, given, contact, score):
        """The other questions were sent, and with them the score that the page shows.

        :param given, contact: see ``_complete_answer``
        :param str score: of the page, or None
        """
        now = get_now(self.env).timestamp()
        presses = self._read_presses()
        if self._awaits_score() and score is not None:
            presses.add(Press(now, score, True, True))
        presses.survey = {"given": given, "contact": contact, "at": now}
        self._keep_presses(presses)

    def _sign_questions(self, again=False):
        """:return: the signed page of the other questions, which knows the score that
        the candidate has seen on it, and the key to an anonymous answer"""
        presses = self._read_presses()
        return self._sign_form("questions", presses.score, presses.key, again=again)

    def _find_own_answer(self, form):
        """An anonymous answer that counts already is found by the page that is still
        open in the candidate's browser, and by nothing else.

        :return: the ``survey.user_input`` of the answer, or an empty one
        """
        page = self._read_form(form)
        if not page or page[2:3] != ("questions",) or self.state != "new":
            return self.browse()
        return self.search(
            [
                ("access_token", "=", page[4]),
                ("survey_id", "=", self.survey_id.id),
                ("feedback_anonymity", "=", "anonymous"),
            ]
        )

    # Counting ------------------------------------------------------------------------

    @api.model
    def _cron_count_presses(self):
        progress = self.env["ir.cron"]._commit_progress
        ledger = self.env["hr.applicant.communication"]
        while progress(remaining=self._count_due_presses()):
            done = ledger._repeat_on_conflict(self._count_presses)
            if not done:
                break
            progress(done)

    def _count_due_presses(self):
        return self.sudo().search_count([("feedback_press_due", "<=", get_now(self.env))])

    @api.model
    def _count_presses(self, limit=50):
        """Count for good what was pressed long enough ago. Several workers may do so
        side by side.

        :return: number of invitations looked at
        """
        self.flush_model(["feedback_press_due"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT id FROM survey_user_input WHERE feedback_press_due <= %s
              ORDER BY feedback_press_due, id LIMIT %s
                   FOR NO KEY UPDATE SKIP LOCKED
                """,
                get_now(self.env),
                limit,
            )
        )
        for invitation in self.sudo().browse(row[0] for row in rows):
            invitation._try_to_count()
        return len(rows)

    def _try_to_count(self):
        try:
            with self.env.cr.savepoint():
                self._count_press()
                self.env.flush_all()
        except CONFLICTS:
            raise
        except Exception as error:
            # Its words may be in the message.
            _logger.warning("Feedback %s: %s", self.id, type(error).__name__)
            later = fields.Datetime.add(get_now(self.env), hours=HOURS_TO_RETRY)
            self._update_unseen(feedback_press_due=later)

    def _count_overdue(self):
        """The cron has not come by in time: the page that was sent counts it."""
        due = self.feedback_press_due
        if due and due <= get_now(self.env):
            self._count_press()

    def _count_press(self):
        """Count the press that stands, once, and delete the presses."""
        presses, answer = self._read_presses(), self
        if presses.is_answer and not self.feedback_answered:
            day = datetime.fromtimestamp(presses.last).date()
            answer = self._begin_answer(presses.score, presses.key, day)
        self._forget_presses()
        if presses.survey:
            given = answer._read_given(presses.survey["given"])
            answer._complete_answer(given, presses.survey["contact"])

    def _forget_presses(self):
        self._update_unseen(feedback_press=None, feedback_press_due=None)

    def _read_given(self, kept):
        """:param dict kept: answers as they were sent, with text as keys
        :return: those that the survey still asks for, as ``_complete_answer`` takes
            them"""
        given = {q.id: kept.get(str(q.id), []) for q in self._get_feedback_questions()}
        wrong = self._check_feedback_answers(given, float("inf"))
        return {key: [] if key in wrong else values for key, values in given.items()}

    def _count_by_hand(self, score):
        """A colleague who knows better has this score counted, at once."""
        presses = self._read_presses()
        now = get_now(self.env).timestamp()
        presses.add(Press(now, score, True, True))
        self._keep_presses(presses)
        self._count_press()
