import re

from odoo import api, fields, models
from odoo.fields import Domain

from ..write_groups import ADMINISTRATOR


class HrCandidateQuestionTopic(models.Model):
    """What questions of candidates are about, and the words by which one is recognized."""

    _name = "hr.candidate.question.topic"
    _description = "Topic of Candidates' Questions"
    _inherit = "hr.candidate.shared.mixin"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True, size=60, write_groups=ADMINISTRATOR)
    active = fields.Boolean(default=True, write_groups=ADMINISTRATOR)
    sequence = fields.Integer(default=10, write_groups=ADMINISTRATOR)
    words = fields.Text(
        translate=True,
        write_groups=ADMINISTRATOR,
        help="Separated by commas. A question without a topic in which one of them stands as a "
        "whole word gets this topic. The words of all languages count.",
    )
    company_id = fields.Many2one(
        "res.company",
        default=lambda self: self.env.company,
        write_groups=ADMINISTRATOR,
        help="Leave empty for all companies.",
    )

    @api.model
    def _suggest(self, questions):
        """:param questions: ``hr.candidate.question``
        :return: dict of the questions whose words tell a topic → ``hr.candidate.question.topic``,
            of the company or of all of them: the one of which most words stand in it"""
        topics = self.sudo().search(Domain("company_id", "in", [False, *questions.company_id.ids]))
        patterns = {topic: topic._compile_words() for topic in topics}
        suggested = {}
        for question in questions:
            found = {
                topic: len({hit.casefold() for hit in pattern.findall(question.text or "")})
                for topic, pattern in patterns.items()
                if pattern and topic.company_id in (topic.company_id.browse(), question.company_id)
            }
            best = max(found, key=found.get, default=None)
            if best and found[best]:
                suggested[question] = best
        return suggested

    def _compile_words(self):
        """:return: pattern of the words in all languages, None where there are none"""
        words = set()
        for code, _name in self.env["res.lang"].get_installed():
            listed = re.split(r"[,\n]", self.with_context(lang=code).words or "")
            words.update(word.strip() for word in listed)
        if not (words := sorted(filter(None, words), key=len, reverse=True)):
            return None
        either = "|".join(re.escape(word) for word in words)
        return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)
