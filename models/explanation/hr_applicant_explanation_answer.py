from odoo import fields, models

from ..batch import get_now
from .parts import HELPED, TIME_TO_CHANGE


class HrApplicantExplanationAnswer(models.Model):
    """Whether an explanation has helped, as the candidate says on their own page: once, and
    changeable for some days. Only those who are responsible for the experience of
    candidates read it; the others see how many it helped."""

    _name = "hr.applicant.explanation.answer"
    _description = "Whether an Explanation Has Helped"
    _inherit = "hr.candidate.guard.mixin"
    _order = "date desc, id desc"
    _rec_name = "helped"
    # Author and time of the row would be traces of the candidate.
    _log_access = False

    explanation_id = fields.Many2one(
        "hr.applicant.explanation",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="cascade")
    helped = fields.Selection(HELPED, "Has It Helped?", required=True, readonly=True)
    words = fields.Text("Comment", readonly=True)
    date = fields.Datetime(
        "Answered On",
        required=True,
        readonly=True,
        help="It can be changed for some days from then on, and counts afterwards.",
    )

    _one_each = models.UniqueIndex("(explanation_id) WHERE explanation_id IS NOT NULL")

    def _may_change(self):
        return self.date + TIME_TO_CHANGE > get_now(self.env)


class HrApplicantExplanation(models.Model):
    _inherit = "hr.applicant.explanation"

    answer_ids = fields.One2many(
        "hr.applicant.explanation.answer",
        "explanation_id",
        "Answers",
        groups="base.group_system",
        copy=False,
    )

    def _may_answer(self):
        """:return: whether the candidate may say, or say otherwise, whether it has helped"""
        answer = self.answer_ids[:1]
        return bool(self.told_date and (not answer or answer._may_change()))

    def _note_answer(self, helped, words):
        """:param str helped: a key of ``HELPED``
        :param str words: plain, may be empty"""
        self.ensure_one()
        values = {"helped": helped, "words": words or False}
        if answer := self.answer_ids[:1]:
            answer.write(values)
            return
        company = self.company_id or self.applicant_id.company_id or self.env.company
        answer.create(
            {
                **values,
                "explanation_id": self.id,
                "company_id": company.id,
                "date": get_now(self.env),
            }
        )
