"""The report part of the benchmark: every number of the report, against SQL by hand.

Run by `dev.bench`: a million answers with two ratings each, of two years, and two
hundred thousand applications with three visits to stages; before that, ten thousand.
"""

import time
from datetime import date, timedelta
from functools import partial

from dateutil.relativedelta import relativedelta

from odoo.tools import SQL

from ..place import ADDON
from . import measure

JOBS = 50
# What the overview shows when it is opened: the last twelve months.
LAST = date.today()
FIRST = LAST.replace(day=1) - relativedelta(months=11)
END = LAST + timedelta(days=1)
PERIOD = {"date_from": str(FIRST), "date_to": str(LAST), "compare": False}
BETWEEN = f"fact.released AND fact.response_date BETWEEN '{FIRST}' AND '{LAST}'"
APPLIED = f"a.create_date >= '{FIRST}' AND a.create_date < '{END}'"
SPLIT = """COUNT(*), COUNT(*) FILTER (WHERE fact.nps_value > 0),
           COUNT(*) FILTER (WHERE fact.nps_value < 0)"""
GROUPINGS = {
    "month": "to_char(fact.response_date, 'YYYY-MM')",
    "moment": "fact.moment",
    "job": "fact.job_id",
    "department": "fact.department_id",
    "user": "fact.user_id",
    "source": "fact.source_id",
    "medium": "fact.medium_id",
    "outcome": "fact.outcome",
    "earlier_contact": "fact.earlier_contact",
}


