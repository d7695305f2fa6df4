from psycopg2.errors import UniqueViolation

from odoo import fields, models
from odoo.tools import mute_logger

from ..batch import get_today
from .leaves import (
    KEPT,
    LEAVES,
    LONGEST_WHOM,
    LONGEST_WORDS,
    MONTHS_KEPT,
    MOST_WAITING,
    NAMED,
    NAMELESS,
    SOMEBODY_ELSE,
)


class SurveyUserInput(models.Model):
    """The thanks at the end of a survey. They are none of its answers: they hang on the
    application until they are let go, and nothing leads from one to the other."""

    _inherit = "survey.user_input"

    def _find_thankful(self):
        """:return: ``hr.applicant`` that was asked, as superuser; empty for a test, and for an
        anonymous answer, to which nothing leads"""
        nobody = self.env["hr.applicant.communication"].sudo()
        return self._find_communications().get(self, nobody).applicant_id

    def _asks_for_praise(self):
        applicant = self._find_thankful()
        if not applicant:
            return bool(self.test_entry and self._is_feedback() and self.env.company.praise_asked)
        return (
            not applicant.erased_date
            and (applicant.company_id or self.env.company).sudo().praise_asked
        )

    def _get_praise(self):
        """:return: dict for the page: ``people`` (list of dicts of ``key``, ``name`` and
        ``title``), ``waiting`` (how many thanks of this candidate wait), ``is_full``,
        ``least`` and ``reads_first``; None where nobody is asked"""
        if not self._asks_for_praise():
            return None
        applicant = self._find_thankful()
        company = (applicant.company_id or self.env.company).sudo()
        waiting = len(self._find_waiting_praise())
        return {
            "people": [
                {"key": str(user.id), **user._introduce(company)}
                for user in applicant._find_known_colleagues()
            ],
            "waiting": waiting,
            "is_full": waiting >= MOST_WAITING,
            "least": company.feedback_min_scores,
            "reads_first": company.praise_read_first,
            "months": MONTHS_KEPT,
        }

    def _find_waiting_praise(self):
        """:return: ``hr.candidate.praise`` that the candidate can take back"""
        praise = self._find_thankful()._find_praise()
        return praise.filtered(lambda row: row.state == "waiting")

    def _check_praise(self, given):
        """:param dict given: ``to``, ``whom``, ``words`` and ``leave``, as they were sent
        :return: dict of the first field that is wrong → what is wrong, in the candidate's
            language"""
        checks = {
            "to": self._check_praise_to,
            "whom": self._check_praise_whom,
            "words": self._check_praise_words,
            "leave": self._check_praise_leave,
        }
        for name, check in checks.items():
            if error := check(given):
                return {name: error}
        return {}

    def _check_praise_to(self, given):
        known = {str(user.id) for user in self._find_thankful()._find_known_colleagues()}
        if given["to"] not in {*known, SOMEBODY_ELSE}:
            return self.env._("Please choose whom you want to thank.")
        return None

    def _check_praise_whom(self, given):
        if given["to"] != SOMEBODY_ELSE:
            return None
        if not given["whom"]:
            return self.env._("Please write who it was: a name, or where you met.")
        if len(given["whom"]) > LONGEST_WHOM:
            return self.env._("Please write this a little shorter.")
        return None

    def _check_praise_words(self, given):
        if not given["words"]:
            return self.env._("Please write a few words.")
        if len(given["words"]) > LONGEST_WORDS:
            return self.env._(
                "Your text has %(length)s characters, and we can take %(longest)s. "
                "Please shorten it a little; nothing of it is lost.",
                length=len(given["words"]),
                longest=LONGEST_WORDS,
            )
        return None

    def _check_praise_leave(self, given):
        if given["leave"] not in dict(LEAVES):
            return self.env._("Please choose how we may pass it on.")
        return None

    def _take_praise(self, given):
        """The same twice is a second press.

        :param dict given: see ``_check_praise``, checked before"""
        applicant = self._find_thankful()
        if self.test_entry or not applicant:
            return
        values = self._prepare_praise(given, applicant)
        waiting = self._find_waiting_praise()
        same = waiting.filtered(
            lambda row: (
                (row.user_id.id or None, row.whom or None, row.words)
                == (values["user_id"], values["whom"], values["words"])
            )
        )
        if same:
            # Another choice of how it may be passed on is the one that stands.
            same.write({name: values[name] for name in ("leave", "candidate_name", "job_id")})
        elif len(waiting) < MOST_WAITING:
            same = self._add_praise(values)
        same._blur()

    def _add_praise(self, values):
        """:return: the new ``hr.candidate.praise``; an empty one where another press of the
        same button was quicker"""
        praise = self.env["hr.candidate.praise"].sudo()
        try:
            with self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                return praise.create(values)
        except UniqueViolation:
            return praise

    def _prepare_praise(self, given, applicant):
        leave = given["leave"]
        # What HR keeps says whose it is as the survey does.
        anonymous = self.feedback_anonymity == "anonymous"
        named = leave == NAMED or (leave == KEPT and not anonymous)
        to_else = given["to"] == SOMEBODY_ELSE
        return {
            "applicant_id": applicant.id,
            "company_id": (applicant.company_id or self.env.company).id,
            "user_id": None if to_else else int(given["to"]),
            "whom": given["whom"] if to_else else None,
            "words": given["words"],
            "leave": leave,
            "candidate_name": applicant.partner_name if named else None,
            "job_id": applicant.job_id.id if leave != NAMELESS and named else None,
            "month": fields.Date.start_of(get_today(self.env), "month"),
        }

    def _take_back_praise(self):
        self._find_waiting_praise().unlink()
