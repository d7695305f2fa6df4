from odoo import fields

from .experience_sheet import Chart, Column


class ProcessSheets:
    """Sheets of the workbook: applications, and how candidates were treated."""

    def _draw_funnel(self):
        names = ("entered", "moved_on", "hired", "here", "refused", "withdrawn")
        names = (*names, "conversion", "median_days")
        rows = [
            [
                stage["label"],
                *(stage[name] for name in names),
                stage["conversion_reason_label"] or None,
            ]
            for stage in self.data["funnel"]["stages"]
        ]
        sheet = self._add_sheet(self.env._("Funnel"), self.env._("Where do we lose candidates?"))
        stage, unit = self.labels["stage"], self.labels["unit"]
        columns = [
            Column(stage["label"], width=30),
            *(Column(stage[name], "count") for name in names[:6]),
            Column(f"{stage['conversion']} ({unit['percent']})", "score"),
            Column(f"{stage['median_days']} ({unit['days']})", "score"),
            Column(self.labels["value"]["reason"], "note"),
        ]
        chart = Chart(
            self.env._("What became of the candidates of each stage"),
            stage["label"],
            self.labels["funnel"]["applications"],
            (2, 3, 4, 5, 6),
            subtype="stacked",
        )
        empty = self.env._("No applications in this period")
        self._draw(sheet, columns, rows, chart, empty)

    def _draw_sources(self):
        rows = [
            [row[name] for name in ("source", "medium", "applications", "hired", "rate")]
            for row in self.data["sources"]
        ]
        sheet = self._add_sheet(
            self.labels["groups"]["source"],
            self.env._("Where do applications and hires come from?"),
        )
        source = self.labels["source"]
        columns = [
            Column(source["source"], width=34),
            Column(source["medium"], width=28),
            Column(source["applications"], "count"),
            Column(source["hired"], "count"),
            Column(f"{source['rate']} ({self.labels['unit']['percent']})", "score"),
        ]
        chart = Chart(
            self.env._("Applications and hires by source"),
            source["source"],
            source["applications"],
            (2, 3),
        )
        empty = self.env._("No applications in this period")
        self._draw(sheet, columns, rows, chart, empty)
        for key, title in {
            "source": self.env._("Scores by source"),
            "medium": self.env._("Scores by medium"),
        }.items():
            question = self.env._("Whom do we reach there, and how do they find us?")
            self._draw_groups(key, question, title)

    def _draw_publications(self):
        if not self.data["publications"]:
            return
        label = self.labels["publication"]
        kinds = {
            "source": {"width": 30},
            "job": {"width": 30},
            **dict.fromkeys(("opened", "seen", "applications", "hired"), {"kind": "count"}),
            "currency": {},
            **dict.fromkeys(("cost", "per_application", "per_hire"), {"kind": "score"}),
        }
        rows = [[row[name] for name in kinds] for row in self.data["publications"]]
        sheet = self._add_sheet(
            self.env._("Publications"),
            self.env._("What did publishing cost, and what came of it since it was published?"),
        )
        columns = [Column(label[name], **kind) for name, kind in kinds.items()]
        self._draw(sheet, columns, rows, None, "")

    def _draw_ads(self):
        """A row for each measure and group of ads, where job ads are in use."""
        ads, labels = self.data["ads"], self.labels["ads"]
        if not ads:
            return
        sheet = self._add_sheet(
            self.env._("Ads"), self.env._("Does a better ad go with better applications?")
        )
        value, percent = self.labels["value"], self.labels["unit"]["percent"]
        columns = [
            Column(labels["score"], width=30),
            Column(labels["applications"], "count"),
            Column(self.env._("Measure"), width=34),
            Column(self.env._("Share (%s)", percent), "score"),
            Column(value["low"], "score"),
            Column(value["high"], "score"),
            Column(self.env._("Of"), "count"),
            Column(labels["verdict"], width=28),
            Column(value["reason"], "note"),
        ]
        rows = [
            self._list_ad(group, measure) for measure in ads["measures"] for group in ads["groups"]
        ]
        self._draw(sheet, columns, rows, empty=labels["empty"])
        for line in (ads["note"], labels["measures"]):
            sheet.write_line(line)

    def _list_ad(self, group, measure):
        found = group["shares"][measure["key"]]
        return [
            group["label"],
            group["applications"],
            measure["label"],
            *(found[name] for name in ("value", "low", "high", "n")),
            measure["verdict"],
            found["reason_label"] or None,
        ]

    def _draw_stays(self):
        """A row for each group and measure."""
        stays, labels = self.data["stays"], self.labels["stays"]
        if not stays["whole"]:
            return
        sheet = self._add_sheet(labels["title"], self.env._("What went with staying and leaving?"))
        value, percent = self.labels["value"], self.labels["unit"]["percent"]
        columns = [
            Column(self.env._("About"), width=30),
            Column(labels["group"], width=34),
            Column(labels["hires"], "count"),
            Column(self.env._("Measure"), width=40),
            Column(self.env._("Share (%s)", percent), "score"),
            Column(value["low"], "score"),
            Column(value["high"], "score"),
            Column(self.env._("Of"), "count"),
            Column(labels["verdict"], width=28),
            Column(value["reason"], "note"),
        ]
        whole = {"label": "", "groups": [stays["whole"]], "verdicts": {}}
        rows = [
            self._list_stay(dimension, group, measure)
            for dimension in [whole, *stays["dimensions"]]
            for group in dimension["groups"]
            for measure in stays["measures"]
        ]
        self._draw(sheet, columns, rows, empty=labels["empty"])
        for line in (stays["note"], labels["measures"]):
            sheet.write_line(line)

    def _list_stay(self, dimension, group, measure):
        found = group["shares"][measure["key"]]
        return [
            dimension["label"],
            group["label"],
            group["hires"],
            measure["label"],
            *(found[name] for name in ("value", "low", "high", "n")),
            dimension["verdicts"].get(measure["key"]),
            found["reason_label"] or None,
        ]

    def _draw_alarms(self):
        """What turned, in the words of the alarm."""
        alarms, labels = self.data["alarms"], self.labels["alarms"]
        if not alarms:
            return
        sheet = self._add_sheet(
            labels["title"], self.env._("Which numbers are not what they were?")
        )
        columns = [
            Column(labels["since"], "date"),
            Column(labels["direction"], width=14),
            Column(labels["what"], width=100),
            Column(labels["state"], width=14),
        ]
        rows = [
            [
                fields.Date.to_date(alarm["since"]),
                alarm["direction_label"],
                f"{alarm['title']}. {alarm['sentence']}",
                alarm["state_label"],
            ]
            for alarm in alarms
        ]
        self._draw(sheet, columns, rows, empty=labels["empty"])
        sheet.write_line(labels["note"])

    def _draw_reviews(self):
        """A row for each average: of all, of a site, of a quarter with its cNPS."""
        reviews, labels = self.data["reviews"], self.labels["reviews"]
        if not reviews or not reviews["whole"]:
            return
        sheet = self._add_sheet(labels["title"], self.env._("How do people rate us elsewhere?"))
        value, percent = self.labels["value"], self.labels["unit"]["percent"]
        columns = [
            Column(self.env._("About"), width=30),
            Column(labels["group"], width=34),
            Column(labels["n"], "count"),
            Column(f"{labels['rating']} ({percent})", "score"),
            Column(value["low"], "score"),
            Column(value["high"], "score"),
            Column(labels["site"], width=24),
            Column(value["reason"], "note"),
            Column(labels["cnps"], "score"),
            Column(value["margin"], "score"),
            Column(value["n"], "count"),
        ]
        parts = {
            labels["rating"]: [reviews["whole"], *reviews["kinds"]],
            labels["sources"]: reviews["sources"],
            labels["quarter"]: reviews["quarters"],
            labels["answered"]: [{**reviews["answered"], "label": labels["answered"]}],
        }
        rows = [self._list_rated(about, one) for about, some in parts.items() for one in some]
        self._draw(sheet, columns, rows, empty=labels["empty"])
        time = reviews["time"]
        sheet.write_line(f"{labels['time']}: {time['reason_label'] or time['label']}")
        sheet.write_line(reviews["note"])

    def _list_rated(self, about, found):
        beside = found.get("score") or {}
        site = found.get("site", {}).get("label") if not found["reason"] else None
        return [
            about,
            found["label"],
            *(found[name] for name in ("n", "value", "low", "high")),
            site,
            found["reason_label"] or None,
            *(beside.get(name) for name in ("value", "margin", "n")),
        ]

    def _draw_service(self):
        """Times, reply promises, refusals and waiting candidates, in numbers only."""
        rows = [
            *self._list_times(),
            *self._list_counts("promises", "promises"),
            self._list_rate("promises", self._count_settled()),
            *self._list_counts("refusals", "candidates"),
            *self._list_counts("waiting", "candidates"),
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
                Column(self.labels["value"]["reason"], "note"),
            ]
        )
        measured = (self.labels["unit"]["days"], self.labels["unit"]["percent"])
        for about, name, value, unit, total, note in rows:
            kind = "score" if unit in measured else "count"
            sheet.write_row(
                [about, name, value, unit, total, note],
                ["words", "words", kind, "unit", "count", "note"],
            )
        sheet.end_table("")

    def _list_times(self):
        measure, days = self.labels["time"], self.labels["unit"]["days"]
        for key, about in self.labels["times"].items():
            times = self.data["times"][key]
            for name in ("median", "slowest"):
                yield (
                    about,
                    measure[name],
                    times[name],
                    days,
                    times["n"],
                    times["reason_label"] or None,
                )

    def _list_counts(self, part, unit):
        """:param str part: of the data, all of whose counts have a label"""
        labels, counts = self.labels[part], self.data[part]
        title, unit = labels["title"], self.labels["unit"][unit]
        for name, label in labels.items():
            if name not in ("title", "rate"):
                yield title, label, counts[name], unit, None, None

    def _list_rate(self, part, total, reason="rate_reason_label"):
        labels, found = self.labels[part], self.data[part]
        percent = self.labels["unit"]["percent"]
        return (
            labels["title"],
            labels["rate"],
            found["rate"],
            percent,
            total,
            found[reason] or None,
        )

    def _count_settled(self):
        return self.data["promises"]["kept"] + self.data["promises"]["broken"]

    def _list_trouble(self):
        trouble, labels = self.data["trouble"], self.labels["trouble"]
        yield (
            labels["title"],
            labels["trouble"],
            trouble["trouble"],
            self.labels["unit"]["candidates"],
            trouble["asked"],
            trouble["reason_label"] or None,
        )
        yield self._list_rate("trouble", trouble["asked"], "reason_label")
