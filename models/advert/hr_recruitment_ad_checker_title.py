import re

from odoo import api, models

from ..wording.text_blocks import get_words, read_lines
from .ad import MISSING, OK, THIN, Finding

LONGEST_TITLE = 60
# A number beside letters, as HR systems count positions.
CODE = re.compile(r"#\s*\d|\b(?:ID|REF|REQ|NR|NO)[.:#\s-]*\d|\b[A-Z]{1,6}[-_/]\d{2,}|\b\d{4,}\b")
# What says nothing of the work.
VAGUE = frozenset(
    "employee staff worker coworker associate person member job vacancy position"
    " medarbetare personal anställd arbetare jobb tjänst medlem".split()
)


class HrRecruitmentAdChecker(models.AbstractModel):
    """Whether a title is what people search for, and open to all."""

    _inherit = "hr.recruitment.ad.checker"

    @api.model
    def _check_title(self, ad, text):
        title = text.name.strip()
        mend = {"do": "field", "name": "name"}
        if not title:
            return Finding(MISSING, self.env._("There is no title."), mend)
        wordings = self.env["hr.recruitment.wording"]
        lang = text.language
        hits = wordings._find_in(read_lines(title), ad.company, lang)
        if hits:
            details = [self._get_title_detail(hit) for hit in hits]
            return Finding(MISSING, hits[0]["why"], mend, details)
        reason = self._find_fault_of_title(title)
        return Finding(THIN, reason, mend) if reason else Finding(OK)

    @api.model
    def _get_title_detail(self, hit):
        return {
            "words": hit["found"],
            "reason": hit["suggestion"],
            "mend": {"do": "field", "name": "name"},
        }

    @api.model
    def _find_fault_of_title(self, title):
        """:return: str, what is wrong, or None"""
        words = get_words(title)
        if len(title) > LONGEST_TITLE:
            return self.env._("Longer than %s letters: searches and phones cut it.", LONGEST_TITLE)
        if CODE.search(title):
            return self.env._("Has a number in it that only you know.")
        if title.isupper() and len(title) > 5:
            return self.env._("Capital letters only: it reads like shouting.")
        if "!" in title:
            return self.env._("Does without the exclamation mark.")
        if not words or {word.lower() for word in words} <= VAGUE:
            return self.env._("Says nothing about the work.")
        if len(words) == 1:
            return self.env._(
                "One word: say for what, where or with whom, so that the right people stop."
            )
        return None
