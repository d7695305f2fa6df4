from odoo import api, fields, models

# So many are named in a line: more would be a lecture.
MOST_NAMED = 5


class HrCandidateWording(models.AbstractModel):
    """A text that candidates read, with a quiet line beside it: what in it turns people
    away, why, and what to say instead. It stops nobody."""

    _name = "hr.candidate.wording.mixin"
    _description = "Text With a Look at Its Wording"

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
        found = []
        for name, markup in self._wording_of.items():
            text = self[name]
            if text:
                lang = self._get_wording_lang()
                found += wordings._check_text(text, self._get_wording_company(), lang, markup)
        return "\n".join(map(self._say_wording, found[:MOST_NAMED])) or False

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
