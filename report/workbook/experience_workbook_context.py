from odoo import fields

from .experience_answers import ExperienceAnswers
from .experience_sheet import Column


class ContextSheets:
    """Sheets of the workbook: words, what to compare with, what was changed, how it is
    counted, and the answers themselves."""

    def _draw_comments(self):
        comments = self.data["comments"]
        if comments["reason"] == "access":
            return
        rows = [
            [
                fields.Date.to_date(f"{row['month']}-01"),
                row["moment_label"],
                row["job"] or None,
                self.labels["category"].get(row["category"]),
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
        group = self.labels["group"]
        columns = [
            Column(group["month"], "month"),
            Column(group["moment"], width=28),
            Column(group["job"], width=28),
            Column(self.env._("Category"), width=18),
            Column(self.env._("Comment"), width=90),
        ]
        self._draw(sheet, columns, rows, empty=comments["reason_label"])

    def _draw_follow_up(self):
        found = self.data["follow_up"]
        if found["reason"] == "access":
            return
        rows = [
            [
                fields.Date.to_date(note["date"]),
                note["user"] or None,
                note["times"],
                note["text"],
            ]
            for note in found["notes"]
        ]
        sheet = self._add_sheet(
            self.env._("Follow-up"),
            found["reason_label"]
            or self.env._(
                "Low scores and requests to be contacted: %(due)s, followed up %(done)s, to do "
                "%(todo)s. The newest of what was done:",
                **found,
            ),
        )
        columns = [
            Column(self.env._("Date"), "date"),
            Column(self.env._("Followed up by"), width=24),
            Column(self.labels["value"]["n"], "count"),
            Column(self.env._("What was done"), width=90),
        ]
        self._draw(sheet, columns, rows, empty=self.env._("Nothing yet"))

    def _draw_benchmarks(self):
        moments, outcomes = self.labels["moment"], self.labels["outcome"]
        score, group = self.data["score"], self.labels["group"]
        reason = score["reason_label"] or None
        ours = [self.env._("This report"), None, None, None, score["value"], reason]
        rows = [
            [
                row["name"],
                moments.get(row["moment"]),
                outcomes.get(row["outcome"]),
                int(row["year"]) if row["year"] else None,
                row["value"],
                None,
                self._say_whose(row),
                row["source"] or None,
                row["url"] or None,
            ]
            for row in self.data["benchmarks"]
        ]
        sheet = self._add_sheet(
            self.env._("Benchmarks"),
            self.env._("How do others do? Published values, asked in other ways of other people."),
        )
        columns = [
            Column(self.env._("Name"), width=44),
            Column(group["moment"], width=22),
            Column(group["outcome"], width=16),
            Column(self.env._("Year"), "year"),
            Column(self.labels["value"]["value"], "score"),
            Column(self.labels["value"]["reason"], "note"),
            Column(self.env._("Whose"), width=16),
            Column(self.env._("Source"), width=34),
            Column(self.env._("Address"), width=44),
        ]
        self._draw(sheet, columns, [[*ours, self.env._("Our score"), None, None], *rows])

    def _say_whose(self, benchmark):
        if benchmark["exchanged"]:
            return self.env._("Exchanged")
        return self.env._("Our own goal") if benchmark["own"] else self.env._("Published")

    def _draw_improvements(self):
        if not self.data["improvements"] and not self.may_read_all:
            return
        rows = [self._list_improvement(row) for row in self.data["improvements"]]
        sheet = self._add_sheet(self.env._("What we changed"), self.env._("And did it help?"))
        columns = [
            Column(self.env._("Improvement"), width=40),
            Column(self.env._("State"), width=14),
            Column(self.env._("Responsible"), width=20),
            Column(self.env._("Date"), "date"),
            Column(self.env._("About"), width=26),
            Column(self.env._("cNPS before"), "score"),
            Column(self.labels["value"]["margin"], "score"),
            Column(self.env._("Answers before"), "count"),
            Column(self.env._("cNPS after"), "score"),
            Column(self.labels["value"]["margin"], "score"),
            Column(self.env._("Answers after"), "count"),
            Column(self.env._("Change"), "change"),
            Column(self.labels["value"]["margin"], "score"),
            Column(self.env._("Significant"), "unit", 14),
            Column(self.labels["value"]["reason"], "note"),
            Column(self.env._("Against other job positions"), "change"),
            Column(self.labels["value"]["low"], "score"),
            Column(self.labels["value"]["high"], "score"),
            Column(self.env._("Apart before the change"), "change"),
            Column(self.labels["value"]["margin"], "score"),
            Column(self.env._("What that says"), "note", 60),
            Column(self.labels["costs"]["worth"], "note", 40),
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
            change["reason_label"] or None,
            *self._list_effect(row["effect"]),
            row["worth"]["label"] if row["worth"] else None,
        ]

    def _list_effect(self, effect):
        if not effect:
            return [None] * 6
        check = effect["check"]
        return [
            *(effect[name] for name in ("value", "low", "high")),
            *(check[name] for name in ("value", "margin")),
            effect["label"],
        ]

    def _draw_results(self):
        """A row for each goal of each company that has some."""
        results, labels = self.data["results"], self.labels["results"]
        if not results:
            return
        sheet = self._add_sheet(labels["title"], self.env._("What was reached of them?"))
        value = self.labels["value"]
        columns = [
            Column(self.labels["group"]["company"], width=26),
            Column(self.env._("Year"), width=8),
            Column(labels["what"], width=34),
            Column(labels["goal"], "score"),
            Column(labels["value"], "score"),
            Column(value["low"], "score"),
            Column(value["high"], "score"),
            Column(labels["n"], "count"),
            Column(labels["verdict"], width=18),
            Column(value["reason"], "note"),
        ]
        rows = [
            [
                result["company"],
                str(result["year"]),
                *(row[name] for name in ("label", "goal", "value", "low", "high", "n")),
                row["verdict_label"] or None,
                row["reason_label"] or None,
            ]
            for result in results
            for row in result["rows"]
        ]
        self._draw(sheet, columns, rows, empty="")
        sheet.write_line(labels["note"])

    def _draw_costs(self):
        """A row for each number of each company that has its assumptions."""
        if not self.data["costs"]:
            return
        labels = self.labels["costs"]
        sheet = self._add_sheet(self.env._("Cost"), labels["title"])
        columns = [
            Column(self.labels["group"]["company"], width=26),
            Column(labels["result"], width=44),
            Column(self.env._("Lowest"), "score"),
            Column(self.env._("Highest"), "score"),
            Column(self.env._("Unit"), "unit"),
            Column(self.env._("Note"), "note", 90),
        ]
        rows = [row for cost in self.data["costs"] for row in self._list_cost(cost)]
        self._draw(sheet, columns, rows, empty="")
        sheet.write_line(self.data["sentences"]["costs"])

    def _list_cost(self, cost):
        labels, units = self.labels["costs"], self.labels["unit"]
        mean, share = cost["change"]["mean"], cost["detractors"]
        applicants = cost["applicants"]
        money = (*cost["rows"], cost["total"], cost["gain"])
        numbers = [
            (applicants, applicants, labels["applicants"], units["applications"], ""),
            (
                share["low"],
                share["high"],
                labels["detractors"],
                units["percent"],
                share["reason_label"],
            ),
            *(
                (row["low"], row["high"], labels[row["key"]], cost["currency"], row["note"])
                for row in money
            ),
            (
                cost["silence"]["points"],
                cost["silence"]["points"],
                labels["silence"],
                units["points"],
                cost["silence"]["label"],
            ),
            (
                mean["low"],
                mean["high"],
                labels["change"],
                units["percent"],
                cost["change"]["label"],
            ),
        ]
        return [
            [cost["company"], label, low, high, unit, note or None]
            for low, high, label, unit, note in numbers
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
                self.env._("The difference is larger than chance explains in 19 of 20 cases."),
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
                    "Something that candidates rate, from 0 (worst) to 100 (best). Its "
                    "correlation, from −1 to 1, says how closely the rating goes with the score; "
                    "that one causes the other is likely, not proven. To improve first: "
                    "correlation × (100 − mean) / 100."
                ),
            ),
            (
                self.env._("Chance, corrected"),
                self.env._(
                    "How often chance alone makes a correlation as strong, corrected for looking"
                    " at several drivers (Holm's step-down, 1979). Above 0.05 it may be chance."
                ),
            ),
            (
                self.env._("Weight on its own"),
                self.env._(
                    "How much higher the score is, in standard deviations, where the rating of"
                    " only this driver is one higher: ridge regression of the answers that rated"
                    " all of them, its penalty by generalised cross-validation (Golub, Heath and"
                    " Wahba, 1979). What the penalty takes is mostly given back"
                    " (jackknife), and drivers that always go together share what they do. It takes"
                    " 10 answers for each driver, and 30 at least."
                ),
            ),
            (
                self.env._("Against other job positions"),
                self.env._(
                    "Difference in differences: the change of the changed job position's cNPS,"
                    " less that of the company's others that were not changed, six months before"
                    " and after. The variances of the four groups add up. It is the effect only"
                    " if all would have gone on alike without the change (the six months before"
                    " are looked at for that), the others got nothing of it, and the same kind of"
                    " candidates answered."
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
                self.env._("First message"),
                self.env._(
                    "The first message from us after the application; the automatic"
                    " confirmation does not count."
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
        sheet = self._add_sheet(self.labels["value"]["n"], answers.describe())
        sheet.begin_table(answers.get_columns())
        for row in () if reason else answers:
            sheet.write_row(row)
        empty = self.service._say_reason(reason or "none", self.data["thresholds"])
        sheet.end_table(empty)
