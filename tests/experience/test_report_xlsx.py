import json
import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from lxml import etree
from openpyxl import load_workbook

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ...report.workbook import experience_answers
from ...report.workbook.experience_sheet import clean, find_name
from ...report.workbook.experience_workbook import ExperienceWorkbook
from ..cases.report import YEAR, ReportCase

PATH = "/candidate-experience/report/xlsx"
HEAD = 5  # rows above the data of every sheet but the first
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
EVIL = (
    '=HYPERLINK("http://evil.example","click")',
    "+1",
    "-2+3",
    "@SUM(A1)",
    "<r><t>mine</t></r>",
    "<b>bold</b> & 'quoted'",
    "_x0041_",
    "مهندس برمجيات",
    "L" * 300,
)


@tagged("post_install", "-at_install")
class WorkbookCase(ReportCase, HttpCase):
    """The spreadsheet as a browser gets it, read by another program."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for user in cls.manager + cls.officer:
            user.password = f"{user.login}-{user.login}"

    def fetch(self, user=None, text=None, **filters):
        user = user or self.manager
        self.authenticate(user.login, f"{user.login}-{user.login}")
        text = json.dumps({**YEAR, **filters}) if text is None else text
        return self.url_open(f"{PATH}?filters=" + self.quote(text))

    def quote(self, text):
        return "".join(f"%{byte:02X}" for byte in text.encode())

    def load(self, user=None, **filters):
        response = self.fetch(user, **filters)
        self.assertEqual(response.status_code, 200, response.text[:200])
        self.content = response.content
        return load_workbook(BytesIO(self.content))

    def rows(self, sheet):
        """:return: the rows of the table, as lists"""
        return [list(row) for row in sheet.iter_rows(HEAD + 1, values_only=True)]

    def parts(self, folder):
        """:return: XML of the parts of the file, by name"""
        with zipfile.ZipFile(BytesIO(self.content)) as archive:
            return {
                name: etree.fromstring(archive.read(name))
                for name in archive.namelist()
                if name.startswith(folder) and name.endswith(".xml")
            }

    def fill(self):
        """Answers of two jobs, one of which has too few, with a rating each."""
        self.jobs[0].department_id = self.env["hr.department"].create({"name": "Care"})
        facts = self.fact(10, 9, 9, 8, 3, 10, user_id=self.recruiter.id)
        facts += self.fact(
            10,
            9,
            8,
            7,
            0,
            1,
            moment="refused",
            outcome="refused",
            job_id=self.jobs[1].id,
            day=date(2026, 2, 3),
        )
        facts += self.fact(10, 2, job_id=self.jobs[2].id, day=date(2026, 3, 1))
        self.rate(facts)
        return facts

    def rate(self, facts):
        self.env["hr.recruitment.feedback.rating"].create(
            [
                {
                    "feedback_id": fact.id,
                    "driver_id": self.drivers[0].id,
                    "value": min(100, 10 * fact.score + 7),
                }
                for fact in facts
            ]
        )


@tagged("post_install", "-at_install")
class TestWorkbookNumbers(WorkbookCase):
    def test_the_numbers_are_those_of_the_service(self):
        self.fill()
        data = self.get()
        book = self.load()
        for title, key in (
            ("Moments", "moment"),
            ("Job positions", "job"),
            ("Departments", "department"),
            ("Recruiters", "user"),
            ("Hiring managers", "manager"),
            ("Scores by source", "source"),
        ):
            expected = [
                [
                    row[name]
                    for name in (
                        "label",
                        "value",
                        "low",
                        "high",
                        "n",
                        "promoters",
                        "passives",
                        "detractors",
                    )
                ]
                for row in data["groups"][key]
            ]
            found = [row[:8] for row in self.rows(book[title])][: len(expected)]
            self.assert_rows(found, expected, title)
        trend = self.rows(book["Trend"])[:12]
        self.assertEqual(trend[9][0], datetime(2026, 1, 1))
        self.assert_rows(
            [row[1:5] for row in trend],
            [
                [row[name] for name in ("value", "low", "high", "n")]
                for row in data["groups"]["month"]
            ],
            "Trend",
        )

    def test_the_overview_says_it_in_words_and_numbers(self):
        self.fill()
        data = self.get()
        rows = list(self.load()["Overview"].iter_rows(values_only=True))
        texts = [row[0] for row in rows]
        for sentence in data["summary"]:
            self.assertIn(sentence, texts)
        numbers = {row[0]: row[1:] for row in rows if row[0]}
        score = data["score"]
        for value, name in zip(
            numbers["cNPS"][:6],
            ("value", None, "margin", "low", "high", "n"),
            strict=True,
        ):
            if name:
                self.assertAlmostEqual(value, score[name])
        self.assertIsNone(numbers["Change"][0])
        self.assertEqual(numbers["Change"][6], "No answers yet")
        self.assertEqual(numbers["Promoters (9–10)"][0], score["promoters"])

    def test_funnel_sources_and_drivers(self):
        self.fill()
        for applicant in self._make_applicants(3):
            applicant.stage_id = self.interview
        data = self.get(date_from="2026-04-01", date_to="2036-01-01")
        applied = {"date_from": "2026-04-01", "date_to": "2036-01-01"}
        book = self.load(**applied)
        stage = data["funnel"]["stages"][0]
        found = self.rows(book["Funnel"])[0]
        names = ("label", "entered", "moved_on", "hired", "here", "refused")
        self.assertEqual(found[:6], [stage[name] for name in names])
        self.assertEqual(found[1], 3)
        self.assertEqual(self.rows(book["Sources"])[0][2], 3)
        driver = self.get()["drivers"][0]
        found = self.rows(self.load()["Drivers"])[0]
        self.assertEqual(found[0], driver["label"])
        self.assertAlmostEqual(found[2], driver["mean"])
        self.assertEqual(found[7], 14)
        self.assertEqual(found[8], "Too few ratings for a correlation")

    def test_what_was_done_about_low_scores(self):
        low = self.fill().filtered(lambda fact: fact.score <= 6)
        low._raise_follow_up()
        low[0].follow_up_note = '=HYPERLINK("http://bad.example")'
        low[0].with_user(self.manager).action_follow_up_done()
        sheet = self.load()["Follow-up"]
        row = self.rows(sheet)[0]
        self.assertEqual(row[1:], [self.manager.name, 1, low[0].follow_up_note])
        self.assertEqual(sheet.cell(1, 1).data_type, "s")
        self.assertIn(f"{len(low)}, followed up 1", str(list(sheet.values)))

    def test_what_was_changed_and_what_others_have(self):
        self.fact(*[1] * 8, day=date(2025, 11, 20))
        self.fact(*[10] * 8, day=date(2026, 2, 20))
        self.env["hr.recruitment.improvement"].with_user(self.manager).create(
            {
                "name": "=Answer sooner",
                "user_id": self.manager.id,
                "state": "done",
                "date_done": date(2026, 1, 10),
                "company_id": self.company.id,
            }
        )
        data = self.report.get_data(YEAR)
        change = data["improvements"][0]
        book = self.load()
        (found,) = self.rows(book["What we changed"])
        self.assertEqual(found[0], "=Answer sooner")
        self.assertEqual(found[3], datetime(2026, 1, 10))
        self.assertEqual(found[5:11:3], [-100, 100])
        self.assertEqual(found[11], change["change"]["value"])
        self.assertEqual((found[11], found[13]), (200, "Yes"))
        benchmarks = self.rows(book["Benchmarks"])
        self.assertEqual(benchmarks[0][4], data["score"]["value"])
        for row, wanted in zip(benchmarks[1:], data["benchmarks"], strict=True):
            self.assertEqual((row[0], row[4]), (wanted["name"], wanted["value"]))
            self.assertEqual(row[7], wanted["source"])

    def assert_rows(self, found, expected, what):
        self.assertEqual(len(found), len(expected), what)
        for one, other in zip(found, expected, strict=True):
            for value, wanted in zip(one, other, strict=True):
                if isinstance(wanted, float):
                    self.assertAlmostEqual(value, wanted, msg=what)
                else:
                    self.assertEqual(value, wanted, what)

    def test_an_empty_cell_has_a_reason(self):
        self.fill()
        rows = {row[0]: row for row in self.rows(self.load()["Job positions"])}
        small = rows["C"]
        self.assertEqual(small[1:4], [None] * 3)
        self.assertEqual(small[4], 2)
        self.assertEqual(small[8], "Fewer than 5 answers")
        reasons = [row[8] for row in rows.values() if row[0] in "AB"]
        self.assertIn("Hidden: the few other answers could be worked out", reasons)

    def test_nothing_at_all_is_still_a_report(self):
        book = self.load()
        self.assertIn("No answers yet", [c.value for c in book["Moments"]["A"]])
        self.assertEqual(self.rows(book["Answers"])[0][0], "No answers yet")
        self.assertEqual(self.rows(book["Comments"])[0][0], "No comments yet")
        self.assertFalse(self.parts("xl/charts/"))
        self.assertIsNone(book["Moments"].auto_filter.ref)


@tagged("post_install", "-at_install")
class TestWorkbookForm(WorkbookCase):
    def test_heads_stay_and_tables_filter(self):
        self.fill()
        self.company.name = "3M & Co"
        book = self.load()
        footer = "\n".join(
            text for part in self.parts("xl/worksheets/").values() for text in part.itertext()
        )
        self.assertIn("&L&8 3M && Co · ", footer)
        company = self.company.name
        for sheet in book:
            with self.subTest(sheet=sheet.title):
                first = sheet.title == "Overview"
                pane = "A5" if first else f"B{HEAD + 1}"
                self.assertEqual(sheet.freeze_panes, pane)
                self.assertTrue(sheet["A3"].value.startswith(company))
                self.assertEqual(sheet.page_setup.orientation, "landscape")
                self.assertTrue(sheet.sheet_properties.pageSetUpPr.fitToPage)
                self.assertGreater(sheet.column_dimensions["A"].width, 10)
        self.assertTrue(book["Answers"].auto_filter.ref.startswith("A5:L"))

    def test_filters_are_named(self):
        self.fill()
        book = self.load(job_ids=self.jobs[0].ids)
        self.assertEqual(book["Trend"]["A4"].value, "Job Positions: A")
        self.assertIn("4/1/2025", book["Trend"]["A3"].value.replace("04/01", "4/1"))

    def test_charts_are_native_and_say_what_they_show(self):
        self.fill()
        self.load()
        charts = self.parts("xl/charts/")
        self.assertGreaterEqual(len(charts), 8)
        for name, chart in charts.items():
            titles = ["".join(t.itertext()).strip() for t in chart.iter(f"{CHART}title")]
            self.assertEqual(len(titles), 3, name)
            self.assertTrue(all(titles), name)
        kinds = {
            kind
            for kind in ("lineChart", "barChart")
            for chart in charts.values()
            if chart.find(f".//{CHART}{kind}") is not None
        }
        self.assertEqual(kinds, {"lineChart", "barChart"})

    def test_a_file_with_a_name(self):
        response = self.fetch()
        name = response.headers["Content-Disposition"]
        self.assertIn("Candidate%20experience%202025-04-01%20to%202026-03-31.xlsx", name)
        self.assertEqual(int(response.headers["Content-Length"]), len(response.content))
        self.assertEqual(response.headers["Cache-Control"], "no-store")

    def test_a_file_that_fails_leaves_nothing_behind(self):
        self.fill()
        workbook = ExperienceWorkbook(self.report.env, self.get())
        found = []

        def fail():
            found.extend(Path(folder).rglob("*"))
            raise ZeroDivisionError

        with TemporaryDirectory() as folder, patch("tempfile.tempdir", folder):
            with (
                patch.object(workbook, "_draw_method", fail),
                self.assertRaises(ZeroDivisionError),
            ):
                workbook.save(BytesIO())
            self.assertGreater(len(found), 10, "rows were on disk")
            self.assertFalse(list(Path(folder).iterdir()))

    def test_sheets_have_names_that_excel_takes(self):
        self.assertEqual(find_name("'In/ut: [a]*?\\'", []), "In ut a")
        self.assertEqual(find_name("ANSWERS", ["Answers"]), "ANSWERS 2")
        long = find_name("Ö" * 40, [])
        self.assertEqual(len(long), 31)
        again = find_name("Ö" * 40, [long])
        self.assertEqual((len(again), again[-2:]), (31, " 2"))
        self.assertEqual(find_name("[]", []), "-")


@tagged("post_install", "-at_install")
class TestWorkbookTexts(WorkbookCase):
    def test_names_and_comments_are_never_formulas(self):
        jobs = self.env["hr.job"].create([{"name": name} for name in EVIL])
        facts = self.feedback.browse()
        for job in jobs:
            facts += self.fact(9, 8, 7, 6, 5, job_id=job.id)
        question = self.survey.question_ids.filtered(
            lambda question: question.feedback_role == "comment"
        )
        self.env["hr.recruitment.feedback.comment"].create(
            [
                {
                    "feedback_id": fact.id,
                    "question_id": question.id,
                    "text": f"{text}\x07",
                    "released": True,
                    "company_id": self.company.id,
                    "job_id": fact.job_id.id,
                    "moment": fact.moment,
                    "response_date": fact.response_date,
                }
                for fact, text in zip(facts, EVIL, strict=False)
            ]
        )
        book = self.load()
        # What xlsxwriter would take for its own markup gets a space at the end.
        expected = {clean(name) for name in EVIL}
        known = {name.strip() for name in expected}
        self.assertEqual(known, set(EVIL))
        for title, column in (("Job positions", 0), ("Answers", 2), ("Comments", 4)):
            found = {row[column] for row in self.rows(book[title])}
            self.assertLessEqual(self.decode(expected), self.decode(found), title)
        for name, part in self.parts("xl/worksheets/").items():
            self.assertFalse(list(part.iter(f"{MAIN}f", f"{MAIN}hyperlink")), name)

    def decode(self, texts):
        """As Excel reads texts; openpyxl leaves the escape as it is."""
        return {text.replace("_x005F_", "_") for text in texts if text}

    def test_text_that_no_file_can_hold_is_left_out(self):
        self.assertEqual(clean("a\x00b\x1fc\ud800\uffff"), "abc")
        self.assertEqual(clean("one\r\ntwo\ttabs"), "one\ntwo\ttabs")
        self.assertLess(len(clean("x" * 100_000)), 32_767)


@tagged("post_install", "-at_install")
class TestWorkbookAnswers(WorkbookCase):
    def test_each_answer_is_a_row(self):
        facts = self.fill()
        rows = self.rows(self.load()["Answers"])
        self.assertEqual(len(rows), len(facts))
        self.assertEqual(rows[0][:4], [datetime(2026, 3, 1), "After applying", "C", None])
        by_score = sorted(row[9] for row in rows)
        self.assertEqual(by_score, sorted(facts.mapped("score")))
        for row in rows:
            self.assertEqual(row[11], min(100, 10 * row[9] + 7))
        refused = next(row for row in rows if row[1] == "After a refusal")
        self.assertEqual(refused[7], "Refused")
        recruiters = {row[4] for row in rows}
        self.assertEqual(recruiters, {None, self.recruiter.name})

    def test_nobody_is_named(self):
        facts = self.fill()
        facts[0].applicant_id = self._make_applicants(partner_name="Secret Person")
        book = self.load()
        self.assertEqual(len(self.rows(book["Answers"])), len(facts))
        for part in self.parts("xl/").values():
            self.assertNotIn("Secret", "".join(part.itertext()))

    def test_only_what_the_reader_may_read_and_asked_for(self):
        self.fill()
        other = self.env["res.company"].create({"name": "Sydlys"})
        self.fact(*[1] * 6, company_id=other.id)
        self.fact(*[2] * 6, released=False, anonymity="anonymous")
        self.fact(*[4] * 6, day=date(2020, 1, 1))
        book = self.load()
        self.assertEqual(len(self.rows(book["Answers"])), 14)
        book = self.load(moments=["refused"])
        moments = {row[1] for row in self.rows(book["Answers"])}
        self.assertEqual(moments, {"After a refusal"})

    def test_too_few_are_told_in_a_word(self):
        self.fact(10, 9, 1)
        rows = self.rows(self.load()["Answers"])
        self.assertEqual([row[0] for row in rows], ["Fewer than 5 answers"])

    def test_a_filter_that_leaves_out_a_few_shows_no_rows(self):
        self.fact(*[10] * 8)
        self.fact(1, job_id=self.jobs[1].id)
        rows = self.rows(self.load(job_ids=self.jobs[0].ids)["Answers"])
        self.assertEqual(len(rows), 1)
        self.assertTrue(rows[0][0].startswith("Hidden"))

    def test_more_answers_than_a_file_takes(self):
        self.fill()
        with (
            patch.object(experience_answers, "MOST_ROWS", 7),
            patch.object(experience_answers, "ROWS_AT_ONCE", 3),
        ):
            sheet = self.load()["Answers"]
        rows = self.rows(sheet)
        self.assertEqual(len(rows), 7)
        self.assertEqual(rows[0][0], datetime(2026, 3, 1))
        self.assertTrue(sheet["A2"].value.startswith("The newest 7 of 14 answers"))


@tagged("post_install", "-at_install")
class TestWorkbookAccess(WorkbookCase):
    def test_officers_get_what_they_see(self):
        self.fill()
        book = self.load(self.officer)
        for title in ("Answers", "Comments", "Trend", "Drivers", "Recruiters"):
            self.assertNotIn(title, book.sheetnames)
        self.assertIn("Job positions", book.sheetnames)
        data = self.get(self.officer)
        rows = self.rows(book["Job positions"])
        self.assertEqual(rows[0][1], data["groups"]["job"][0]["value"])
        self.assertIn("whole time", book["Moments"]["A4"].value)

    def test_what_an_officer_may_not_see_is_empty_and_not_zero(self):
        self.fill()
        book = self.load(self.officer, user_ids=self.recruiter.ids)
        cells = {
            row[0]: (row[1], row[6], row[7])
            for row in book["Overview"].iter_rows(values_only=True)
            if row[0] in ("cNPS", "Have answered")
        }
        self.assertEqual(cells["cNPS"], (None, None, "For experience managers"))
        self.assertIsNone(cells["Have answered"][0])

    @mute_logger("odoo.http")
    def test_nobody_else_gets_it(self):
        for login, group in (
            ("intervjuare", "hr_recruitment.group_hr_recruitment_interviewer"),
            ("anställd", "base.group_user"),
            ("portal", "base.group_portal"),
        ):
            user = self._make_user(login, group, password=f"{login}-{login}")
            response = self.fetch(user)
            self.assertEqual(response.status_code, 403, login)
            self.assertNotIn("spreadsheet", response.headers["Content-Type"])
        self.authenticate(None, None)
        response = self.url_open(PATH, allow_redirects=False)
        self.assertEqual(response.status_code, 303)
        self.assertIn("/web/login", response.headers["Location"])

    def test_filters_that_make_no_sense(self):
        deep = "[" * 5000 + "]" * 5000
        for text in (
            "{",
            "[]",
            '"x"',
            "1",
            "NaN",
            '{"nonsense": 1}',
            deep,
            '{"job_ids": "A"}',
            '{"date_from": "yesterday"}',
            '{"moments": [{}]}',
        ):
            response = self.fetch(text=text)
            self.assertEqual(response.status_code, 400, text[:40])
            self.assertTrue(response.headers["Content-Type"].startswith("text/plain"))
            self.assertTrue(response.text)
        self.assertEqual(self.fetch(text="").status_code, 200)

    def test_the_companies_that_are_switched_on(self):
        other = self.env["res.company"].create({"name": "Sydlys"})
        self.manager.company_ids += other
        self.fact(*[1] * 6, company_id=other.id)
        self.fill()
        self.assertEqual(self.count_answers(f"{self.company.id}-{other.id}"), 20)
        self.assertEqual(self.count_answers(str(other.id)), 6)
        self.assertEqual(self.count_answers(str(self.company.id)), 14)
        third = self.env["res.company"].create({"name": "Nobody's"})
        self.assertEqual(self.count_answers(f"{other.id}-{third.id}-x"), 6)

    def count_answers(self, companies):
        self.authenticate(self.manager.login, f"{self.manager.login}-{self.manager.login}")
        self.opener.cookies.set("cids", f"{'9' * 5000}-x-{companies}", domain="127.0.0.1")
        response = self.url_open(f"{PATH}?filters=" + self.quote(json.dumps(YEAR)))
        book = load_workbook(BytesIO(response.content))
        return len(self.rows(book["Answers"]))
