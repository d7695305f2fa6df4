from datetime import date, datetime
from io import BytesIO

from dateutil.relativedelta import relativedelta
from freezegun import freeze_time
from openpyxl import load_workbook

from odoo import Command
from odoo.tests import tagged

from ...models.experience.statistics import Z
from ...report.workbook.experience_workbook import ExperienceWorkbook
from ..cases.report import TODAY, YEAR, ReportCase

ADDON = "hr_recruitment_candidate_experience"
CAME = datetime(2024, 1, 10, 9)
BEGAN = date(2024, 3, 1)


@tagged("post_install", "-at_install")
class TestReportStays(ReportCase):
    """Who stays, and who may know it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.personnel = cls.env.ref("hr.group_hr_user")
        cls.manager.group_ids = [Command.link(cls.personnel.id)]
        cls.sources = cls.env["utm.source"].create([{"name": "Board"}, {"name": "Friends"}])

    def hire(self, *months, began=BEGAN, **values):
        """:param months: of each, after how many months they left, None: still here"""
        values = {"job_id": self.jobs[0].id, "source_id": self.sources[0].id, **values}
        made = self.env["hr.applicant"].create(
            [{"partner_name": f"New {n}", **values} for n in range(len(months))]
        )
        for applicant, left in zip(made, months, strict=True):
            employee = self.env["hr.employee"].create(
                {"name": applicant.partner_name, "company_id": self.company.id}
            )
            applicant.write({"employee_id": employee.id, "first_day": began})
            if left is not None:
                employee.departure_date = began + relativedelta(months=left)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE hr_applicant SET outcome = 'hired', create_date = %s WHERE id = ANY(%s)",
            (CAME, made.ids),
        )
        self.env.invalidate_all()
        return made

    def read_stays(self, user=None, **filters):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.read_once(user, **filters)["stays"]

    def groups_of(self, stays, key):
        found = next(one for one in stays["dimensions"] if one["key"] == key)
        return {group["label"]: group for group in found["groups"]}

    def test_who_left_within(self):
        """Counted by hand, with Wilson's interval written out."""
        self.hire(2, 5, 10, 14, None, None, None, None)
        # Their time is not over: neither who has left counts, nor who is here.
        self.hire(1, None, began=date(2026, 2, 1))
        whole = self.read_stays()["whole"]
        self.assertEqual(whole["hires"], 10)
        for months, gone in ((3, 1), (6, 2), (12, 3)):
            share = whole["shares"][f"left_{months}"]
            p, n = gone / 8, 8
            centre = (p + Z**2 / (2 * n)) / (1 + Z**2 / n)
            half = Z / (1 + Z**2 / n) * (p * (1 - p) / n + Z**2 / (4 * n**2)) ** 0.5
            self.assertEqual(share["n"], 8, months)
            self.assertAlmostEqual(share["value"], 100 * p)
            self.assertAlmostEqual(share["low"], 100 * (centre - half))
            self.assertAlmostEqual(share["high"], 100 * (centre + half))
        self.assertEqual(whole["shares"]["productive"]["reason"], "none_counted")

    def test_who_worked_independently_soon(self):
        made = self.hire(*[None] * 7)
        for applicant, said in zip(
            made, ("month", "quarter", "half", "not_yet", "month"), strict=False
        ):
            applicant.productive_after = said
        share = self.read_stays()["whole"]["shares"]["productive"]
        self.assertEqual((share["value"], share["n"]), (60, 5), "the others are not known")

    def test_groups_and_what_could_be_worked_out(self):
        self.hire(*[2] * 6, *[None] * 6)
        self.hire(*[None] * 12, source_id=self.sources[1].id)
        groups = self.groups_of(self.read_stays(), "source")
        self.assertEqual(groups["Board"]["shares"]["left_3"]["value"], 50)
        self.assertEqual(groups["Friends"]["shares"]["left_3"]["value"], 0)
        # Three without a source: the rest of the whole would say what became of them.
        self.hire(2, 2, None, source_id=False)
        groups = self.groups_of(self.read_stays(), "source")
        self.assertEqual(groups["Not known"]["shares"]["left_3"]["reason"], "few_counted")
        self.assertEqual(groups["Board"]["shares"]["left_3"]["reason"], "complement")
        self.assertIsNone(groups["Board"]["shares"]["left_3"]["value"])
        self.assertEqual(groups["Friends"]["shares"]["left_3"]["value"], 0)

    def test_by_the_experience_of_the_job_position(self):
        self.hire(*[None] * 5)
        self.hire(*[2] * 5, job_id=self.jobs[1].id)
        self.fact(9, 9, 9, 9, 9, 9)
        self.fact(2, 2, 2, 2, 2, 9, job_id=self.jobs[1].id)
        groups = self.groups_of(self.read_stays(), "experience")
        self.assertEqual(groups["cNPS of 30 or more"]["shares"]["left_3"]["value"], 0)
        self.assertEqual(groups["cNPS below 0"]["shares"]["left_3"]["value"], 100)
        self.assertNotIn("Too few answers", groups)

    def test_no_answer_of_a_person_is_read(self):
        """Whose answer it was changes nothing."""
        made = self.hire(*[None] * 5, 2)
        self.fact(9, 9, 9, 9, 9, 2)
        before = self.read_stays()
        for fact, applicant in zip(self.feedback.search([]), reversed(made), strict=False):
            fact.sudo().applicant_id = applicant
        self.assertEqual(self.read_stays(), before)

    def test_who_may_not_read_when_people_left_sees_the_whole_only(self):
        self.hire(*[2] * 5, *[None] * 5)
        self.hire(*[None] * 5, job_id=self.jobs[1].id)
        self.manager.group_ids = [Command.unlink(self.personnel.id)]
        for user in (self.manager, self.officer):
            whole = self.read_stays(user)
            self.assertEqual(whole["dimensions"], [])
            self.assertEqual(whole["whole"]["hires"], 15)
            for filters in (
                {"job_ids": self.jobs[1].ids},
                {"source_ids": self.sources[1].ids},
                {"date_from": "2026-03-01", "date_to": "2026-03-02"},
            ):
                self.assertEqual(self.read_stays(user, **filters), whole)

    def test_filters_of_those_who_may(self):
        self.hire(*[2] * 5)
        self.hire(*[None] * 5, job_id=self.jobs[1].id)
        self.assertEqual(self.read_stays(job_ids=self.jobs[1].ids)["whole"]["hires"], 5)

    def test_nobody_yet(self):
        stays = self.read_stays()
        self.assertFalse(stays["whole"])

    def test_spreadsheet_and_paper_say_the_same(self):
        self.hire(*[2] * 6, *[None] * 6)
        data = self.read_once()
        label = data["stays"]["whole"]["shares"]["left_3"]["label"]
        self.assertEqual(label, "50% (25–75%)")
        env, file = self.env(user=self.manager), BytesIO()
        ExperienceWorkbook(env, data).save(file)
        rows = list(load_workbook(file)["Who stays"].iter_rows(values_only=True))
        found = {(row[1], row[3]): row[4] for row in rows}
        self.assertEqual(found["Board", "Left within 3 months"], 50)
        with freeze_time(TODAY):
            page, _kind = env["ir.actions.report"]._render_qweb_html(
                f"{ADDON}.action_experience_report", None, data={"filters": YEAR}
            )
        self.assertIn(label, page.decode())
