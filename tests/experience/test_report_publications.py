from datetime import date, datetime

from odoo.fields import Command
from odoo.tests import tagged

from .test_report_xlsx import WorkbookCase

GROUP = "hr_recruitment_candidate_experience.group_advert"
PAPER = "hr_recruitment_candidate_experience.experience_report"


@tagged("post_install", "-at_install")
class TestReportPublications(WorkbookCase):
    """What publishing cost, the same on the dashboard, on paper and in the spreadsheet."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.switch(True)
        cls.sek = cls.env.ref("base.SEK")
        cls.sek.active = True
        cls.company.currency_id = cls.sek
        cls.boards = cls.env["utm.source"].create([{"name": "Board A"}, {"name": "Board B"}])
        cls.dear, cls.free = cls.env["hr.recruitment.source"].create(
            [
                {
                    "job_id": cls.jobs[number].id,
                    "source_id": board.id,
                    "cost": cost,
                    "date_from": date(2026, 1, 10),
                    "date_to": date(2026, 2, 10),
                }
                for number, (board, cost) in enumerate(zip(cls.boards, (9000, 0), strict=True))
            ]
        )

    @classmethod
    def switch(cls, used):
        command = Command.link if used else Command.unlink
        cls.env.ref("base.group_user").implied_ids = [command(cls.env.ref(GROUP).id)]

    def apply(self, board=0, **values):
        with self.at(datetime(2026, 1, 20)):
            return self._make_applicants(
                1, job_id=self.jobs[board].id, source_id=self.boards[board].id, **values
            )

    def test_costs_of_an_application_and_of_a_hire(self):
        self.apply().date_closed = datetime(2026, 2, 5)
        self.apply()
        self.apply(1, seen_source_id=self.boards[0].id)
        first, second = self.get()["publications"]
        self.assertEqual((first["source"], first["job"]), ("Board A", "A"))
        self.assertEqual(
            (first["cost"], first["per_application"], first["per_hire"]), (9000, 4500, 9000)
        )
        self.assertEqual((first["applications"], first["seen"], first["hired"]), (2, 0, 1))
        self.assertIn("4,500", first["per_application_label"])
        self.assertEqual((second["cost_label"], second["per_hire"]), ("", None))

    def test_nothing_for_nothing_is_no_row(self):
        self.assertEqual([row["key"] for row in self.get()["publications"]], [self.dear.id])
        self.assertIsNone(self.get()["publications"][0]["per_application"])

    def test_which_belong_to_a_period(self):
        def shown(begin, end):
            found = self.get(date_from=begin, date_to=end)["publications"]
            return self.dear.id in [row["key"] for row in found]

        self.assertTrue(shown("2026-02-01", "2026-02-28"))
        self.assertFalse(shown("2026-02-11", "2026-02-28"))
        self.assertFalse(shown("2025-12-01", "2026-01-09"))
        self.dear.date_to = False
        self.assertTrue(shown("2026-01-01", "2026-01-31"))
        self.assertFalse(shown("2026-02-01", "2026-02-28"), "it belongs to when it began")

    def test_what_cost_most_comes_first(self):
        self.apply(1)
        self.env.cr.execute(
            "UPDATE hr_recruitment_source SET cost = NULL WHERE id = %s", [self.free.id]
        )
        rows = self.get()["publications"]
        self.assertEqual([row["key"] for row in rows], [self.dear.id, self.free.id])

    def test_where_nothing_cost_anything(self):
        self.apply()
        self.dear.cost = 0
        self.assertFalse(self.get()["publications"])

    def test_filters_and_companies(self):
        self.free.cost = 10
        self.apply(1)
        self.assertEqual(len(self.get()["publications"]), 2)
        self.assertEqual(len(self.get(job_ids=self.jobs[1].ids)["publications"]), 1)
        self.assertEqual(len(self.get(source_ids=self.boards[0].ids)["publications"]), 1)
        self.jobs[0].company_id = self.env["res.company"].create({"name": "Elsewhere"})
        self.assertEqual([row["key"] for row in self.get()["publications"]], [self.free.id])

    def test_off_there_is_no_word_of_it(self):
        self.switch(False)
        self.assertFalse(self.get()["publications"])
        self.assertNotIn("Publications", self.load().sheetnames)

    def test_officers_see_it_too(self):
        self.assertEqual(len(self.get(self.officer)["publications"]), 1)

    def test_the_spreadsheet_and_the_paper_say_the_same(self):
        self.apply()
        self.jobs[0].name = "=1+1"
        (row,) = self.get()["publications"]
        found = self.rows(self.load()["Publications"])[0]
        self.assertEqual(found[:2], ["Board A", "=1+1"])
        self.assertEqual(found[2:], [0, 0, 1, 0, "SEK", 9000, 9000, None])
        values = (
            self.env[f"report.{PAPER}"]
            .with_user(self.manager)
            ._get_report_values(
                [], {"filters": {"date_from": "2026-01-01", "date_to": "2026-12-31"}}
            )
        )
        paper = str(self.env["ir.qweb"]._render(PAPER, values))
        self.assertIn("What publishing cost", paper)
        self.assertIn(row["cost_label"], paper)
