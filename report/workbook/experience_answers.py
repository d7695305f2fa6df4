from odoo.tools import SQL

from .experience_sheet import Column

ROWS_AT_ONCE = 2000
# What a worker of Odoo writes within the time that it has; Excel has a million rows.
MOST_ROWS = 250_000
CURSOR = "experience_answers"
# Columns of the facts that are records, and their models.
RECORDS = {
    "job_id": "hr.job",
    "department_id": "hr.department",
    "user_id": "res.users",
    "source_id": "utm.source",
    "medium_id": "utm.medium",
}
# Columns with a label of the report, in their order.
WIDTHS = {
    "moment": 22,
    "job": 28,
    "department": 24,
    "user": 24,
    "source": 18,
    "medium": 18,
    "outcome": 14,
    "earlier_contact": 24,
}
CHOICES = ("moment", "outcome", "earlier_contact", "category")


class ExperienceAnswers:
    """The answers behind a report, one after another, newest first; only those that
    the reader may read, and never whose they are.

    They stay in the database, behind a cursor, until their turn comes: however many
    there are, a few thousand are in memory.

    :param env: of the reader
    :param dict data: of ``hr.recruitment.experience.report``
    """

    def __init__(self, env, data):
        self.env = env
        self.domain = data["doors"]["feedback"]["domain"]
        self.total = data["score"]["n"]
        self.drivers = {driver["key"]: driver["label"] for driver in data["drivers"]}
        self.labels = data["labels"]
        self.names = {name: {} for name in RECORDS}

    def describe(self):
        if self.total > MOST_ROWS:
            return self.env._(
                "The newest %(most)s of %(total)s answers: filters bring out the others.",
                most=MOST_ROWS,
                total=self.total,
            )
        return self.env._("One row for each answer, for calculations of your own.")

    def get_columns(self):
        group = self.labels["group"]
        return [
            Column(self.env._("Date"), "date"),
            *(Column(group[name], "text", width) for name, width in WIDTHS.items()),
            Column(self.env._("Score (0–10)"), "count"),
            Column(self.env._("Category"), "text", 18),
            *(Column(f"{name} (0–100)", "score", 17) for name in self.drivers.values()),
        ]

    def __iter__(self):
        """Yield lists of values, in the order of the columns."""
        self.env.flush_all()
        name = SQL.identifier(CURSOR)
        declare = SQL("DECLARE %s NO SCROLL CURSOR FOR %s", name, self._select_rows())
        self.env.cr.execute(declare)
        fetch = SQL("FETCH %s FROM %s", ROWS_AT_ONCE, name)
        while rows := self.env.execute_query_dict(fetch):
            self._read_names(rows)
            yield from map(self._list_values, rows)
        self.env.cr.execute(SQL("CLOSE %s", name))

    def _select_rows(self):
        """:return: SQL of the rows, with their ratings as an object driver → value"""
        facts = self.env["hr.recruitment.feedback"]
        columns = ("response_date", "score", *CHOICES, *RECORDS)
        return facts._search(self.domain, limit=MOST_ROWS, order="response_date DESC, id").select(
            *(SQL.identifier(facts._table, name) for name in columns),
            SQL("(%s) AS ratings", self._select_ratings(facts)),
        )

    def _select_ratings(self, facts):
        model = self.env["hr.recruitment.feedback.rating"]
        query = model._search([])
        query.order = None
        mine = SQL.identifier(model._table, "feedback_id")
        query.add_where(SQL("%s = %s", mine, SQL.identifier(facts._table, "id")))
        return query.select(
            SQL(
                "json_object_agg(%s, %s)",
                SQL.identifier(model._table, "driver_id"),
                SQL.identifier(model._table, "value"),
            )
        )

    def _read_names(self, rows):
        """Learn the names that these rows are the first to have."""
        for column, model in RECORDS.items():
            names = self.names[column]
            new = {row[column] for row in rows} - names.keys() - {None}
            # As in Odoo's views, a record shows the names of its relations.
            records = self.env[model].sudo().browse(new)
            names.update((record.id, record.display_name) for record in records)

    def _list_values(self, row):
        ratings = row["ratings"] or {}
        return [
            row["response_date"],
            self.labels["moment"].get(row["moment"]),
            *(self.names[column].get(row[column]) for column in RECORDS),
            self.labels["outcome"].get(row["outcome"]),
            self.labels["earlier_contact"].get(row["earlier_contact"]),
            row["score"],
            self.labels["category"].get(row["category"]),
            *(ratings.get(str(driver)) for driver in self.drivers),
        ]
