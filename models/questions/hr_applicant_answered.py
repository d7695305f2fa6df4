from odoo import api, fields, models

from ..batch import get_batch, get_now

TRIGGER = "question_answered"


class HrApplicantAnswered(models.Model):
    """Who asked something that was answered once for many is mailed the answer: one message
    for all that was answered while it waited. In another language than the candidate's it is
    not quoted, so that the message is whole in one; it stands on their page."""

    _inherit = "hr.applicant"

    def _plan_answer_mails(self):
        """Nobody hears anything new of an application that is closed; the page has it.

        :return: dict applicant → the ledger row that tells them"""
        asked = self.sudo().filtered(lambda applicant: applicant._is_open())
        asked._plan((TRIGGER,), {}, get_now(self.env))
        return {row.applicant_id: row for row in asked._find_answer_mails()}

    def _find_answer_mails(self):
        ledger = self.env["hr.applicant.communication"].sudo()
        return ledger.search(
            [
                ("applicant_id", "in", self.ids),
                ("step_id.trigger", "=", TRIGGER),
                ("state", "=", "scheduled"),
            ]
        )

    def _occurrences_question_answered(self, step, visits, now):
        """One for each person and run: what waits already tells this answer, too."""
        for applicant in self - self._find_answer_mails().applicant_id:
            yield applicant, f"{TRIGGER}:{now}", now

    @api.private
    def get_new_answers(self):
        """:return: dict of what the message says: ``answers`` (list of dicts, ``question``
        and ``answer``, each once) in its language, and ``on_page``, whether there are
        others in another one"""
        batch = get_batch(self.env)
        row_id = batch and batch.rows.get(self.id)
        told = self.env["hr.applicant.communication"].sudo().browse(row_id or ()).question_ids
        lang = (self.env.lang or "").split("_")[0]
        mine = told.filtered(lambda asked: (asked.answer_lang or "").split("_")[0] == lang)
        pairs = dict.fromkeys((asked.answer_question, asked.answer) for asked in mine)
        return {
            "answers": [{"question": question, "answer": answer} for question, answer in pairs],
            "on_page": bool(told - mine),
        }


class HrApplicantCommunicationAnswered(models.Model):
    _inherit = "hr.applicant.communication"

    question_ids = fields.One2many(
        "hr.candidate.question",
        "communication_id",
        "Questions Answered",
        groups="base.group_system",
    )
    reason = fields.Selection(
        selection_add=[("question_gone", "The question is gone, or has changed")]
    )

    def _obstacle_question_answered(self, known):
        told = self.sudo().question_ids.filtered(lambda asked: asked.state == "answered")
        return None if told else ("cancelled", "question_gone")
