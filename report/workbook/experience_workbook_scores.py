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
        for sentence in filter(None, (*self.data["summary"], self.data["sentences"]["praise"])):
            sheet.write_line(sentence, "sentence")
        sheet.row += 1
        value = self.labels["value"]
        sheet.begin_table(
            [
                Column(self.env._("Measure"), width=40),
                Column(self.env._("Value"), "score"),
                Column(self.env._("Unit"), "unit"),
                *(Column(value[name], "score") for name in ("margin", "low", "high")),
                Column(value["n"], "count"),
                Column(self.env._("Note"), "note"),
            ],
            freeze=False,
        )
        self._write_scores(sheet)
        self._write_counts(sheet)

    def _write_scores(self, sheet):
        data, points = self.data, self.labels["unit"]["points"]
        name = self.labels["value"]["value"]
        named = [(name, data["score"])]
        if data["previous"]:
            named.append((f"{name}, {data['comparison']['label']}", data["previous"]))
        for name, found in named:
            numbers = [found[key] for key in ("margin", "low", "high")]
            numbers.append(self._hide_count(found["n"]))
            note = found["reason_label"] or None
            sheet.write_row([name, found["value"], points, *numbers, note])
        if data["previous"]:
            change = data["change"]
            note = change["reason_label"] or change["label"]
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
        units = self.labels["unit"]
        found, reason = self.data["score"], self.data["score"]["reason_label"] or None
        answered = self._hide_count(response["answered"])
        for name, value, unit, note in (
            *(
                (label, found[name], units["answers"], reason)
                for name, label in self.labels["split"].items()
            ),
            (self.env._("Invited to a survey"), response["invited"], units["candidates"], None),
            (self.env._("Have answered"), answered, units["candidates"], None),
            *(
                (label, funnel[name], units["applications"], None)
                for name, label in self.labels["funnel"].items()
            ),
        ):
            sheet.write_row(
                [name, value, unit, None, None, None, None, note],
                ["words", "count", "unit", "score", "score", "score", "count", "note"],
            )
        name, note = self.env._("Response rate"), response["rate_reason_label"] or None
        percent = self.labels["unit"]["percent"]
        sheet.write_row([name, response["rate"], percent, None, None, None, None, note])

    def _draw_trend(self):
        months = self.data["groups"]["month"]
        if not months and not self.may_read_all:
            return
        rows = [
            [fields.Date.to_date(f"{month['key']}-01"), *self._list_score(month)]
            for month in months
        ]
        label = self.labels["group"]["month"]
        chart = Chart(
            self.env._("cNPS by month, with its 95 % interval"),
            label,
            self.labels["value"]["value"],
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
            self.env._("Where on their way are candidates content, and where not?"),
        )

    def _draw_groups_of_people(self):
        for key, question in {
            "job": self.env._("Whose candidates are content, and whose are not?"),
            "department": self.env._("Whose candidates are content, and whose are not?"),
            "user": self.env._("How do the candidates of each recruiter experience us?"),
            "manager": self.env._("How do the candidates of each department's manager feel?"),
        }.items():
            self._draw_groups(key, question)
        if self.data["groups"]["company"]:
            self._draw_groups("company", self.env._("How do the companies compare?"))

    def _draw_outcomes(self):
        """Several ways to divide the same answers, below one another."""
        groups = self.data["groups"]
        rows = [
            [self.labels["groups"][key], group["label"], *self._list_score(group)]
            for key in ("outcome", "answer", "earlier_contact")
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
            self.labels["value"]["value"],
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
                driver["correlation_reason_label"] or driver["previous_reason_label"] or None,
                driver["adjusted"],
                driver["chance_label"] or None,
                *(driver[name] for name in ("weight", "weight_low", "weight_high")),
                driver["weight_reason_label"] or None,
                driver["description"],
            ]
            for driver in self.data["drivers"]
        ]
        sheet = self._add_sheet(
            self.env._("Drivers"),
            self.env._("What goes with the score, and what should we improve first?"),
        )
        columns = [
            Column(self.env._("Driver"), width=28),
            Column(self.env._("Improve first (0–1)"), "ratio"),
            Column(self.env._("Mean rating (0–100)"), "score"),
            Column(self.env._("Mean before (0–100)"), "score"),
            Column(self.env._("Correlation to the score"), "ratio"),
            Column(self.labels["value"]["low"], "ratio"),
            Column(self.labels["value"]["high"], "ratio"),
            Column(self.env._("Ratings"), "count"),
            Column(self.labels["value"]["reason"], "note"),
            Column(self.env._("Chance, corrected (Holm)"), "ratio"),
            Column(self.env._("Verdict"), "unit"),
            Column(self.env._("Weight on its own"), "ratio"),
            Column(self.labels["value"]["low"], "ratio"),
            Column(self.labels["value"]["high"], "ratio"),
            Column(self.labels["value"]["reason"], "note"),
            Column(self.env._("A good rating means"), width=60),
        ]
        chart = Chart(
            self.env._("What to improve first"),
            self.env._("Driver"),
            self.env._("Correlation × room for improvement"),
            (1,),
        )
        self._draw(sheet, columns, rows, chart)
        if self.data["sentences"]["weights"]:
            sheet.write_line(self.data["sentences"]["weights"])
