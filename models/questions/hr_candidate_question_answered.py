from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from ..batch import get_now
from ..write_groups import ADMINISTRATOR


class HrCandidateQuestionAnswered(models.Model):
    """The answer that was written once, for all who asked the same. It stays on their page as
    they read it, in the language that it was written in."""

    _inherit = "hr.candidate.question"

    answer_question = fields.Char("Question as Answered", readonly=True)
    answer = fields.Text(readonly=True)
    answer_lang = fields.Char("Language of the Answer", technical=True, readonly=True)
    answered_date = fields.Datetime("Answered On", readonly=True)
    communication_id = fields.Many2one(
        "hr.applicant.communication",
        "Message with the Answer",
        technical=True,
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
    )

    def action_answer_once(self):
        """:return: action of the dialog that takes the answer"""
        if not self.env.user.has_group(ADMINISTRATOR):
            raise AccessError(
                self.env._("Only recruitment administrators change the employer message.")
            )
        self._check_one_topic()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Answer Once"),
            "res_model": "hr.candidate.question.answer",
            "view_mode": "form",
            "target": "new",
            "context": {"default_question_ids": self.ids},
        }

    def _check_one_topic(self):
        """:raise UserError: for none, and where one answer cannot be for all of them"""
        topics = {question.topic_id.id for question in self}
        if len(topics) != 1:
            raise UserError(self.env._("Choose one question, or several of the same topic."))

    def _note_answer(self, question, answer, lang):
        self.write(
            {
                "answer_question": question,
                "answer": answer,
                "answer_lang": lang,
                "answered_date": get_now(self.env),
                "state": "answered",
                "communication_id": False,
            }
        )

    def _mail_answer(self):
        """To those whose application is open, in one message for each."""
        rows = self.applicant_id._plan_answer_mails()
        for applicant, asked in self.grouped("applicant_id").items():
            asked.communication_id = rows.get(applicant)
