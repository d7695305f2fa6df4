from collections import defaultdict
from datetime import timedelta

from odoo import models
from odoo.tools import SQL

from .alarm_detector import MEMORY
from .alarm_kinds import KEYS, KINDS, SIGHTS
from .alarm_stays import WINDOW, Stays

REMEMBERED = timedelta(days=MEMORY)
REAL = """
    applicant.arrival <> 'sourced' AND NOT EXISTS (
        SELECT FROM hr_applicant_hr_talent_pool_rel AS pool
         WHERE pool.hr_applicant_id = applicant.id)
"""


class HrRecruitmentExperienceWatchEvents(models.Model):
    """What happened on whole days that are over, as sums: one query for each kind of number,
    however many job positions there are. Days are those of UTC."""

    _inherit = "hr.recruitment.experience.watch"

    def _read_events(self, company, since, until, limits):
        """:param date since: the first day; ``until``: the day after the last
        :param dict limits: id of a stage → working days, of those that are known; it is added to
        :return: dict (company id, kind, sight, *ids) → dict ordinal day → dict part →
            [events, sum, sum of squares, people]"""
        self.env.flush_all()
        series = defaultdict(lambda: defaultdict(dict))
        for kind in KINDS:
            rows = getattr(self, f"_read_{kind}_events")(company, since, until, limits)
            for row in rows:
                self._sort_into(series, company, kind, row)
        return series

    def _sort_into(self, series, company, kind, row):
        numbers = [row["n"], *(float(row[name] or 0) for name in ("total", "squares"))]
        numbers.append(row.get("people", row["n"]))
        for sight, part in KINDS[kind].sights.items():
            column = SIGHTS[sight]
            if column and not row.get(column):
                continue
            place = {column: row[column]} if column else {}
            key = (company.id, kind, sight, *(place.get(name) for name in KEYS))
            parts = series[key][row["day"].toordinal()]
            known = parts.setdefault(str(row.get(part) or ""), [0, 0.0, 0.0, 0])
            for index, number in enumerate(numbers):
                known[index] += number

    def _run(self, query):
        return self.env.execute_query_dict(query)

    # What candidates answered ------------------------------------------------------------

    def _read_score_events(self, company, since, until, limits):
        """Of answers that everybody may count. Those without a name come with their month, once
        it is over: it is all that is known of their day."""
        return self._run(
            SQL(
                """
                SELECT job_id, user_id, moment, day, COUNT(*) AS n,
                       SUM(value) AS total, SUM(value * value) AS squares,
                       COUNT(*) FILTER (WHERE opens_group) AS people
                  FROM (SELECT fact.*, (fact.nps_value + 100) / 200.0 AS value, %(day)s AS day
                          FROM hr_recruitment_feedback AS fact
                         WHERE fact.released AND fact.company_id = %(company)s
                           AND fact.response_date >= %(since)s::date - 31) AS fact
                 WHERE day >= %(since)s AND day < %(until)s
              GROUP BY job_id, user_id, moment, day
                """,
                day=self._select_answer_day(),
                company=company.id,
                since=since,
                until=until,
            )
        )

    def _select_answer_day(self):
        return SQL(
            """
            CASE WHEN fact.anonymity = 'anonymous'
                 THEN (DATE_TRUNC('month', fact.response_date) + interval '1 month - 1 day')::date
                 ELSE fact.response_date END
            """
        )

    def _read_driver_events(self, company, since, until, limits):
        return self._run(
            SQL(
                """
                SELECT driver_id, moment, day, COUNT(*) AS n,
                       SUM(value) AS total, SUM(value * value) AS squares,
                       COUNT(*) FILTER (WHERE opens_group) AS people
                  FROM (SELECT rating.driver_id, fact.moment, fact.opens_group,
                               rating.value / 100.0 AS value, %(day)s AS day
                          FROM hr_recruitment_feedback AS fact
                          JOIN hr_recruitment_feedback_rating AS rating
                            ON rating.feedback_id = fact.id
                         WHERE fact.released AND fact.company_id = %(company)s
                           AND fact.response_date >= %(since)s::date - 31) AS rated
                 WHERE day >= %(since)s AND day < %(until)s
              GROUP BY driver_id, moment, day
                """,
                day=self._select_answer_day(),
                company=company.id,
                since=since,
                until=until,
            )
        )

    def _read_response_events(self, company, since, until, limits):
        """Of invitations whose time to answer is over. Of anonymous ones nobody knows whether
        they were answered, and of those that are erased nobody does any more."""
        return self._run(
            SQL(
                """
                SELECT job_id, moment, day, COUNT(*) AS n, COUNT(*) AS people,
                       COUNT(*) FILTER (WHERE answered) AS total,
                       COUNT(*) FILTER (WHERE answered) AS squares
                  FROM (SELECT applicant.job_id, survey.feedback_moment AS moment,
                               answer.feedback_answered AS answered,
                               row.sent_date::date + %(deadline)s AS day
                          FROM hr_applicant_communication AS row
                          JOIN hr_applicant AS applicant ON applicant.id = row.applicant_id
                          JOIN survey_user_input AS answer ON answer.id = row.survey_input_id
                          JOIN survey_survey AS survey ON survey.id = answer.survey_id
                         WHERE applicant.company_id = %(company)s
                           AND row.action = 'survey' AND row.state = 'sent'
                           AND row.is_reminder IS NOT TRUE
                           AND answer.feedback_anonymity <> 'anonymous') AS asked
                 WHERE day >= %(since)s AND day < %(until)s
              GROUP BY job_id, moment, day
                """,
                deadline=company.feedback_deadline_days,
                company=company.id,
                since=since,
                until=until,
            )
        )

    # What happened to applications -------------------------------------------------------

    def _read_withdrawn_events(self, company, since, until, limits):
        """Of visits to a stage after which candidates went on or left: how many left. Whom we
        have refused had no choice, and many refusals at once say nothing of those who leave."""
        return self._run(
            SQL(
                """
                SELECT job_id, stage_id, day, COUNT(*) AS n,
                       COUNT(*) FILTER (WHERE gone) AS total,
                       COUNT(*) FILTER (WHERE gone) AS squares
                  FROM (SELECT applicant.job_id, visit.stage_id,
                               visit.left_date IS NULL AND applicant.outcome = 'withdrawn' AS gone,
                               COALESCE(visit.left_date, applicant.refuse_date,
                                        applicant.date_closed)::date AS day
                          FROM hr_applicant_stage_history AS visit
                          JOIN hr_applicant AS applicant ON applicant.id = visit.applicant_id
                         WHERE applicant.company_id = %(company)s AND %(real)s
                           AND (visit.left_date IS NOT NULL
                                OR applicant.outcome IN ('withdrawn', 'hired'))) AS ended
                 WHERE day >= %(since)s AND day < %(until)s
              GROUP BY job_id, stage_id, day
                """,
                company=company.id,
                real=SQL(REAL),
                since=since,
                until=until,
            )
        )

    def _read_promise_events(self, company, since, until, limits):
        return self._run(
            SQL(
                """
                SELECT job_id, user_id, day, COUNT(*) AS n,
                       COUNT(*) FILTER (WHERE kept) AS total,
                       COUNT(*) FILTER (WHERE kept) AS squares
                  FROM hr_applicant_reply_outcome
                 WHERE company_id = %s AND day >= %s AND day < %s
              GROUP BY job_id, user_id, day
                """,
                company.id,
                since,
                until,
            )
        )

    def _read_stay_events(self, company, since, until, limits):
        """Each visit counts on the day on which it has become long, or would have: whoever is
        still there is no shorter visit than who has left."""
        days = company._find_working_days(since - REMEMBERED - WINDOW, until)
        stays = Stays(days, since, until)
        cells = self._run(self._select_stays(company, since, until, limits))
        unknown = [cell for cell in cells if cell["stage_id"] not in limits]
        limits.update(stays.learn(unknown))
        return stays.judge(cells, limits)

    def _select_stays(self, company, since, until, limits):
        """Of stages of which it is not known what is long, all that is remembered."""
        return SQL(
            """
            SELECT applicant.job_id, applicant.user_id, visit.stage_id,
                   visit.entered_date::date AS entered, ended.day AS ended, COUNT(*) AS n
              FROM hr_applicant_stage_history AS visit
              JOIN hr_applicant AS applicant ON applicant.id = visit.applicant_id
              JOIN hr_recruitment_stage AS stage ON stage.id = visit.stage_id
        CROSS JOIN LATERAL (
                   SELECT COALESCE(visit.left_date, CASE WHEN applicant.outcome <> 'ongoing'
                          THEN COALESCE(applicant.refuse_date, applicant.date_closed) END
                          )::date AS day) AS ended
             WHERE applicant.company_id = %(company)s AND %(real)s
               AND stage.hired_stage IS NOT TRUE
               AND visit.entered_date < %(until)s AND visit.entered_date >= CASE
                   WHEN visit.stage_id = ANY(%(known)s) THEN %(first)s ELSE %(begin)s END
          GROUP BY 1, 2, 3, 4, 5
            """,
            company=company.id,
            real=SQL(REAL),
            known=list(limits),
            first=since - WINDOW,
            begin=since - REMEMBERED,
            until=until,
        )
