from odoo.exceptions import UserError
from odoo.tests import tagged

from ...models.reputation.review_choices import KINDS
from ..cases.reputation import ReputationCase

WORDS = {
    "en": ("The manager listens and you learn a lot.", "There was too much stress and overtime."),
    "sv": ("Chefen lyssnar och man får lära sig mycket.", "Det var för mycket stress och övertid."),
}


@tagged("post_install", "-at_install")
class TestReviewAnswers(ReputationCase):
    """Drafts: in the language of the review, in the company's voice, and without the words
    that the company advises against."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("sv_SE")
        cls.env["ir.module.module"].search(
            [("name", "=", "hr_recruitment_candidate_experience")]
        )._update_translations(["sv_SE"])
        cls.company.employer_environment = (
            "<p>Our managers sit in the same room as everybody else. More about it.</p>"
        )
        cls.company.employer_values = "<p>We rock and we are young ninjas.</p>"

    def draft(self, **values):
        review = self.review(**values)
        review.action_draft_answer()
        return review.answer

    def draft_new(self, kind, rating, topic, lang):
        """Not stored: there are many."""
        values = {"kind": kind, "rating": rating, "disliked": topic, "language": lang}
        place = {"source_id": self.glassdoor.id, "company_id": self.company.id}
        return self.reviews.new({**values, **place})._draft_answer()

    def find(self, text, lang):
        return self.env["hr.recruitment.wording"]._check_text(
            text, self.company, lang, markup=False
        )

    def test_every_draft_is_free_of_the_words_of_the_list(self):
        """All kinds, moods, topics and both languages."""
        seen = set()
        topics = (
            "svar answered",
            "chef leader",
            "stress workload",
            "karriär career",
            "team kultur",
            "lön pay",
            "dator computer",
            "nothing special",
        )
        for lang in ("en", "sv"):
            for kind, _label in KINDS:
                for rating in (0, 1, 3, 5):
                    for topic in topics:
                        text = self.draft_new(kind, rating, topic, lang)
                        self.assertEqual(self.find(text, lang), [], text)
                        seen.add(text)
        self.assertGreater(len(seen), 60, "they differ")

    def test_languages(self):
        english = self.draft(kind="interview", rating=2, disliked=WORDS["en"][1])
        swedish = self.draft(kind="interview", rating=2, disliked=WORDS["sv"][1])
        self.assertIn("Thank you for telling us how you experienced our recruitment.", english)
        self.assertNotIn("Thank you", swedish)
        self.assertIn("Nordlys", swedish)
        german = self.draft(rating=2, language="de", disliked="Stress")
        self.assertIn("Thank you", german)

    def test_the_voice_is_that_of_the_employer_message(self):
        text = self.draft(rating=3, disliked="My manager was never there.")
        self.assertIn("Our managers sit in the same room as everybody else.", text)
        self.assertNotIn("More about it", text)

    def test_words_of_the_message_that_turn_people_away_are_left_out(self):
        self.assertTrue(self.find("We rock and we are young ninjas.", "en"), "the list has them")
        text = self.draft(rating=5, valued="Everything.")
        self.assertNotIn("ninjas", text)

    def test_a_message_in_another_language_is_not_quoted(self):
        text = self.draft(rating=3, disliked=WORDS["sv"][1], language="sv")
        self.assertNotIn("Our managers", text)

    def test_nothing_of_the_review_is_repeated(self):
        """Who wrote must not be given away by the answer."""
        text = self.draft(author="Beata Berg", disliked="Nurse Svea in ward 7", job_name="Nurse")
        for word in ("Beata", "Svea", "ward", "Nurse"):
            self.assertNotIn(word, text)

    def test_a_list_that_forbids_everything(self):
        self.env["hr.recruitment.wording"].create(
            [
                {
                    "term": word,
                    "language": "en",
                    "kind": "excluding",
                    "why": "x",
                    "company_id": self.company.id,
                }
                for word in ("thank*", "we", "us", "our", "it", "regards", "people", "what")
            ]
        )
        review = self.review(rating=3, disliked="x y z")
        with self.assertRaisesRegex(UserError, "Write the answer yourself"):
            review.action_draft_answer()
        self.assertFalse(review.answer)

    def test_what_somebody_has_written_stays(self):
        review = self.review(answer="Mine")
        with self.assertRaisesRegex(UserError, "Empty it"):
            review.action_draft_answer()
        self.assertEqual(review.answer, "Mine")

    def test_the_words_are_looked_at_while_one_writes(self):
        """With or without job ads switched on."""
        review = self.review(answer="We are young ninjas.", language="en")
        self.assertIn("ninjas", review.wording_note)
        review.answer = "Thank you."
        self.assertFalse(review.wording_note)
