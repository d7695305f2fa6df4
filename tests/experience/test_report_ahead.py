import random
import re
import statistics
from contextlib import closing
from datetime import date, datetime, timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo import sql_db
from odoo.api import Environment
from odoo.exceptions import AccessError
from odoo.orm.utils import SUPERUSER_ID
from odoo.tests import tagged
from odoo.tools import SQL

from ...models.experience.filters import Filters
from ...models.experience.parts import PARTS, TOPICS
from ...models.experience.statistics import correlation, find_percentiles
from ...models.experience.triggers import WATCHED
from ...report.pivot.hr_recruitment_feedback_summary import ALWAYS
from ..cases.report import TODAY, YEAR, ReportCase

DECEMBER, JANUARY, FEBRUARY = date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)
INSIDE = datetime(2026, 1, 20)
# What the statements of the report call the tables.
ALIASES = {
    "fact": "hr_recruitment_feedback",
    "rating": "hr_recruitment_feedback_rating",
    "comment": "hr_recruitment_feedback_comment",
    "applicant": "hr_applicant",
    "visit": "hr_applicant_stage_history",
    "row": "hr_applicant_communication",
    "step": "hr_recruitment_communication_step",
    "pool": "hr_applicant_hr_talent_pool_rel",
}
# Read only where somebody filters, and then live.
ONLY_FILTERED = {"applicant.job_id", "applicant.department_id", "applicant.user_id"}


