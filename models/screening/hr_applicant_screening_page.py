from odoo import models

from ..batch import get_now
from .states import OPEN, USES


class HrApplicantScreeningPage(models.Model):
    """What candidates are shown of the questions, and of their own answers."""

    _inherit = "hr.applicant.screening"

    def _filter_shown(self):
        """:return: those that the candidate was told of. Where the questions are not in use
        any more, those of which there are recordings: the candidate can still delete them."""
        shown = self.filtered(lambda s: s.done_date or s._is_told())
        if self.env["hr.candidate.settings"]._is_used(USES):
            return shown
        return shown.filtered("done_date")._filter_with_recordings()

    def _describe_on_page(self):
        applicant = self.applicant_id
        questions = self.set_id.with_context(lang=self.env.lang)
        answers = self.answer_ids.sorted("sequence")
        waits = self.state in OPEN
        late = waits and bool(self.deadline) and self.deadline < get_now(self.env)
        return {
            "id": self.id,
            "title": questions.name,
            "purpose": questions.purpose,
            "minutes": questions.minutes,
            "is_open": self._is_open(),
            "is_late": late and not self.paused_date,
            "state": self.state,
            "day": self.deadline and not self.paused_date and applicant._say_day(self._get_day()),
            "done": self._say_moment_on_page(self.done_date),
            "keep_until": self._say_moment_on_page(self.keep_until),
            "keep_days": self.keep_days,
            "answers": [answer._describe_on_page() for answer in answers],
            "answered": len(answers.filtered("kind")),
            "recordings": bool(self._filter_with_recordings()),
            "is_held": self._is_held(),
        }

    def _is_held(self):
        """:return: whether the recordings must be kept, whatever anybody would like"""
        return False

    def _delete_recordings_on_page(self):
        """The candidate takes back that we may keep them. What was written stays, and so does
        that the questions were answered. A legal hold comes first: the page says so."""
        self.ensure_one()
        if self._is_held():
            return
        if self.state != "done" or not self.answer_ids._note_deleted("candidate"):
            return
        user = self._get_colleague()
        words = self.with_context(lang=user.lang or self.env.lang)
        self.applicant_id._message_log(
            body=words.env._("The candidate has deleted the recordings of: %s", words.set_id.name)
        )

    def _say_moment_on_page(self, moment):
        applicant = self.applicant_id
        return moment and applicant._say_date(applicant._to_candidate_time(moment))

    def _find_answer(self, number):
        """:param int number: id of an answer, as it stands in the link"""
        return self.answer_ids.filtered(lambda answer: answer.id == number)
