from odoo import models

from .parts import HELPED, USES


class HrApplicantExplanationPage(models.Model):
    """On the candidate's own page, as soon as the refusal has arrived: the explanation, and
    whether it has helped."""

    _inherit = "hr.applicant"

    def _get_page(self):
        page = super()._get_page()
        return {**page, "explanation": self._get_page_explanation(page["state"])}

    def _get_page_explanation(self, state):
        """:return: dict of the ``parts`` (see ``get_explanation``), the ``lang`` that they are
        in, what was ``chosen`` and ``written``, and whether that ``may_change``; None where
        there is nothing to read"""
        told = self._find_told_explanation(state)
        if not told:
            return None
        answer = told.answer_ids[:1]
        return {
            "parts": told.with_context(lang=self.env.lang)._describe(),
            "lang": (told.lang or self.env.lang).split("@")[0].replace("_", "-"),
            "choices": dict(HELPED),
            "chosen": answer.helped or None,
            "written": answer.words or "",
            "may_change": told._may_answer(),
        }

    def _find_told_explanation(self, state):
        if state != "closed" or not self.env["hr.candidate.settings"]._is_used(USES):
            return self.env["hr.applicant.explanation"]
        return self._find_ready_explanation().filtered("told_date")

    def _may_say_whether_it_helped(self):
        told = self._find_told_explanation(self._get_page_state())
        return bool(told) and told._may_answer()

    def _say_whether_it_helped(self, helped, words):
        told = self._find_told_explanation(self._get_page_state())
        if told and told._may_answer():
            told._note_answer(helped, words)
