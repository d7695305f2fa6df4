from tempfile import TemporaryDirectory

from xlsxwriter import Workbook

from odoo import fields
from odoo.tools.misc import format_datetime

from .experience_sheet import LONGEST_CHART, Chart, Column, ExperienceSheet, add_styles
from .experience_workbook_context import ContextSheets
from .experience_workbook_process import ProcessSheets
from .experience_workbook_scores import ScoreSheets
from .experience_workbook_themes import ThemeSheets

MANAGER = "hr_recruitment_candidate_experience.group_experience_manager"
# Text stays text, and a number that is none (nan) is an error, not a cell.
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
LONGEST_LABEL = 40
PAPER_LETTER, PAPER_A4 = 1, 9


class ExperienceWorkbook(ScoreSheets, ThemeSheets, ProcessSheets, ContextSheets):
    """The report as a spreadsheet: a sheet for each question, and for experience
    managers the answers behind them.

    It draws what ``hr.recruitment.experience.report`` has found and has no numbers of
    its own. Candidates have no names in it: a file goes further than a screen.

    :param env: of the reader: language, time zone, and what they may read
    :param dict data: of ``get_data``, for this reader
    """

    def __init__(self, env, data):
        self.env = env(su=False)
        self.data = data
        self.service = self.env["hr.recruitment.experience.report"]
        self.labels = data["labels"]
        self.may_read_all = data["access"] == "manager"
        lang = self.env["res.lang"]._get_data(code=self.env.lang or "en_US")
        self.rtl = lang.direction == "rtl"

    def save(self, file):
        """:param file: binary file, open for writing; rows go to temporary files"""
        # Gone with its rows also where writing fails.
        with TemporaryDirectory() as folder:
            self.book = Workbook(file, {**OPTIONS, "tmpdir": folder})
            self.book.set_properties({"title": self.env._("Candidate experience")})
            self.styles = add_styles(self.book, self.rtl)
            self._draw_sheets()
            self.book.close()

    def _draw_sheets(self):
        self._draw_overview()
        self._draw_alarms()
        self._draw_results()
        self._draw_trend()
        self._draw_moments()
        self._draw_drivers()
        self._draw_themes()
        self._draw_funnel()
        self._draw_sources()
        self._draw_publications()
        self._draw_ads()
        self._draw_stays()
        self._draw_reviews()
        self._draw_review_themes()
        self._draw_groups_of_people()
        self._draw_outcomes()
        self._draw_service()
        self._draw_comments()
        self._draw_follow_up()
        self._draw_benchmarks()
        self._draw_improvements()
        self._draw_costs()
        self._draw_method()
        if self.may_read_all and self.env.user.has_group(MANAGER):
            self._draw_answers()

    def get_file_name(self):
        period = self.data["period"]
        name = self.env._(
            "Candidate experience %(date_from)s to %(date_to)s",
            date_from=period["date_from"],
            date_to=period["date_to"],
        )
        return f"{name}.xlsx"

    # Sheets ------------------------------------------------------------------------

    def _add_sheet(self, title, question):
        """:return: a sheet that says what it is about, of whom and of when"""
        sheet = ExperienceSheet(self.book, title, self.styles, self.rtl)
        paper = self.env.company.sudo().paperformat_id.format
        companies = self._name_companies()
        sheet.set_page(
            PAPER_LETTER if paper == "Letter" else PAPER_A4,
            f"{companies} · {self.data['period']['label']}",
        )
        sheet.write_line(title, "title")
        sheet.write_line(question, "question")
        sheet.write_line(f"{companies} · {self._describe_period()}")
        sheet.write_line(self._describe_filters())
        return sheet

    def _name_companies(self):
        ids = self.data["filters"]["company_ids"]
        companies = self.env["res.company"].browse(ids) or self.env.companies
        return ", ".join(companies.sudo().mapped("name"))

    def _describe_period(self):
        parts = [self.data["period"]["label"]]
        if self.data["previous"]:
            parts.append(self.env._("compared with %s", self.data["comparison"]["label"]))
        made = fields.Datetime.to_datetime(self.data["generated"])
        parts.append(self.env._("made on %s", format_datetime(self.env, made, dt_format="short")))
        return " · ".join(parts)

    def _describe_filters(self):
        labels = [f"{row['name']}: {row['value']}" for row in self.data["filter_labels"]]
        if self.data["whole_time"]:
            labels.append(self.data["sentences"]["whole_time"])
        return " · ".join(labels) or self.env._("No filters: everything is included.")

    def _draw(self, sheet, columns, rows, chart=None, empty=None):
        """A table of rows that are lists of values, and its chart."""
        if chart and any(len(str(row[chart.labels])) > LONGEST_LABEL for row in rows):
            columns, rows, chart = self._add_short_names(columns, rows, chart)
        if chart and chart.type == "bar" and len(rows) > LONGEST_CHART:
            title = self.env._(
                "%(title)s (the first %(count)s)",
                title=chart.title,
                count=LONGEST_CHART,
            )
            chart = chart._replace(title=title)
        sheet.begin_table(columns)
        for row in rows:
            sheet.write_row(row)
        sheet.end_table(empty or self.service._say_reason("none", self.data["thresholds"]))
        if chart:
            sheet.draw(chart, rows)

    def _add_short_names(self, columns, rows, chart):
        """A column for the chart: a name of 300 characters would leave no room."""
        short = [
            name if len(name) <= LONGEST_LABEL else f"{name[: LONGEST_LABEL - 1]}…"
            for name in (str(row[chart.labels]) for row in rows)
        ]
        return (
            [*columns, Column(self.env._("Short name"), width=LONGEST_LABEL)],
            [[*row, name] for row, name in zip(rows, short, strict=True)],
            chart._replace(labels=len(columns)),
        )

    def _say_yes(self, value):
        return self.env._("Yes") if value else self.env._("No")

    # Scores ------------------------------------------------------------------------

    def _get_score_columns(self):
        value, split = self.labels["value"], self.labels["split"]
        return [
            *(Column(value[name], "score") for name in ("value", "low", "high")),
            Column(value["n"], "count"),
            *(Column(label, "count", 19) for label in split.values()),
            Column(value["reason"], "note"),
        ]

    def _list_score(self, found):
        names = ("value", "low", "high", "n", "promoters", "passives", "detractors")
        return [*(found[name] for name in names), found["reason_label"] or None]

    def _draw_groups(self, key, question, title=None):
        """A sheet of scores by what ``key`` groups, if the reader has them."""
        label, title = self.labels["group"][key], title or self.labels["groups"][key]
        groups = self.data["groups"][key]
        if not groups and not self.may_read_all:
            return
        rows = [[group["label"], *self._list_score(group)] for group in groups]
        columns = [Column(label, width=36), *self._get_score_columns()]
        score = self.labels["value"]["value"]
        chart = Chart(f"{score}: {title}", label, score, (1,), "bar")
        self._draw(self._add_sheet(title, question), columns, rows, chart)
