from collections import Counter

from odoo import Command, api, fields, models

from ..models.company.languages import SOURCE

# Fewer words than these explain nothing.
WORDS_OF_A_REASON = 5


class ApplicantGetRefuseReasonWords(models.TransientModel):
    """Why, in words for the candidates: in each language that they read."""

    _inherit = "applicant.get.refuse.reason"

    explanation = fields.Text(
        compute="_compute_explanation",
        store=True,
        readonly=False,
        help="In terms of the skills and the experience that the role needs. The "
        "candidate reads it word for word.",
    )
    explanation_ids = fields.One2many(
        "applicant.get.refuse.reason.explanation",
        "wizard_id",
        "Explanations",
        compute="_compute_explanation_ids",
        store=True,
        readonly=False,
        help="One for each language that the candidates read. Each reads theirs word for word.",
    )
    explanation_hint = fields.Char(compute="_compute_explanation_hint")
    lang_count = fields.Integer(compute="_compute_langs")
    lang_names = fields.Char("Languages of the Candidates", compute="_compute_langs")

    @api.depends("refuse_reason_id", "applicant_ids")
    def _compute_langs(self):
        for wizard in self:
            langs = set(wizard._find_langs().values())
            wizard.lang_count = len(langs)
            wizard.lang_names = ", ".join(
                sorted(self.env["res.lang"]._get_data(code=lang).name for lang in langs)
            )

    def _find_langs(self):
        """:return: dict applicant id -> code of the language in which this candidate
        reads what is decided here"""
        langs = {}
        for applicants in (
            self.applicant_ids._origin.sudo()
            .grouped(lambda a: (a.communication_plan_id, a.company_id))
            .values()
        ):
            template = self._find_message_template(applicants[0])
            langs |= applicants._get_template_langs(template)
        return langs

    @api.depends("refuse_reason_id", "applicant_ids")
    def _compute_explanation(self):
        for wizard in self:
            lang = wizard._get_first_lang(wizard._find_langs())
            wizard.explanation = wizard._get_prefilled_explanation(lang)

    def _get_first_lang(self, langs):
        """:param dict langs: applicant id -> code"""
        return next(iter(langs.values()), self.env.lang)

    @api.depends("refuse_reason_id", "applicant_ids", "explanation")
    def _compute_explanation_ids(self):
        """Where the candidates read several languages: in each what the reason says, or
        what somebody wrote for all of them."""
        for wizard in self:
            langs = wizard._find_langs()
            counts = Counter(langs.values())
            prefilled = wizard._get_prefilled_explanation(wizard._get_first_lang(langs))
            written = (wizard.explanation or "") != (prefilled or "")
            wizard.explanation_ids = [Command.clear()] + [
                Command.create(
                    {
                        "lang": lang,
                        "applicant_count": count,
                        "explanation": wizard.explanation
                        if written
                        else wizard._get_prefilled_explanation(lang),
                    }
                )
                for lang, count in counts.most_common()
                if len(counts) > 1
            ]

    def _get_explanations(self, langs):
        """:param dict langs: applicant id -> code
        :return: dict applicant id -> explanation that this candidate reads"""
        texts = {line.lang: line.explanation for line in self.explanation_ids}
        return {
            applicant_id: texts.get(lang, self.explanation) for applicant_id, lang in langs.items()
        }

    @api.depends(
        "explanation",
        "explanation_ids.explanation",
        "refuse_reason_id",
        "was_interviewed",
        "channel",
    )
    def _compute_explanation_hint(self):
        for wizard in self:
            wizard.explanation_hint = wizard._find_explanation_hint()

    def _find_explanation_hint(self):
        if self.reason_silent or self.reason_ended_by == "candidate":
            return False
        texts = {line.lang: line.explanation for line in self.explanation_ids}
        texts = texts or {self._get_first_lang(self._find_langs()): self.explanation}
        words = min(((text or "").split() for text in texts.values()), key=len)
        prefilled = any(
            text == self._get_prefilled_explanation(lang) for lang, text in texts.items()
        )
        if not words and self.was_interviewed:
            return self.env._("You have met: tell the candidate which skill or experience decided.")
        if self.was_interviewed and prefilled:
            return self.env._(
                "This is the general text. A few words about this candidate make it personal."
            )
        if words and len(words) < WORDS_OF_A_REASON:
            return self.env._("That says little. Which skill or experience decided?")
        return not words and self.channel != "call" and self._say_unexplained(texts)

    def _say_unexplained(self, texts):
        """:param dict texts: language -> explanation
        :return: what is said of those that are empty, or False"""
        if not self.refuse_reason_id or not self.applicant_ids:
            return False
        if not self.refuse_reason_id.candidate_explanation:
            return self.env._(
                "This reason has no text for candidates: without an explanation the "
                "message does not say why."
            )
        empty = [lang for lang, text in texts.items() if not (text or "").strip()]
        names = [self.env["res.lang"]._get_data(code=lang).name for lang in empty]
        return self.env._(
            "There is no explanation in %s: the message there does not say why.",
            ", ".join(name for name in names if name),
        )

    def _get_prefilled_explanation(self, lang):
        """:return: what the reason says in this language, empty if it says nothing in it"""
        company = self.applicant_ids[:1].sudo().company_id or self.env.company
        return self.refuse_reason_id.sudo()._get_explanation(lang or SOURCE, company)
