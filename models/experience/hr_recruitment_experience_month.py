from datetime import datetime, time

from odoo import api, fields, models
from odoo.tools import SQL

from .filters import FIRST_DAY, Filters
from .parts import DAYS, PARTS, TOPICS

# Topic → the dates by which there is something of it in a month, as SQL.
DATES = {
    "feedback": "SELECT response_date AS date FROM hr_recruitment_feedback",
    "invitation": """SELECT sent_date AS date FROM hr_applicant_communication
                      WHERE action = 'survey' AND state = 'sent'""",
    "application": "SELECT create_date AS date FROM hr_applicant",
    "decision": """SELECT refuse_date AS date FROM hr_applicant
                UNION ALL SELECT date_closed FROM hr_applicant""",
}


class HrRecruitmentExperienceMonth(models.Model):
    """A month of the report that was counted ahead, of all companies.

    It is as good as the rows themselves for as long as no change of one of its days is
    noted (see ``hr.recruitment.experience.change``). A change and its note become visible
    together, and counting takes away only those notes that it sees: what comes meanwhile
    stays, and the month is read live until it has been counted again. So a report is
    exact at any moment, however long ago this was counted; it is only slower.

    Of the month that has not ended, the days before today are counted; days and months
    are those of UTC. What is left at both ends of a period is read live.
    """

    _name = "hr.recruitment.experience.month"
    _description = "Precomputed Month of the Report"
    _log_access = False
    _order = "month desc, id"

    topic = fields.Selection(list(TOPICS.items()), required=True, readonly=True)
    month = fields.Date(required=True, readonly=True)
    until = fields.Date("Counted Until", required=True, readonly=True, help="Not included")
    _once = models.Constraint("UNIQUE (topic, month)", "A month is counted once.")
    # Fewer dates of a topic than this are read faster than what was counted of them.
    _least_dates = 2000

    # Reading ---------------------------------------------------------------------------

    @api.model
    def _split(self, scope, topic):
        """:param scope: filters of the report, see ``Filters``
        :return: the months of the period that need not be counted again; and the filters
            of what is left"""
        if scope.is_narrow:
            return self.browse(), scope
        ((begin, end),) = scope.get_spans(self.env, of_days=topic in DAYS)
        rows = self.env.execute_query(
            SQL(
                """
                SELECT id, month, until FROM hr_recruitment_experience_month AS counted
                 WHERE topic = %(topic)s AND month >= %(begin)s AND until <= %(end)s
                   AND NOT %(changed)s
              ORDER BY month
                """,
                topic=topic,
                begin=begin,
                end=end,
                changed=self._select_changed(),
            )
        )
        rest = []
        for _id, month, until in rows:
            rest.append((begin, datetime.combine(month, time.min)))
            begin = datetime.combine(until, time.min)
        rest.append((begin, end))
        gaps = [(first, last) for first, last in rest if first < last]
        return self.browse(row[0] for row in rows), scope.cut(gaps)

    def _select_changed(self):
        """:return: SQL condition on a row of this table, ``counted``"""
        return SQL(
            """
            EXISTS (SELECT FROM hr_recruitment_experience_change AS change
                     WHERE change.topic = counted.topic
                       AND (change.day >= counted.month AND change.day < counted.until
                            OR change.day IS NULL))
            """
        )

    def _read_rows(self, part, scope):
        """:return: list of (company, key and numbers), of the companies of the filters"""
        if not self:
            return []
        found = self.env.execute_query(
            SQL(
                "SELECT NULLIF(company, 0), rows FROM hr_recruitment_experience_part"
                " WHERE month_id = ANY(%s) AND part = %s AND company = ANY(%s)",
                self.ids,
                part,
                list(scope.records["company_ids"] or [*scope.allowed, 0]),
            )
        )
        return [(company, *row) for company, rows in found for row in rows]

    # Counting --------------------------------------------------------------------------

    @api.model
    def _cron_count(self):
        """Every few minutes: the months in which something changed, the latest first."""
        commit = self.env["ir.cron"]._commit_progress
        self._forget_everywhere()
        due = self._find_due()
        commit(remaining=len(due))
        for topic, month, until in due:
            self._count(topic, month, until)
            if not commit(1):
                return
        self.env["hr.recruitment.experience.change"]._forget_uncounted()

    @api.model
    def _forget_everywhere(self):
        """Where a change is one of all months."""
        changes = self.env["hr.recruitment.experience.change"].search([("day", "=", False)])
        self.search([("topic", "in", changes.mapped("topic"))]).unlink()
        changes.unlink()

    @api.model
    def _find_due(self):
        """:return: list of (topic, month, until) that are not counted, or changed since,
        the latest first; not those in which there is nothing, nor those of a topic of
            which there is little: they are read at once"""
        today, due = fields.Datetime.now().date(), []
        for topic in TOPICS:
            due += self.env.execute_query(
                SQL(
                    """
                    SELECT %(topic)s, month, until
                      FROM (SELECT day::date AS month,
                                   LEAST(day + interval '1 month', %(today)s)::date AS until
                              FROM (SELECT DATE_TRUNC('month', MIN(date)) AS month
                                      FROM (%(dates)s) AS dates
                                     WHERE date >= %(earliest)s) AS first,
                                   GENERATE_SERIES(
                                       first.month, %(today)s::timestamp - interval '1 day',
                                       interval '1 month') AS day) AS wanted
                     WHERE (SELECT COUNT(*) >= %(least)s
                              FROM (SELECT FROM (%(dates)s) AS dates LIMIT %(least)s) AS many)
                       AND NOT EXISTS (
                           SELECT FROM hr_recruitment_experience_month AS counted
                            WHERE counted.topic = %(topic)s
                              AND counted.month = wanted.month
                              AND counted.until = wanted.until AND NOT %(changed)s)
                       AND (EXISTS (
                           SELECT FROM (%(dates)s) AS dates
                            WHERE date >= wanted.month AND date < wanted.until) OR EXISTS (
                           SELECT FROM hr_recruitment_experience_month AS counted
                            WHERE counted.topic = %(topic)s
                              AND counted.month = wanted.month))
                    """,
                    topic=topic,
                    dates=SQL(DATES[topic]),
                    earliest=FIRST_DAY,
                    today=today,
                    least=self._least_dates,
                    changed=self._select_changed(),
                )
            )
        return sorted(due, key=lambda each: each[1], reverse=True)

    @api.model
    def _count(self, topic, month, until):
        """Count a month of a topic (anew), in one snapshot of the database.

        :param date month: its first day
        :param date until: the day after the last"""
        self.env["hr.recruitment.experience.change"]._forget(topic, month, until)
        self.search([("topic", "=", topic), ("month", "=", month)]).unlink()
        counted = self.create({"topic": topic, "month": month, "until": until})
        self.env.flush_all()
        service = self.env["hr.recruitment.experience.report"]
        scope = Filters.of_days(month, until)
        for part, (its_topic, _width) in PARTS.items():
            if its_topic == topic:
                counted._keep(part, service._count_part(scope, part))

    def _keep(self, part, rows):
        """:param rows: list of (company, key and numbers)"""
        by_company = {}
        for company, *row in rows:
            by_company.setdefault(company or 0, []).append(row)
        self.env["hr.recruitment.experience.part"].create(
            [
                {"month_id": self.id, "part": part, "company": company, "rows": found}
                for company, found in by_company.items()
            ]
        )
