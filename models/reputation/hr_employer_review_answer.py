from odoo import models
from odoo.exceptions import UserError

from ..wording.languages import guess_language
from ..wording.text_blocks import get_sentences, read_html
from .answer_topics import GOOD, POOR, find_topics

# Longer than this, a sentence of the employer message does not belong into an answer.
LONGEST_SENTENCE = 220


class HrEmployerReviewAnswer(models.Model):
    """A first draft of an answer, in the language of the review and with the company's own
    words. A person makes it theirs and puts it on the site."""

    _inherit = "hr.employer.review"

    def action_need_answer(self):
        self.write({"state": "to_answer"})

    def action_no_answer(self):
        self.write({"state": "no_answer"})

    def action_mark_answered(self):
        self.write({"state": "answered"})

    def action_confirm(self):
        """Somebody has looked: what came by mail is a review."""
        for review in self:
            if review.state not in ("to_check", "unreadable"):
                raise UserError(self.env._("Nobody has to look at this one any more."))
            if not (review.is_rated or review._get_words()):
                raise UserError(
                    self.env._("Fill in the rating or what was written before you go on.")
                )
        self.write({"state": "new"})

    def action_draft_answer(self):
        """:raise UserError: where there is an answer already, or a word of the list in
        every sentence that we have"""
        self.ensure_one()
        if self.answer:
            raise UserError(self.env._("There is an answer already. Empty it for a new draft."))
        draft = self._draft_answer()
        if not draft:
            raise UserError(
                self.env._(
                    "Each sentence of the draft has a word that your list of wording advises "
                    "against. Write the answer yourself."
                )
            )
        values = {"answer": draft}
        if self.state == "new":
            values["state"] = "to_answer"
        self.write(values)

    def _get_words(self):
        """:return: str, all that was written but for the heading"""
        parts = (self.text, self.valued, self.disliked, self.better)
        return "\n".join(filter(None, parts))

    # The draft ---------------------------------------------------------------------------

    def _draft_answer(self):
        """:return: str: paragraphs of sentences without any word that the list of wording
        advises against, in English or in Swedish"""
        lang = self._find_answer_lang()
        review = self.with_context(lang=lang)
        paragraphs = [
            review._keep_good(sentences, lang)
            for sentences in (
                review._open_answer(),
                review._answer_topics(),
                review._answer_with_message(),
                review._close_answer(),
            )
        ]
        return "\n\n".join(" ".join(sentences) for sentences in paragraphs if sentences)

    def _find_answer_lang(self):
        """Of the languages that there are drafts in: the review's, or the company's."""
        langs = dict(self.env["res.lang"].get_installed())
        own = self.company_id.sudo().partner_id.lang or self.env.lang
        wanted = self.language or (own or "en")[:2]
        return "sv_SE" if wanted == "sv" and "sv_SE" in langs else "en_US"

    def _keep_good(self, sentences, lang):
        """:return: list of the sentences in which nothing is found"""
        wording = self.env["hr.recruitment.wording"].sudo()
        company = self.company_id
        return [
            sentence
            for sentence in sentences
            if sentence and not wording._check_text(sentence, company, lang, markup=False)
        ]

    def _get_mood(self):
        """:return: ``good``, ``mixed`` or ``poor``; without a rating by what was written"""
        if not self.is_rated:
            return "mixed" if self.disliked or self.better else "good"
        if self.rating_percent >= GOOD:
            return "good"
        return "poor" if self.rating_percent < POOR else "mixed"

    def _open_answer(self):
        if self.kind == "interview":
            thanks = self.env._("Thank you for telling us how you experienced our recruitment.")
        elif self.kind == "former":
            thanks = self.env._(
                "Thank you for the time you worked with us, and for writing about it."
            )
        else:
            thanks = self.env._(
                "Thank you for taking the time to write about what it is like here."
            )
        moods = {
            "good": self.env._("It makes us glad to read what you value."),
            "mixed": self.env._("Both what you value and what you miss help us to get better."),
            "poor": self.env._("We are sorry that it was not as it should have been."),
        }
        return [thanks, moods[self._get_mood()]]

    def _answer_topics(self):
        """Of what could be better, or else of what is valued."""
        missed = "\n".join(filter(None, (self.disliked, self.better)))
        if not missed and self._get_mood() == "good":
            return []
        sentences = self._get_topic_sentences()
        topics = find_topics(missed or self._get_words())
        return [sentences[topic.name] for topic in topics] or [
            self.env._("We have passed on what you write to those who can change it.")
        ]

    def _get_topic_sentences(self):
        return {
            "reply": self.env._(
                "Nobody who has been in touch with us should have to wait without a word."
            ),
            "leadership": self.env._(
                "How we lead is up to us, and we talk about it with our managers."
            ),
            "workload": self.env._(
                "How much there is to do must be sustainable, and we look into it."
            ),
            "development": self.env._("People should be able to see how they can grow here."),
            "colleagues": self.env._(
                "How we treat each other matters more to us than anything else."
            ),
            "pay": self.env._("Pay should be explained in such a way that one understands it."),
            "tools": self.env._("What one works with should help and not be in the way."),
        }

    def _answer_with_message(self):
        """The first sentence of the employer message that belongs to what was written, so
        that the voice is the same everywhere. Only in the language of the answer."""
        found = find_topics(self._get_words())
        names = [topic.employer_text for topic in found if topic.employer_text]
        company = self.company_id.sudo()
        wording_lang = (self.env.lang or "en")[:2]
        for name in (*names, "employer_values"):
            blocks = [block for block in read_html(company[name]) if block.kind == "text"]
            sentence = next(iter(get_sentences(blocks)), "")
            if sentence and len(sentence) <= LONGEST_SENTENCE and _is_in(sentence, wording_lang):
                return [sentence]
        return []

    def _close_answer(self):
        company = self.company_id.sudo().name
        if self.kind == "interview":
            offer = self.env._("If you would like to tell us more, you are welcome to write to us.")
        else:
            offer = self.env._("If you would like to tell us more, our HR team is glad to listen.")
        return [
            "" if self._get_mood() == "good" else offer,
            self.env._("Kind regards, %s", company),
        ]


def _is_in(sentence, lang):
    """:return: whether a sentence is in the language, as far as one can tell"""
    return guess_language(sentence) in (lang, None)
