from odoo.tools import SQL

from .experience_sheet import Column

ROWS_AT_ONCE = 2000
CURSOR = "experience_answers"
# Columns of the facts that are records, and their models.
RECORDS = {
    "job_id": "hr.job",
    "department_id": "hr.department",
    "user_id": "res.users",
    "source_id": "utm.source",
    "medium_id": "utm.medium",
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
        self.drivers = {driver["key"]: driver["label"] for driver in data["drivers"]}
        self.choices = {name: get_choices(env, name) for name in CHOICES}
        self.names = {name: {} for name in RECORDS}

    def get_columns(self):
        return [
            Column(self.env._("Date"), "date"),
            Column(self.env._("Moment"), "text", 22),
            Column(self.env._("Job position"), "text", 28),
            Column(self.env._("Department"), "text"),
            Column(self.env._("Recruiter"), "text"),
            Column(self.env._("Source"), "text", 18),
            Column(self.env._("Medium"), "text", 18),
            Column(self.env._("Outcome"), "text", 14),
            Column(self.env._("Earlier contact"), "text"),
            Column(self.env._("Score (0–10)"), "count"),
            Column(self.env._("Category"), "text", 18),
            *(Column(f"{name} (0–100)", "score", 17) for name in self.drivers.values()),
        ]

    def __iter__(self):
        """Yield lists of values, in the order of the columns."""
        self._open_cursor()
        fetch = SQL("FETCH %s FROM %s", ROWS_AT_ONCE, SQL.identifier(CURSOR))
        while rows := self.env.execute_query_dict(fetch):
            self._read_names(rows)
            ratings = self._read_ratings([row["id"] for row in rows])
            for row in rows:
                yield self._list_values(row, ratings.get(row["id"], {}))
        self.env.cr.execute(SQL("CLOSE %s", SQL.identifier(CURSOR)))

    def _open_cursor(self):
        facts = self.env["hr.recruitment.feedback"]
        columns = ("id", "response_date", "score", *CHOICES, *RECORDS)
        query = facts._search(self.domain, order="response_date DESC, id")
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "DECLARE %s NO SCROLL CURSOR FOR %s",
                SQL.identifier(CURSOR),
                query.select(*(SQL.identifier(facts._table, name) for name in columns)),
            )
        )

    def _read_names(self, rows):
        """Learn the names that these rows are the first to have."""
        for column, model in RECORDS.items():
            names = self.names[column]
            new = {row[column] for row in rows} - names.keys() - {None}
            # Who sees a record sees the names of what it belongs to, as everywhere.
            records = self.env[model].sudo().browse(new)
            names.update((record.id, record.display_name) for record in records)

    def _read_ratings(self, ids):
        """:return: dict feedback id → dict driver id → rating"""
        model = self.env["hr.recruitment.feedback.rating"]
        query = model._search([("feedback_id", "in", ids)])
        columns = ("feedback_id", "driver_id", "value")
        ratings = {}
        for feedback_id, driver_id, value in self.env.execute_query(
            query.select(*(SQL.identifier(model._table, name) for name in columns))
        ):
            ratings.setdefault(feedback_id, {})[driver_id] = value
        return ratings

    def _list_values(self, row, ratings):
        return [
            row["response_date"],
            self.choices["moment"].get(row["moment"]),
            *(self.names[column].get(row[column]) for column in RECORDS),
            self.choices["outcome"].get(row["outcome"]),
            self.choices["earlier_contact"].get(row["earlier_contact"]),
            row["score"],
            self.choices["category"].get(row["category"]),
            *map(ratings.get, self.drivers),
        ]


def get_choices(env, name):
    """:return: dict key → word in the reader's language"""
    field = env["hr.recruitment.feedback"]._fields[name]
    return dict(field._description_selection(env))
