import json
from unittest.mock import patch

from odoo import sql_db
from odoo.tests import tagged
from odoo.tools import SQL

from ...models.experience.triggers import EVENTS, PAIRS, WATCHED, _write_note
from ..cases.report import ReportCase

EXECUTE = sql_db.Cursor.execute
# From here on PostgreSQL compiles a statement before it runs it, which takes longer than
# to read what a small company has. Odoo leaves that switch as it is.
COMPILED = "jit_above_cost"
READS = ("SELECT", "WITH")
MANY = 500
ROWS = ("old_rows", "new_rows")


@tagged("post_install", "-at_install")
class TestReportEstimates(ReportCase):
    """What PostgreSQL takes a page of numbers for, where there are few."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        drivers = cls.env["hr.recruitment.feedback.driver"].search([], limit=3)
        for number in range(200):
            fact = cls.fact(cls, number % 11)
            cls.env["hr.recruitment.feedback.rating"].create(
                [
                    {"feedback_id": fact.id, "driver_id": driver.id, "value": number % 5 * 25}
                    for driver in drivers
                ]
            )
        cls.env.flush_all()
        # As PostgreSQL itself does in the background.
        cls.env.cr.execute("ANALYZE hr_recruitment_feedback, hr_recruitment_feedback_rating")
        cls.env.cr.execute("SELECT setting::float FROM pg_settings WHERE name = %s", [COMPILED])
        (cls.limit,) = cls.env.cr.fetchone()

    def assert_modest(self, ask):
        """:param ask: function that reads the database"""
        costs = []

        def execute(cursor, query, params=None, log_exceptions=True):
            if isinstance(query, SQL):
                query, params = query.code, query.params
            words = query if isinstance(query, str) else ""
            if words.lstrip().upper().startswith(READS):
                EXECUTE(cursor, "EXPLAIN (FORMAT JSON) " + words, params)
                (found,) = cursor.fetchone()
                found = json.loads(found) if isinstance(found, str) else found
                costs.append((found[0]["Plan"]["Total Cost"], " ".join(words.split())))
            return EXECUTE(cursor, query, params, log_exceptions)

        self.env.invalidate_all()
        with patch.object(sql_db.Cursor, "execute", execute):
            ask()
        self.assertGreater(len(costs), 5)
        most, words = max(costs)
        self.assertLess(most, self.limit, words)

    def test_the_report(self):
        live = (type(self.months), "_split", lambda months, scope, _topic: (months, scope))
        for user in (self.manager, self.officer):
            with self.subTest(user=user.name), patch.object(*live):
                self.assert_modest(lambda user=user: self.read_once(user))
        self.count_ahead()
        self.assert_modest(self.read_once)

    def test_the_other_pages(self):
        for name in ("hr.recruitment.today", "hr.recruitment.health", "hr.recruitment.setup"):
            service = self.env[name].with_user(self.env.ref("base.user_admin"))
            with self.subTest(name):
                self.assert_modest(service.get_data)

    # What notes that something has changed ---------------------------------------------

    def test_many_rows_at_once(self):
        """The triggers are planned for the first statement of a session, mostly one of a
        single row, and so they run when a batch is written: each row is looked at once."""
        looked = 0
        for table, columns, concerned in WATCHED:
            for event in EVENTS:
                note = _write_note(event, table, columns, concerned)
                with self.subTest(table=table, columns=columns, event=event):
                    loops = self.count_loops(note, table, columns.split())
                    self.assertLessEqual(loops, 1)
                    looked += loops
        self.assertGreater(looked, len(WATCHED))

    def count_loops(self, note, table, columns):
        """:return: how often the rows of the statement are read, all of them"""
        execute = self.env.cr.execute
        key = columns if table in PAIRS else ["id"]
        numbers = SQL(", ").join([SQL("n")] * len(key))
        names, key = (
            SQL(", ").join(map(SQL.identifier, each))
            for each in (dict.fromkeys([*key, *columns]), key)
        )
        for rows in ROWS:
            rows, source = SQL.identifier(rows), SQL.identifier(table)
            execute(SQL("DROP TABLE IF EXISTS %s", rows))
            execute(SQL("CREATE TEMP TABLE %s AS SELECT %s FROM %s LIMIT 0", rows, names, source))
            execute(
                SQL("INSERT INTO %s (%s) SELECT %s FROM (VALUES (1)) AS n (n)", rows, key, numbers)
            )
            execute(SQL("ANALYZE %s", rows))
        code, params = note.code.rstrip().rstrip(";"), note.params
        execute("DEALLOCATE ALL")
        execute(f"PREPARE note AS {code}", params)
        execute("EXECUTE note")
        for rows in ROWS:
            execute(
                SQL(
                    "INSERT INTO %s (%s) SELECT %s FROM generate_series(2, %s) AS n",
                    *(SQL.identifier(rows), key, numbers, MANY),
                )
            )
        execute("EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) EXECUTE note")
        ((found,),) = self.env.cr.fetchall()
        scans = [node for node in self.walk(found[0]["Plan"]) if node.get("Relation Name") in ROWS]
        return max(node["Actual Loops"] for node in scans)

    def walk(self, node):
        yield node
        for part in node.get("Plans", ()):
            yield from self.walk(part)
