import re
from pathlib import Path

from odoo.tests import BaseCase, tagged

from ...models.wording.readability import measure_lix
from ...models.wording.text_blocks import Block, read_html
from ..cases.catalogue import get_texts
from ..cases.reading_age import measure_age, measure_grade

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "recruiters.md"
ADDON = "hr_recruitment_candidate_experience"
# What most candidates read, by the line of the guide that says how easy it is.
MAILS = {
    "Confirmation": "applied",
    "Invitation to an interview": "stage_interview",
    "Welcome to the interview": "interview_booked",
    "Before an interview on site": "interview_on_site",
    "Before a telephone interview": "interview_phone",
    "Before a video interview": "interview_video",
    "Thank you for the interview": "interview_thanks",
    "Status update": "status",
    "Refusal": "refused",
    "Survey after applying": "survey_applied",
    "Survey after an interview": "survey_interviewed",
    "Survey after a refusal": "survey_refused",
}
PAGE = "The candidate's page"
# Sentences of the views that a candidate's page is made of.
PAGE_VIEWS = re.compile(rf"ir\.ui\.view,arch_db:{ADDON}\.application")
TAGS = re.compile(r"<[^<>]*>")
# Those of them that there are in easy language, for who has asked for it.
EASY = {f"{title}, easy to read": f"easy_{name}" for title, name in MAILS.items()}
ALL = MAILS | EASY
# A child of eleven reads the English; Björnsson calls a LIX below 30 a children's book.
OLDEST = 11
HIGHEST_LIX = 30
OLDEST_EASY = 8
HIGHEST_EASY_LIX = 21


@tagged("post_install", "-at_install")
class TestReadingAge(BaseCase):
    """What most candidates read is easy to read, in both languages."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.texts = {}
        names = {f"mail.template,body_html:{ADDON}.mail_template_{n}": t for t, n in ALL.items()}
        page = ([], [])
        for english, swedish, where in get_texts():
            for place in where:
                title = names.get(place.partition(":")[2])
                if title:
                    cls.texts[title] = read_html(english), read_html(swedish)
            if any(PAGE_VIEWS.search(place) for place in where):
                for blocks, text in zip(page, (english, swedish), strict=True):
                    said = TAGS.sub(" ", text).strip()
                    if said[:1].isupper() and said[-1:] in ".?":
                        blocks.append(Block("text", said))
        cls.texts[PAGE] = page

    def test_all_of_them_are_measured(self):
        self.assertEqual(set(self.texts), {*ALL, PAGE})
        self.assertGreater(len(self.texts[PAGE][0]), 100)

    def test_nobody_has_to_be_older(self):
        for title, (english, swedish) in self.texts.items():
            with self.subTest(title):
                self.assertLessEqual(measure_age(english), OLDEST)
                self.assertLessEqual(measure_lix(swedish), HIGHEST_LIX)

    def test_what_is_easy_to_read_is_easier(self):
        for title, name in EASY.items():
            (english, swedish), usual = self.texts[title], self.texts[title.partition(",")[0]]
            with self.subTest(name):
                self.assertLessEqual(measure_age(english), OLDEST_EASY)
                self.assertLessEqual(measure_lix(swedish), HIGHEST_EASY_LIX)
                self.assertLess(measure_age(english), measure_age(usual[0]))
                self.assertLess(measure_lix(swedish), measure_lix(usual[1]))

    def test_the_guide_says_how_easy_they_are(self):
        if not GUIDE.exists():
            self.skipTest("an installed addon has not all of the documents")
        guide = GUIDE.read_text("utf-8")
        for title, (english, swedish) in self.texts.items():
            line = f"| {title} | {measure_age(english):.0f} | {measure_lix(swedish):.0f} |"
            with self.subTest(title):
                self.assertIn(line, guide, "the figures have changed: write them there")

    def test_the_formula(self):
        """By hand: 12 words, 2 sentences, 20 syllables."""
        words = "The cat sat on the table. We understand every candidate very well."
        blocks = [Block("text", words)]
        self.assertAlmostEqual(measure_grade(blocks), 0.39 * 12 / 2 + 11.8 * 20 / 12 - 15.59)
        hard = [Block("text", "Organisational responsibilities necessitate accountability.")]
        self.assertGreater(measure_age(hard), OLDEST)
