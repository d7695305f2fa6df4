from odoo import fields

from .experience_sheet import Chart, Column


class ScoreSheets:
    """Sheets of the workbook: what candidates answered."""

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
                [
                    self.env._("Change"),
                    change["value"],
                    points,
                    change["margin"],
                    None,
                    None,
                    None,
                    note,
                ],
                ["words", "change", "unit", "score", "score", "score", "count", "note"],
            )

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
        sheet.write_row([self.env._("Response rate"), rate, "%", None, None, None, None, note])

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
            self._add_sheet(self.env._("Trend"), self.env._("Is it getting better or worse?")),
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
                *(
                    driver[name]
                    for name in (
                        "priority",
                        "mean",
                        "previous_mean",
                        "correlation",
                        "low",
                        "high",
                        "n",
                    )
                ),
                self._explain_driver(driver),
                driver["description"],
            ]
            for driver in self.data["drivers"]
        ]
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
