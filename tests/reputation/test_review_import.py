import csv
import io
from datetime import timedelta
from pathlib import Path

from odoo import fields
from odoo.tests import tagged

from ..cases.reputation import ADDON, ReputationCase

HEADINGS = (
    "source_id",
    "date",
    "rating",
    "kind",
    "title",
    "valued",
    "disliked",
    "external_id",
)
# Letters that are others in another encoding, if it is guessed wrongly.
TITLE = "Bra stämning – men långsamma “system”, 5 € lunch"
TEMPLATE = Path(__file__).parents[2] / "static" / "import" / "employer_reviews.csv"


@tagged("post_install", "-at_install")
class TestReviewImport(ReputationCase):
    """Files, by Odoo's own import: as the dialog reads them."""

    def rows(self, n, **values):
        day = fields.Date.subtract(fields.Date.today(), days=10)
        for number in range(n):
            row = {
                "source_id": "Glassdoor" if number % 2 else "Indeed",
                "date": fields.Date.to_string(day - timedelta(days=number % 400)),
                "rating": str(1 + number % 5),
                "kind": "Interview" if number % 3 else "Employee",
                "title": TITLE,
                "valued": f"Kollegorna är bra, säger nummer {number}",
                "disliked": "",
                "external_id": f"R{number}",
                **values,
            }
            yield [row[name] for name in HEADINGS]

    def make_file(self, rows, encoding="utf-8", delimiter=","):
        text = io.StringIO()
        writer = csv.writer(text, delimiter=delimiter)
        writer.writerow(HEADINGS)
        writer.writerows(rows)
        return text.getvalue().encode(encoding)

    def load(self, content, user=None, headings=HEADINGS, **options):
        """:return: what the import says, and the new reviews, archived ones too"""
        given = {"has_headers": True, "quoting": '"', "separator": "", "encoding": "", **options}
        dialog = (
            self.env["base_import.import"]
            .with_user(user or self.manager)
            .create(
                {
                    "res_model": "hr.employer.review",
                    "file": content,
                    "file_name": "reviews.csv",
                    "file_type": "text/csv",
                }
            )
        )
        reviews = self.reviews.with_context(active_test=False)
        before = reviews.search([])
        preview = dialog.parse_preview(given)
        self.assertNotIn("error", preview, preview.get("error"))
        given = preview.get("options", given)
        done = dialog.execute_import(list(headings), list(headings), given)
        self.env.flush_all()
        return done, reviews.search([], order="id") - before

    def test_encodings(self):
        """What a spreadsheet saves, on any machine; Odoo guesses which it is."""
        for encoding, delimiter in (
            ("utf-8", ","),
            ("utf-8-sig", ";"),
            ("cp1252", ";"),
            ("cp1252", ","),
            ("utf-16", "\t"),
            ("utf-16", ","),
        ):
            with (
                self.subTest(encoding=encoding, delimiter=delimiter),
                self.env.cr.savepoint() as point,
            ):
                done, made = self.load(self.make_file(self.rows(40), encoding, delimiter))
                self.assertFalse(done["messages"])
                self.assertEqual(len(made), 40)
                self.assertEqual(set(made.mapped("title")), {TITLE})
                self.assertEqual(set(made.mapped("came_by")), {"file"})
                self.assertEqual(made.source_id, self.glassdoor | self.indeed)
                point.rollback()

    def test_an_encoding_that_cannot_be_guessed_is_chosen(self):
        """UTF-16 without its mark: Odoo's dialog lets people choose."""
        content = self.make_file(self.rows(5), "utf-16-le")
        done, made = self.load(content, encoding="utf-16-le")
        self.assertFalse(done["messages"])
        self.assertEqual(set(made.mapped("title")), {TITLE})

    def test_nobody_has_to_do_anything_about_history(self):
        done, made = self.load(self.make_file(self.rows(400)))
        self.assertFalse(done["messages"])
        self.assertFalse(made.activity_ids)
        last = fields.Date.subtract(fields.Date.today(), days=90)
        for review in made:
            self.assertEqual(review.state, "new" if review.date >= last else "no_answer")
        self.assertIn("new", made.mapped("state"))

    def test_twice_the_same_file(self):
        content = self.make_file(self.rows(30))
        _done, first = self.load(content)
        done, again = self.load(content)
        self.assertFalse(done["messages"])
        self.assertEqual((len(first), len(again)), (30, 30))
        self.assertTrue(all(first.mapped("active")))
        self.assertFalse(any(again.mapped("active")))
        self.assertEqual(again.duplicate_of_id, first)

    def test_one_wrong_row_is_named_and_nothing_is_half_done(self):
        rows = list(self.rows(10))
        rows[4][2] = "17"
        done, made = self.load(self.make_file(rows))
        self.assertIn("a rating is from 1 to 5, not 17", str(done["messages"]))
        self.assertFalse(made)
        rows[4][2], rows[6][0] = "2", "No Such Site"
        done, made = self.load(self.make_file(rows))
        self.assertIn("No Such Site", str(done["messages"]))
        self.assertFalse(made)

    def test_decimals_with_a_comma(self):
        done, made = self.load(
            self.make_file(self.rows(3, rating="3,5"), "cp1252", ";"),
            float_decimal_separator=",",
            float_thousand_separator=".",
        )
        self.assertFalse(done["messages"])
        self.assertEqual(set(made.mapped("rating")), {3.5})

    def test_a_recruiter_imports_their_own(self):
        done, made = self.load(self.make_file(self.rows(3)), user=self.officer)
        self.assertFalse(done["messages"])
        self.assertEqual(made.create_uid, self.officer)
        self.assertEqual(
            self.reviews.with_user(self.officer).search([("id", "in", made.ids)]), made
        )

    def test_the_file_to_begin_with(self):
        (template,) = self.reviews.get_import_templates()
        self.assertTrue(template["template"].endswith("/static/import/employer_reviews.csv"))
        self.assertIn(ADDON, template["template"])
        content = TEMPLATE.read_bytes()
        headings = content.decode().splitlines()[0].split(",")
        done, made = self.load(content, headings=headings)
        self.assertFalse(done["messages"])
        self.assertEqual(made.mapped("rating"), [4, 2.5])
        self.assertEqual(made[1].days_to_answer, 3)
