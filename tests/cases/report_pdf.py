import io
from datetime import date

from freezegun import freeze_time

from odoo.tools import mute_logger

from .packages import need
from .report import TODAY, YEAR, ReportCase

PATH = "/candidate-experience/report/pdf"
# Where nobody answers. With Odoo's style sheets come its fonts, and a wkhtmltopdf without
# patches draws their letters as shapes: there is no text to read then. It says so.
NOWHERE = "http://127.0.0.1:9"
LOGGER = "odoo.addons.base.models.ir_actions_report"
LONG = "Ytterst lång titel på en tjänst " * 10
NAMES = ["<b>Fet</b> & Co", "=cmd|' /C calc'!A0", "مهندس برمجيات", LONG]


class PrintCase(ReportCase):
    """A company with answers, printed by the real wkhtmltopdf."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.config_parameter"].set_param("report.url", NOWHERE)

    def print_pdf(self, report, ids=None, user=None, lang="en_US", **filters):
        """:return: (text of each page, the report's data)"""
        user = user or self.manager
        env = self.env(user=user, context={"lang": lang, "tz": "Europe/Stockholm"})
        filters = {**YEAR, **filters}
        with freeze_time(TODAY), mute_logger(LOGGER):
            content, kind = (
                env["ir.actions.report"]
                .with_context(force_report_rendering=True)
                ._render_qweb_pdf(report, ids, data={"filters": filters})
            )
            data = env["hr.recruitment.experience.report"].get_data(filters)
        self.assertEqual(kind, "pdf")
        return self.read_pdf(content), data

    def read_pdf(self, content):
        reader = need("pypdf").PdfReader(io.BytesIO(content))
        for page in reader.pages:
            # A4, in points.
            self.assertAlmostEqual(float(page.mediabox.width), 595, delta=1)
            self.assertAlmostEqual(float(page.mediabox.height), 842, delta=1)
        pages = [" ".join(page.extract_text().split()) for page in reader.pages]
        for page in pages:
            self.assertGreater(len(page), 100, "a page with next to nothing on it")
        return pages

    def fill(self):
        """Answers of two seasons, moments and outcomes, with ratings and comments."""
        for month, scores in ((4, (10, 9, 9, 2, 8, 10)), (9, (10, 9, 3, 6, 7, 10, 9))):
            self.fact(*scores, day=date(2025, month, 10))
        self.fact(*[2] * 6, moment="refused", outcome="refused")
        rows = self.fact(*[10, 9, 8, 3, 0, 10, 9, 9, 10], job_id=self.jobs[1].id, outcome="hired")
        self.env["hr.recruitment.feedback.rating"].create(
            [
                {"feedback_id": row.id, "driver_id": driver.id, "value": row.score * 10}
                for row in rows
                for driver in self.drivers
            ]
        )
        self.comment(rows, "Comment <b>{}</b> =cmd")

    def comment(self, rows, text):
        self.env["hr.recruitment.feedback.comment"].create(
            [
                {
                    "feedback_id": row.id,
                    "text": text.format(row.score),
                    "released": True,
                    "company_id": row.company_id.id,
                    "job_id": row.job_id.id,
                    "moment": row.moment,
                    "response_date": row.response_date,
                }
                for row in rows
            ]
        )
