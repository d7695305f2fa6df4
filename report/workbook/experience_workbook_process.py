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
                self.env._("Nobody has left yet") if stage["conversion"] is None else None,
            ]
            for stage in self.data["funnel"]["stages"]
        ]
        sheet = self._add_sheet(self.env._("Funnel"), self.env._("Where do we lose candidates?"))
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
            [row[name] for name in ("source", "medium", "applications", "hired", "rate")]
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
            *self._list_reply_promises(),
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

    def _list_reply_promises(self):
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
