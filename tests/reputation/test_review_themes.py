from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..cases.report import TODAY
from ..cases.reputation import ReputationCase

THEME = "hr.recruitment.feedback.theme"


@tagged("post_install", "-at_install")
class TestReviewThemes(ReputationCase):
    """Reviews are read with the words of comments."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env[THEME].search([]).active = False
        cls.pay, cls.speed = cls.env[THEME].create(
            [
                {"name": "Pay", "words_en": "pay", "words_sv": "lön", "company_id": False},
                {"name": "Speed", "words_en": "slow", "company_id": False},
            ]
        )

    def read_all(self):
        self.env.flush_all()
        self.env["hr.recruitment.feedback.theme"]._read_texts()
        self.env.invalidate_all()

    def get_reviews(self):
        report = self.env["hr.recruitment.experience.report"].with_user(self.manager)
        with freeze_time(TODAY):
            dates = {"date_from": "2025-04-01", "date_to": "2026-03-31"}
            return report.get_data(dates)["reviews"]

    def test_read_corrected_and_forgotten(self):
        review = self.review(valued="Nice people", disliked="The pay", better="Slow IT")
        german = self.review(text="Pay ist schlecht", language="de")
        self.read_all()
        mine = review.with_user(self.manager)
        self.assertEqual(mine.theme_ids, (self.pay + self.speed).with_user(self.manager))
        self.assertFalse(german.theme_ids)
        mine.theme_ids -= self.speed
        mine.better = "Slow IT and slow lifts"
        self.read_all()
        self.assertEqual(mine.theme_ids.mapped("name"), ["Pay"])
        mine.disliked = "The food"
        self.read_all()
        self.assertFalse(mine.theme_ids)
        review._delete_words()
        mentions = self.env["hr.recruitment.feedback.theme.mention"]
        self.assertFalse(mentions.search([("review_id", "=", review.id)]))

    def test_officers_write_reviews_without_themes(self):
        mine = self.review(self.officer, text="The pay")
        self.read_all()
        mine.text = "Slow"
        with self.assertRaises(AccessError):
            mine.theme_ids = self.pay
        with self.assertRaises(AccessError):
            mine.read(["theme_ids"])

    def test_average_ratings(self):
        for number in range(6):
            self.review(text="The pay", rating=2, external_id=f"a{number}")
        for number in range(10):
            self.review(text="Fine", rating=5, external_id=f"b{number}")
        for number in range(4):
            self.review(text="Slow", rating=1, external_id=f"c{number}")
        self.read_all()
        (pay,) = self.get_reviews()["themes"]
        self.assertEqual((pay["key"], pay["n"], pay["share"]["value"]), (self.pay.id, 6, 30))
        self.assertAlmostEqual(pay["rating"]["value"], 25)
        self.assertAlmostEqual(pay["rest"]["value"], 100 * 10 / 14)
        self.assertEqual(pay["change"]["value"], None)
