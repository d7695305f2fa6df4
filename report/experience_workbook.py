from tempfile import TemporaryDirectory

from xlsxwriter import Workbook

from odoo import fields
from odoo.tools.misc import format_datetime

from .experience_answers import ExperienceAnswers, get_choices
from .experience_sheet import LONGEST_CHART, Chart, Column, ExperienceSheet, add_styles

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


class ExperienceWorkbook:
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
        self._draw_trend()
        self._draw_moments()
        self._draw_drivers()
        self._draw_funnel()
        self._draw_sources()
        self._draw_groups_of_people()
        self._draw_outcomes()
        self._draw_service()
        self._draw_comments()
        self._draw_benchmarks()
        self._draw_improvements()
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
            parts.append(
                self.env._("compared with %s", self.data["comparison"]["label"])
            )
        made = fields.Datetime.to_datetime(self.data["generated"])
        parts.append(
            self.env._("made on %s", format_datetime(self.env, made, dt_format="short"))
        )
        return " · ".join(parts)

    def _describe_filters(self):
        labels = [
            f"{row['name']}: {row['value']}" for row in self.data["filter_labels"]
        ]
        if self.data["whole_time"]:
            labels.append(
                self.env._("Scores are of the whole time, whatever the period.")
            )
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
        sheet.end_table(empty or self._say("none"))
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

    def _say(self, reason):
        """:return: why a cell is empty, None where it is not"""
        thresholds = self.data["thresholds"]
        return self.service._say_reason(reason, thresholds) if reason else None

    def _say_yes(self, value):
        return self.env._("Yes") if value else self.env._("No")

    # Scores ------------------------------------------------------------------------

    def _get_score_columns(self):
        return [
            Column(self.env._("cNPS"), "score"),
            Column(self.env._("From (95 %)"), "score"),
            Column(self.env._("To (95 %)"), "score"),
            Column(self.env._("Answers"), "count"),
            Column(self.env._("Promoters (9–10)"), "count", 19),
            Column(self.env._("Passives (7–8)"), "count", 19),
            Column(self.env._("Detractors (0–6)"), "count", 19),
            Column(self.env._("Why it is empty"), "note"),
        ]

    def _list_score(self, found):
        names = ("value", "low", "high", "n", "promoters", "passives", "detractors")
        return [*(found[name] for name in names), self._say(found["reason"])]

    def _draw_groups(self, key, title, question, label):
        """A sheet of scores by what ``key`` groups, if the reader has them."""
        groups = self.data["groups"][key]
        if not groups and not self.may_read_all:
            return
        rows = [[group["label"], *self._list_score(group)] for group in groups]
        columns = [Column(label, width=36), *self._get_score_columns()]
        chart = Chart(
            self.env._("cNPS: %s", title), label, self.env._("cNPS"), (1,), "bar"
        )
        self._draw(self._add_sheet(title, question), columns, rows, chart)

    def _draw_overview(self):
        sheet = self._add_sheet(
            self.env._("Overview"), self.env._("How do candidates experience us?")
        )
        sheet.sheet.freeze_panes(sheet.row, 0)
        sheet.row += 1
        for sentence in self.data["summary"]:
            sheet.write_line(sentence, "sentence")
        sheet.row += 1
        sheet.begin_table(
            [
                Column(self.env._("Measure"), width=40),
                Column(self.env._("Value"), "score"),
                Column(self.env._("Unit"), "unit"),
                Column(self.env._("± (95 %)"), "score"),
                Column(self.env._("From (95 %)"), "score"),
                Column(self.env._("To (95 %)"), "score"),
                Column(self.env._("Answers"), "count"),
                Column(self.env._("Note"), "note"),
            ],
            freeze=False,
        )
        self._write_scores(sheet)
        self._write_counts(sheet)

    def _write_scores(self, sheet):
        data, points = self.data, self.env._("points")
        named = [(self.env._("cNPS"), data["score"])]
        if data["previous"]:
            period = data["comparison"]["label"]
            named.append((self.env._("cNPS, %s", period), data["previous"]))
        for name, found in named:
            numbers = [found[key] for key in ("margin", "low", "high")]
            numbers.append(self._hide_count(found["n"]))
            note = self._say(found["reason"])
            sheet.write_row([name, found["value"], points, *numbers, note])
        if data["previous"]:
            change = data["change"]
            note = self._say(change["reason"]) or (
                self.env._("Significant change")
                if change["significant"]
                else self.env._("No significant change")
            )
            sheet.write_row(
                [self.env._("Change"), change["value"], points, change["margin"],
                 None, None, None, note],
                ["words", "change", "unit", "score", "score", "score", "count", "note"],
            )  # fmt: skip

    def _hide_count(self, count):
        """:return: the number of answers, None where nobody counted them: the score is
        not for the reader"""
        return None if self.data["score"]["reason"] == "access" else count

    def _write_counts(self, sheet):
        response, funnel = self.data["response"], self.data["funnel"]
        found, reason = self.data["score"], self._say(self.data["score"]["reason"])
        answers, people = self.env._("answers"), self.env._("candidates")
        answered = self._hide_count(response["answered"])
        applications = self.env._("applications")
        for name, value, unit, note in (
            (self.env._("Promoters (9–10)"), found["promoters"], answers, reason),
            (self.env._("Passives (7–8)"), found["passives"], answers, reason),
            (self.env._("Detractors (0–6)"), found["detractors"], answers, reason),
            (self.env._("Invited to a survey"), response["invited"], people, None),
            (self.env._("Have answered"), answered, people, None),
            (self.env._("Applications"), funnel["applications"], applications, None),
            (self.env._("Hired"), funnel["hired"], applications, None),
            (self.env._("Refused"), funnel["refused"], applications, None),
            (self.env._("Withdrawn"), funnel["withdrawn"], applications, None),
            (self.env._("Ongoing"), funnel["ongoing"], applications, None),
        ):
            sheet.write_row(
                [name, value, unit, None, None, None, None, note],
                ["words", "count", "unit", "score", "score", "score", "count", "note"],
            )
        rate = response["rate"]
        note = None
        if rate is None:
            note = self._explain_no_rate(response)
        sheet.write_row(
            [self.env._("Response rate"), rate, "%", None, None, None, None, note]
        )

    def _explain_no_rate(self, response):
        if not response["invited"]:
            return self.env._("Nobody was invited")
        if not self.may_read_all:
            return self._say("access")
        return self.env._("Others were invited than those who have answered")

    def _draw_trend(self):
        months = self.data["groups"]["month"]
        if not months and not self.may_read_all:
            return
        rows = [
            [fields.Date.to_date(f"{month['key']}-01"), *self._list_score(month)]
            for month in months
        ]
        label = self.env._("Month")
        chart = Chart(
            self.env._("cNPS by month, with its 95 % interval"),
            label,
            self.env._("cNPS"),
            (1, 2, 3),
            "line",
        )
        self._draw(
            self._add_sheet(
                self.env._("Trend"), self.env._("Is it getting better or worse?")
            ),
            [Column(label, "month", 14), *self._get_score_columns()],
            rows,
            chart,
        )

    def _draw_moments(self):
        self._draw_groups(
            "moment",
            self.env._("Moments"),
            self.env._("Where on their way are candidates content, and where not?"),
            self.env._("Moment"),
        )

    def _draw_groups_of_people(self):
        for key, (title, question, label) in {
            "job": (
                self.env._("Job positions"),
                self.env._("Whose candidates are content, and whose are not?"),
                self.env._("Job position"),
            ),
            "department": (
                self.env._("Departments"),
                self.env._("Whose candidates are content, and whose are not?"),
                self.env._("Department"),
            ),
            "user": (
                self.env._("Recruiters"),
                self.env._("How do the candidates of each recruiter experience us?"),
                self.env._("Recruiter"),
            ),
            "manager": (
                self.env._("Hiring managers"),
                self.env._("How do the candidates of each department's manager feel?"),
                self.env._("Hiring manager"),
            ),
        }.items():
            self._draw_groups(key, title, question, label)

    def _draw_outcomes(self):
        """Several ways to divide the same answers, below one another."""
        groups = self.data["groups"]
        rows = [
            [label, group["label"], *self._list_score(group)]
            for key, label in {
                "outcome": self.env._("Outcome"),
                "answer": self.env._("When the refused were told"),
                "earlier_contact": self.env._("Earlier contact"),
            }.items()
            for group in groups[key]
        ]
        if not rows and not self.may_read_all:
            return
        sheet = self._add_sheet(
            self.env._("Outcome, earlier contact"),
            self.env._("Do the refused think well of us too, and who knew us before?"),
        )
        columns = [
            Column(self.env._("By"), width=26),
            Column(self.env._("Group"), width=34),
            *self._get_score_columns(),
        ]
        chart = Chart(
            self.env._("cNPS by outcome and earlier contact"),
            self.env._("Group"),
            self.env._("cNPS"),
            (2,),
            labels=1,
        )
        self._draw(sheet, columns, rows, chart)

    # Drivers -------------------------------------------------------------------------

    def _draw_drivers(self):
        if not self.data["drivers"] and not self.may_read_all:
            return
        rows = [
            [
                driver["label"],
                *(driver[name] for name in (
                    "priority", "mean", "previous_mean", "correlation", "low", "high",
                    "n",
                )),
                self._explain_driver(driver),
                driver["description"],
            ]
            for driver in self.data["drivers"]
        ]  # fmt: skip
        sheet = self._add_sheet(
            self.env._("Drivers"),
            self.env._("What goes with the score, and what should we mend first?"),
        )
        columns = [
            Column(self.env._("Driver"), width=28),
            Column(self.env._("Mend first (0–1)"), "ratio"),
            Column(self.env._("Mean rating (0–100)"), "score"),
            Column(self.env._("Mean before (0–100)"), "score"),
            Column(self.env._("Correlation to the score"), "ratio"),
            Column(self.env._("From (95 %)"), "ratio"),
            Column(self.env._("To (95 %)"), "ratio"),
            Column(self.env._("Ratings"), "count"),
            Column(self.env._("Why it is empty"), "note"),
            Column(self.env._("A good rating means"), width=60),
        ]
        chart = Chart(
            self.env._("What to mend first"),
            self.env._("Driver"),
            self.env._("Correlation × room for improvement"),
            (1,),
        )
        self._draw(sheet, columns, rows, chart)

    def _explain_driver(self, driver):
        if driver["reason"]:
            return self._say(driver["reason"])
        if driver["correlation"] is None:
            return self.env._("Too few ratings for a correlation")
        if driver["previous_mean"] is None and self.data["comparison"]:
            return self.env._("Too few ratings before")
        return None

    # Applications --------------------------------------------------------------------

    def _draw_funnel(self):
        names = ("entered", "moved_on", "hired", "here", "refused", "withdrawn")
        names = (*names, "conversion", "median_days")
        rows = [
            [
                stage["label"],
                *(stage[name] for name in names),
                self.env._("Nobody has left yet")
                if stage["conversion"] is None
                else None,
            ]
            for stage in self.data["funnel"]["stages"]
        ]
        sheet = self._add_sheet(
            self.env._("Funnel"), self.env._("Where do we lose candidates?")
        )
        columns = [
            Column(self.env._("Stage"), width=30),
            Column(self.env._("Came in"), "count"),
            Column(self.env._("Moved on"), "count"),
            Column(self.env._("Hired here"), "count"),
            Column(self.env._("Still here"), "count"),
            Column(self.env._("Refused here"), "count"),
            Column(self.env._("Withdrew here"), "count"),
            Column(self.env._("Went on, of those who left (%)"), "score", 16),
            Column(self.env._("Median stay (days)"), "score"),
            Column(self.env._("Why it is empty"), "note"),
        ]
        chart = Chart(
            self.env._("What became of the candidates of each stage"),
            self.env._("Stage"),
            self.env._("Applications"),
            (2, 3, 4, 5, 6),
            subtype="stacked",
        )
        empty = self.env._("No applications in this period")
        self._draw(sheet, columns, rows, chart, empty)

    def _draw_sources(self):
        rows = [
            [
                row[name]
                for name in ("source", "medium", "applications", "hired", "rate")
            ]
            for row in self.data["sources"]
        ]
        sheet = self._add_sheet(
            self.env._("Sources"),
            self.env._("Where do applications and hires come from?"),
        )
        columns = [
            Column(self.env._("Source"), width=34),
            Column(self.env._("Medium"), width=28),
            Column(self.env._("Applications"), "count"),
            Column(self.env._("Hired"), "count"),
            Column(self.env._("Hired (%)"), "score"),
        ]
        chart = Chart(
            self.env._("Applications and hires by source"),
            self.env._("Source"),
            self.env._("Applications"),
            (2, 3),
        )
        empty = self.env._("No applications in this period")
        self._draw(sheet, columns, rows, chart, empty)
        for key, (title, label) in {
            "source": (self.env._("Scores by source"), self.env._("Source")),
            "medium": (self.env._("Scores by medium"), self.env._("Medium")),
        }.items():
            question = self.env._("Whom do we reach there, and how do they find us?")
            self._draw_groups(key, title, question, label)

    def _draw_service(self):
        """How fast and how reliable we are; who waits is only counted here."""
        rows = [
            *self._list_times(),
            *self._list_promises(),
            *self._list_refusals(),
            *self._list_waiting(),
            *self._list_trouble(),
        ]
        sheet = self._add_sheet(
            self.env._("Service"),
            self.env._("Do candidates hear from us, and when we said they would?"),
        )
        sheet.begin_table(
            [
                Column(self.env._("About"), width=34),
                Column(self.env._("Measure"), width=46),
                Column(self.env._("Value"), "score"),
                Column(self.env._("Unit"), "unit"),
                Column(self.env._("Of"), "count"),
                Column(self.env._("Why it is empty"), "note"),
            ]
        )
        for about, name, value, unit, total, note in rows:
            kind = "score" if unit in (self.env._("days"), "%") else "count"
            sheet.write_row(
                [about, name, value, unit, total, note],
                ["words", "words", kind, "unit", "count", "note"],
            )
        sheet.end_table("")

    def _list_times(self):
        days, nothing = self.env._("days"), self.env._("Nothing to measure yet")
        for key, about in {
            "first_answer": self.env._("First answer to an application"),
            "decision": self.env._("From application to decision"),
            "message": self.env._("From decision to the candidate"),
        }.items():
            times = self.data["times"][key]
            for name, value in (
                (self.env._("Median"), times["median"]),
                (self.env._("Nine of ten are at least as fast"), times["slowest"]),
            ):
                note = nothing if value is None else None
                yield about, name, value, days, times["n"], note

    def _list_promises(self):
        about, promises = self.env._("Promised answers"), self.data["promises"]
        unit = self.env._("promises")
        yield about, self.env._("Kept"), promises["kept"], unit, None, None
        yield about, self.env._("Broken"), promises["broken"], unit, None, None
        yield about, self.env._("Still open"), promises["open"], unit, None, None
        rate, settled = promises["rate"], promises["kept"] + promises["broken"]
        note = self.env._("No promise is due yet") if rate is None else None
        yield (
            about,
            self.env._("Kept, of those that were due"),
            rate,
            "%",
            settled,
            note,
        )

    def _list_refusals(self):
        unit, refusals = self.env._("candidates"), self.data["refusals"]
        about = self.env._("Refused in the period")
        for key, name in {
            "delivered": self.env._("Have been told"),
            "pending": self.env._("Will be told, the message is planned"),
            "owed": self.env._("Have not been told"),
            "failed": self.env._("Message could not be delivered"),
        }.items():
            yield about, name, refusals[key], unit, None, None

    def _list_waiting(self):
        unit, waiting = self.env._("candidates"), self.data["waiting"]
        about = self.env._("Waiting now")
        for key, name in {
            "awaiting_reply": self.env._("Wrote last and wait for our answer"),
            "unanswered": self.env._("Have heard nothing for too long"),
            "pending_refusals": self.env._("Refused, not told yet"),
            "late_promises": self.env._("Should have had an answer by now"),
        }.items():
            yield about, name, waiting[key], unit, None, None

    def _list_trouble(self):
        trouble, about = self.data["trouble"], self.env._("Technical trouble")
        note, unit = self._say(trouble["reason"]), self.env._("candidates")
        asked = trouble["asked"]
        yield about, self.env._("Had trouble"), trouble["trouble"], unit, asked, note
        yield about, self.env._("Share"), trouble["rate"], "%", asked, note

    # Words ---------------------------------------------------------------------------

    def _draw_comments(self):
        comments = self.data["comments"]
        if comments["reason"] == "access":
            return
        categories = get_choices(self.env, "category")
        rows = [
            [
                fields.Date.to_date(f"{row['month']}-01"),
                row["moment_label"],
                row["job"] or None,
                categories.get(row["category"]),
                row["text"],
            ]
            for row in comments["rows"]
        ]
        sheet = self._add_sheet(
            self.env._("Comments"),
            self.env._(
                "In their own words: the newest %(shown)s of %(total)s comments.",
                shown=len(rows),
                total=comments["total"],
            ),
        )
        columns = [
            Column(self.env._("Month"), "month"),
            Column(self.env._("Moment"), width=28),
            Column(self.env._("Job position"), width=28),
            Column(self.env._("Category"), width=18),
            Column(self.env._("Comment"), width=90),
        ]
        empty = self._say_comments(comments["reason"])
        self._draw(sheet, columns, rows, empty=empty)

    def _say_comments(self, reason):
        if reason == "few":
            least = self.data["thresholds"]["comments"]
            return self.env._("Fewer than %s comments", least)
        if reason == "complement":
            return self._say(reason)
        return self.env._("No comments yet")

    def _draw_benchmarks(self):
        moments, outcomes = map(dict, self.data["choices"].values())
        score = self.data["score"]
        reason = self._say(score["reason"])
        ours = [self.env._("This report"), None, None, None, score["value"], reason]
        rows = [
            [
                row["name"],
                moments.get(row["moment"]),
                outcomes.get(row["outcome"]),
                int(row["year"]) if row["year"] else None,
                row["value"],
                None,
                self.env._("Our own goal") if row["own"] else self.env._("Published"),
                row["source"] or None,
                row["url"] or None,
            ]
            for row in self.data["benchmarks"]
        ]
        sheet = self._add_sheet(
            self.env._("Benchmarks"),
            self.env._(
                "How do others do? Published values, asked in other ways of other people."
            ),
        )
        columns = [
            Column(self.env._("Name"), width=44),
            Column(self.env._("Moment"), width=22),
            Column(self.env._("Outcome"), width=16),
            Column(self.env._("Year"), "year"),
            Column(self.env._("cNPS"), "score"),
            Column(self.env._("Why it is empty"), "note"),
            Column(self.env._("Whose"), width=16),
            Column(self.env._("Source"), width=34),
            Column(self.env._("Address"), width=44),
        ]
        self._draw(
            sheet, columns, [[*ours, self.env._("Our score"), None, None], *rows]
        )

    def _draw_improvements(self):
        if not self.data["improvements"] and not self.may_read_all:
            return
        rows = [self._list_improvement(row) for row in self.data["improvements"]]
        sheet = self._add_sheet(
            self.env._("What we changed"), self.env._("And did it help?")
        )
        columns = [
            Column(self.env._("Improvement"), width=40),
            Column(self.env._("State"), width=14),
            Column(self.env._("Responsible"), width=20),
            Column(self.env._("Date"), "date"),
            Column(self.env._("About"), width=26),
            Column(self.env._("cNPS before"), "score"),
            Column(self.env._("± (95 %)"), "score"),
            Column(self.env._("Answers before"), "count"),
            Column(self.env._("cNPS after"), "score"),
            Column(self.env._("± (95 %)"), "score"),
            Column(self.env._("Answers after"), "count"),
            Column(self.env._("Change"), "change"),
            Column(self.env._("± (95 %)"), "score"),
            Column(self.env._("Significant"), "unit", 14),
            Column(self.env._("Why it is empty"), "note"),
        ]
        empty = self.env._("No improvement actions yet")
        self._draw(sheet, columns, rows, empty=empty)

    def _list_improvement(self, row):
        before, after, change = row["before"], row["after"], row["change"]
        known = change["value"] is not None
        return [
            row["name"],
            row["state_label"],
            row["owner"] or None,
            fields.Date.to_date(row["date"] or None),
            row["target"] or None,
            *(before[name] for name in ("value", "margin", "n")),
            *(after[name] for name in ("value", "margin", "n")),
            change["value"],
            change["margin"],
            self._say_yes(change["significant"]) if known else None,
            self._say(change["reason"]),
        ]

    def _draw_method(self):
        sheet = self._add_sheet(
            self.env._("Method"), self.env._("What the numbers mean, and how sure.")
        )
        columns = [
            Column(self.env._("Word"), width=26),
            Column(self.env._("Meaning"), width=110),
        ]
        self._draw(sheet, columns, [list(pair) for pair in self._list_method()])

    def _list_method(self):
        thresholds = self.data["thresholds"]
        return [
            (
                self.env._("cNPS"),
                self.env._(
                    "Share of promoters minus share of detractors, in points from −100"
                    " to 100. Candidates say from 0 to 10 how likely they are to"
                    " recommend applying to us: 9–10 is a promoter, 7–8 a passive, 0–6"
                    " a detractor."
                ),
            ),
            (
                self.env._("± and from–to (95 %)"),
                self.env._(
                    "How far chance alone may have moved the number: the adjusted Wald"
                    " interval for net promoter scores (measuringu.com). It is wide"
                    " where few have answered."
                ),
            ),
            (
                self.env._("Significant change"),
                self.env._(
                    "The difference is larger than chance explains in 19 of 20 cases."
                ),
            ),
            (
                self.env._("Empty scores"),
                self.env._(
                    "A score takes at least %(scores)s answers, and comments appear from"
                    " %(comments)s on, so that nobody can be recognised. Where a hidden"
                    " score could be worked out from the others, another one is hidden"
                    " too.",
                    **thresholds,
                ),
            ),
            (
                self.env._("Driver"),
                self.env._(
                    "Something that candidates rate, from 0 (worst) to 100 (best). Its"
                    " correlation, from −1 to 1, says how closely the rating goes with"
                    " the score; that one causes the other is likely, not proven. To"
                    " mend first: correlation × (100 − mean) / 100."
                ),
            ),
            (
                self.env._("Response rate"),
                self.env._("Candidates who answered, of those who were invited."),
            ),
            (
                self.env._("Period"),
                self.env._(
                    "Answers count on the day they were given, applications and their"
                    " funnel on the day they came in, decisions on the day they were"
                    " made. Anonymous answers have the month in which they appeared."
                ),
            ),
            (
                self.env._("Funnel"),
                self.env._(
                    "What became of the applications that came in within the period."
                    " Several visits to a stage are one; candidates who are still"
                    " there count neither as gone on nor as lost."
                ),
            ),
            (
                self.env._("First answer"),
                self.env._(
                    "The first message from us after the application; the automatic"
                    " confirmation is none."
                ),
            ),
            (
                self.env._("Benchmark"),
                self.env._(
                    "What others have published. They asked other people in other"
                    " ways: a direction, not a verdict."
                ),
            ),
        ]

    # Answers -------------------------------------------------------------------------

    def _draw_answers(self):
        """The rows behind the numbers, as the reader may read them; nothing where the
        number itself is hidden."""
        reason = self.data["score"]["reason"]
        answers = ExperienceAnswers(self.env, self.data)
        sheet = self._add_sheet(self.env._("Answers"), answers.describe())
        sheet.begin_table(answers.get_columns())
        for row in () if reason else answers:
            sheet.write_row(row)
        sheet.end_table(self._say(reason or "none"))
