from .experience_sheet import Chart, Column


class ThemeSheets:
    """Sheets of the workbook: what candidates and reviews are about."""

    def _draw_themes(self):
        """A row for each theme, those without numbers included."""
        themes, labels = self.data["themes"], self.labels["themes"]
        if not themes:
            return
        sheet = self._add_sheet(self.env._("Themes"), labels["title"])
        value, percent = self.labels["value"], self.labels["unit"]["percent"]
        columns = [
            Column(labels["theme"], width=34),
            Column(labels["n"], "count"),
            Column(f"{labels['share']} ({percent})", "score"),
            *(Column(value[name], "score") for name in ("low", "high")),
            Column(labels["change"], "change"),
            *(Column(value[name], "change") for name in ("low", "high")),
            Column(labels["score"], "score"),
            Column(value["margin"], "score"),
            Column(labels["rest"], "score"),
            Column(value["margin"], "score"),
            Column(labels["against"], "change"),
            Column(value["margin"], "score"),
            Column(value["reason"], "note"),
        ]
        rows = [self._list_theme(theme) for theme in themes["rows"]]
        chart = Chart(labels["title"], labels["theme"], labels["share"], (2,))
        shown = chart if themes["shown"] else None
        self._draw(sheet, columns, rows, shown, themes["reason_label"] or None)
        for line in (themes["note"], themes["read_label"]):
            sheet.write_line(line)

    def _list_theme(self, theme):
        ends = ("value", "low", "high")
        return [
            theme["label"],
            theme["n"],
            *(theme["share"][name] for name in ends),
            *(theme["change"][name] for name in ends),
            *(theme[part][name] for part in ("score", "rest") for name in ("value", "margin")),
            *(theme["against"][name] for name in ("value", "margin")),
            theme["reason_label"] or theme["change"]["reason_label"] or None,
        ]

    def _draw_review_themes(self):
        reviews, labels = self.data["reviews"], self.labels["reviews"]
        if not reviews or not reviews["whole"] or not reviews["themes"]:
            return
        sheet = self._add_sheet(self.env._("Themes of Reviews"), labels["themes"])
        value, percent = self.labels["value"], self.labels["unit"]["percent"]
        ends = ("value", "low", "high")
        columns = [Column(labels["theme"], width=34), Column(labels["theme_n"], "count")]
        for name, kind in (
            ("theme_share", "score"),
            ("theme_change", "change"),
            ("theme_rating", "score"),
            ("theme_rest", "score"),
        ):
            columns.append(Column(f"{labels[name]} ({percent})", kind))
            columns += (Column(value[end], kind) for end in ends[1:])
        rows = [
            [
                theme["label"],
                theme["n"],
                *(
                    theme[part][end]
                    for part in ("share", "change", "rating", "rest")
                    for end in ends
                ),
            ]
            for theme in reviews["themes"]
        ]
        self._draw(sheet, columns, rows)
