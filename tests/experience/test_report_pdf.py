import json
import re
from datetime import date
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ...models.experience.hr_recruitment_experience_report_mail import COMPANY_REPORT, JOB_REPORT
from ...models.experience.statistics import hidden, score
from ...report.paper.experience_drawing import draw_split, draw_strip, draw_trend
from ..cases.report import TODAY, YEAR, ReportCase
from ..cases.report_pdf import LONG, NAMES, PATH, PrintCase


@tagged("post_install", "-at_install")
class TestDrawing(ReportCase):
    def test_a_line_ends_where_nothing_is_known(self):
        known, unknown = score(6, 2, 2, 5), hidden(2, "few")
        drawn = draw_trend([known, known, unknown, known, known, unknown, known])
        self.assertEqual(len(drawn["lines"]), 2)
        self.assertIsNone(drawn["points"][2]["y"])
        for point in drawn["points"]:
            self.assertTrue(drawn["left"] <= point["x"] <= drawn["right"])
        shown = drawn["points"][0]
        self.assertTrue(0 < shown["high"] < shown["y"] < shown["low"])
        self.assertLess(shown["low"], drawn["bottom"])

    def test_no_month_or_a_hundred(self):
        self.assertEqual(draw_trend([])["points"], [])
        drawn = draw_trend([hidden(0, "none")] * 100)
        named = [point for point in drawn["points"] if point["named"]]
        self.assertLessEqual(len(named), 18)

    def test_a_score_lies_where_the_scale_says(self):
        middle = draw_strip(score(5, 5, 5, 5))
        self.assertEqual(middle["x"], middle["zero"])
        best = draw_strip(score(9, 0, 0, 5))
        self.assertEqual(best["x"], best["right"])
        self.assertLess(best["low"], best["x"])
        self.assertIsNone(draw_strip(hidden(3, "few"))["x"])

    def test_shares_fill_the_bar(self):
        drawn = draw_split(score(6, 3, 1, 5))
        widths = [part["width"] for part in drawn["parts"]]
        self.assertAlmostEqual(sum(widths), drawn["width"] - 1, delta=0.3)
        self.assertAlmostEqual(widths[2], 6 * widths[0], delta=0.5)
        across = [float(x) for x in re.findall(r"[ML]([\d.]+),", drawn["hatch"])]
        self.assertLessEqual(max(across), widths[0] + 1)