@tagged("post_install", "-at_install")
class TestReportAhead(ReportCase):
    """Months that are counted ahead, and what makes them be counted again. That the numbers
    are the same is checked wherever a test reads the report, see ``ReportCase.get``."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time(TODAY))
        cls.applicant, *others = cls._make_applicants(3)
        cls.env.flush_all()
        cls.set_dates(cls.applicant, create_date=datetime(2026, 1, 10))
        for other, day in zip(others, (datetime(2026, 1, 9), datetime(2025, 12, 9)), strict=True):
            cls.set_dates(other, create_date=day, refuse_date=day, outcome="refused")
            cls.send(cls, other, cls.ask, "survey", sent_date=day)
        cls.facts = cls.fact(cls, 9, 9, 3, applicant_id=cls.applicant.id)
        cls.fact(cls, 5, day=date(2025, 12, 5))

    @classmethod
    def set_dates(cls, applicant, **dates):
        """Past the ORM, which keeps the first of them for itself."""
        columns = SQL(", ").join(
            SQL("%s = %s", SQL.identifier(name), value) for name, value in dates.items()
        )
        cls.env.cr.execute(SQL("UPDATE hr_applicant SET %s WHERE id = %s", columns, applicant.id))
        cls.env.invalidate_all()

    def test_little_is_not_counted_ahead(self):
        """It is read faster than what was counted of it."""
        of_feedback = [due for due in self.months._find_due() if due[0] == "feedback"]
        self.assertEqual(len(of_feedback), 2, "December and January")
        for least, number in ((4, 2), (5, 0)):
            with patch.object(type(self.months), "_least_dates", least):
                due = [due for due in self.months._find_due() if due[0] == "feedback"]
                self.assertEqual(len(due), number)

    def send(self, applicant, step, action, **values):
        """A row of the ledger, as it is after its message has left."""
        self.ledger.sudo().create(
            {
                "applicant_id": applicant.id,
                "step_id": step.id,
                "action": action,
                "occurrence_key": "ahead",
                "state": "sent",
                "scheduled_date": INSIDE,
                "sent_date": INSIDE,
                **values,
            }
        )

    def find_counted(self, topic, **filters):
        """:return: the months that are read as they were counted, and not live"""
        self.env.flush_all()
        report = self.report.with_context(tz="UTC")
        scope = Filters.parse(report.env, {**YEAR, **filters})
        months, _rest = self.months._split(scope, topic)
        return months.mapped("month")

    def check_change(self, topics, change, month=JANUARY):
        """That month of these topics is read live after the change, and again counted
        later; those of other topics, and another month, stay."""
        self.count_ahead()
        change()
        for topic in TOPICS:
            found = self.find_counted(topic)
            self.assertEqual(month in found, topic not in topics, f"{topic} {found}")
            self.assertIn(DECEMBER, found)
        self.count_ahead()
        for topic in TOPICS:
            self.assertIn(month, self.find_counted(topic))

    # What changes a number -------------------------------------------------------------

    def test_feedback_by_whatever_way(self):
        facts, cr = self.facts, self.env.cr
        rating = self.env["hr.recruitment.feedback.rating"].create(
            {"feedback_id": facts[0].id, "driver_id": self.drivers[0].id, "value": 40}
        )
        comments = self.env["hr.recruitment.feedback.comment"].create(
            [{"feedback_id": fact.id, "text": "Words", "released": True} for fact in facts]
        )
        changes = {
            "new": lambda: self.fact(7),
            "of the ORM": lambda: facts[0].write({"score": 2}),
            "of SQL": lambda: cr.execute(
                "UPDATE hr_recruitment_feedback SET job_id = NULL WHERE id = %s", [facts[1].id]
            ),
            "a rating": lambda: rating.write({"value": 50}),
            "under another number": lambda: cr.execute(
                "UPDATE hr_recruitment_feedback_rating SET id = nextval("
                "'hr_recruitment_feedback_rating_id_seq') WHERE id = %s",
                [rating.id],
            ),
            "a comment": lambda: comments[0].unlink(),
            "for everybody": lambda: facts[0].write({"disclosed": True}),
            "of another voice": lambda: facts[0].write({"opens_group": False}),
            "with what belongs to it": lambda: facts[2].unlink(),
            "its application goes": lambda: self.applicant.unlink(),
        }
        for name, change in changes.items():
            with self.subTest(name):
                topics = {"feedback"}
                if "application" in name:
                    topics |= {"application"}
                self.check_change(topics, change)

    def test_applications_by_whatever_way(self):
        mine = self.applicant
        reason = self.env.ref("hr_recruitment.refuse_reason_1")
        stage = self.env["hr.recruitment.stage"].create({"name": "Later"})
        pool = self.env["hr.talent.pool"].create({"name": "Pool"})
        sms = self._make_step("manual", mail_template_id=self.template.id)
        mail = self._make_step("manual", mail_template_id=self.template.id)
        changes = {
            "stage": ("application", lambda: mine.write({"stage_id": stage.id})),
            "mail": ("application", lambda: self.send(mine, mail, "email")),
            "invitation": ("invitation", lambda: self.send(mine, self.ask, "survey")),
            "source": (
                "application",
                lambda: mine.write({"source_id": self.env["utm.source"].search([], limit=1).id}),
            ),
            "pool": ("application", lambda: mine.write({"talent_pool_ids": pool.ids})),
            "refused": (
                "application decision feedback",
                lambda: self.set_dates(
                    mine, outcome="refused", refuse_date=INSIDE, refuse_reason_id=reason.id
                ),
            ),
            "failed": (
                "decision",
                lambda: self.send(mine, sms, "sms", state="failed", sent_date=False),
            ),
            "told": (
                "application decision",
                lambda: mine.sudo().write({"answer_state": "told"}),
            ),
        }
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        changes["company"] = (
            "application decision invitation",
            lambda: self.set_dates(mine, company_id=elsewhere.id),
        )
        for name, (topics, change) in changes.items():
            with self.subTest(name):
                self.check_change(topics.split(), change)

    def test_a_step_is_about_something_else(self):
        """Its messages count as others, whenever they left."""
        self.count_ahead()
        self.ask.trigger = "stage_entered"
        for topic in TOPICS:
            self.assertEqual(bool(self.find_counted(topic)), topic == "feedback")
        self.count_ahead()
        self.assertTrue(all(map(self.find_counted, TOPICS)))

    def test_the_scores_of_everybody(self):
        """A job's cell comes from two months and from today, and keeps its steps."""
        self.fact(10, 10, 0, day=date(2025, 12, 5))
        self.fact(10, day=TODAY.date())
        summary = self.env["hr.recruitment.feedback.summary"]

        def read():
            rows = summary._read_group(
                [], ["job_id", "moment"], ["answers:sum", "promoters:sum", "nps_value:avg"]
            )
            return self.round(rows)

        live = read()
        self.assertTrue(live)
        self.count_ahead()
        self.assertEqual(len(self.months._split(ALWAYS, "feedback")[0]), 2)
        self.assertEqual(read(), live)
        self.facts[0].score = 0
        changed = read()
        self.assertNotEqual(changed, live)
        self.count_ahead()
        self.assertEqual(read(), changed)

    def test_what_no_number_depends_on(self):
        self.count_ahead()
        self.applicant.write({"partner_name": "Somebody Else", "priority": "2"})
        self.facts.write({"follow_up_note": "We talked"})
        self.ask.name = "Another name"
        self._make_step("manual", mail_template_id=self.template.id)
        for topic in TOPICS:
            self.assertIn(JANUARY, self.find_counted(topic))

    def test_hidden_answers_leave_no_trace(self):
        """Nobody sees, by what is counted anew, that somebody has just answered."""
        self.count_ahead()
        hidden = self.fact(2, anonymity="anonymous", released=False)
        hidden.score = 3
        self.assertIn(JANUARY, self.find_counted("feedback"))
        hidden.released = True
        self.assertNotIn(JANUARY, self.find_counted("feedback"))

    def test_what_is_undone_has_not_happened(self):
        self.count_ahead()
        with closing(self.env.cr.savepoint()):
            self.fact(7)
            self.assertNotIn(JANUARY, self.find_counted("feedback"))
        self.env.invalidate_all()
        self.assertIn(JANUARY, self.find_counted("feedback"))

    def test_every_column_that_is_read_is_watched(self):
        """Otherwise a number would be an old one, and nobody would notice."""
        read = set()
        everything = Filters.of_days(JANUARY, FEBRUARY)
        for part in PARTS:
            statement = getattr(self.report, f"_sum_{part}")(everything).code.replace('"', "")
            read |= set(re.findall(rf"\b(?:{'|'.join(ALIASES)})\.\w+", statement))
        self.assertGreater(len(read), 30)
        for name in sorted(read - ONLY_FILTERED):
            alias, column = name.split(".")
            found = [columns for table, columns, _concerned in WATCHED if table == ALIASES[alias]]
            self.assertIn(column, ["id", *" ".join(found).split()], name)

    def test_the_triggers_are_there(self):
        rows = self.env.execute_query(
            SQL(
                "SELECT tgrelid::regclass::text, COUNT(*) FROM pg_trigger"
                " WHERE tgname LIKE 'hr\\_experience\\_note\\_%%' GROUP BY 1"
            )
        )
        expected = {table: 3 for table, _columns, _concerned in WATCHED}
        self.assertEqual(dict(rows), {**expected, "hr_recruitment_communication_step": 2})

    # When ------------------------------------------------------------------------------

    def test_of_this_month_the_days_before_today(self):
        self.fact(7, day=date(2026, 3, 5))
        self.count_ahead()
        march = self.months.search([("topic", "=", "feedback"), ("month", "=", "2026-03-01")])
        self.assertEqual(march.until, TODAY.date())
        self.fact(7, day=TODAY.date())
        march_start = date(2026, 3, 1)
        self.assertIn(march_start, self.find_counted("feedback"), "today is read live anyway")
        self.fact(7, day=date(2026, 3, 19))
        self.assertNotIn(march_start, self.find_counted("feedback"))
        self.count_ahead()
        with freeze_time(TODAY + timedelta(days=1)):
            due = [(topic, until) for topic, month, until in self.months._find_due()]
        self.assertEqual(due, [("feedback", date(2026, 3, 21))])

    def test_a_month_that_is_cut_is_read_live(self):
        self.count_ahead()
        found = self.find_counted("feedback", date_from="2025-12-10", date_to="2026-02-10")
        self.assertEqual(found, [JANUARY])

    def test_months_are_those_of_utc(self):
        """In another time zone, the hours at the ends are read live."""
        self.count_ahead()
        report = self.report.with_context(tz="Asia/Tokyo")
        scope = Filters.parse(report.env, {"date_from": "2026-01-01", "date_to": "2026-02-28"})
        months, rest = self.months.with_env(report.env)._split(scope, "application")
        self.assertEqual(months.mapped("month"), [JANUARY])
        spans = (
            (datetime(2025, 12, 31, 15), datetime(2026, 1, 1)),
            (datetime(2026, 2, 1), datetime(2026, 2, 28, 15)),
        )
        self.assertEqual(rest.spans, spans)

    def test_a_filter_that_nothing_is_counted_for(self):
        self.count_ahead()
        self.assertFalse(self.find_counted("feedback", job_ids=self.jobs[0].ids))
        self.assertFalse(self.find_counted("application", outcomes=["refused"]))

    def test_one_company_of_two(self):
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        self.fact(0, 0, 0, 0, 0, company_id=elsewhere.id, job_id=False)
        self.fact(0, 0, company_id=False, job_id=False)
        self.manager.company_ids += elsewhere
        report = self.report
        for companies, n in (
            (self.company, 4 + 2),
            (elsewhere, 5 + 2),
            (self.company + elsewhere, 4 + 5 + 2),
        ):
            self.report = report.with_context(allowed_company_ids=companies.ids)
            self.assertEqual(self.get()["score"]["n"], n)
        self.assertEqual(self.get(company_ids=elsewhere.ids)["score"]["n"], 5)

    def test_somebody_answers_while_a_month_is_counted(self):
        """The note of what the count did not see stays. Two real transactions; only tables
        are written that are counted anew anyway."""
        connection = sql_db.db_connect(self.env.cr.dbname)
        month = date(1991, 5, 1)
        until = date(1991, 6, 1)
        mark = "INSERT INTO hr_recruitment_experience_change (topic, day) VALUES ('feedback', %s)"
        with closing(connection.cursor()) as writing, closing(connection.cursor()) as counting:
            try:
                writing.execute(mark, [month])
                writing.commit()
                writing.execute(mark, [month + timedelta(days=3)])
                months = Environment(counting, SUPERUSER_ID, {})[self.months._name]
                months._count("feedback", month, until)
                # Nobody waits for the other.
                writing.commit()
                counting.commit()
                counting.execute(
                    "SELECT day FROM hr_recruitment_experience_change WHERE day < %s", [until]
                )
                self.assertEqual(counting.fetchall(), [(month + timedelta(days=3),)])
            finally:
                counting.rollback()
                for table, column in (("change", "day"), ("month", "month")):
                    counting.execute(
                        f"DELETE FROM hr_recruitment_experience_{table} WHERE {column} < %s",
                        [until],
                    )
                counting.commit()

    def test_nobody_reads_what_is_counted(self):
        """A cell may be of one candidate."""
        for user in (self.officer, self.manager, self.env.ref("base.user_admin")):
            for name in ("part", "change"):
                with self.subTest(user=user.login, model=name), self.assertRaises(AccessError):
                    self.env[f"hr.recruitment.experience.{name}"].with_user(user).search([])

    # Arithmetic ------------------------------------------------------------------------

    def test_percentiles_are_those_of_sql(self):
        draw = random.Random(7)
        for size in (1, 2, 3, 10, 999):
            values = [draw.choice((0, 0.5, 1, 2.25, 7, 40)) for _number in range(size)]
            counts = {value: values.count(value) for value in set(values)}
            ((expected,),) = self.env.execute_query(
                SQL(
                    "SELECT PERCENTILE_CONT(ARRAY[0.1, 0.5, 0.9]) WITHIN GROUP (ORDER BY value)"
                    "  FROM UNNEST(%s::float8[]) AS value",
                    values,
                )
            )
            for mine, theirs in zip(
                find_percentiles(counts, (0.1, 0.5, 0.9)), expected, strict=True
            ):
                self.assertAlmostEqual(mine, theirs)
        self.assertEqual(find_percentiles({}, (0.5,)), [None])

    def test_correlations_are_those_of_the_textbook(self):
        draw = random.Random(7)
        x = [draw.uniform(0, 100) for _number in range(500)]
        y = [min(10, max(0, value / 10 + draw.uniform(-4, 4))) for value in x]

        def from_sums(x, y):
            return correlation(
                len(x),
                sum(x),
                sum(value**2 for value in x),
                sum(y),
                sum(value**2 for value in y),
                sum(one * other for one, other in zip(x, y, strict=True)),
            )

        self.assertAlmostEqual(from_sums(x, y), statistics.correlation(x, y), places=9)
        self.assertIsNone(from_sums([33.3] * 30, y[:30]), "always the same")
        self.assertIsNone(from_sums([1.0], [2.0]))
