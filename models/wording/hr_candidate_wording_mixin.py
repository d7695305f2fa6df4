from odoo import api, fields, models

from .pay_history import find_pay_history

# So many are named in a line: more would be a lecture.
MOST_NAMED = 5


class HrCandidateWording(models.AbstractModel):
    """A text that candidates read or hear, with a quiet line beside it: what in it turns
    people away, why, and what to say instead; and what asks for earlier pay. It stops
    nobody."""

    _name = "hr.candidate.wording.mixin"
    _description = "Text With a Check of Its Wording"

    # Field → whether it is HTML.
    _wording_of = {}

    wording_note = fields.Text("Wording", compute="_compute_wording_note")

    @api.depends(lambda self: tuple(self._wording_of))
    @api.depends_context("uid", "lang", "company")
    def _compute_wording_note(self):
        used = self.env["hr.candidate.settings"]._is_used("uses_advert")
        for record in self:
            record.wording_note = used and record._get_wording_note()

    def _get_wording_note(self):
        """:return: str, a line for each word, or False"""
        wordings = self.env["hr.recruitment.wording"]
        found, asked = [], []
        for name, markup in self._wording_of.items():
            text = self[name]
            if text:
                lang = self._get_wording_lang()
                found += wordings._check_text(text, self._get_wording_company(), lang, markup)
                asked += find_pay_history(text) if self._asks_candidates() else []
        lines = [*map(self._say_pay_question, asked), *map(self._say_wording, found)]
        return "\n".join(lines[:MOST_NAMED]) or False

    def _asks_candidates(self):
        """:return: bool, whether what it asks is asked of candidates"""
        return True

    def _say_pay_question(self, question):
        return self.env._(
            "“%s”: this asks what the candidate earns or has earned. Directive (EU) 2023/970 "
            "does not allow it. Ask what the candidate expects instead.",
            question.text,
        )

    def _get_wording_lang(self):
        """:return: code of the language of the text, or None: it is guessed"""
        return None

    def _get_wording_company(self):
        company = self._fields.get("company_id") and self.company_id
        return company or self.env.company

    def _say_wording(self, hit):
        if hit["suggestion"]:
            return self.env._(
                "“%(words)s”: %(reason)s Perhaps: “%(suggestion)s”.",
                words=hit["found"],
                reason=hit["why"],
                suggestion=hit["suggestion"],
            )
        return self.env._("“%(words)s”: %(reason)s", words=hit["found"], reason=hit["why"])
