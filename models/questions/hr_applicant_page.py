from odoo import fields, models

from ..privacy.hr_applicant_copy_parts import Fact
from ..write_groups import OFFICER
from .places import PLACES


class HrApplicantQuestionsPage(models.Model):
    """What was answered once comes back to who asked: on their own page, and in a copy of the
    data. It says nothing of a decision."""

    _inherit = "hr.applicant"

    question_ids = fields.One2many(
        "hr.candidate.question", "applicant_id", "Questions", groups=OFFICER
    )

    def _get_page(self):
        page = super()._get_page()
        return {**page, "question_answers": self._get_question_answers()}

    def _get_question_answers(self):
        """:return: list of dicts, the latest first: the ``question`` for everybody, the
        ``answer``, the ``day`` and the ``lang`` that they are in, each once"""
        answers = {}
        for asked in self._find_answered().sorted("answered_date", reverse=True):
            answers.setdefault(
                (asked.answer_question, asked.answer),
                {
                    "question": asked.answer_question,
                    "answer": asked.answer,
                    "lang": asked.answer_lang.split("@")[0].replace("_", "-"),
                    "day": self._say_date(self._to_candidate_time(asked.answered_date)),
                },
            )
        return list(answers.values())

    def _find_answered(self):
        """Looked up only for those who have asked something.

        :return: ``hr.candidate.question``, as superuser, that were answered once"""
        told = self.sudo()
        asked = any(told[name] for name in PLACES) or any(
            request.kind == "question" for request in told.page_request_ids
        )
        questions = told.question_ids if asked else self.env["hr.candidate.question"]
        return questions.filtered("answer")

    def _get_reply_state(self, request, messages, arrived):
        state = super()._get_reply_state(request, messages, arrived)
        if state == "open" and request in self._find_answered().page_request_id:
            return "replied"
        return state

    def _get_known_facts(self):
        return [
            *super()._get_known_facts(),
            *(
                Fact("answer", self.env._("Our answer to “%s”", told["question"]), told["answer"])
                for told in self._get_question_answers()
            ),
        ]
