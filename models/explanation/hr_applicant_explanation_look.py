from odoo import api, fields, models

from ..wording.kinds import LANGUAGES
from ..wording.languages import guess_language
from .looks import find_comparisons, find_marks, find_names, find_quotes
from .parts import PARTS


class HrApplicantExplanationLook(models.Model):
    """What a look at the words finds, each with a reason. It stops nobody: a person
    approves."""

    _inherit = "hr.applicant.explanation"

    findings = fields.Text("Please Check", compute="_compute_findings")
    card_hint = fields.Char(compute="_compute_card_hint")
    sms_hint = fields.Char(compute="_compute_sms_hint", compute_sudo=True)

    @api.depends(*PARTS)
    @api.depends_context("uid", "lang", "company")
    def _compute_findings(self):
        for explanation in self:
            parts = [explanation[name] for name in PARTS]
            explanation.findings = self._look_at(explanation.applicant_id, parts)

    @api.depends("applicant_id.page_revoked", "state", "told_date")
    @api.depends_context("lang")
    def _compute_sms_hint(self):
        """How a refusal that leaves by SMS comes to say it."""
        coming = self.filtered(lambda explanation: not explanation.told_date).applicant_id
        rows = coming._find_refusals(("state", "=", "scheduled"), ("action", "=", "sms"))
        for explanation in self:
            by_sms = explanation.applicant_id in rows.applicant_id
            explanation.sms_hint = by_sms and explanation._say_sms()

    def _say_sms(self):
        if self.applicant_id.page_revoked:
            return self.env._(
                "The refusal is sent by SMS, which is too short for an explanation, and the "
                "candidate's page is closed: send it by email, or open the page again."
            )
        return self.env._(
            "The refusal is sent by SMS, which is too short for an explanation: it ends with a "
            "link to the candidate's page, where the explanation is shown."
        )

    @api.depends("applicant_id")
    @api.depends_context("uid", "lang")
    def _compute_card_hint(self):
        for explanation in self:
            explanation.card_hint = self._say_cards(explanation.applicant_id)

    @api.model
    def _say_cards(self, applicant):
        """:return: str, what the draft is made from"""
        if self._find_cards(applicant):
            return self.env._(
                "Drafted from the scorecards that were handed in: competences and what their "
                "levels mean. Write on in your own words."
            )
        return self.env._(
            "There is no scorecard that you may read, so there is no draft. Write what you know."
        )

    @api.model
    def _look_at(self, applicant, parts, lang=None):
        """:param applicant: ``hr.applicant``
        :param parts: list of str
        :param str lang: code of the language of the message, where it is known
        :return: str, a line for each finding, or False"""
        text = "\n".join(filter(None, parts))
        if not text.strip():
            return False
        lang = lang or applicant.sudo()._get_explanation_langs()[applicant.id]
        lines = [
            *self._look_for_lang(parts, lang),
            *self._look_for_words(text, applicant, lang),
            *self._look_for_comparisons(text, lang),
            *self._look_for_interviewers(text, applicant),
        ]
        return "\n".join(lines) or False

    def _look_for_lang(self, parts, lang):
        guessed = {guess_language(part) for part in parts if part} - {None, lang[:2]}
        if not guessed or lang[:2] not in dict(LANGUAGES):
            return []
        name = self.env["res.lang"]._get_data(code=lang).name
        return [self.env._("The candidate reads %s: a part of it is in another language.", name)]

    def _look_for_words(self, text, applicant, lang):
        company = applicant.sudo().company_id or self.env.company
        hits = self.env["hr.recruitment.wording"]._check_text(text, company, lang, markup=False)
        return map(self.env["hr.candidate.wording.mixin"]._say_wording, hits)

    def _look_for_comparisons(self, text, lang):
        for found in find_comparisons(text, lang[:2]):
            yield self.env._(
                "“%s”: this compares with others. The candidate can do nothing with it, and "
                "it says nothing of the role.",
                found,
            )
        for found in find_marks(text):
            yield self.env._("“%s”: this is a mark. Say what it means for the work instead.", found)

    def _look_for_interviewers(self, text, applicant):
        cards = self._find_cards(applicant)
        kits = applicant.sudo().interview_kit_ids
        names = kits.interviewer_ids.mapped("name")
        own = find_names(text, [applicant.sudo().partner_name or ""])
        for found in find_names(text, names):
            if found not in own:
                yield self.env._(
                    "“%s”: this names an interviewer. The answer is the company's, not one "
                    "colleague's.",
                    found,
                )
        notes = [*cards.mapped("comment"), *cards.rating_ids.mapped("note")]
        for found in find_quotes(text, list(filter(None, notes))):
            yield self.env._(
                "“%s”: these are words of a scorecard, written for colleagues. Say it in words "
                "for the candidate.",
                found,
            )
