from odoo.tests import tagged

from ...models.privacy.merits_points import find_points, read_parts
from ..cases.merits import MeritsCase

YEAR = 2026


@tagged("post_install", "-at_install")
class TestMeritsPoints(MeritsCase):
    """What is pointed at in a letter, and what is not."""

    def find(self, text, chosen=(), others=()):
        points = find_points(text, read_parts(chosen), read_parts(others), YEAR)
        return {(point.word, point.kind) for point in points}

    def test_names_of_who_was_chosen_in_any_way(self):
        for text in ("Åsa", "ASA:s examen", "Öbergströms kurs", "obergstrom", "Ann-Åsa", "åsa"):
            with self.subTest(text):
                found = self.find(text, chosen=["Åsa Öbergström"])
                self.assertIn("chosen", {kind for _word, kind in found})
        self.assertFalse(self.find("de som van vid arbete", chosen=["Jan de van Berg"]))

    def test_names_of_others_with_a_capital(self):
        self.assertEqual(
            self.find("Mer än Karin", others=["Karin Stark"]) & {("Karin", "other")},
            {("Karin", "other")},
        )
        self.assertFalse(self.find("en stark förmåga", others=["Karin Stark"]))

    def test_ages_years_numbers_and_addresses(self):
        for text, expected in (
            ("38 år gammal", ("38 år gammal", "age")),
            ("en 38-åring", ("38-åring", "age")),
            ("a 38-year-old", ("38-year-old", "age")),
            ("Python, 34 år.", ("34 år", "age")),
            ("34 years, developer", ("34 years", "age")),
            ("född i Lund", ("född", "age")),
            ("19880312-1234", ("19880312-1234", "number")),
            ("880312-1234", ("880312-1234", "number")),
            ("1988", ("1988", "year")),
            ("beata@lind.example", ("beata@lind.example", "contact")),
            ("+46 8 123 456 78", ("+46 8 123 456 78", "contact")),
        ):
            with self.subTest(text):
                self.assertIn(expected, self.find(text))

    def test_judgements_and_what_is_nobodys_business(self):
        for text, kind in (
            ("Bättre på tyska", "judgement"),
            ("mest LÄMPLIG", "judgement"),
            ("än du", "judgement"),
            ("the best", "judgement"),
            ("most suitable", "judgement"),
            ("gift med två barn", "family"),
            ("on parental leave", "family"),
            ("sjukskriven", "health"),
            ("in good health", "health"),
            ("muslimsk", "origin"),
            ("of foreign nationality", "origin"),
            ("hon har", "gender"),
            ("her degree", "gender"),
        ):
            with self.subTest(text):
                self.assertIn(kind, {found for _word, found in self.find(text)})

    def test_plain_merits_are_left_alone(self):
        for text in (
            "Civilingenjör i datateknik, Lunds tekniska högskola, 300 hp, 2019.",
            "Åtta år som systemutvecklare, varav tre som teamledare, 2015–2023.",
            "20 år som lärare, 25 års erfarenhet av ledning. 22 years of teaching.",
            "Flytande engelska och tyska. B-körkort. Certifierad projektledare (PMP).",
            "Master of Science in Engineering, 300 credits. Eight years as a developer.",
            "Fluent in English and German. Driving licence. Led a team of 12 people.",
        ):
            with self.subTest(text):
                self.assertFalse(self.find(text))

    def test_each_word_once_and_in_order(self):
        points = find_points("Bäst i test, bäst. Hon är bäst.", set(), set(), YEAR)
        self.assertEqual(
            [tuple(point) for point in points], [("Bäst", "judgement"), ("Hon", "gender")]
        )

    def test_names_of_the_position_are_read_from_the_applications(self):
        self.hire(self.make_chosen("Beata Lind"))
        self.make_chosen("Karin Stark")
        self.refuse()
        request = self.ask_who()
        theirs = request.with_user(self.nurse)
        theirs.merits_letter = "Beata and Karin & <b>Lind</b> are strong"
        told = str(theirs.merits_points)
        for line in (
            "<strong>Beata</strong>: a name of who was chosen",
            "<strong>Karin</strong>: may be a name of another applicant",
            "<strong>Lind</strong>: a name of who was chosen",
        ):
            self.assertIn(line, told)
        self.assertEqual(theirs.merits_point_count, 3)