class ReportBench:
    def __init__(self, env, bench):
        self.env = env(user=env.ref("base.user_admin").id)
        # Another cursor than that of the other comparisons.
        self.run = partial(measure.run, env, **bench.run.keywords)
        self.report = bench.report
        self.sizes = bench.sizes
        self.expect = bench.expect
        self.jobs = env["hr.job"].create([{"name": f"Position {number}"} for number in range(JOBS)])
        self.stages = env["hr.recruitment.stage"].search([], limit=3)
        self.drivers = env["hr.recruitment.feedback.driver"].search([], limit=2)
        self.refused = env.ref("hr_recruitment.refuse_reason_1")
        env.flush_all()

    def data(self, before, size):
        """:param int before: how many answers are there already; ``size``: in the end"""
        self._fill(before, size)
        service = self.env["hr.recruitment.experience.report"].with_context(tz="UTC")
        months = self.env["hr.recruitment.experience.month"].sudo()

        def ours():
            self.found = service.get_data(PERIOD)

        def by_hand():
            self.numbers = self._read_by_hand()

        months.search([]).unlink()
        live = self.run(ours)
        start = time.perf_counter()
        due = months._find_due()
        for each in due:
            months._count(*each)
        self.report.seconds(
            "counting the report ahead, per month", size, (time.perf_counter() - start) / len(due)
        )
        mine, theirs = measure.compare(lambda: self.run(ours), lambda: self.run(by_hand))
        self._compare_numbers(size)
        judged = size == max(self.sizes.facts)
        self.report.ratio("report / SQL by hand", size, mine, theirs, judged and 0.3)
        self.report.ratio("report, all of it live / SQL by hand", size, [live], theirs[-1:])

    # By hand ---------------------------------------------------------------------------

    def _query(self, sql):
        self.env.cr.execute(sql)
        return self.env.cr.fetchall()

    def _read_by_hand(self):
        """As somebody would who writes one statement for each question."""
        numbers = {
            "score": self._query(
                f"SELECT {SPLIT} FROM hr_recruitment_feedback fact WHERE {BETWEEN}"
            )
        }
        for name, column in GROUPINGS.items():
            numbers[name] = self._query(
                f"SELECT {column}, {SPLIT} FROM hr_recruitment_feedback fact"
                f" WHERE {BETWEEN} GROUP BY 1"
            )
        numbers["trouble"] = self._query(
            f"SELECT technical_trouble, COUNT(*) FROM hr_recruitment_feedback fact"
            f" WHERE {BETWEEN} GROUP BY 1"
        )
        numbers["answer"] = self._query(
            f"""SELECT a.decision_told_date < a.refuse_date + interval '7 days', {SPLIT}
                  FROM hr_recruitment_feedback fact
                  JOIN hr_applicant a ON a.id = fact.applicant_id
                 WHERE a.outcome = 'refused' AND {BETWEEN}
                   AND fact.response_date >= a.refuse_date::date GROUP BY 1"""
        )
        numbers["drivers"] = self._query(
            f"""SELECT driver_id, COUNT(*), AVG(value), CORR(value, fact.score)
                  FROM hr_recruitment_feedback_rating r
                  JOIN hr_recruitment_feedback fact ON fact.id = r.feedback_id
                 WHERE {BETWEEN} GROUP BY 1"""
        )
        numbers["comments"] = self._query(
            f"""SELECT COUNT(*) FROM hr_recruitment_feedback_comment c
                  JOIN hr_recruitment_feedback fact ON fact.id = c.feedback_id
                 WHERE c.released AND {BETWEEN}"""
        )
        numbers["invited"] = self._query(
            f"""SELECT COUNT(*) FROM hr_applicant_communication
                WHERE action = 'survey' AND state = 'sent'
                  AND sent_date >= '{FIRST}' AND sent_date < '{END}'"""
        )
        numbers["outcomes"] = self._query(
            f"SELECT outcome, COUNT(*) FROM hr_applicant a WHERE {APPLIED} GROUP BY 1"
        )
        numbers["stages"] = self._query(
            f"""SELECT stage_id, COUNT(*), COUNT(*) FILTER (WHERE NOT last),
                       PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY days)
                           FILTER (WHERE NOT last OR outcome <> 'ongoing')
                  FROM (SELECT v.stage_id, BOOL_OR(v.left_date IS NULL) AS last,
                               MIN(a.outcome) AS outcome,
                               SUM(EXTRACT(EPOCH FROM COALESCE(v.left_date,
                                   a.refuse_date, a.date_closed) - v.entered_date)
                               ) / 86400 AS days
                          FROM hr_applicant_stage_history v
                          JOIN hr_applicant a ON a.id = v.applicant_id
                         WHERE {APPLIED} GROUP BY a.id, v.stage_id) AS stay
              GROUP BY 1"""
        )
        numbers["sources"] = self._query(
            f"""SELECT source_id, medium_id, COUNT(*),
                       COUNT(*) FILTER (WHERE outcome = 'hired')
                  FROM hr_applicant a WHERE {APPLIED} GROUP BY 1, 2"""
        )
        for name, span, condition in (
            ("decision", "a.refuse_date - a.create_date", "TRUE"),
            ("message", "a.decision_told_date - a.refuse_date", "a.decision_told_date IS NOT NULL"),
        ):
            numbers[name] = self._query(
                f"""SELECT PERCENTILE_CONT(ARRAY[0.5, 0.9]) WITHIN GROUP (
                               ORDER BY EXTRACT(EPOCH FROM {span}) / 86400)
                      FROM hr_applicant a WHERE outcome = 'refused' AND {condition}
                       AND refuse_date >= '{FIRST}'
                       AND refuse_date < '{END}'"""
            )
        numbers["first_answer"] = self._query(
            f"""SELECT PERCENTILE_CONT(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY
                           EXTRACT(EPOCH FROM LEAST(a.first_answer_date,
                               a.decision_told_date, sent) - a.create_date) / 86400)
                  FROM hr_applicant a LEFT JOIN (
                       SELECT applicant_id, MIN(sent_date) AS sent
                         FROM hr_applicant_communication c
                         JOIN hr_recruitment_communication_step s ON s.id = c.step_id
                        WHERE c.action IN ('email', 'sms') AND c.state = 'sent'
                          AND s.trigger <> 'applied' GROUP BY 1) AS m
                    ON m.applicant_id = a.id
                 WHERE {APPLIED}"""
        )
        numbers["promises"] = self._query(
            f"""SELECT SUM(reply_kept_count), SUM(reply_broken_count)
                  FROM hr_applicant a WHERE {APPLIED}"""
        )
        numbers["refusals"] = self._query(
            f"""SELECT answer_state, COUNT(*) FROM hr_applicant
                WHERE outcome = 'refused' AND refuse_date >= '{FIRST}'
                  AND refuse_date < '{END}' GROUP BY 1"""
        )
        numbers["failed"] = self._query(
            f"""SELECT COUNT(DISTINCT a.id) FROM hr_applicant a
                 JOIN hr_applicant_communication c ON c.applicant_id = a.id
                 JOIN hr_recruitment_communication_step s ON s.id = c.step_id
                WHERE s.trigger = 'refused' AND c.state = 'failed'
                  AND a.refuse_date >= '{FIRST}' AND a.refuse_date < '{END}'"""
        )
        numbers["waiting"] = self._query(
            """SELECT COUNT(*) FILTER (WHERE awaiting_reply),
                      COUNT(*) FILTER (WHERE answer_state = 'owed' OR (
                          active AND outcome = 'ongoing'
                          AND COALESCE(last_contact_date, create_date)
                              < NOW() AT TIME ZONE 'UTC' - interval '14 days')),
                      COUNT(*) FILTER (WHERE answer_state = 'pending'),
                      COUNT(*) FILTER (WHERE reply_promise_state = 'broken'
                          AND outcome = 'ongoing')
                 FROM hr_applicant"""
        )
        return numbers

    def _compare_numbers(self, size):
        """Both arms found the same."""
        found, numbers = self.found, self.numbers
        n, high, low = numbers["score"][0]
        self.expect(found["score"]["n"] == n > size / 3, "the same answers")
        self.expect(
            abs(found["score"]["value"] - 100 * (high - low) / n) < 1e-9,
            "the same score",
        )
        for name in GROUPINGS:
            mine = {
                row["key"] or False: (row["n"], row["promoters"], row["detractors"])
                for row in found["groups"][name]
                if row["n"]
            }
            theirs = {key or False: tuple(split) for key, *split in numbers[name]}
            self.expect(mine == theirs, f"the same by {name}")
        for driver, n, mean, value in numbers["drivers"]:
            mine = next(row for row in found["drivers"] if row["key"] == driver)
            near = abs(mine["mean"] - mean) + abs(mine["correlation"] - value)
            self.expect(mine["n"] == n and near < 1e-6, "the same drivers")
        stages = {row["key"]: row for row in found["funnel"]["stages"]}
        for stage, entered, moved, days in numbers["stages"]:
            mine = stages[stage]
            self.expect(
                (mine["entered"], mine["moved_on"]) == (entered, moved)
                # Nobody has left the last stage, if few have come at all.
                and (mine["median_days"] is None) == (days is None)
                and abs((mine["median_days"] or 0) - (days or 0)) < 1e-6,
                "the same funnel",
            )
        for name in ("first_answer", "decision", "message"):
            (both,) = numbers[name][0]
            mine = found["times"][name]
            self.expect(
                abs(mine["median"] - both[0]) + abs(mine["slowest"] - both[1]) < 1e-6,
                f"the same time to {name}",
            )
        waiting = tuple(
            found["waiting"][name]
            for name in ("awaiting_reply", "unanswered", "pending_refusals", "late_promises")
        )
        self.expect(waiting == numbers["waiting"][0], "the same who wait")
        self.expect(len(found["sources"]) == len(numbers["sources"]), "the same sources")

    # A large company ------------------------------------------------------------------

    def _fill(self, before, size):
        """By SQL, deterministic; a fifth as many applications as answers."""
        cr = self.env.cr
        applied = self.env.ref(f"{ADDON}.communication_step_survey_applied")
        stage_mail = self.env["hr.recruitment.communication.step"].search(
            [("trigger", "=", "stage_entered"), ("action", "=", "email")], limit=1
        )
        self.env.execute_query(
            SQL(
                """
                WITH applicant AS (
                     INSERT INTO hr_applicant
                            (partner_name, active, company_id, job_id, stage_id,
                             kanban_state, preferred_channel, outcome, create_date,
                             refuse_reason_id, refuse_date, decision_told_date,
                             answer_state, last_contact_date, reply_kept_count,
                             first_answer_date, arrival)
                     SELECT 'Candidate ' || n, n %% 3 <> 0, %(company)s,
                            (%(jobs)s::int[])[1 + n %% %(number)s],
                            (%(stages)s::int[])[1 + n %% 3], 'normal', 'email',
                            CASE WHEN n %% 3 = 0 THEN 'refused' ELSE 'ongoing' END,
                            CURRENT_DATE::timestamp - n %% 720 * interval '1 day',
                            CASE WHEN n %% 3 = 0 THEN %(refused)s END,
                            CASE WHEN n %% 3 = 0 THEN (CURRENT_DATE + 17)::timestamp
                                 - n %% 720 * interval '1 day' END,
                            CASE WHEN n %% 3 = 0 AND n %% 15 <> 0
                                 THEN (CURRENT_DATE + 17)::timestamp - n %% 720
                                      * interval '1 day' + n %% 20 * interval '1 day'
                            END,
                            CASE WHEN n %% 15 = 0 THEN 'owed'
                                 WHEN n %% 3 = 0 THEN 'told' END,
                            NOW() AT TIME ZONE 'UTC' - interval '1 hour'
                                - n %% 30 * interval '1 day', n %% 4,
                            CASE WHEN n %% 5 = 0 THEN (CURRENT_DATE + 2)::timestamp
                                 - n %% 720 * interval '1 day' END,
                            'applied'
                       FROM generate_series(%(before)s / 5 + 1, %(size)s / 5) AS n
                  RETURNING id, job_id, company_id, create_date, stage_id),
                visit AS (
                     INSERT INTO hr_applicant_stage_history
                            (applicant_id, stage_id, job_id, company_id, entered_date,
                             left_date)
                     SELECT id, (%(stages)s::int[])[step], job_id, company_id,
                            create_date + step * interval '3 days',
                            CASE WHEN step < 3
                                 THEN create_date + (step + 1) * interval '3 days' END
                       FROM applicant, generate_series(1, 3) AS step)
                INSERT INTO hr_applicant_communication
                       (applicant_id, step_id, occurrence_key, action, state,
                        scheduled_date, sent_date, company_id)
                SELECT id, CASE kind WHEN 'survey' THEN %(survey)s ELSE %(mail)s END,
                       'bench', kind, 'sent', create_date + interval '1 day',
                       create_date + interval '1 day' + id %% 9 * interval '1 day',
                       company_id
                  FROM applicant, unnest(ARRAY['email', 'survey']) AS kind
                """,
                company=self.env.company.id,
                jobs=self.jobs.ids,
                number=JOBS,
                stages=self.stages.ids,
                refused=self.refused.id,
                before=before,
                size=size,
                survey=applied.id,
                mail=stage_mail.id,
            )
        )
        self.env.execute_query(
            SQL(
                """
                WITH fact AS (
                     INSERT INTO hr_recruitment_feedback
                            (score, nps_value, category, moment, anonymity, released,
                             opens_group, response_date, company_id, job_id,
                             applicant_id, outcome, earlier_contact, technical_trouble)
                     SELECT n %% 11,
                            CASE WHEN n %% 11 >= 9 THEN 100
                                 WHEN n %% 11 <= 6 THEN -100 ELSE 0 END,
                            'passive',
                            (ARRAY['applied', 'interviewed', 'refused'])[1 + n %% 3],
                            'confidential', TRUE, TRUE, CURRENT_DATE - (n %% 720)::int,
                            %(company)s, (%(jobs)s::int[])[1 + n %% %(number)s],
                            %(last)s - n %% %(applications)s,
                            (ARRAY['ongoing', 'refused', 'hired'])[1 + n %% 3],
                            (ARRAY['none', 'customer'])[1 + n %% 2],
                            (ARRAY['trouble', 'no_trouble'])[1 + n %% 2]
                       FROM generate_series(%(before)s + 1, %(size)s) AS n
                  RETURNING id, score, response_date),
                rating AS (
                     INSERT INTO hr_recruitment_feedback_rating
                            (feedback_id, driver_id, value)
                     SELECT id, driver, (score * 10 + id %% 37) %% 101
                       FROM fact, unnest(%(drivers)s::int[]) AS driver)
                INSERT INTO hr_recruitment_feedback_comment
                       (feedback_id, text, released, company_id, response_date)
                SELECT id, 'Words', TRUE, %(company)s, response_date
                  FROM fact WHERE id %% 10 = 0
                """,
                company=self.env.company.id,
                jobs=self.jobs.ids,
                number=JOBS,
                last=self.env["hr.applicant"]
                .with_context(active_test=False)
                .search([("job_id", "in", self.jobs.ids)], order="id desc", limit=1)
                .id,
                applications=(size - before) // 5,
                before=before,
                size=size,
                drivers=self.drivers.ids,
            )
        )
        cr.execute("ANALYZE")