@tagged("post_install", "-at_install")
class TestReportPdf(PrintCase):
    def test_the_numbers_are_those_of_the_service(self):
        self.fill()
        pages, data = self.print_pdf(COMPANY_REPORT)
        self.assertTrue(2 <= len(pages) <= 6, len(pages))
        text = " ".join(pages)
        found = data["score"]
        self.assertEqual(found["n"], 28)
        self.assertIn(f"± {round(found['margin'])}, from 28 answers", pages[0])
        say = self.report._say_score
        for dimension in ("moment", "job", "outcome"):
            for row in data["groups"][dimension]:
                if not row["reason"]:
                    self.assertIn(say(row), text, (dimension, row["label"]))
        for sentence in data["summary"]:
            self.assertIn(" ".join(sentence.split()), pages[0])
        self.assertIn(self.company.name, pages[0])
        self.assertIn("measuringu.com", pages[-1])
        self.assertIn("Comment <b>10</b> =cmd", text)

    def test_what_was_done_about_low_scores(self):
        self.fill()
        low = self.feedback.search([("score", "<=", 6)])
        low._raise_follow_up()
        low[0].follow_up_note = "Called <b>and</b> apologised"
        low[0].with_user(self.manager).action_follow_up_done()
        pages, data = self.print_pdf(COMPANY_REPORT)
        text = " ".join(pages)
        self.assertIn(f"contacted: {len(low)}, of which 1 followed up", text)
        self.assertIn("Called <b>and</b> apologised", text)

    def test_nothing_to_say_is_said(self):
        pages, data = self.print_pdf(COMPANY_REPORT)
        self.assertLessEqual(len(pages), 3)
        self.assertIn("No answers yet", pages[0])
        self.assertNotIn("None", " ".join(pages).replace("None chosen", ""))
        self.assertEqual(data["score"]["reason"], "none")

    def test_too_few_are_hidden(self):
        self.fact(10, 9, 9, 9)
        pages, _data = self.print_pdf(COMPANY_REPORT)
        self.assertIn("Fewer than 5 answers", pages[0])
        self.assertNotIn("Promoters (9–10)", " ".join(pages))

    def test_names_are_only_names(self):
        jobs = self.env["hr.job"].create([{"name": name} for name in NAMES])
        for job in jobs:
            self.fact(*[9, 9, 2, 10, 7, 8], job_id=job.id)
        self.company.name = NAMES[0]
        pages, _data = self.print_pdf(COMPANY_REPORT)
        text = " ".join(pages)
        self.assertIn("<b>Fet</b> & Co", pages[0])
        self.assertIn("=cmd|' /C calc'!A0", text)
        self.assertIn("Ytterst lång titel på en tjänst", text)
        self.assertLess(text.count("Ytterst lång titel"), 10, "cut to a line or two")
        self.assertLessEqual(len(pages), 6)

    def test_swedish_numbers(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        self.fill()
        self.fact(*[0] * 1200, moment="interviewed", day=date(2026, 2, 3))
        pages, _data = self.print_pdf(COMPANY_REPORT, lang="sv_SE")
        text = " ".join(pages).replace("\xa0", " ")
        self.assertIn("1 228", text)
        self.assertNotIn("1,228", text)
        self.assertIn("−98", text, "a true minus")

    def test_officers_get_what_they_may_see(self):
        self.fill()
        pages, data = self.print_pdf(COMPANY_REPORT, user=self.officer)
        text = " ".join(pages)
        self.assertTrue(data["whole_time"])
        self.assertIn("The score is of the whole time", pages[0])
        self.assertNotIn("Comment", text.replace("Comments", "").replace("comments", ""))
        self.assertNotIn("Recruiters", text)

    def test_officers_get_no_score_by_recruiter(self):
        self.fill()
        pages, _data = self.print_pdf(
            COMPANY_REPORT, user=self.officer, user_ids=self.recruiter.ids
        )
        self.assertIn("For experience managers", pages[0])
        self.assertNotIn("Answers: 0", pages[0])
        self.assertNotIn("of the whole time", pages[0])

    def test_others_get_nothing(self):
        stranger = self._make_user("utanför", "base.group_user")
        with self.assertRaises(AccessError):
            self.print_pdf(COMPANY_REPORT, user=stranger)
        with self.assertRaises(AccessError):
            self.print_pdf(JOB_REPORT, self.jobs.ids, user=stranger)

    def test_only_the_superuser_says_for_whom_it_is(self):
        """The address of a report can carry anything."""
        self.fill()
        values = (
            self.env["report.hr_recruitment_candidate_experience.experience_report"]
            .with_user(self.officer)
            ._get_report_values([], {"filters": YEAR, "access": "manager"})
        )
        self.assertEqual(values["data"]["access"], "officer")
        self.assertFalse(values["comments"]["rows"])

    def test_a_long_report_still_ends(self):
        """Many job positions, stages, sources and comments: six pages at most."""
        jobs = self.env["hr.job"].create([{"name": f"{LONG} {number}"} for number in range(30)])
        departments = self.env["hr.department"].create(
            [{"name": f"{LONG} {number}"} for number in range(12)]
        )
        for number, job in enumerate(jobs):
            self.fact(
                *[9, 9, 2, 10, 7, 8, 10, 6],
                job_id=job.id,
                day=date(2025, 4 + number % 9, 3),
                department_id=departments[number % 12].id,
                user_id=(self.recruiter | self.manager)[number % 2].id,
                outcome=("hired", "refused")[number % 2],
                earlier_contact="none",
                moment=("applied", "interviewed", "refused")[number % 3],
            )
        rows = self.feedback.search([("job_id", "in", jobs.ids)], limit=60)
        self.comment(rows, LONG * 4)
        pages, _data = self.print_pdf(COMPANY_REPORT)
        self.assertLessEqual(len(pages), 6)

    def test_a_page_for_each_job_position(self):
        """However much there is to say about it."""
        self.fill()
        self.jobs[2].name = LONG
        stages = self.env["hr.recruitment.stage"].create(
            [
                {
                    "name": f"{number} {LONG}",
                    "sequence": number,
                    "job_ids": self.jobs[2].ids,
                }
                for number in range(10)
            ]
        )
        with self.at(TODAY):
            applicants = self._make_applicants(30, job_id=self.jobs[2].id)
            for stage in stages:
                applicants.stage_id = stage
        drivers = self.env["hr.recruitment.feedback.driver"].search([])
        rows = self.fact(*range(11), *range(11), job_id=self.jobs[2].id)
        self.env["hr.recruitment.feedback.rating"].create(
            [
                {"feedback_id": row.id, "driver_id": driver.id, "value": row.score * 10}
                for row in rows
                for driver in drivers
            ]
        )
        self.comment(rows, f"Lång {LONG}")
        drivers.name = LONG
        pages, _data = self.print_pdf(JOB_REPORT, self.jobs.ids)
        self.assertEqual(len(pages), 3, pages[-1])
        self.assertIn("Applications: 30", pages[2])
        self.assertIn("Lång Ytterst", pages[2])
        self.assertIn("Improve first", pages[2])
        found = self.read_once(job_ids=self.jobs[0].ids)["score"]
        self.assertIn(f"from {found['n']} answers", pages[0])
        self.assertIn("Comment <b>", pages[1])
        self.assertNotIn("Anna Ek", " ".join(pages), "a paper names no candidate")

    def test_a_job_position_without_answers(self):
        pages, _data = self.print_pdf(JOB_REPORT, self.jobs[0].ids)
        self.assertEqual(len(pages), 1)
        self.assertIn("No answers yet", pages[0])

    def test_hiring_managers_read_no_comments(self):
        self.fill()
        pages, _data = self.print_pdf(JOB_REPORT, self.jobs[1].ids, user=self.officer)
        self.assertEqual(len(pages), 1)
        self.assertNotIn("Comment", pages[0])

    def test_the_file_is_named_after_the_job_position(self):
        self.jobs[0].name = LONG
        name = self.jobs[0]._get_experience_report_name()
        self.assertTrue(name.startswith("Candidate experience - Ytterst"))
        self.assertLess(len(name), 120)
        action = self.env.ref("hr_recruitment_candidate_experience.action_experience_job_report")
        bound = self.env["ir.actions.actions"].with_user(self.officer)
        printed = bound.get_bindings("hr.job").get("report", [])
        self.assertIn(action.id, [row["id"] for row in printed])


@tagged("post_install", "-at_install")
class TestReportPdfDownload(PrintCase, HttpCase):
    def download(self, login, filters):
        self.authenticate(login, login)
        text = filters if isinstance(filters, str) else json.dumps(filters)
        return self.url_open(f"{PATH}?filters={text}")

    def set_passwords(self, *users):
        for user in users:
            user.sudo().password = user.login

    def test_the_button_downloads_it(self):
        self.fill()
        self.set_passwords(self.manager)
        response = self.download("erfarenhet", YEAR)
        self.assertEqual(response.status_code, 200)
        self.assertIn("28 answers", response.text)
        name = response.headers["Content-Disposition"]
        self.assertIn("Candidate%20experience%202025-04-01%20to%202026-03-31.pdf", name)
        self.assertEqual(response.headers["Cache-Control"], "no-store")

    def test_filters_that_are_none(self):
        self.set_passwords(self.manager)
        for filters in ("{", "[]", '"x"', {"unknown": 1}, {"date_from": "yesterday"}):
            response = self.download("erfarenhet", filters)
            self.assertEqual(response.status_code, 400, filters)
            self.assertNotIn("Traceback", response.text)

    def test_a_stranger_gets_no_report(self):
        stranger = self._make_user("utanför", "base.group_user")
        self.set_passwords(stranger)
        with mute_logger("odoo.http"):
            response = self.download("utanför", {})
        self.assertEqual(response.status_code, 403)
        self.assertNotIn("cNPS", response.text)

    def test_no_pdf_program(self):
        """What cannot be done is said, not crashed."""
        self.set_passwords(self.manager)
        with patch.object(
            type(self.env["ir.actions.report"]),
            "_render_qweb_pdf",
            side_effect=UserError("Unable to find Wkhtmltopdf"),
        ):
            response = self.download("erfarenhet", {})
        self.assertEqual(response.status_code, 400)
