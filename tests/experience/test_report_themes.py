import itertools
from datetime import date

from odoo.tests import BaseCase, tagged

from ...models.experience.statistics import compare_shares, share
from ...models.experience.themes import find_reason
from ..cases.report import ReportCase


@tagged("post_install", "-at_install")
class TestThemeNumbers(BaseCase):
    def test_difference_of_shares(self):
        """The example of Newcombe (1998), table II, row (a), method 10."""
        found = compare_shares(share(56, 70, 5), share(48, 80, 5))
        self.assertAlmostEqual(found["value"], 20.0)
        self.assertAlmostEqual(found["low"], 5.24, 2)
        self.assertAlmostEqual(found["high"], 33.39, 2)
        self.assertTrue(found["significant"])
        self.assertFalse(compare_shares(share(8, 20, 5), share(7, 20, 5))["significant"])
        self.assertIsNone(compare_shares(share(8, 20, 5), share(1, 2, 5))["value"])

    def test_what_is_said_of_a_theme(self):
        """Neither the few who mention it, nor the few who do not, nor whom filters leave out."""
        for n, everybody, wider in itertools.product(range(20), range(20), (None, *range(30))):
            if n > everybody or (wider is not None and wider < n):
                continue
            shown = find_reason(n, everybody, 8, wider) is None
            groups = [n, everybody - n, 0 if wider is None else wider - n]
            self.assertEqual(shown, n >= 8 and not any(0 < size < 8 for size in groups))


@tagged("post_install", "-at_install")
class TestReportThemes(ReportCase):
    """Themes of the report, against the same by hand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["hr.recruitment.feedback.theme"].search([]).active = False
        cls.speed, cls.pay, cls.place = cls.env["hr.recruitment.feedback.theme"].create(
            [{"name": name, "company_id": False} for name in ("Speed", "Pay", "Place")]
        )

    def comment(self, scores, themes=(), comments=1, **values):
        """Answers with comments that mention themes."""
        facts = self.fact(*scores, **values)
        rows = self.env["hr.recruitment.feedback.comment"].create(
            [
                {
                    "feedback_id": fact.id,
                    "text": "…",
                    "released": True,
                    "themes_read": True,
                    "moment": fact.moment,
                    "company_id": fact.company_id.id,
                    "response_date": fact.response_date,
                }
                for fact in facts
                for _number in range(comments)
            ]
        )
        self.env["hr.recruitment.feedback.theme.mention"].create(
            [
                {"comment_id": row.id, "theme_id": theme.id, "found": True}
                for row in rows
                for theme in themes
            ]
        )
        return facts

    def theme(self, data, theme):
        return next(row for row in data["themes"]["rows"] if row["key"] == theme.id)

    def test_numbers(self):
        """Several comments of one person are one; the score is that of people."""
        self.comment([2] * 10, [self.speed], comments=2)
        self.comment([9] * 6 + [7] * 4, [self.speed, self.pay])
        self.comment([10] * 20)
        self.fact(*[0] * 7)
        speed = self.theme(self.get(), self.speed)
        self.assertEqual((speed["n"], speed["share"]["n"], speed["share"]["value"]), (20, 40, 50))
        self.assertEqual(speed["score"]["value"], 100 * (6 - 10) / 20)
        self.assertEqual(speed["rest"]["value"], 100)
        self.assertEqual(speed["against"]["value"], -120)
        self.assertTrue(speed["against"]["significant"])
        pay = self.theme(self.get(), self.pay)
        self.assertEqual((pay["n"], pay["score"]["value"], pay["rest"]["n"]), (10, 60, 30))
        self.assertEqual(pay["change"]["reason"], "few_comments_before")
        self.assertEqual(self.theme(self.get(), self.place)["n"], None)

    def test_change_of_a_share(self):
        self.comment([5] * 10, [self.pay], day=date(2025, 1, 10))
        self.comment([5] * 30, day=date(2025, 1, 10))
        self.comment([5] * 30, [self.pay])
        self.comment([5] * 10)
        change = self.theme(self.get(), self.pay)["change"]
        self.assertEqual((change["value"], change["significant"]), (50, True))

    def test_the_few_and_those_who_are_left(self):
        self.comment([9] * 30)
        self.comment([9] * 7, [self.pay])
        self.comment([9] * 33, [self.speed])
        data = self.get()
        # 7 of 70, and 33 of 70.
        self.assertEqual(self.theme(data, self.pay)["reason"], "few_comments")
        self.assertEqual(self.theme(data, self.place)["reason"], "few_comments")
        self.assertIsNone(self.theme(data, self.pay)["n"])
        self.assertEqual(self.theme(data, self.speed)["n"], 33)
        self.env["hr.recruitment.feedback.theme.mention"].create(
            [
                {"comment_id": comment.id, "theme_id": self.place.id, "found": True}
                for comment in self.feedback.search([]).comment_ids[:-7]
            ]
        )
        hidden = self.theme(self.get(), self.place)
        self.assertEqual((hidden["reason"], hidden["n"]), ("complement", None))
        self.assertIsNone(hidden["rest"]["value"])
        self.assertIsNone(hidden["share"]["value"])

    def test_filters_leave_out_a_few(self):
        one, two = ({"job_id": job.id} for job in self.jobs[:2])
        self.comment([9] * 20, [self.pay], **one)
        self.comment([9] * 20, **one)
        self.comment([0] * 3, [self.pay], **two)
        self.comment([0] * 30, **two)
        self.assertEqual(self.theme(self.get(), self.pay)["n"], 23)
        narrow = self.get(job_ids=[self.jobs[0].id])
        self.assertEqual(self.theme(narrow, self.pay)["reason"], "complement")
        self.assertEqual(
            self.theme(self.get(job_ids=[self.jobs[1].id]), self.pay)["reason"], "few_comments"
        )

    def test_few_comments_and_other_readers(self):
        self.comment([9] * 7, [self.pay])
        self.fact(*[9] * 30)
        themes = self.get()["themes"]
        self.assertEqual((themes["rows"], themes["people"]), ([], None))
        self.assertIn("8", themes["reason_label"])
        self.comment([9] * 60, [self.pay])
        self.assertFalse(self.get(self.officer)["themes"])
        self.assertEqual(self.theme(self.get(), self.pay)["n"], 67)

    def test_archived_and_of_another_company(self):
        other = self.env["res.company"].create({"name": "Other AB"})
        self.comment([9] * 20, [self.pay, self.speed, self.place])
        self.pay.active = False
        self.speed.company_id = other
        self.assertEqual([row["key"] for row in self.get()["themes"]["rows"]], self.place.ids)

    def test_the_door_leads_to_the_comments(self):
        self.comment([9] * 20, [self.pay])
        self.comment([9] * 20)
        data = self.get()
        door = data["doors"]["comments"]
        domain = [*door["domain"], *self.theme(data, self.pay)["domain"]]
        comments = self.env[door["model"]]
        self.assertEqual(comments.with_user(self.manager).search_count(domain), 20)
